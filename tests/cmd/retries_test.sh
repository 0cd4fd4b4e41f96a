#!/bin/sh
# What may have been a bad moment is asked for again, later and later; what was an answer is not.
# shellcheck disable=SC2119 # serve takes arguments only where there are several addresses
# shellcheck source=tests/scenario.sh
. tests/scenario.sh

# ---- a bad moment ----
while IFS='|' read -r what rules options; do
	fresh
	book 1 'one'
	book 2 'two'
	rule "GET /cache/epub/1/pg1.txt $rules times=2"
	serve
	# shellcheck disable=SC2086
	run "$URL/cache/epub/1/pg1.txt" "$URL/cache/epub/2/pg2.txt" $options
	check "$what: asked for again until it comes" asked /cache/epub/1/pg1.txt 3
	check "$what: exit code 0" status_is 0
	check "$what: the other book does not wait for it" \
		sh -c "[ \"\$(grep -n pg2 '$LOG' | cut -d: -f1)\" = 3 ]"
	check "$what: with the delay, always" gaps_are_at_least 0.1
done <<'CASES'
500|status=500
502|status=502
a body cut short|truncate=10
a connection reset|reset=10
no answer at all|close
a time-out|stall|--timeout 0.3
CASES

fresh
book 1 'one'
rule 'GET /cache/epub/1/pg1.txt status=500'
serve
run --id 1 --retries 3
# shellcheck disable=SC2016 # awk's $
check "each wait is longer than the one before" \
	awk -F '\t' 'NR > 2 && $3 + 0 < 0.25 * 2 ^ (NR - 3) { exit 1 }' "$LOG"
check "and --retries says how many there are" asked /cache/epub/1/pg1.txt 4
check "in the end it is named" out_says "answers 500"

# ---- an answer ----
for status in 400 401 403 404 410 451; do
	fresh
	rule "GET /a.txt status=$status"
	serve
	traca collect --delay 0.1 "$URL/a.txt"
	check "$status is an answer, not a bad moment" paths_are /robots.txt /a.txt
done

# ---- a host that is not there ----
fresh
seq 1 50 | sed 's|.*|http://localhost:9/&.txt|' >"$DIR/dead.txt"
book 1 'one'
serve
traca collect --lang en --delay 0.1 --retries 2 "$DIR/dead.txt" "$URL/cache/epub/1/pg1.txt" --audit "$DIR/audit"
check "no connection: all of its URLs fail" test "$(grep -c '"error"' "$DIR/out")" -eq 50
check "but it was tried only three times" test "$(grep -c ':9/' "$DIR/audit")" -eq 3
check "and others go on" out_says 'pg1.txt","sha256"'

# ---- a run of time-outs is the host's ----
fresh
seq 1 9 | sed "s|.*|/&.txt|" >"$DIR/paths"
rule '* /robots.txt status=404'
while read -r path; do rule "GET $path stall"; done <"$DIR/paths"
serve
sed "s|^|$URL|" "$DIR/paths" >"$DIR/slow.txt"
traca collect --lang en --delay 0.1 --timeout 0.2 --retries 2 "$DIR/slow.txt"
check "three time-outs in a row stop the host" err_says "time-out"
check "which is left alone" err_says "its host is left alone"
check "and then given up, not asked for all that it has" test "$(wc -l <"$LOG")" -lt 10
check "exit code 1" status_is 1

# ---- what it asks for beyond reason ----
fresh
printf 'User-agent: *\nCrawl-delay: 900\n' | site robots.txt
serve
"$TRACA" collect --cache "$DIR/cache" --lang en --delay 0.1 "$URL/" >"$DIR/out" 2>"$DIR/err" &
runner=$!
while ! requests_are 1; do sleep 0.05; done
sleep 0.3
kill "$runner"
wait "$runner"
STATUS=$?
check "a Crawl-delay of 900 s is not kept, and that is said" \
	err_says "asks for 900 s between requests: it gets 300 s"
