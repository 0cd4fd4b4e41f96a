#!/bin/sh
# Where the time goes: the four arrangements of the same work, over as many copies of books as take
# some 5 s (gprof looks 100 times a second), as gprof saw them. Counts across threads are approximate.
# The program is the one that `make profile` compiled with -pg.
set -u
BUILD=${BUILD:-build}
traca=$BUILD/profile/traca
here=$(dirname "$0")
seconds=5
most=20000 # copies

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v gprof >/dev/null || { echo "skipped: gprof is not there (binutils)"; exit 0; }

# The books, from the shared shelf where it is there.
if [ -r ../shared/corpus/books/MANIFEST.tsv ]; then
	awk -F '\t' '$4 ~ /Machado +de Assis/ { print "../shared/corpus/books/" $1 }' \
		../shared/corpus/books/MANIFEST.tsv
else
	find examples/shelf -name '*.txt'
fi >"$work/books"
while read -r book; do
	realpath "$book"
done <"$work/books" >"$work/originals"
[ -s "$work/originals" ] || { echo "skipped: there are no books to copy"; exit 0; }

# N: a list of N books, each a name of its own for one of the originals.
copies() {
	rm -rf "$work/shelf"
	mkdir "$work/shelf"
	awk -v n="$1" -v shelf="$work/shelf" '
		{ book[NR] = $0 }
		END {
			for (i = 0; i < n; i++)
				print book[i % NR + 1] "\t" shelf "/" i ".txt"
		}' "$work/originals" >"$work/links"
	while IFS='	' read -r book copy; do
		ln -s "$book" "$copy"
		printf '%s\tCopy %s\tMachado de Assis\n' "$copy" "$(basename "$copy" .txt)"
	done <"$work/links" >"$work/list"
}

# OPTION...: runs the list so arranged; prints the seconds, gprof's raw material is in $work/gmon.*
arranged() {
	rm -f "$work"/gmon.*
	GMON_OUT_PREFIX=$work/gmon "$BUILD/bench/measure" "$traca" run --offline --progress none \
		--cache "$work/cache" "$@" "$work/list" >"$work/figures" || exit 1
	cut -d ' ' -f 2 "$work/figures"
}

# N SECONDS: about how many copies the fastest arrangement, the asynchronous one by book, does in
# SECONDS, from how long N take it.
enough() {
	copies "$1"
	took=$(arranged --group-by book) || exit 1
	awk -v n="$1" -v took="$took" -v goal="$2" -v most=$most 'BEGIN {
		n = int(n * goal / (took + 0.0001)) + 1
		print (n < 16 ? 16 : n > most ? most : n)
	}'
}

n=$(enough 16 0.5) && n=$(enough "$n" $seconds) || exit 1
copies "$n"

echo "$n books"
printf '%-26s %8s %14s   %s\n' arrangement seconds calls "the five costliest functions, by their share of the samples"
for sync in '' '--sync '; do
	for group in stage book; do
		# shellcheck disable=SC2086 # none or one
		took=$(arranged $sync --group-by $group) || exit 1
		gprof -b -p "$traca" "$work"/gmon.* >"$work/flat" 2>/dev/null || {
			echo "gprof: no profile was written"
			exit 1
		}
		printf '%-26s %8.2f ' "$sync--group-by $group" "$took"
		awk -f "$here/gprof.awk" "$work/flat"
	done
done
