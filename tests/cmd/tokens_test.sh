#!/bin/sh
# shellcheck disable=SC2016 # patterns
# --tokens and what goes with it, as a person asks for it: reports, tables, JSON, wrong use.
# shellcheck source=tests/scenario.sh
. tests/scenario.sh
fresh
printf "L'amour, l'amour! Exem-\nplo 3.14 cafe\314\201 CAF\303\211\n" >"$DIR/a.txt"
printf 'um dois\ntr\303\252s um dois\n' >"$DIR/b.txt"

analyze() { traca analyze --cut none --lang en "$@" "$DIR/a.txt"; }
# Lines of the output, one a line of the argument.
gives() { [ "$STATUS" -eq 0 ] && [ "$(cat "$DIR/out")" = "$(printf '%b' "$1")" ]; }
out_has() { grep -qF -- "$1" "$DIR/out"; }
err_is() { [ "$STATUS" -eq 2 ] && [ "$(cat "$DIR/err")" = "traca: $1" ]; }
tab='\t'

# ---- the report ----
analyze
cp "$DIR/out" "$DIR/usual"
check "the usual report speaks of visible characters" \
	out_has 'Number of contiguous sequences of visible characters: 7'
analyze --tokens visible
check "visible is the default" cmp -s "$DIR/out" "$DIR/usual"
analyze --tokens words
check "another tokenizer says its name" out_has 'Number of tokens (words): 7'
check "and speaks of tokens" out_has "Most used case-insensitive token: 'l'amour' (2 times)."
check "but lines are those of the text" out_has 'Total number of lines: 3'
check "and so are characters" out_has 'Number of visible characters: 37'
analyze --tokens words --lang pt
check "in Portuguese, too" out_has "Número de tokens (words): 7"
analyze --tokens words --join-hyphen --split-apostrophe --nfc
check "what else was asked for is in the report" \
	out_has 'Number of tokens (words, nfc, join-hyphen, split-apostrophe): 8'
check "--nfc composes characters before they are counted" \
	out_has 'Number of visible characters: 36'
check "--join-hyphen leaves them alone" out_has 'Total number of lines: 3'
analyze --tokens 'pattern:zz'
check "without a token there is no line about the most used" \
	test "$(grep -c 'Most used' "$DIR/out")" -eq 2

# ---- tables ----
analyze --tokens letters --nfc --table sequences
check "letters are in lower case, whatever the table" \
	gives "l${tab}2\namour${tab}2\ncaf\303\251${tab}2\nexem${tab}1\nplo${tab}1"
analyze --tokens 'pattern:[0-9]+' --table sequences --order token
check "a pattern's matches" gives "14${tab}1\n3${tab}1"
analyze --join-hyphen --table sequences --order token
check "a joined word is one" sh -c "grep -q '^Exemplo' '$DIR/out'"
traca analyze --cut none --ngrams 2 "$DIR/b.txt"
check "pairs, as a table, across line ends" \
	gives "um dois${tab}2\ndois tr\303\252s${tab}1\ntr\303\252s um${tab}1"
traca analyze --cut none --ngrams 1 "$DIR/b.txt"
check "one at a time is the table of sequences" gives "um${tab}2\ndois${tab}2\ntr\303\252s${tab}1"
analyze --tokens words --ngrams 2 --table sequences-folded
check "of the folded table, too" sh -c "head -n 1 '$DIR/out' | grep -q \"^l'amour l'amour\""
printf 'GIF89a\001\000' >"$DIR/picture.txt"
traca analyze --lang en -q --cut none --ngrams 2 "$DIR/picture.txt" "$DIR/b.txt"
check "a book that failed is said, even with --quiet" \
	sh -c "[ $STATUS -eq 1 ] && grep -q 'picture.txt: an image' '$DIR/err'"
traca analyze --cut none --ngrams 2 "$DIR/b.txt" "$DIR/a.txt"
check "not from one book into the next" sh -c "! grep -q 'dois L' '$DIR/out'"
traca analyze --cut none --ngrams 5 --tokens 'pattern:zz' "$DIR/b.txt"
check "fewer tokens than that: an empty table" gives ""

# ---- JSON ----
analyze --format ndjson
check "JSON names the tokens, always" out_has '"tokens":{"name":"visible","options":[]}'
analyze --format ndjson --tokens 'pattern:\w+' --nfc --split-apostrophe
check "as they were asked for" \
	out_has '"tokens":{"name":"pattern:\\w+","options":["nfc","split-apostrophe"]}'

# ---- wrong use ----
analyze --tokens word
check "a name that there is not" err_is "--tokens: there are no tokens called 'word'; there \
are: visible, words, letters, pattern:REGEX"
analyze --tokens 'pattern:ab)'
check "a wrong pattern says where" err_is "--tokens: the pattern is wrong at character 3, after \
'ab)': a parenthesis without its other half"
analyze --ngrams 6
check "more in a row than there may be" err_is "--ngrams: '6' will not do; it takes: a whole \
number from 1 to 5"
analyze --ngrams 2 --table characters
check "n-grams of characters are not to be had" err_is \
	"--ngrams goes with --table sequences or sequences-folded"
analyze --ngrams 2 --totals all
check "nor can they be added up" err_is "--ngrams goes with neither --totals nor --partial"
printf 'a%.0s' $(seq 50) >"$DIR/a.txt"
analyze --tokens 'pattern:(a+)+b'
check "a pattern that runs away fails the book, not the program" \
	sh -c "[ $STATUS -eq 1 ] && grep -q 'the pattern takes too long' '$DIR/err'"
yes 'um dois ' | head -n 3000000 | tr -d '\n' >"$DIR/a.txt"
analyze --tokens 'pattern:\w+' --table sequences
check "a long line is not a pattern that runs away" gives "um${tab}3000000\ndois${tab}3000000"
