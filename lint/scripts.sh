#!/bin/sh
# What the shell will run is read by shellcheck first.
set -u
find . -path ./build -prune -o -path ./.git -prune -o -type f \
	\( -name '*.sh' -o -path './.ci/run' \) -print | sed 's|^\./||' | sort |
	xargs -r shellcheck --format=gcc
