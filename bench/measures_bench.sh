#!/bin/sh
# 600 books, NDJSON with measures, on one core; and what the measures cost.
# shellcheck source=bench/bench.sh
. bench/bench.sh

books=../shared/corpus/books
if [ ! -d "$books" ]; then
	echo "skipped: the shared books are not there"
	exit 0
fi
# The same content twice would be analyzed once: a line makes a difference.
mkdir "$WORK/shelf"
for i in $(seq 14); do
	for book in "$books"/*.txt; do
		copy=$WORK/shelf/$i-${book##*/}
		{ cat "$book" && echo "$i"; } >"$copy"
		echo "$copy" >>"$WORK/list"
	done
done
bytes=$(cat "$WORK"/shelf/* | wc -c)
echo "$(wc -l <"$WORK/list") books, $((bytes / 1000000)) MB, all charsets: traca analyze, one thread"

# Best of three.
rate() {
	best=
	for _ in 1 2 3; do
		seconds "$TRACA" analyze --sync --jobs 1 --progress none --output /dev/null "$@" "$WORK/list"
		# shellcheck disable=SC2086 # nothing, at first
		best=$(printf '%s\n' $best "$CPU" | sort -n | head -n 1)
	done
	awk -v bytes="$bytes" -v s="$best" 'BEGIN { printf "%.0f", bytes / s / 1e6 }'
}

row "text, MB/s of CPU time" "$(rate --format text)" ""
row "ndjson without measures, MB/s" "$(rate --format ndjson --no-measures)" ""
row "ndjson with measures, MB/s" "$(rate --format ndjson)" ">= 100"
finish
