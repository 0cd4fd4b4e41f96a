#!/bin/sh
# Headers are the documentation: each begins with "name - what it is", and is guarded by
# ROOM_NAME_H.
# shellcheck disable=SC2016 # awk's $
set -u
find data collect process analyze present cmd -name '*.h' 2>/dev/null | sort | xargs -r awk '
function complain(line, text) {
	print FILENAME ":" line ": " text
	bad = 1
}

FNR == 1 {
	name = FILENAME
	sub(/.*\//, "", name)
	sub(/\.h$/, "", name)
	guard = toupper(FILENAME)
	gsub(/[^A-Z0-9]/, "_", guard)
	if ($0 != "/*")
		complain(1, "begins with a comment: \"" name " - what it is\"")
	guarded = 0
}
FNR == 2 && index($0, " * " name " - ") != 1 { complain(2, "says first \"" name " - what it is\"") }
/^#ifndef/ && !guarded {
	guarded = 1
	if ($2 != guard)
		complain(FNR, "is guarded by " guard)
}
END { exit bad }'
