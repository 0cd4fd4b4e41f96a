#!/bin/sh
# What is left to do is an issue, not a comment.
set -u
words='TO''DO|FIX''ME|XX''X|HA''CK'
found=$(find . -path ./build -prune -o -path ./.git -prune -o -type f \
	\( -name '*.[ch]' -o -name '*.sh' -o -name '*.awk' -o -name '*.md' -o -name 'Makefile' \
	-o -name 'run' \) -print | sed 's|^\./||' | sort |
	xargs -r grep -nHE "(^|[^A-Za-z_])($words)([^A-Za-z_]|\$)")
[ -z "$found" ] && exit 0
echo "$found" | sed -E 's/^([^:]*:[0-9]+):.*/\1: what is left to do is an issue, not a comment/'
exit 1
