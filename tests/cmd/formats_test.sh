#!/bin/sh
# What is presented is read back by readers that we did not write: python3's csv and json, sqlite3's
# .import, jq, xmllint. Words that are hard to carry survive the trip.
# shellcheck disable=SC2119 # serve without arguments
# shellcheck source=tests/scenario.sh
. tests/scenario.sh

fresh
# A formula, quotation marks, a comma, letters from the right, beyond the basic plane, a backslash.
printf '%s\n' 'Title: =1+1, "o livro" שלום 📖 a\b' '' 'Author: @Ana' '' \
	'*** START OF THE PROJECT GUTENBERG EBOOK X ***' '' '=1+1 =1+1 =1+1' '"quoted",comma שלום' '' \
	'*** END OF THE PROJECT GUTENBERG EBOOK X ***' >"$DIR/odd.txt"
printf '"\n' >"$DIR/quote.txt"
printf 'שלום,"שלום"\n' >"$DIR/hebrew.txt"
printf '📖📖📖📖\\n 📖📖📖📖\\n\n' >"$DIR/astral.txt"
printf -- '-x\t-x \342\200\250\n' >"$DIR/dash.txt"
# A line separator in a title is kept, and no line's end to anybody.
printf 'Title: one\342\200\250two, "three"\n\n%s\n\nfour\n\n%s\n' \
	'*** START OF THE PROJECT GUTENBERG EBOOK X ***' '*** END OF THE PROJECT GUTENBERG EBOOK X ***' \
	>"$DIR/separator.txt"
books="$DIR/odd.txt $DIR/quote.txt $DIR/hebrew.txt $DIR/astral.txt $DIR/dash.txt $DIR/separator.txt"
show() {
	# shellcheck disable=SC2086 # words
	traca analyze $books --lang en -q --totals all "$@"
}
for format in json ndjson csv tsv table text html; do
	show --format $format --output "$DIR/x.$format"
	check "$format: written" status_is 0
done
show --format csv --csv-guard --output "$DIR/x.guarded"

if command -v python3 >/dev/null; then
	cat >"$DIR/read.py" <<-'PY'
	import csv, json, sys
	folder, = sys.argv[1:]
	read = lambda name, **how: list(csv.DictReader(open(f"{folder}/{name}", newline="", encoding="utf-8"), **how))
	books = json.load(open(f"{folder}/x.json", encoding="utf-8"))
	lines = [json.loads(line) for line in open(f"{folder}/x.ndjson", encoding="utf-8")]
	assert books == lines and len(books) == 7, len(books)
	def same(rows):
	    assert len(rows) == len(books)
	    for row, book in zip(rows, books):
	        assert row["title"] == (book["title"] or ""), row
	        assert row["author"] == (book["author"] or "")
	        assert row["source"] == (book["source"] or "")
	        assert int(row["lines"]) == book["lines"]["total"]
	        assert int(row["sequences"]) == book["sequences"]["total"]
	        for table in "characters", "sequences":
	            for folded in "", "_folded":
	                top = book[table]["most_used" + folded]
	                assert row[f"most_used_{table}{folded}"] == " ".join(top["tokens"]), (row, top)
	                assert int(row[f"most_used_{table}{folded}_count"]) == top["count"]
	        assert row["longest"] == " ".join(book["sequences"]["longest"]["tokens"])
	        assert row["sha256"] == book.get("sha256", "")
	        assert row["options"] == book["provenance"]["options"]
	        assert row["counted"] == ", ".join([book["tokens"]["name"], *book["tokens"]["options"]])
	        assert row["software"] == book["provenance"]["software"]
	same(read("x.csv"))
	same(read("x.tsv", delimiter="\t"))
	raw = open(f"{folder}/x.csv", "rb").read()
	assert raw.count(b"\r\n") == 8 and raw.endswith(b"\r\n"), raw.count(b"\r\n")
	for plain, row in zip(read("x.csv"), read("x.guarded")):
	    for key, value in plain.items():
	        assert row[key] == ("'" + value if value[:1] in tuple("=+-@") else value), key
	assert any(row["title"].startswith("'=1+1") for row in read("x.guarded"))
	PY
	STATUS=0
	python3 "$DIR/read.py" "$DIR" >"$DIR/out" 2>"$DIR/err" || STATUS=$?
	check "python3 reads json, ndjson, csv, tsv and guarded csv alike" status_is 0
else
	echo "ok - python3 # SKIP not there"
fi

if command -v sqlite3 >/dev/null; then
	for format in csv tsv; do
		mode="$format"
		[ $format = tsv ] && mode="tabs"
		sqlite3 :memory: ".mode $mode" ".import $DIR/x.$format t" ".mode list" \
			"SELECT hex(title), hex(most_used_sequences), sequences, hex(longest) FROM t" \
			>"$DIR/out" 2>"$DIR/err"
		mv "$DIR/out" "$DIR/$format.sqlite"
		check "sqlite3 imports $format: a row each" test "$(wc -l <"$DIR/$format.sqlite")" -eq 7
	done
	check "and the same from both" cmp -s "$DIR/csv.sqlite" "$DIR/tsv.sqlite"
	# What jq and python3 read is what the rows hold, byte for byte.
	if command -v jq >/dev/null; then
		jq -r '.[] | [.title // "", (.sequences.most_used.tokens | join(" "))] | join("\u0000")' \
			"$DIR/x.json" | od -An -v -tx1 | tr -d ' \n' | tr a-f A-F >"$DIR/hex"
		cut -d '|' -f 1,2 "$DIR/csv.sqlite" | sed 's/|/00/; s/$/0A/' | tr -d '\n' >"$DIR/rows"
		check "which are the bytes that jq reads in the JSON" cmp -s "$DIR/hex" "$DIR/rows"
	fi
	check "a quotation mark alone is one" grep -q '|22|1|22$' "$DIR/tsv.sqlite"
else
	echo "ok - sqlite3 # SKIP not there"
fi

if command -v jq >/dev/null; then
	check "jq reads json" test "$(jq length "$DIR/x.json")" -eq 7
	check "jq reads ndjson" test "$(jq -s length "$DIR/x.ndjson")" -eq 7
	check "with the words as they are" \
		test "$(jq -r '.[] | select(.author == "@Ana") | .title' "$DIR/x.json")" = \
		'=1+1, "o livro" שלום 📖 a\b'
else
	echo "ok - jq # SKIP not there"
fi

if command -v xmllint >/dev/null; then
	xpath() { xmllint --html --xpath "$1" "$DIR/x.html" 2>/dev/null; }
	xmllint --html --noout "$DIR/x.html" 2>&1 | grep 'error :' |
		grep -vE 'Tag (main|header|footer|section|article|figure|figcaption|nav|bdi|details|summary|svg|g|path|text|rect|title|line|circle) invalid' >"$DIR/out"
	check "xmllint reads the page; it knows fewer elements, and that is all it says" test ! -s "$DIR/out"
	check "its titles are as they are" \
		test "$(xpath 'string(//table[@class="books"]//th[contains(., "livro")])')" = \
		'=1+1, "o livro" שלום 📖 a\b'
	check "and its words" test "$(xpath 'string(//td/bdi[contains(., "quoted")])')" = '"quoted",comma'
	check "also with a separator inside" \
		test "$(xpath 'string(//table[@class="books"]//th[contains(., "three")])' | od -An -tx1 | tr -d ' \n')" = \
		6f6e65e280a874776f2c20227468726565220a
	check "from the right" test "$(xpath 'count(//td/bdi[. = "שלום"])')" -ge 1
	check "and beyond the basic plane" test "$(xpath 'count(//td/bdi[starts-with(., "📖📖📖📖")])')" -ge 1
else
	echo "ok - xmllint # SKIP not there"
fi

# ---- table: columns that stand below each other on a terminal ----
check "table: a heading, a line a book, no blanks at the end" \
	sh -c "[ \$(wc -l <'$DIR/x.table') -eq 8 ] && ! grep -q ' \$' '$DIR/x.table'"

# ---- provenance ----
traca analyze "$DIR/quote.txt" --lang en -q --provenance --cut none
check "text: where it came from" out_says "Source: $DIR/quote.txt"
hash=$(sha256sum <"$DIR/quote.txt" | cut -d ' ' -f 1)
check "the hash of its bytes" out_says "SHA-256 of the bytes: $hash"
check "the hash of the text that was counted" out_says "SHA-256 of the text: "
check "what is counted" out_says "What is counted: "
check "the options" out_says "Options: --cut none"
check "the versions, Unicode's too" out_says "Unicode "
traca process "$DIR/odd.txt" -q
text_hash=$(head -c -1 "$DIR/out" | sha256sum | cut -d ' ' -f 1)
show --format ndjson
check "the text's hash is that of what process writes" out_says "\"text_sha256\":\"$text_hash\""
book 5 'from the web'
serve
DELAY=0 run 5 --format ndjson
check "from the web: when it was fetched" grep -qE '"fetched":"20[0-9-]+"' "$DIR/out"
cp "$DIR/out" "$DIR/first"
DELAY=0 run 5 --format ndjson
check "the same from the cache" cmp -s "$DIR/out" "$DIR/first"
