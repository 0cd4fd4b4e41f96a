#!/bin/sh
# --tokens words beside ICU's break iteration alone, in one process, over the same text in memory: a
# real book where one is there, else words of our own. ICU reads UTF-16, which it is fastest with, and
# its conversion counts, as it would for anyone who has UTF-8.
# shellcheck source=bench/bench.sh
. bench/bench.sh

# NAME FILE BAR
compare() {
	# shellcheck disable=SC2046 # four words
	set -- "$1" "$3" $("$BUILD/bench/tokens" "$2")
	row "$1: ICU alone takes so many times as long" \
		"$(awk -v a="$4" -v b="$3" 'BEGIN { printf "%.2f", a / b }')" "$2"
	row "   nanoseconds a byte" "$3" ""
	row "   words more or less than ICU's" "$(($5 - $6))" "<= 0"
	[ "$5" -eq "$6" ] || MISSED=1
}

# Of the shared shelf, as UTF-8, several times over.
book() {
	for _ in 1 2 3 4 5 6 7 8; do
		"$TRACA" process -q --cut none "../shared/corpus/books/$1" || return 1
	done >"$WORK/text"
}

echo "words: --tokens words beside plain ICU break iteration"
if [ ! -d ../shared/corpus/books ]; then
	awk 'BEGIN { for (i = 0; i < 300000; i++) printf "%s%s", i % 7 ? "palavra" : "l'\''\303\251t\303\251,", i % 11 ? " " : "\n" }' \
		>"$WORK/text"
	compare "words of our own" "$WORK/text" ">= 4"
	finish
fi
book 54829-8.txt && compare "Portuguese" "$WORK/text" ">= 4"
book 1342-0.txt && compare "English" "$WORK/text" ">= 4"
book 2000.old.2donq10.txt && compare "Spanish" "$WORK/text" ">= 4"
book 23825-0.txt && compare "Chinese, which is ICU's work" "$WORK/text" ""
finish
