#!/bin/sh
# Bars below a report: as wide as there is room for, in what the terminal can show.
# shellcheck source=tests/scenario.sh
. tests/scenario.sh
fresh
for word in aaa bb bb c c c c; do
	printf '%s ' "$word"
done >"$DIR/book.txt"
printf '文 文 文 文\n' >>"$DIR/book.txt"

traca analyze "$DIR/book.txt" --chart --lang en
check "ASCII where the locale is not UTF-8" sh -c "! LC_ALL=C grep -q '█' '$DIR/out'"
check "the report stands above" out_says 'Total number of lines'
check "the most used is the longest" sh -c "grep -qE '^    c   #{60,} 4\$' '$DIR/out'"
check "half as often is half as long" \
	awk '/^    c  / { c = gsub(/#/, "") } /^    bb / { b = gsub(/#/, "") } END { exit !(b >= c / 2 - 1 && b <= c / 2 + 1) }' "$DIR/out"
check "no line is wider than 80 columns" test "$(sed 's/文/xx/g' "$DIR/out" | awk 'length > 80' | wc -l)" -eq 0
STATUS=0
LC_ALL=pt_BR.UTF-8 "$TRACA" analyze -q --cache "$DIR/cache" "$DIR/book.txt" --chart >"$DIR/out" 2>"$DIR/err"
check "blocks where it is" out_says '█'
check "in Portuguese where it is that" out_says 'Palavras mais usadas'
check "no colours where it is no terminal" sh -c "! grep -q '$(printf '\033')' '$DIR/out'"
traca analyze "$DIR/book.txt" --chart --provenance --lang en
check "with --provenance, that too" sh -c "grep -q 'SHA-256 of the text' '$DIR/out' && grep -q '####' '$DIR/out'"
traca analyze "$DIR/book.txt" --chart --color always
check "--color always: colours all the same" sh -c "grep -q '$(printf '\033')' '$DIR/out'"
printf 'c \033[31mred\033[0m c\n' >"$DIR/hostile.txt"
traca analyze "$DIR/hostile.txt" --chart --cut none
check "what a book has of orders to the terminal does not reach it" \
	sh -c "sed -n '/Most used words/,\$p' '$DIR/out' | { ! grep -q '$(printf '\033')'; }"
traca analyze "$DIR/book.txt" --chart --format json
check "with another format: exit code 2, and which" sh -c "[ $STATUS -eq 2 ] && grep -q 'format text' '$DIR/err'"
: >"$DIR/empty.txt"
traca analyze "$DIR/empty.txt" --chart
check "an empty file has no bars" sh -c "! grep -q '#' '$DIR/out'"
