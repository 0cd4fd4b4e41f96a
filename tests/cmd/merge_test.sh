#!/bin/sh
# shellcheck disable=SC2016,SC2119 # single quotes: the inner shell's; serve without arguments
# Books together: --totals, --partial and merge; files for each: --counts, --texts.
# shellcheck source=tests/scenario.sh
. tests/scenario.sh

analyze() { traca analyze --lang en -q "$@"; }
merge() { STATUS=0; "$TRACA" merge --lang en "$@" >"$DIR/out" 2>"$DIR/err" </dev/null || STATUS=$?; }
names_in() { find "$@" -type f -exec basename {} \; | LC_ALL=C sort | tr '\n' ' '; }
same() { cmp -s "$DIR/$1" "$DIR/$2"; }

# NAME ID TITLE AUTHOR LANGUAGE WORDS
text() {
	mkdir -p "$(dirname "$DIR/$1")"
	printf '%s\n' "Title: $3" "" "Author: $4" "" "Language: $5" "" \
		"*** START OF THE PROJECT GUTENBERG EBOOK $2 ***" "" "$6" "" \
		"*** END OF THE PROJECT GUTENBERG EBOOK $2 ***" >"$DIR/$1"
	[ -z "$2" ] || sed -i "1i The Project Gutenberg EBook of $3, by $4\n\nRelease Date: May 1, 2001 [EBook #$2]\n" "$DIR/$1"
}

library() {
	fresh
	text a.txt 11 One Ana English 'b a b C'
	text b.txt 12 Two Ana Portuguese 'a É é'
	text sub/c.txt 13 Three Bento English 'c c a'
	text d.txt '' Four Bento English 'z=1 z=1'
}

# ---- totals ----
library
for totals in author language all; do
	analyze "$DIR/a.txt" "$DIR/b.txt" "$DIR/sub/c.txt" "$DIR/d.txt" --format ndjson --totals $totals
	check "--totals $totals: the books, then the sums" test "$(grep -c '"sha256"' "$DIR/out")" -eq 4
	grep '"total":{"by' "$DIR/out" >"$DIR/$totals"
done
check "a line for each author" test "$(grep -c '"by":"author","books":2' "$DIR/author")" -eq 2
check "a line for each language" grep -q '"language":"en".*"by":"language","books":3' "$DIR/language"
check "a line for all" grep -q '"author":null.*"by":"all","books":4.*"sequences":{"total":12,' "$DIR/all"
check "what is equal is in code-point order" \
	grep -q '"most_used":{"tokens":\["a","b","c","z=1"\],"count":2}' "$DIR/language"
analyze "$DIR/a.txt" "$DIR/b.txt" --totals author
check "in words" out_says "[ Statistics of 2 books by 'Ana' ]"
analyze "$DIR/a.txt" "$DIR/b.txt" --totals all --table sequences
check "its table, too" out_says "==> 2 books <=="
for arrangement in --sync '--group-by stage' '--jobs 1'; do
	# shellcheck disable=SC2086 # words
	analyze "$DIR/d.txt" "$DIR/b.txt" "$DIR/sub/c.txt" "$DIR/a.txt" --format ndjson --totals author $arrangement
	grep '"total":{"by' "$DIR/out" >"$DIR/other"
	check "$arrangement: the same" same other author
done
cp "$DIR/a.txt" "$DIR/a2.txt"
analyze "$DIR/a.txt" "$DIR/a2.txt" --format ndjson --totals all
check "a book that is there twice counts twice" grep -q '"books":2}.*"lines":{"blank":0,"visible":2' "$DIR/out"

# ---- partial and merge ----
library
analyze "$DIR/a.txt" "$DIR/sub/c.txt" --partial --output "$DIR/1.ndjson"
analyze "$DIR/b.txt" "$DIR/d.txt" --partial --output "$DIR/2.ndjson"
check "each book with its tables" test "$(grep -c '"tables":{"characters":\[\[' "$DIR/1.ndjson")" -eq 2
for totals in author language all; do
	analyze "$DIR/a.txt" "$DIR/b.txt" "$DIR/sub/c.txt" "$DIR/d.txt" --format ndjson --totals $totals
	grep '"total":{"by' "$DIR/out" >"$DIR/direct"
	merge "$DIR/1.ndjson" "$DIR/2.ndjson" --totals $totals --format ndjson
	check "merge --totals $totals: as if it were one run" same out direct
	merge "$DIR/2.ndjson" "$DIR/1.ndjson" --totals $totals --format ndjson
	check "in any order" same out direct
	analyze "$DIR/a.txt" "$DIR/b.txt" --partial --totals $totals --output "$DIR/half1"
	analyze "$DIR/sub/c.txt" "$DIR/d.txt" --partial --totals $totals --output "$DIR/half2"
	check "with --totals $totals: no books of their own" sh -c "! grep -q '\"sha256\"' '$DIR/half1'"
	merge "$DIR/half2" "$DIR/half1" --totals $totals --format ndjson
	check "totals are added up as books are" same out direct
	merge "$DIR/half1" --partial --totals $totals --output "$DIR/again"
	check "and stay as they are by themselves" same half1 again
done
merge "$DIR/1.ndjson" "$DIR/2.ndjson" --format ndjson
check "measures of the counts" out_says '"measures":{"tokens":12,"types":5,'
check "what needs the running text is null" out_says '"mattr":null,"mtld":null'
merge "$DIR/1.ndjson" "$DIR/2.ndjson" --table sequences
check "a table of all" test "$(head -n 1 "$DIR/out")" = "$(printf 'a\t3')"
cat "$DIR/1.ndjson" "$DIR/2.ndjson" | "$TRACA" merge --format ndjson - >"$DIR/piped"
merge "$DIR/1.ndjson" "$DIR/2.ndjson" --format ndjson
check "from standard input" same out piped

analyze "$DIR/a.txt" 999 --partial
mv "$DIR/out" "$DIR/3.ndjson"
merge "$DIR/3.ndjson"
check "a book that failed is named" err_says "999: "
check "with exit code 1" status_is 1
check "and the others are added up" out_says "1 book"

# ---- what cannot be added up ----
merge
check "no files: said" err_says "traca: no files: give what --partial wrote"
merge "$DIR/none"
check "a file that is not there" err_says "none cannot be opened: No such file"
analyze "$DIR/a.txt" --format ndjson --output "$DIR/plain"
merge "$DIR/1.ndjson" "$DIR/plain"
check "no tables: said, with the line" err_says "plain: line 1: no whole tables: --partial writes them"
check "exit code 2" status_is 2
check "and nothing is printed" out_is_silent
merge "$DIR/half1" --totals author
check "a total of all has no authors" err_says "a total by all cannot be divided by author"
analyze "$DIR/b.txt" --cut none --partial --output "$DIR/uncut"
merge "$DIR/1.ndjson" "$DIR/uncut"
check "other options are not added up" err_says "uncut: line 1: counted with '--cut none', and others with '--cut auto'"
sed 's/Unicode [0-9.]*/Unicode 99/' "$DIR/2.ndjson" >"$DIR/newer"
merge "$DIR/1.ndjson" "$DIR/newer" --format ndjson
check "other versions are, and then it is not said which" out_says '"software":null'
head -c 300 "$DIR/1.ndjson" >"$DIR/short"
merge "$DIR/short" --output "$DIR/result"
check "a file that is broken off" err_says "short: line 1: not the JSON of a summary"
check "leaves no result" sh -c '! ls "$0"/result* 2>/dev/null | grep -q .' "$DIR"
sed 's/"a",1/"a",2/' "$DIR/1.ndjson" >"$DIR/wrong"
merge "$DIR/wrong"
check "a table that was tampered with" err_says "does not add up"
if [ -w /dev/full ]; then
	merge "$DIR/1.ndjson" --output /dev/full
	check "a full disk is an error" status_is 2
fi

# ---- counts and texts ----
library
text e/11.txt 11 One Ana English 'another edition'
mkdir "$DIR/f"
cp "$DIR/d.txt" "$DIR/f/d.txt"
cp "$DIR/d.txt" "$DIR/..dots..txt"
printf 'q q\n' >"$DIR/12.txt"
printf 'odd\n' >"$DIR/100%25 ?#x.txt"
for arrangement in --sync '--jobs 4'; do
	rm -rf "$DIR/shelf"
	# shellcheck disable=SC2086 # words
	analyze "$DIR/a.txt" "$DIR/12.txt" "$DIR/b.txt" "$DIR/d.txt" "$DIR/e/11.txt" "$DIR/f/d.txt" \
		"$DIR/..dots..txt" "$DIR/100%25 ?#x.txt" --counts "$DIR/shelf/counts" --texts "$DIR/texts" \
		$arrangement
	check "$arrangement: a file for each book, named by number, else by its file" \
		test "$(names_in "$DIR/shelf/counts")" = \
		"100%25 _#x_counts.txt 11-2_counts.txt 11_counts.txt 12-2_counts.txt 12_counts.txt _.dots._counts.txt d-2_counts.txt d_counts.txt "
	check "$arrangement: the first of the list has the name" \
		sh -c 'printf "b\t2\na\t1\nC\t1\n" | cmp -s - "$0/shelf/counts/11_counts.txt"' "$DIR"
	check "$arrangement: the second edition the next" \
		grep -q '^edition	1$' "$DIR/shelf/counts/11-2_counts.txt"
	check "$arrangement: the number wins over a file of its name" \
		grep -q '^É	1$' "$DIR/shelf/counts/12_counts.txt"
	check "$arrangement: the text" test "$(cat "$DIR/texts/11_text.txt")" = 'b a b C'
done
analyze "$DIR/b.txt" --counts "$DIR/folded" --table sequences-folded
check "of the table that is asked for" \
	sh -c 'printf "é\t2\na\t1\n" | cmp -s - "$0/folded/12_counts.txt"' "$DIR"
echo old >"$DIR/folded/12_counts.txt"
analyze "$DIR/b.txt" --counts "$DIR/folded"
check "one that is there is replaced" sh -c '! grep -q old "$0/folded/12_counts.txt"' "$DIR"
check "nothing else is left" test "$(ls -A "$DIR/folded")" = 12_counts.txt
analyze "$DIR/b.txt" --counts "$DIR/b.txt"
check "a folder that is a file" err_says "b.txt cannot be made: Not a directory"
check "is exit code 2" status_is 2

# A limit on the size of files stands for a full disk.
awk 'BEGIN { for (i = 0; i < 20000; i++) print "w" i }' >"$DIR/big.txt"
STATUS=0
(
	trap '' XFSZ
	ulimit -f 64
	"$TRACA" analyze "$DIR/b.txt" "$DIR/big.txt" --cache "$DIR/cache" --lang en --counts "$DIR/full" >"$DIR/out" 2>"$DIR/err"
) || STATUS=$?
check "a full disk is exit code 2" status_is 2
check "and says so" err_says "cannot be written"
check "and nothing is called done" test -z "$(ls -A "$DIR/full")"
if mkdir "$DIR/small" && mount -t tmpfs -o size=64k tmpfs "$DIR/small" 2>/dev/null; then
	analyze "$DIR/b.txt" "$DIR/big.txt" --texts "$DIR/small/texts"
	check "a disk that is really full is exit code 2" status_is 2
	check "and named" err_says "No space left"
	check "and empty after" test -z "$(ls -A "$DIR/small/texts")"
	umount "$DIR/small"
else
	echo "ok - a disk that is really full # SKIP none can be mounted here"
fi

# ---- from the web ----
fresh
book 1 'one two'
book 2 'three'
serve
DELAY=0 run 1 2 --counts "$DIR/counts" --texts "$DIR/texts" --totals author
check "run: the books and their sum" out_says "[ Statistics of 2 books by 'Somebody' ]"
check "run: their files" test "$(names_in "$DIR/counts" "$DIR/texts")" = \
	"1_counts.txt 1_text.txt 2_counts.txt 2_text.txt "
