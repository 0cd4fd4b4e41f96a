#!/bin/sh
# clang-tidy, as .clang-tidy has it, on the rooms.
# TIDY_FLAGS are the compiler's; `make lint` sets them.
# shellcheck disable=SC2016 # the inner shell's $
set -u
: "${TIDY_FLAGS:=-std=c17 -D_GNU_SOURCE -I. -Ibuild $(pkg-config --cflags libxml-2.0 uchardet)}"

find data collect process analyze present cmd bench -name '*.c' 2>/dev/null | sort |
	TIDY_FLAGS=$TIDY_FLAGS xargs -r -n 1 -P 2 sh -c '
clang-tidy --quiet --warnings-as-errors="*" "$0" -- $TIDY_FLAGS 2>/dev/null |
	{ ! grep -vE "^[0-9]+ warnings? (generated|treated)"; }'
