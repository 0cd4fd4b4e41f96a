#!/bin/sh
# shellcheck disable=SC2016,SC2119 # single quotes: the inner shell's; serve without arguments
# What run and analyze --save keep, and present finds again, without a text.
# shellcheck source=tests/scenario.sh
. tests/scenario.sh

present() { traca present --lang en "$@"; }
titles_are() { [ "$(sed -n "s/^\[ Statistics of '\(.*\)' by .*/\1/p" "$DIR/out" | tr '\n' ' ')" = "$* " ]; }
sql() { sqlite3 "$DIR/cache/traca.db" "$1"; }

# NAME TITLE AUTHOR WORDS
text() {
	printf '%s\n' "Title: $2" "" "Author: $3" "" "Language: Portuguese" "" \
		"*** START OF THE PROJECT GUTENBERG EBOOK $2 ***" "" "$4" "" \
		"*** END OF THE PROJECT GUTENBERG EBOOK $2 ***" >"$DIR/$1"
}

fresh
present
check "nothing was kept: exit code 1" status_is 1
check "and who keeps something is said" err_says "'traca run' and 'traca analyze --save' do that"
text a.txt Memórias 'Machado de Assis' 'a b c a'
text b.txt Lusíadas 'Luís de Camões' 'x x x'
text c.txt Outro 'Machado de Assis' 'só'
traca analyze "$DIR/a.txt" -q
check "analyze keeps nothing by itself" test ! -e "$DIR/cache/traca.db"
traca analyze "$DIR/a.txt" "$DIR/b.txt" "$DIR/c.txt" -q --save --format ndjson
cp "$DIR/out" "$DIR/all"
rm "$DIR/a.txt"
for format in ndjson json text csv tsv table; do
	traca analyze "$DIR/b.txt" "$DIR/c.txt" -q --format $format --lang en
	cp "$DIR/out" "$DIR/now"
	present --format $format --author camões --author assis --title lusiadas --title outro
	check "$format: what is kept is what was counted" cmp -s "$DIR/out" "$DIR/now"
	present "$DIR/all" --format $format --title lusiadas --title outro
	check "$format: so are lines of JSON" cmp -s "$DIR/out" "$DIR/now"
done
present
check "all, by author and title" titles_are Lusíadas Memórias Outro
present --author "ASSIS machado"
check "an author's, words in any order" titles_are Memórias Outro
present --author-exact --author Machado
check "not the whole name: none" status_is 1
check "and it is said" err_says "none that were kept are like that"
present --language pt --sort sequences
check "by number of sequences" titles_are Memórias Lusíadas Outro
present --sort title
check "by title" titles_are Lusíadas Memórias Outro
present --since 2020-01-01
check "since a day" titles_are Lusíadas Memórias Outro
present --since 2999-01-01
check "since a day to come: none" status_is 1
present --id 77 --quiet
check "no such number" status_is 1
"$TRACA" present --lang en - <"$DIR/all" >"$DIR/out"
check "from standard input" titles_are Lusíadas Memórias Outro

# ---- what is replaced, and what stands beside ----
text b.txt Lusíadas 'Luís de Camões' 'x x x'
traca analyze "$DIR/b.txt" -q --save
present --title lusíadas
check "the same bytes with the same options are there once" titles_are Lusíadas
traca analyze "$DIR/b.txt" -q --save --cut none
present --title lusíadas
check "with other options, beside" titles_are Lusíadas Lusíadas
text b.txt Lusíadas 'Luís de Camões' 'x x y'
traca analyze "$DIR/b.txt" -q --save
present --title lusíadas
check "other bytes, beside" titles_are Lusíadas Lusíadas Lusíadas

if command -v sqlite3 >/dev/null; then
	check "SQL: books" test "$(sql "SELECT count(*) FROM books")" -eq 4
	check "SQL: the shelf" test "$(sql "SELECT most_used FROM shelf WHERE title = 'Memórias'")" = a
	check "SQL: the most used tokens" \
		test "$(sql "SELECT token, count FROM top_tokens JOIN shelf USING (summary) WHERE title = 'Memórias' AND kind = 'sequences' AND rank = 1")" = 'a|2'
	check "SQL: provenance" test "$(sql "SELECT count(*) FROM provenance WHERE software LIKE 'traca %Unicode %' AND cut_rule IS NOT NULL")" -eq 5
	check "SQL: the tables say what they are" sh -c 'sqlite3 "$0/cache/traca.db" .schema | grep -q "of the bytes, as they came"' "$DIR"
else
	echo "ok - SQL # SKIP no sqlite3"
fi

# ---- run ----
fresh
book 1 'one two'
book 2 'three'
serve
DELAY=0 run 1 2 9
check "run keeps what it counted" status_is 1
present --sort id --format ndjson
check "as it was" test "$(grep -c '"sequences"' "$DIR/out")" -eq 2
check "with its number and date" grep -q '"id":2.*"fetched":"20' "$DIR/out"
present --id 2
check "found by number" out_says "Book 2"
for arrangement in --sync '--group-by stage' '--jobs 8'; do
	rm -f "$DIR/cache/traca.db"*
	# shellcheck disable=SC2086 # words
	DELAY=0 run 1 2 $arrangement --offline
	present --sort id --format ndjson
	check "$arrangement: kept" test "$(grep -c '"sequences"' "$DIR/out")" -eq 2
done
rm -f "$DIR/cache/traca.db"*
DELAY=0 run 1 2 --offline --format ndjson
cp "$DIR/out" "$DIR/before"

# ---- what goes wrong ----
present "$DIR/none"
check "a file that is not there" err_says "none cannot be opened"
echo '{"schema":9}' >"$DIR/newer"
present "$DIR/newer"
check "a summary of a newer traca" err_says "newer: line 1: a summary of a newer traca"
present --id x
check "a number that is none" err_says "--id: 'x' is not a Gutenberg number"
present --since "then"
check "a date that is none" err_says "it takes: a date such as 2026-11-28"
present --since 2026-02-30
check "a day that no month has" err_says "it takes: a date such as 2026-11-28"
present --table sequences
check "a table that is not kept whole" err_says "the store keeps only the most used tokens"
present --since 2020-01-01 "$DIR/before"
check "no dates in a file" err_says "--since is for what is kept in the store"
printf 'no database, but long enough to be one, perhaps\n' >"$DIR/cache/traca.db"
present
check "a store that is damaged" err_says "is damaged, or no database"
check "exit code 2" status_is 2
