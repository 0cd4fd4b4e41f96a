#!/bin/sh
# shellcheck disable=SC2119,SC2086 # serve without arguments; options are words
# Four arrangements of the same work print the same bytes, from the server and from the cache.
# shellcheck source=tests/scenario.sh
. tests/scenario.sh

shelf() {
	fresh
	cp -r examples/shelf/. "$DIR/site"
	serve
}

# The books of the shelf's two authors, one that is nowhere, and a file. Where that one is looked for
# depends on what was found before it, and is on the disk: hence a delay.
all() {
	DELAY=0.05 run --author Brites --author Quill --id 999999 tests/scenario.sh "$@"
}

same_as() { cmp -s "$DIR/$1" "$DIR/out"; }
err_is_silent() { [ ! -s "$DIR/err" ]; }

# What each arrangement prints, below a name of its own; the cache is filled by the first run.
shelf
all
mv "$DIR/out" "$DIR/text"
check "the whole shelf: five books and a file" \
	test "$(grep -c '^\[ Statistics of' "$DIR/text")" -eq 6
check "and a line for the book that is nowhere" grep -q "'999999': .* answers 404" "$DIR/text"
for format in 'format json' 'format ndjson' 'table characters' 'table sequences-folded'; do
	all --$format
	mv "$DIR/out" "$DIR/$format"
done

for arrangement in '--group-by book' '--group-by stage' '--sync --group-by book' \
	'--sync --group-by stage' '--jobs 1' '--max-in-flight 1'; do
	rm -rf "$DIR/cache"
	all $arrangement
	check "$arrangement: the same bytes from the server" same_as text
	check "$arrangement: exit code 1 for the book that is nowhere" status_is 1
	: >"$LOG"
	all $arrangement
	check "$arrangement: the same bytes from the cache" same_as text
	check "$arrangement: only what is nowhere is asked for" paths_are \
		/cache/epub/999999/pg999999.txt /ebooks/999999
	for format in 'format json' 'format ndjson' 'table characters' 'table sequences-folded'; do
		all $arrangement --offline --$format
		sed 's/http:[^"]* answers 404/not in the cache/' "$DIR/$format" >"$DIR/expected"
		check "$arrangement --$format: the same bytes" same_as expected
	done
done

DELAY=0 run --author Brites --author Quill --quiet
check "--quiet: nothing is said" err_is_silent
check "--quiet: the reports are there" test "$(grep -c '^\[ Statistics' "$DIR/out")" -eq 5
DELAY=0 run --author Brites --author Quill --progress none 2>/dev/null
check "books go by author, then title" test "$(sed -n "s/^\[ Statistics of '\(.\).*/\1/p" \
	"$DIR/out" | tr -d '\n')" = AAQTT

# ---- JSON, as another program reads it ----
if command -v jq >/dev/null; then
	jq -e 'length == 7 and (map(select(.error)) | length) == 1' "$DIR/format json" >"$DIR/out" 2>&1
	check "--format json is an array, an object a book" test $? -eq 0
	check "--format ndjson has the same objects, one a line" \
		test "$(jq -c '.[]' "$DIR/format json")" = "$(jq -c . "$DIR/format ndjson")"
	DELAY=0 run --id 900002 --id 900003 --format json --lang pt
	check "the keys are the same in any language" \
		test "$(jq -r '.[0] | has("characters") and has("sequences")' "$DIR/out")" = true
else
	echo "ok - JSON as jq reads it # SKIP jq is not there"
fi

# ---- tables ----
DELAY=0 run --id 900002 --id 900003 --table sequences
check "of several books each table has its heading" \
	test "$(grep -c '^==> Brites Mendonça de Alenquer: .* <==$' "$DIR/out")" -eq 2
DELAY=0 run --id 900002 --table sequences
check "of one book there is only the table" \
	test "$(grep -cv "$(printf '^[^\t ]*\t[0-9]*$')" "$DIR/out")" -eq 0
check "counts fall" sh -c "cut -f 2 '$DIR/out' | sort -c -n -r"
DELAY=0 run --id 900002 --table sequences --order token
check "--order token: by code point" sh -c "cut -f 1 '$DIR/out' | LC_ALL=C sort -c"

# ---- more than is held between two stages ----
fresh
serve
seq -f '%.0f palavras, words' 48000 >"$DIR/words"
for i in $(seq 90); do
	{ cat "$DIR/words"; echo "$i"; } >"$DIR/site/$i.txt"
	if [ $((i % 2)) -eq 0 ]; then echo "$DIR/site/$i.txt"; else echo "$URL/$i.txt"; fi
done >"$DIR/list"
traca run --contact x --lang en --delay 0 --format ndjson "$DIR/list"
mv "$DIR/out" "$DIR/books"
rm -rf "$DIR/cache"
peak_of run --cache "$DIR/cache" --contact x --lang en --delay 0 --format ndjson --group-by stage \
	"$DIR/list"
check "90 books of a megabyte by stage: done" status_is 0
check "the reports are the same" \
	cmp -s "$DIR/books" "$DIR/out"
check_peak "they are not all held" 60
