#!/bin/sh
# A function lives with the noun it works on: no file and no folder may be a place for whatever
# has none.
set -u
bad=$(find . -path ./build -prune -o -path ./.git -prune -o -print | sed 's|^\./||' |
	grep -iE '(^|[/_.-])(utils?|common|helpers?|misc)([/_.-]|$)' | sort)
[ -z "$bad" ] && exit 0
echo "$bad" | sed 's/$/:1: a name that says nothing: what noun does it work on?/'
exit 1
