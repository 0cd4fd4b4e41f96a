#!/bin/sh
# shellcheck disable=SC2119 # serve takes arguments only where there are several addresses
# What a user may write to say which books, and what a book is called then.
# shellcheck source=tests/scenario.sh
. tests/scenario.sh

fresh
cp -r examples/shelf/. "$DIR/site"
site free.txt <<'EOF'
plain words
EOF
serve
printf 'plain words\n' >"$DIR/plain.txt"
file=$DIR/site/cache/epub/900002/pg900002.txt

# What is called how, in the order of the reports.
titles_are() {
	[ "$(sed -n "s/^\[ Statistics of '\(.*\)' \]$/\1/p" "$DIR/out")" = "$1" ]
}

# From a list, whose lines are given with \t and \n.
listed() {
	printf '%b' "$1" >"$DIR/list"
	shift
	DELAY=0 run "$DIR/list" "$@"
}

while IFS='|' read -r what list titles; do
	listed "$(printf '%s' "$list" | sed "s|URL|$URL|g; s|DIR|$DIR|g")"
	check "$what" titles_are "$(printf '%b' "$titles")"
	check "$what: exit code 0" status_is 0
done <<'CASES'
an id|900003\n|Quatro Estações de Papel' by 'Brites Mendonça de Alenquer
an id with a title and an author|900003\tPapel\tBrites\n|Papel' by 'Brites
an id with a title: the author is the index's|900003\tPapel\n|Papel' by 'Brites Mendonça de Alenquer
an author's books|@alenquer brites\n|A Traça e a Biblioteca' by 'Brites Mendonça de Alenquer\nAs Cartas do Faroleiro' by 'Brites Mendonça de Alenquer\nQuatro Estações de Papel' by 'Brites Mendonça de Alenquer
a URL|URL/free.txt\n|free.txt
a URL with a title and an author|URL/free.txt\tFree\tNobody\n|Free' by 'Nobody
a file|DIR/plain.txt\n|plain.txt
a file with a title|DIR/plain.txt\tPlain\n|Plain
comments and empty lines are none|# a\n\n  # b\nDIR/plain.txt\n|plain.txt
CRLF and a byte-order mark|\0357\0273\0277900003\tPapel\tBrites\r\n|Papel' by 'Brites
no line end|900003\tPapel\tBrites|Papel' by 'Brites
the same book twice is one|900003\tPapel\tBrites\n900003\n|Papel' by 'Brites
all of it at once|# all\n900003\tB\tA\nURL/free.txt\tC\tA\nDIR/plain.txt\tA\tA\n|A' by 'A\nB' by 'A\nC' by 'A
CASES

# ---- the same things, without a list ----
DELAY=0 run 900003 "$URL/free.txt" "$DIR/plain.txt"
check "ids, URLs and files are arguments, too" \
	titles_are "$(printf '%s\n' free.txt plain.txt \
		"Quatro Estações de Papel' by 'Brites Mendonça de Alenquer")"
DELAY=0 run '@Edmund Quill' --format ndjson
check "and authors" test "$(wc -l <"$DIR/out")" -eq 2
STATUS=0
printf '%s\tFrom a pipe\tX\n' "$DIR/plain.txt" |
	"$TRACA" analyze - --cache "$DIR/cache" >"$DIR/out" 2>"$DIR/err" || STATUS=$?
check "- is a list on standard input" titles_are "From a pipe' by 'X"
printf '900003\nno tab here\tx\n@\n' |
	"$TRACA" analyze - --cache "$DIR/cache" >"$DIR/out" 2>"$DIR/err"
STATUS=$?
check "a wrong line of it is exit code 2" status_is 2
check "and is named" err_says 'standard input:2:'
traca run - --mirror "$URL"
check "a list without books: nothing to do, which is said" err_says 'names no book'
check "and is no failure" status_is 0

# ---- title and author: the list's, else the index's, else the header's, else the file's name ----
cp "$file" "$DIR/pg900002.txt"
sed -i 's/^Title: .*/Title: Of the header/; s/^Author: .*/Author: Header/' "$DIR/pg900002.txt"
traca analyze "$DIR/pg900002.txt" --index examples/shelf/dirs/GUTINDEX.ALL --mirror "$URL"
check "the index goes before the header" titles_are "As Cartas do Faroleiro' by 'Brites Mendonça de Alenquer"
printf '%s\tOf the list\tList\n' "$DIR/pg900002.txt" >"$DIR/list"
traca analyze "$DIR/list" --index examples/shelf/dirs/GUTINDEX.ALL
check "the list goes before the index" titles_are "Of the list' by 'List"
traca analyze "$DIR/pg900002.txt" --cache "$DIR/empty"
check "without an index it is the header" titles_are "Of the header' by 'Header"
traca analyze "$DIR/plain.txt"
check "without a header it is the file's name" titles_are plain.txt
