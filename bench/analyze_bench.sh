#!/bin/sh
# How fast and in how much memory texts are counted, beside what people use for it, in one run: each
# shellcheck disable=SC2119,SC2120 # median has no arguments
# command in turn, several times, medians. Time is the processor's, but where threads are compared.
#
#   analyze_bench.sh [MEGABYTES]    of Portuguese: 233; the tools that are slow get a tenth
# shellcheck source=bench/bench.sh
. bench/bench.sh
megabytes=${1:-233}
times=5
shelf=../shared/corpus/books
if [ ! -r "$shelf/MANIFEST.tsv" ]; then
	echo "skipped: $shelf is not there"
	exit 0
fi

# AUTHOR-OR-LANGUAGE-PATTERN: the texts of these books, in UTF-8.
texts() {
	awk -F '\t' -v wanted="$1" -v shelf="$shelf" '$0 ~ wanted { print shelf "/" $1 }' \
		"$shelf/MANIFEST.tsv" | xargs "$TRACA" process -q --cut none
}

# FILE MEGABYTES: standard input, again and again.
repeat() {
	cat >"$WORK/part"
	size=$(wc -c <"$WORK/part")
	: >"$1"
	for _ in $(seq $(($2 * 1000000 / size + 1))); do cat "$WORK/part" >>"$1"; done
}

median() { sort -n | sed -n "$(((times + 1) / 2))p"; }

# FIELD COMMAND...: the median; 2 is the wall clock, 4 the processor, 5 the peak in kB.
median_of() {
	field=$1
	shift
	for _ in $(seq $times); do
		"$BUILD/bench/measure" -n 1 "$@" | cut -d ' ' -f "$field"
	done | median
}

count() { echo "$TRACA analyze -q --cut none --output /dev/null $*"; }

# NAME BAR FIELD COMMAND: against wc, turn by turn.
against_wc() {
	name=$1 bar=$2 field=$3
	shift 3
	: >"$WORK/ours"
	: >"$WORK/wc"
	for _ in $(seq $times); do
		# shellcheck disable=SC2086,SC2048 # words
		"$BUILD/bench/measure" -n 1 $* | cut -d ' ' -f "$field" >>"$WORK/ours"
		LC_ALL=C.UTF-8 "$BUILD/bench/measure" -n 1 wc -mlw "$WORK/pt" | cut -d ' ' -f "$field" >>"$WORK/wc"
	done
	row "$name" "$(echo "$(median <"$WORK/ours") $(median <"$WORK/wc")" | awk '{ printf "%.3f", $1 / $2 }')" "$bar"
}

texts 'Machado +de Assis' | repeat "$WORK/pt" "$megabytes"
echo "$(($(wc -c <"$WORK/pt") / 1000000)) MB of Portuguese, UTF-8: the time of wc -mlw (C.UTF-8)"
against_wc "one thread, processor" "<= 0.35" 4 "$(count --sync --jobs 1 "$WORK/pt")"
against_wc "two threads, wall clock" "<= 0.20" 2 "$(count --jobs 2 "$WORK/pt")"

echo "a tenth of it: how many times the time of traca"
head -c $((megabytes * 100000)) "$WORK/pt" | iconv -c -f UTF-8 -t UTF-8 >"$WORK/tenth"
# shellcheck disable=SC2046 # words
ours=$(median_of 4 $(count --sync --jobs 1 --table sequences-folded "$WORK/tenth"))
times=3
while IFS='|' read -r name needed script; do
	needs "$needed" || continue
	theirs=$(median_of 4 sh -c "$script" sh "$WORK/tenth")
	row "$name" "$(echo "$theirs $ours" | awk '{ printf "%.1f", $1 / $2 }')" ""
done <<'END'
tr, sort, uniq -c: lower-cased words of ASCII|tr|LC_ALL=C tr 'A-Z' 'a-z' <"$1" | LC_ALL=C tr -s '[:space:]' '\n' | LC_ALL=C sort | uniq -c
awk, an array of words|awk|LC_ALL=C awk '{ for (i = 1; i <= NF; i++) n[$i]++ } END { for (w in n) print n[w], w }' "$1"
Python, a Counter of lower-cased words|python3|python3 -c 'import collections, sys; c = collections.Counter(w.lower() for l in open(sys.argv[1], encoding="utf-8") for w in l.split()); print(len(c))' "$1"
END
times=5

texts '	en	' | LC_ALL=C tr -cd '\000-\177' | repeat "$WORK/en" 100
tokens=$(LC_ALL=C wc -w <"$WORK/en")
mhz=$(awk -F ': *' '/^cpu MHz/ { print $2; exit }' /proc/cpuinfo)
echo "100 MB of English, ASCII, $tokens tokens (cycles: at the ${mhz:-?} MHz that the machine says it has)"
# shellcheck disable=SC2046
row "cycles a token" "$(echo "$(median_of 4 $(count --sync --jobs 1 "$WORK/en")) $tokens ${mhz:-0}" |
	awk '{ printf "%.1f", $1 * $3 * 1e6 / $2 }')" "<= 30"

echo "1 GB in one file, 100,000 types"
awk 'BEGIN { srand(1); for (i = 0; i < 2000000; i++) {
	printf "w%d%s", int(100000 * rand()), i % 12 == 11 ? "\n" : " " } }' | repeat "$WORK/giga" 1000
# shellcheck disable=SC2046
row "peak, MB" "$(median_of 5 $(count --sync --jobs 1 "$WORK/giga") | awk '{ printf "%.1f", $1 * 1024 / 1e6 }')" "< 64"
for size in 1 10 100 1000; do
	head -c ${size}000000 "$WORK/giga" >"$WORK/size"
	# shellcheck disable=SC2046
	row "$size MB: nanoseconds a byte" "$(median_of 4 $(count --sync --jobs 1 "$WORK/size") |
		awk -v n=$size '{ printf "%.2f", $1 * 1000 / n }')" ""
done
rm "$WORK/giga" "$WORK/size"

echo "books of 120 kB, each of its own"
mkdir "$WORK/books"
for i in $(seq 1000); do
	{ echo "book-$i"; head -c $((120000)) "$WORK/en"; } >"$WORK/books/$i.txt"
done
for n in 1 10 100 1000; do
	seq "$n" | sed "s|.*|$WORK/books/&.txt|" >"$WORK/list"
	# shellcheck disable=SC2046
	median_of 4 $(count --sync --jobs 1 "$WORK/list") >"$WORK/$n.seconds"
done
# What a start costs is no book's: from 100 to 1,000.
row "milliseconds a book, from 100 on" "$(cat "$WORK/100.seconds" "$WORK/1000.seconds" | xargs |
	awk '{ printf "%.3f", ($2 - $1) / 0.9 }')" ""
row "1,000 books against 10 times 100" "$(cat "$WORK/1.seconds" "$WORK/100.seconds" "$WORK/1000.seconds" | xargs |
	awk '{ printf "%.3f", ($3 - $1) / (($2 - $1) * 999 / 99) }')" "<= 1.05"
finish
