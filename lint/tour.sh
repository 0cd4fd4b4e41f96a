#!/bin/sh
# ARCHITECTURE.md is the tour of the house: every module with a header is in it.
set -u
[ -e ARCHITECTURE.md ] || exit 0
find data collect process analyze present cmd -name '*.h' 2>/dev/null | sort | {
	bad=0
	while read -r header; do
		grep -qF "\`${header%.h}\`" ARCHITECTURE.md && continue
		echo "$header:1: is not in ARCHITECTURE.md"
		bad=1
	done
	exit $bad
}
