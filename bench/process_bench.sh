#!/bin/sh
# How fast files become texts: bytes of the file for each second of processor time (user and system)
# of the whole `traca process`, from its start to its end, output to /dev/null; the least of five runs.
# The files are books of the shared shelf whose text is repeated between their own marks.
# shellcheck source=bench/bench.sh
. bench/bench.sh
shelf=../shared/corpus

echo "files to texts: MB/s of processor time, the whole process, the best of 5 runs"
if [ ! -r "$shelf/books/MANIFEST.tsv" ]; then
	echo "  skipped: $shelf is not there"
	finish
fi

# FILE MARK END MB: the lines between MARK and END until there are so many MB.
repeat() {
	awk -v mark="$2" -v end="$3" -v most="$4" '
	BEGIN { RS = ORS = "\n" }
	!inside && !ended { print; if (index($0, mark)) inside = 1; next }
	inside && index($0, end) {
		for (bytes = 0; bytes < most * 1e6; bytes += size)
			for (i = 1; i <= n; i++)
				print body[i]
		inside = 0
		ended = 1
	}
	inside { body[++n] = $0; size += length($0) + 1; next }
	{ print }' "$1"
}

# NAME BAR FILE
rate() {
	best=
	for _ in 1 2 3 4 5; do
		seconds "$TRACA" process -q --max-body 200M "$3" || return
		best=$(printf '%s\n' "$best" "$CPU" | awk 'NF' | sort -n | head -n 1)
	done
	row "$1" "$(awk -v bytes="$(wc -c <"$3")" -v s="$best" 'BEGIN { printf "%.0f", bytes / 1e6 / s }')" "$2"
}

start='*** START OF'
end='*** END OF'
repeat "$shelf/books/1342-0.txt" "$start" "$end" 60 >"$WORK/english.txt"
repeat "$shelf/books/35560-0.txt" "$start" "$end" 60 >"$WORK/greek.txt"
repeat "$shelf/books/54829-8.txt" "$start" "$end" 60 >"$WORK/latin1.txt"
repeat "$shelf/books/27723-8.txt" "$start" "$end" 60 >"$WORK/latin2.txt"
rate "UTF-8, English, CRLF: 60 MB" ">= 500" "$WORK/english.txt"
tr -d '\r' <"$WORK/english.txt" >"$WORK/lf.txt"
rate "the same with LF" ">= 500" "$WORK/lf.txt"
rate "UTF-8, Greek" ">= 500" "$WORK/greek.txt"
rate "ISO-8859-1, Portuguese" ">= 200" "$WORK/latin1.txt"
rate "ISO-8859-2, Polish" ">= 200" "$WORK/latin2.txt"
for book in 98 1342 54829 4778; do
	repeat "$shelf/html/books/$book-h.htm" "</pre>" "<pre" 12 >"$WORK/$book.htm"
	rate "HTML book $book: 12 MB" ">= 40" "$WORK/$book.htm"
done
finish
