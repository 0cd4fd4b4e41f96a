#!/bin/sh
# Words that do not belong in a room, each with the reason: only cmd prints and ends the program,
# memory comes from data/mem.h, structs are called structs. Comments and strings may hold them.
set -u

# What is forbidden (an extended regular expression), where it is allowed (the same, on the
# path), and why; fields end at a tab.
table() {
	cat <<-'END'
	(printf|vprintf|puts|putchar|perror) *\(	^(cmd|tests|bench)/	only cmd prints
	std(out|err)	^((cmd|tests|bench)/|data/mem\.c)	only cmd knows the standard streams
	(exit|_exit|_Exit|quick_exit) *\(	^(cmd|tests|bench)/	only cmd ends the program
	abort *\(	^data/mem\.c	only data/mem.c aborts
	(malloc|calloc|realloc|reallocarray|strdup|strndup|asprintf|vasprintf) *\(	^(data/mem\.c|tests/|bench/)	data/mem.h has the one that ends the program where there is none
	typedef[ ]+(struct|union|enum)	^$	structs, unions and enums go by their own names
	(strcpy|strcat|sprintf|vsprintf|gets|strtok|tmpnam|mktemp) *\(	^tests/	it has no bound, or a hidden state
	END
}

code=$(find data collect process analyze present cmd tests bench -name '*.[ch]' 2>/dev/null |
	sort | xargs -r awk -f "$(dirname "$0")/code.awk")
tab=$(printf '\t')
found=$(table | while IFS=$tab read -r word allowed why; do
	echo "$code" | grep -E "^[^:]*:[0-9]+:(.*[^A-Za-z0-9_])?$word" | grep -vE "$allowed" |
		sed -E "s|^([^:]*:[0-9]+):.*|\1: $why|"
done)
[ -z "$found" ] && exit 0
echo "$found"
exit 1
