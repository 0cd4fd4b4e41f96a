#!/bin/sh
# The measures: where they are, where they are not, and what they are asked for with.
# shellcheck source=tests/scenario.sh
. tests/scenario.sh
fresh
yes 'Agora agora. Agora mesmo!' | head -n 100 >"$DIR/a.txt"
printf 'a b a a\n' >"$DIR/b.txt"

has() { grep -q "$1" "$DIR/out"; }
lacks() { ! has "$1"; }
says_nothing_of_patterns() { ! err_says hyphen; }

traca analyze "$DIR/b.txt" --format ndjson
check "json has the measures" has '"measures":{"tokens":4,"types":2,'
check "what is not defined is null" has '"hdd":null'
check "curves are for who asks" lacks '"curves"'
traca analyze "$DIR/b.txt" --format json
check "and the list for people, too" has '"measures"'
traca analyze "$DIR/b.txt" --format ndjson --no-measures
check "--no-measures: there are none" lacks measures
check "--no-measures: and the numbers are there" has '"sequences":{"total":4,'
traca analyze "$DIR/b.txt" --format ndjson --curves
check "--curves: growth" has '"growth":\[\[1,1\],\[2,2\],\[3,2\],\[4,2\]\]'
check "--curves: frequency by rank" has '"rank_frequency":\[\[1,3\],\[2,1\]\]'
check "--curves: lengths" has '"token_lengths":\[\[1,4\]\],"line_lengths":\[\[7,1\]\]'
traca analyze "$DIR/b.txt" --format ndjson --mattr-window 2
check "--mattr-window" has '"mattr":0.83333333333333337,'
traca analyze "$DIR/b.txt" --format ndjson --mtld-threshold 0.6
check "--mtld-threshold" has '"mtld":4'
traca analyze "$DIR/b.txt" --mtld-threshold 1
check "a threshold that is none: exit code 2" status_is 2
check "a threshold that is none: which will do" err_says "a number between 0 and 1"

traca analyze "$DIR/a.txt" --format ndjson
check "of a language that is not known: no Flesch" has '"flesch":null,"flesch_formula":null'
check "and the others" has '"words":400,"letters":2000,'
if [ -e /usr/share/hyphen/hyph_pt_BR.dic ]; then
	sed '1i Title: A\nLanguage: Portuguese\n\n*** START OF THE PROJECT GUTENBERG EBOOK A ***\n' \
		"$DIR/a.txt" >"$DIR/c.txt"
	traca analyze "$DIR/c.txt" --format ndjson
	check "of one that is: syllables" has '"syllables":1100,'
	check "and whose formula it is" has '"flesch_formula":"Martins'
	check "nothing is missing" says_nothing_of_patterns
else
	echo "skipped: there are no hyphenation patterns for Portuguese"
fi
