#!/bin/sh
# shellcheck disable=SC2086 # options and lists are words
# A file that is too big to be held gives what it would if it were held, however many threads read
# it, and on every kind of processor. Windows are made small here, so that small files are big.
# shellcheck source=tests/scenario.sh
. tests/scenario.sh

# Held in memory; on the portable path; WINDOW JOBS: read by the window.
# The language is guessed, by a part of the text; its text is not there to be hashed.
guesses() { sed 's/,"language_by":.*,"charset":{/,"charset":{/; s/"text_sha256":[^,}]*//'; }
held() { "$TRACA" analyze -q --jobs 1 --lang en "$@" 2>"$DIR/err" | guesses; }
plain() {
	export TRACA_TEST_PORTABLE=1
	held "$@"
	unset TRACA_TEST_PORTABLE
}
big() {
	window=$1 jobs=$2
	shift 2
	TRACA_TEST_WINDOW=$window "$TRACA" analyze -q --jobs "$jobs" --lang en \
		--max-body $((2 * window)) "$@" 2>"$DIR/err" | guesses
}

# NAME WINDOW FILE...: the JSON and the tables are the same on every path.
same() {
	name=$1 window=$2
	shift 2
	for what in '--format ndjson --no-measures' '--table characters' '--table characters-folded' \
		'--table sequences' '--table sequences-folded --order count'; do
		for cut in $cuts; do
			held --cut $cut $what "$@" >"$DIR/held"
			cp "$DIR/err" "$DIR/held-err"
			plain --cut $cut $what "$@" >"$DIR/got"
			cmp -s "$DIR/held" "$DIR/got" || echo "$what $cut: the portable path" >>"$DIR/differ"
			for jobs in $# $((3 * $#)); do
				big "$window" $jobs --cut $cut $what "$@" >"$DIR/got"
				cmp -s "$DIR/held" "$DIR/got" && cmp -s "$DIR/err" "$DIR/held-err" ||
					echo "$what $cut: by the window, $jobs jobs" >>"$DIR/differ"
			done
		done
	done
	check "$name" test ! -s "$DIR/differ"
	sed 's/^/# /' "$DIR/differ"
	rm -f "$DIR/differ"
	touch "$DIR/differ"
}

fresh
touch "$DIR/differ"
cuts=none
words() { # COUNT
	awk -v n="$1" 'BEGIN {
		for (i = 1; i <= n; i++) {
			x = (x * 1103 + 12345) % 65537
			printf "%s%s", (x % 7 ? "w" x % 977 : "Łódź" x % 5), x % 11 ? " " : x % 3 ? "\n" : " \n\n"
		}
	}'
}
words 20000 >"$DIR/words.txt"
same "words and lines" 3000 "$DIR/words.txt"
sed 's/$/\r/' "$DIR/words.txt" >"$DIR/crlf.txt"
same "CR LF" 3000 "$DIR/crlf.txt"
tr '\n' '\r' <"$DIR/words.txt" >"$DIR/cr.txt"
same "CR alone" 3000 "$DIR/cr.txt"
tr -d ' \n' <"$DIR/words.txt" >"$DIR/one.txt"
same "one sequence, longer than any window" 3000 "$DIR/one.txt"
{ echo a b && tr -d 'Łódź' <"$DIR/one.txt" && echo " b a"; } >"$DIR/ends.txt"
same "the same, and a line end last" 3000 "$DIR/ends.txt"
tr '\n' ' ' <"$DIR/words.txt" >"$DIR/line.txt"
same "one line" 3000 "$DIR/line.txt"
tr -d ' ' <"$DIR/words.txt" >"$DIR/long.txt"
same "long sequences" 100 "$DIR/long.txt"
awk 'NR % 50 == 0 { sub("w", "\001") } 1' "$DIR/words.txt" | tr '\001' '\0' >"$DIR/nul.txt"
same "NULs" 3000 "$DIR/nul.txt"
{ cat "$DIR/words.txt"; printf 'a\377b \342\202 c\n'; cat "$DIR/words.txt"; } >"$DIR/ill.txt"
same "UTF-8 with slips" 3000 "$DIR/ill.txt"
{ printf '\357\273\277'; cat "$DIR/words.txt"; } >"$DIR/bom.txt"
same "a byte order mark" 3000 "$DIR/bom.txt"
{ tr -d 'Łódź' <"$DIR/words.txt"; printf 'caf\351 \340 l\341\n'; tr -d 'Łódź' <"$DIR/words.txt"; } >"$DIR/latin.txt"
same "a charset of one byte" 3000 "$DIR/latin.txt"
yes ' ' | head -n 20000 >"$DIR/space.txt"
cuts='none auto classic'
same "white space" 3000 "$DIR/space.txt"
{ cat "$DIR/space.txt" "$DIR/words.txt" "$DIR/space.txt"; } >"$DIR/within.txt"
held --cut none --no-measures --format ndjson "$DIR/within.txt" | sed 's/"cut":{[^}]*}//; s/"provenance":{[^}]*}//' >"$DIR/held"
big 3000 2 --no-measures --format ndjson "$DIR/within.txt" | sed 's/"cut":{[^}]*}//; s/"provenance":{[^}]*}//' >"$DIR/got"
check "words between much white space are found" cmp -s "$DIR/held" "$DIR/got"

# Of one the line ends are doubled, which is mended only in what is held.
books=$(find ../shared/corpus/books -name '*.txt' ! -name '*Kolpashnik*' 2>/dev/null | sort)
if [ -n "$books" ]; then
	cuts='none auto'
	same "every book of the corpus" 100000 $books
	# It looks for a line in upper case, wherever that is.
	cuts=classic
	same "the classic cut" 450000 $books
else
	echo "ok # skipped: the shared corpus is not there"
fi

# ---- what cannot be read so ----
iconv -f UTF-8 -t UTF-16 "$DIR/words.txt" >"$DIR/wide.txt"
traca analyze --lang en --max-body 3000 "$DIR/wide.txt"
check "UTF-16 must be held: the limit is named" err_says 'see --max-body'
check "with exit code 1" status_is 1
traca analyze --lang en --format ndjson --max-body 3000 "$DIR/words.txt"
check "measures of the counts alone: that is said" err_says 'that need the running text are null'
check "and they are" grep -q '"mattr":null,"mtld":null,"hdd":0' "$DIR/out"
traca analyze --lang en --format ndjson --no-measures --max-body 3000 "$DIR/words.txt"
check "not to who wants none" sh -c "! grep -q 'running text' '$DIR/err'"
for more in '--tokens words' '--ngrams 2' --nfc '--repair' "--texts $DIR/texts"; do
	traca analyze --lang en --max-body 3000 $more "$DIR/words.txt"
	check "$more needs more than the counts: that is said" err_says 'only its visible sequences'
done
traca analyze --lang pt --max-body 3000 --ngrams 2 "$DIR/words.txt"
check "in Portuguese, too" err_says 'só suas sequências visíveis'
{ printf '%%PDF-1.4\n'; cat "$DIR/words.txt"; } >"$DIR/book.pdf"
traca analyze --lang en --max-body 3000 "$DIR/book.pdf"
check "what is no text is refused by its name" err_says PDF
traca process --lang en --max-body 3000 "$DIR/words.txt"
check "so must what is to be printed" err_says 'see --max-body'
