#!/bin/sh
# The articles of real pages (../shared/corpus/html/articles): how well they are found, what each rule
# is worth, how many pages a second, and whether long pages take longer for each megabyte.
set -u
. bench/bench.sh

shared=$PWD/../shared/corpus/html/articles
pages=$shared/pages
if [ ! -d "$pages" ]; then
	echo "article: skipped: $pages is not there"
	exit 0
fi

# One page at a time, as anybody may: NAME.html -> NAME.txt; then all of them for score.py.
extract() {
	mkdir -p "$WORK/texts"
	for page in "$pages"/*.html; do
		"$TRACA" process --quiet --text article "$page" \
			>"$WORK/texts/$(basename "$page" .html).txt"
	done
	python3 -c 'import json, pathlib, sys
json.dump({p.stem: p.read_text("utf-8") for p in pathlib.Path(sys.argv[1]).iterdir()}, sys.stdout)' \
		"$WORK/texts" >"$WORK/extracted.json"
}

f1() {
	python3 "$shared/score.py" "$shared/truth.json" "$1" | sed -n 's/^F1 \([0-9.]*\) .*/\1/p'
}

# The rules in the order of process/article_rules.h.
rules() {
	cat <<-'END'
	names
	hints
	nested
	around
	links
	title
	ends
	END
}

N=$(find "$pages" -name "*.html" | wc -l)
echo "articles, $N real pages"
if needs python3; then
	extract
	row "F1 (goal 0.972)" "$(f1 "$WORK/extracted.json")" ">= 0.94"
	rule=0
	rules | while read -r name; do
		"$BUILD/bench/article" "-$rule" "$pages"/*.html >"$WORK/without.json" 2>/dev/null
		row "F1 without the rule of $name" "$(f1 "$WORK/without.json")" ""
		rule=$((rule + 1))
	done
fi

# NAME OF_COMMAND...: the least of five runs, seconds of one core.
least() {
	LEAST=
	for _ in 1 2 3 4 5; do
		seconds "$@"
		LEAST=$(awk -v a="${LEAST:-9999}" -v b="$CPU" 'BEGIN { print a < b ? a : b }')
	done
}

least "$TRACA" process --quiet --jobs 1 --text article --output "$WORK/out" "$pages"/*.html
row "pages a second, of one core, the whole process (goal 400)" \
	"$(awk -v s="$LEAST" -v n="$N" 'BEGIN { printf "%.0f", n / s }')" ">= 200"

# SIZE in MB: the pages one after the other.
long_page() {
	while cat "$pages"/*.html 2>/dev/null; do :; done | head -c "$1"000000 >"$WORK/long.html"
	least "$TRACA" process --quiet --jobs 1 --text article --output "$WORK/out" "$WORK/long.html"
	MS=$(awk -v s="$LEAST" -v n="$1" 'BEGIN { printf "%.1f", 1000 * s / n }')
	row "ms a MB of a page of $1 MB" "$MS" "$2"
	row "MB of memory for a page of $1 MB" "$PEAK" ""
}

long_page 1 ""
long_page 50 "<= $(awk -v ms="$MS" 'BEGIN { print 2 * ms }')"
finish
