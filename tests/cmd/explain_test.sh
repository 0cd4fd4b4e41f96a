#!/bin/sh
# process --explain: a line of JSON for each file, also for those that are refused.
# shellcheck source=tests/scenario.sh
. tests/scenario.sh
fresh
books=../shared/corpus

# The line of the file whose source ends in NAME.
line() { grep -F "$1\",\"kind\"" "$DIR/out"; }
says() { line "$1" | grep -qF -- "$2"; }

printf 'Title: The Worm\nAuthor: A. Worm\nRelease Date: May 2, 2001 [EBook #12]\nLanguage: English\n\n*** START OF THE PROJECT GUTENBERG EBOOK THE WORM ***\n\nIt ate a book.\n\n*** END OF THE PROJECT GUTENBERG EBOOK THE WORM ***\n' >"$DIR/worm.txt"
printf '<html lang="pt"><title>A traça</title><p>Comeu.' >"$DIR/a.html"
printf '%%PDF-1.4\n' >"$DIR/a.pdf"
printf '\0\1\2\3binary' >"$DIR/none"
gzip -k "$DIR/worm.txt"
traca process --offline --lang en --explain "$DIR/worm.txt" "$DIR/a.html" "$DIR/a.pdf" "$DIR/none" "$DIR/worm.txt.gz"
check "some failed: exit code 1" status_is 1
check "a line for each file" test "$(wc -l <"$DIR/out")" -eq 5
check "the lines are objects" test "$(grep -c '^{"source":".*}$' "$DIR/out")" -eq 5
check "kind, and why" says worm.txt '"kind":{"name":"text","by":"name","within":null}'
check "charset, and why" says worm.txt '"charset":{"name":"US-ASCII","by":"utf-8"'
check "cut rule and lines" says worm.txt '"cut":{"rule":"start-end","first_line":8,"last_line":8,"of_lines":11}'
check "title and where from" says worm.txt '"title":"The Worm","title_by":"header"'
check "author and where from" says worm.txt '"author":"A. Worm","author_by":"header"'
check "date and where from" says worm.txt '"date":"May 2, 2001","date_by":"header"'
check "language and where from" says worm.txt '"language":"en","language_by":"header"'
check "words before and after" says worm.txt '"words":{"whole":39,"kept":4}'
check "a page of the web" says a.html '"kind":{"name":"html","by":"content","within":null}'
check "its facts" says a.html '"title":"A traça","title_by":"title"'
check "a PDF is refused by name" says a.pdf '"kind":{"name":"pdf","by":"content","within":null},"error":"a PDF: convert it'
check "so is binary data" says none '"error":"looks like binary data"'
check "what is packed says in what" says worm.txt.gz '"within":"gzip: worm.txt"'
silent_of() { ! out_says "$1"; }
check "the text itself is not shown" silent_of "ate a book"

traca process --offline --lang en -q "$DIR/worm.txt" "$DIR/a.pdf" "$DIR/worm.txt.gz"
check "the texts go on without what is refused" test "$(grep -c 'ate a book' "$DIR/out")" -eq 2
check "which is named on standard error" err_says "a.pdf: a PDF: convert it to text first, e.g. with pdftotext"
check "and counted: exit code 1" status_is 1
traca analyze --offline --lang en "$DIR/worm.txt" "$DIR/none"
check "no statistics of it" out_says "'none': looks like binary data"
traca process --offline --lang pt -q "$DIR/a.pdf"
check "in Portuguese, too" err_says "um PDF: converta-o antes em texto"

printf '<?xml version="1.0"?><TEI><text><body>' >"$DIR/a.xml"
traca process --offline --lang pt -q --explain "$DIR/a.xml"
check "what is refused for what is in it still has its kind" out_says '"kind":{"name":"tei","by":"content"'
check "and why, in Portuguese" out_says "acaba no meio de um elemento"

head -c 50000000 /dev/zero | tr '\0' a >"$DIR/line.txt"
peak_of process --offline --lang en -q --cache "$DIR/cache" "$DIR/line.txt"
check "a line of 50 MB is a text" status_is 0
check_peak "its memory stays near its size" 110
rm "$DIR/line.txt"

# Of each file of the pattern $1: a line, and in it a rule of the cut, by name.
all_have_a_rule() {
	# shellcheck disable=SC2086 # a pattern
	set -- $1
	traca process --offline --lang en --explain -q "$@"
	[ "$(wc -l <"$DIR/out")" -eq $# ] &&
		[ "$(grep -c '"cut":{"rule":"[a-z]' "$DIR/out")" -eq $# ]
}

if [ -r $books/books/MANIFEST.tsv ]; then
	check "each of the shared books has a rule of the cut" all_have_a_rule "$books/books/*.txt"
	check "so has each whole book beside its stripped one" all_have_a_rule "$books/strip/raw/*"
else
	echo "# skipped: $books is not there"
fi
