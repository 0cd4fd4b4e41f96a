#!/bin/sh
# What fits on a page is read: 400 lines a file, 80 a header, 60 a function, and in it at most
# three blocks within each other. Columns are clang-format's. Tests are tables: only their
# nesting counts.
set -u
find data collect process analyze present cmd tests bench -name '*.[ch]' 2>/dev/null | sort |
	xargs -r awk -f "$(dirname "$0")/code.awk" | awk '
function complain(line, text) {
	print file ":" line ": " text
	bad = 1
}

# Does the brace after TEXT open a block? One that opens an initialiser does not.
function is_block(text) {
	sub(/[ \t]+$/, "", text)
	if (text ~ /\((const )?(struct|union) [a-z_]+\)$/ || text ~ /\]\)$/)
		return 0
	return text ~ /(\)|else|do)$/ || text ~ /^[ \t]*$/
}

function braces(line, code,   i, c) {
	for (i = 1; i <= length(code); i++) {
		c = substr(code, i, 1)
		if (c == "{") {
			block[++open] = is_block(substr(code, 1, i - 1))
			depth += block[open]
			if (block[open] && depth == 5)
				complain(line, "more than three blocks within each other")
		} else if (c == "}" && open > 0) {
			depth -= block[open--]
		}
	}
}

{
	name = $0
	sub(/:.*/, "", name)
	code = substr($0, length(name) + 2)
	line = code + 0
	sub(/^[0-9]+:/, "", code)
	if (name != file) {
		file = name
		test = file ~ /^tests\//
		most = file ~ /\.h$/ ? 80 : 400
		start = 0
	}
	if (line == most + 1 && !test)
		complain(line, "the file is longer than " most " lines")
	if (code ~ /^\{/) {
		start = line
		open = depth = 0
	}
	if (start)
		braces(line, code)
	if (code ~ /^\}/ && start) {
		if (line - start + 1 > 60 && !test)
			complain(start, "a function of " line - start + 1 " lines, 60 at most")
		start = 0
	}
}
END { exit bad }'
