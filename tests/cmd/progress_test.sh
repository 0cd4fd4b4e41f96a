#!/bin/sh
# shellcheck disable=SC2119 # serve takes arguments only where there are several addresses
# What the one who waits for a slow library sees on standard error.
# shellcheck source=tests/scenario.sh
. tests/scenario.sh

watch() {
	traca run "$DIR/list" --mirror "$URL" --contact x --delay 0 "$@"
}

# The whole of it, its lines joined by /: a slow machine sees more dots, never other lines.
shown() {
	{ tr '\n' / <"$DIR/err" && echo; } | grep -qE "^$1\$"
}

fresh
book 1 one
book 2 two
printf '1\tAntes\tA\n2\tDepois\tA\n' >"$DIR/list"
rule 'GET /cache/epub/1/pg1.txt delay=5500'
rule 'GET /cache/epub/2/pg2.txt delay=500'
serve
watch --progress dots --lang pt
check "5 s of dots, who is missing, who completed, the end" \
	shown '(\.{50} \[faltam Antes, Depois\]/)+\.* Antes completou!/(\.{50} \[falta Depois\]/)*\.+ Depois completou!/!/'
check "the reports are not among them" sh -c "! grep -q '\[ Estat' '$DIR/err'"

fresh
printf '3\tTrês\tA\n' >"$DIR/list"
rule 'GET /cache/epub/3/pg3.txt status=500 delay=5500 times=1'
rule 'GET /cache/epub/3/pg3.txt status=500'
serve
watch --progress dots --lang pt
check "the one that is missing, and why it will not come" \
	shown '(\.{50} \[falta Três\]/)+\.* Três falhou: [^ ]* responde 500/!/'
watch --lang en
check "no terminal: a plain line a book" shown '1/1 Três: [^ ]* answers 500/'
watch --progress none
check "--progress none is silent" shown ''
check "but the failure is in the report" out_says 'answers 500'

if script -qec true /dev/null >/dev/null 2>&1; then
	STATUS=0
	TERM=xterm script -qec "$TRACA run '$DIR/list' --mirror $URL --contact x --delay 0 \
		--lang en --cache '$DIR/cache' --output /dev/null" "$DIR/err" >/dev/null || STATUS=$?
	check "a terminal gets the failure and a bar that ends on a line of its own" \
		sh -c "tr -d '\r' <'$DIR/err' | grep -q 'answers 500' &&
			tr -d '\r' <'$DIR/err' | grep -qE '\] 1/1.*K$'"
else
	echo "ok - a terminal # SKIP script is not there"
fi
