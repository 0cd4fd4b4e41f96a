#!/bin/sh
# ARCHITECTURE.md is the tour of the house: every module with a header is in it, and in one row.
# shellcheck disable=SC2016 # Markdown's quotes
set -u
[ -e ARCHITECTURE.md ] || exit 0
bad=0
twice=$(grep '^| `' ARCHITECTURE.md | cut -d '|' -f 2 | tr -s ' `' '\n' | grep / | sort | uniq -d | xargs)
[ -z "$twice" ] || {
	echo "ARCHITECTURE.md:1: in two rows: $twice"
	bad=1
}
find data collect process analyze present cmd -name '*.h' 2>/dev/null | sort | {
	while read -r header; do
		grep -qF "\`${header%.h}\`" ARCHITECTURE.md && continue
		echo "$header:1: is not in ARCHITECTURE.md"
		bad=1
	done
	exit $bad
}
