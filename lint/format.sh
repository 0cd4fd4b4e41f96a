#!/bin/sh
# .clang-format decides once; `make format` does what it says.
set -u
find data collect process analyze present cmd tests bench -name '*.[ch]' 2>/dev/null | sort |
	xargs -r clang-format --dry-run -Werror 2>&1 |
	sed -nE 's/^([^:]*:[0-9]+):[0-9]+: error:.*/\1: not as .clang-format has it (make format)/p' |
	sort -u -t: -k1,1 | {
	bad=0
	while read -r line; do
		echo "$line"
		bad=1
	done
	exit $bad
}
