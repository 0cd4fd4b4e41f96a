#!/bin/sh
# traca check: the status of each URL, once, as the server saw it asked.
# shellcheck source=tests/scenario.sh
. tests/scenario.sh

fresh
echo 'one' | site a.txt
rule 'HEAD /no-head status=405'
rule 'GET /no-head body=here'
rule '* /moved status=301 header="Location: /a.txt"'
rule '* /slow delay=600'
serve --listen 127.0.0.1:0 --listen 127.0.0.2:0
other=http://$(sed -n 2p "$DIR/port")
traca_check() {
	STATUS=0
	"$TRACA" check --lang en --contact test@localhost --delay 0.3 "$@" >"$DIR/out" 2>"$DIR/err" ||
		STATUS=$?
}

traca_check "$URL/a.txt" "$other/a.txt"
check "all 200 is exit code 0" status_is 0
check "the count is JSON" grep -qx '{"200": 2}' "$DIR/out"
check "nothing is said of what is right" test ! -s "$DIR/err"
check "HEAD where the server answers it" test "$(cut -f 5 "$LOG" | sort -u)" = HEAD
check "no robots.txt unless asked for" asked /robots.txt 0

# Another process: its clock knows nothing of the first one's.
sleep 0.3
: >"$LOG"
traca_check "$URL/a.txt" "$URL/none" "$URL/moved" http://127.0.0.3:9/x
check "anything else is exit code 1" status_is 1
check "keys are sorted, failures have names" \
	grep -qx '{"200": 1, "301": 1, "404": 1, "no connection": 1}' "$DIR/out"
check "what is not 200 is listed" err_says "404 $URL/none"
check "a failure too" err_says "http://127.0.0.3:9/x: no connection"
check "a redirect is not followed" asked /a.txt 1
check "the delay between two requests to a host stays" gaps_are_at_least 0.3

: >"$LOG"
traca_check "$URL/no-head"
check "GET where HEAD is refused" status_is 0
check "after the delay" gap_before 2 0.3

: >"$LOG"
traca_check --json "$URL/slow" "$other/a.txt"
check "--json: a line for each URL" grep -q "^{\"url\":\"$other/a.txt\",\"status\":200,\"ms\":[0-9]*,\"bytes\":4}" "$DIR/out"
check "hosts do not wait for each other" \
	test "$(cut -f 6 "$LOG" | head -n 1)" = /a.txt

: >"$LOG"
traca_check --robots "$other/a.txt"
check "--robots asks for robots.txt first" paths_are /robots.txt /a.txt

: >"$LOG"
traca_check "$URL/a.txt" "$URL/a.txt#end" "HTTP://${URL#http://}/b/../%61.txt"
check "one URL, however it is written, is asked for once" asked /a.txt 1
check "and counted once" grep -qx '{"200": 1}' "$DIR/out"

printf '%s\n' "$URL/a.txt" '# comment' "$other/a.txt" >"$DIR/urls.txt"
traca_check "$DIR/urls.txt"
check "a list file" grep -qx '{"200": 2}' "$DIR/out"
traca_check
check "no URLs: exit code 2" status_is 2
traca_check 55752
check "what is no URL: exit code 2" status_is 2
