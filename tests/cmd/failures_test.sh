#!/bin/sh
# shellcheck disable=SC2119 # serve takes arguments only where there are several addresses
# It ends well: what fails is named and not kept, the others are done, and nothing is lost.
# shellcheck source=tests/scenario.sh
. tests/scenario.sh

# ---- one book that fails is a line of the report; the other one is there ----
while IFS='|' read -r what rules says options; do
	fresh
	book 1 'good'
	book 2 'bad'
	rule "GET /cache/epub/2/pg2.txt $rules"
	serve
	# shellcheck disable=SC2086
	run --id 2 --id 1 $options
	check "$what: exit code 1" status_is 1
	check "$what: the reason is a line of the report" out_says "$says"
	check "$what: the other book is done" out_says "[ Statistics of 'Book 1' by 'Somebody' ]"
	check "$what: it is not kept" test ! -e "$DIR/cache/127.0.0.1_http_${URL##*:}/cache/epub/2/pg2.txt"
	: >"$LOG"
	# shellcheck disable=SC2086
	run --id 2 --id 1 $options
	check "$what: asked for again the next time, and only that" \
		test "$(cut -f 6 "$LOG" | sort -u | grep -c pg1)" -eq 0
done <<'CASES'
404 there and on the landing page|status=404|answers 404
500|status=500|answers 500|--retries 1
a part that was not asked for|status=206 body="*** a part"|answers 206
time-out|stall|time-out|--timeout 0.5 --retries 1
body cut short|truncate=10|only in part|--retries 1
connection reset|reset=10|transfer failed|--retries 1
no answer at all|close|without an answer|--retries 1
an HTML page where a text should be|body="<!DOCTYPE html><p>Sorry!"|an HTML page where a text should be
an empty body|body=|an empty answer
a body over the limit|size=5000|more than 4000 bytes|--max-body 4000
endless headers|endless|bytes of headers
a redirect loop|status=302 header="Location: /cache/epub/2/pg2.txt"|redirects lead in a circle|--delay 0
a redirect to a file|status=302 header="Location: file:///etc/passwd"|only http and https|
CASES

# ---- a compressed body that stops in the middle, though its length is as announced ----
fresh
book 1 'good'
book 2 "$(seq 1 2000)"
gzip -c "$DIR/site/cache/epub/2/pg2.txt" | head -c 1000 >"$DIR/half"
cp "$DIR/half" "$DIR/site/cache/epub/2/pg2.txt"
rule 'GET /cache/epub/2/pg2.txt header="Content-Encoding: gzip"'
serve
run --id 2 --id 1 --retries 1
check "half a gzip stream is not kept" out_says "the compressed body arrived only in part"
check "and asked for again" test ! -e "$DIR/cache/127.0.0.1_http_${URL##*:}/cache/epub/2/pg2.txt"

# ---- a bomb: little that becomes much ----
fresh
book 1 'good'
mkdir -p "$DIR/site/cache/epub/2"
head -c 60000000 /dev/zero | gzip >"$DIR/site/cache/epub/2/pg2.txt"
rule 'GET /cache/epub/2/pg2.txt header="Content-Encoding: gzip"'
serve
run --id 2 --id 1
check "a gzip bomb is given up, with its reason" out_says "decompresses to more than 200 times"
check "and the other book is done" out_says "[ Statistics of 'Book 1' by 'Somebody' ]"

# ---- a reset after the last byte, seen by a process that was not looking ----
fresh
book 1 'one'
rule 'GET /cache/epub/1/pg1.txt delay=500 size=50000 reset=50000'
serve
"$TRACA" run --mirror "$URL" --delay 0 --id 1 --cache "$DIR/cache" --lang en \
	>"$DIR/out" 2>"$DIR/err" </dev/null &
runner=$!
while ! requests_are 1; do
	sleep 0.05
done
sleep 0.2
kill -STOP "$runner"
while ! requests_are 2; do
	sleep 0.05
done
sleep 0.1
kill -CONT "$runner"
wait "$runner"
STATUS=$?
check "a body that arrived whole before a reset is whole" status_is 0

# ---- interrupted, in the middle of the second of three books ----
for arrangement in '--group-by book' '--sync'; do
	for signal in INT:130 TERM:143; do
		name="SIG${signal%:*} $arrangement"
		fresh
		book 1 'one'
		book 2 'two'
		book 3 'three'
		rule 'GET /cache/epub/2/pg2.txt delay=20000 times=1'
		serve
		# shellcheck disable=SC2086
		"$TRACA" run --mirror "$URL" --delay 0.1 --id 1 --id 2 --id 3 $arrangement \
			--cache "$DIR/cache" --lang en >"$DIR/out" 2>"$DIR/err" &
		runner=$!
		while [ ! -e "$DIR/cache/127.0.0.1_http_${URL##*:}/cache/epub/1/pg1.txt" ]; do
			sleep 0.05
		done
		sleep 0.4
		kill "-${signal%:*}" "$runner"
		wait "$runner"
		STATUS=$?
		check "$name: exit code ${signal#*:}" status_is "${signal#*:}"
		check "$name: what is pending is named" err_says "  2"
		check "$name: what is complete is not" sh -c "! grep -qx '  1' '$DIR/err'"
		check "$name: no report that looks whole" out_is_silent
		: >"$LOG"
		run --id 1 --id 2 --id 3
		check "$name: the same command goes on from there" \
			paths_are /cache/epub/2/pg2.txt /cache/epub/3/pg3.txt
	done
done

# ---- interrupted while it waits for a list, or for someone to read its output ----
fresh
mkfifo "$DIR/list" "$DIR/pipe"
"$TRACA" run --mirror http://127.0.0.1:9 --cache "$DIR/cache" - <"$DIR/list" 2>"$DIR/err" &
runner=$!
exec 3>"$DIR/list"
sleep 0.3
kill "$runner"
wait "$runner"
STATUS=$?
exec 3>&-
check "SIGTERM ends the reading of a list" status_is 143
seq 100000 >"$DIR/many.txt"
"$TRACA" analyze --cache "$DIR/cache" --table sequences "$DIR/many.txt" >"$DIR/pipe" 2>"$DIR/err" &
runner=$!
exec 3<"$DIR/pipe"
sleep 0.5
kill "$runner"
wait "$runner"
STATUS=$?
exec 3<&-
check "SIGTERM ends the writing of a table" status_is 143

# ---- what strangers send is told as UTF-8 ----
fresh
printf 'GET /a.txt status=302 header="Location: gopher://\377/"\n' >"$DIR/rules"
serve
traca collect --delay 0 "$URL/a.txt"
check "a redirect that is not UTF-8 still has its line" out_says '"error":'

# ---- interrupted while the index comes ----
fresh
rule 'GET /dirs/GUTINDEX.ALL delay=20000'
serve
"$TRACA" run --mirror "$URL" --delay 0.1 --author nobody --cache "$DIR/cache" --lang en \
	>"$DIR/out" 2>"$DIR/err" &
runner=$!
while [ ! -e "$DIR/cache/127.0.0.1_http_${URL##*:}/robots.txt" ]; do sleep 0.05; done
sleep 0.5
kill -INT "$runner"
wait "$runner"
STATUS=$?
check "interrupted while the index comes: exit code 130" status_is 130
check "and what was waited for is named" err_says "index: interrupted"

# ---- a full disk ----
fresh
mkdir "$DIR/small"
if mount -t tmpfs -o size=1m tmpfs "$DIR/small" 2>/dev/null; then
	book 1 'one'
	rule 'GET /cache/epub/1/pg1.txt size=3000000'
	book 2 'two'
	serve
	run --id 2 --id 1 --cache "$DIR/small/cache"
	"$TRACA" run --mirror "$URL" --delay 0.1 --lang en --id 2 --id 1 --cache "$DIR/small/cache" \
		>"$DIR/out" 2>"$DIR/err"
	STATUS=$?
	check "a full disk is exit code 2" status_is 2
	check "and is named" err_says "No space left"
	check "what was there stays whole" \
		cmp -s "$DIR/site/cache/epub/2/pg2.txt" "$DIR/small/cache/127.0.0.1_http_${URL##*:}/cache/epub/2/pg2.txt"
	mount -o remount,size=16m "$DIR/small"
	: >"$LOG"
	"$TRACA" run --mirror "$URL" --delay 0.1 --lang en --id 2 --id 1 --cache "$DIR/small/cache" \
		>"$DIR/out" 2>"$DIR/err"
	STATUS=$?
	check "with room again the same command goes on" paths_are /cache/epub/1/pg1.txt
	check "and ends" status_is 0
	umount "$DIR/small"
else
	echo "ok - a full disk # SKIP no small disk can be mounted here"
fi
fresh
book 2 two
"$TRACA" analyze "$DIR/site/cache/epub/2/pg2.txt" --lang en >/dev/full 2>"$DIR/err"
STATUS=$?
check "a full disk below standard output is exit code 2" status_is 2
check "and says so" err_says "No space left"

# ---- wrong use ----
# Nobody listens there, should one of them ask after all.
export XDG_CONFIG_HOME="$DIR/nobody"
while IFS='|' read -r what arguments says; do
	fresh
	mkdir -p "$XDG_CONFIG_HOME/traca"
	echo 'mirror = http://127.0.0.1:9' >"$XDG_CONFIG_HOME/traca/config"
	# shellcheck disable=SC2086
	traca $arguments --lang en
	check "$what: exit code 2" status_is 2
	check "$what: one line" test "$(wc -l <"$DIR/err")" -eq 1
	check "$what: it names the thing" err_says "$says"
done <<CASES
an option that is not there|run --nope|--nope
a value that is none|run --id 1 --delay soon|soon
a value that is missing|run --id|--id
a number that is none|run --id x1|x1
a list that is not there|run $DIR/none.txt|$DIR/none.txt
a list with a wrong line|analyze $PWD/tests/cmd/wrong-list.txt|wrong-list.txt:4
a cache that cannot be written|run --id 1 --cache /dev/null/x|/dev/null/x
a mirror that is no web address|run --id 1 --mirror gopher://x|gopher
an index that is not there|analyze --author x --index $DIR/no-index|$DIR/no-index
an index that is none|analyze --author x --index README.md|README.md
a language that is none|run --id 1 --language qqzz|qqzz
no books at all|run|--author
CASES
