#!/bin/sh
# shellcheck disable=SC2016,SC2119 # single quotes: the inner shell's; serve without arguments
# traca serve, asked by curl: pages, JSON, errors, what is not sent again, what does it no harm,
# and a crawl of another process that is watched.
# shellcheck source=tests/scenario.sh
. tests/scenario.sh

if ! command -v curl >/dev/null; then
	echo "ok - serve # SKIP curl is not there (./deps.sh --bench)"
	exit 0
fi
PID=
trap '[ -z "$PID" ] || kill "$PID" 2>/dev/null; stop_server; rm -rf "$DIR"' EXIT

# The reports' server, until end_reports: $SITE.
start_reports() {
	: >"$DIR/where"
	"$TRACA" serve --cache "$DIR/cache" --listen 127.0.0.1:0 --lang en >"$DIR/where" 2>"$DIR/err" &
	PID=$!
	while [ ! -s "$DIR/where" ]; do
		kill -0 "$PID" || exit 2
		sleep 0.05
	done
	SITE=$(sed 's|/$||' "$DIR/where")
}

end_reports() {
	kill "$PID"
	wait "$PID"
	STATUS=$?
	PID=
}

# PATH ARGUMENTS...: $CODE, the body in $DIR/out, the heads in $DIR/heads.
ask() {
	path=$1
	shift
	CODE=$(curl -s --path-as-is -m 20 -D "$DIR/heads" -o "$DIR/out" -w '%{http_code}' "$@" "$SITE$path")
}

code_is() { [ "$CODE" = "$1" ]; }
head_says() { tr -d '\r' <"$DIR/heads" | grep -qi -- "$1"; }

fresh
traca serve --lang en
check "nothing was kept: exit code 1" status_is 1
check "and it is said, with what to do" err_says "'traca run' and 'traca analyze --save' do that"
book 1 'one two two <script>alert(1)</script>'
book 2 'three'
printf 'só isto, só\n' >"$DIR/local.txt"
serve
DELAY=0 run 1 2 --save
traca analyze "$DIR/local.txt" --save -q
stop_server
start_reports

# ---- each address ----
while IFS='|' read -r what path type says; do
	ask "$path"
	check "$what" code_is 200
	check "$what: its type" head_says "^content-type: $type"
	check "$what: what it says" out_says "$says"
	check "$what: nobody may guess its type" head_says '^x-content-type-options: nosniff'
	check "$what: it says what it may load" head_says "^content-security-policy: default-src 'none'"
	cp "$DIR/out" "$DIR/whole"
	ask "$path" --compressed
	check "$what: packed, it is the same" cmp -s "$DIR/out" "$DIR/whole"
	tag=$(tr -d '\r' <"$DIR/heads" | sed -n 's/^[Ee][Tt]ag: //p')
	ask "$path" -H "If-None-Match: $tag"
	check "$what: not sent again" code_is 304
	ask "$path" -I
	check "$what: HEAD" sh -c '[ "$0" = 200 ] && [ ! -s "$1" ] || grep -q "^HTTP" "$1"' "$CODE" "$DIR/out"
done <<'CASES'
the shelf|/|text/html|href="/books/1"
part of it|/?limit=1&offset=1|text/html|Books 2 to 2 of 3, by author and title · <a href="/?limit=1&#38;offset=0">
a book's page|/books/1|text/html|<h1>Book 1</h1>
the page of a summary|/books/s1|text/html|<svg
the crawls|/live|text/html|<h1>Crawls</h1>
all books|/api/books|application/json|"id":"1"
some of them|/api/books?limit=1&offset=1|application/json|"id":"1"
a book|/api/books/1|application/json|"title":"Book 1"
the summary of a file|/api/books/s3|application/json|local.txt
its tokens|/api/books/1/tokens?table=sequences&limit=1|application/json|{"token":"two","count":2}]}
a table|/api/books/2/tokens?table=characters-folded|application/json|"table":"characters-folded"
CASES
ask /api/books/1
cp "$DIR/out" "$DIR/book"
traca present --id 1 --format ndjson
check "a book's JSON is what present prints" cmp -s "$DIR/out" "$DIR/book"
ask /books/1
check "what strangers wrote is text" sh -c '! grep -q "<script>alert" "$0"' "$DIR/out"
ask /api/books --compressed -H 'Accept-Encoding: gzip'
check "packed where that is understood" head_says '^content-encoding: gzip'
ask /api/books -H 'Accept-Encoding: gzip;q=0'
check "and not where it is not" sh -c '! grep -qi content-encoding "$0"' "$DIR/heads"

# ---- what is wrong ----
long=$(head -c 8000 /dev/zero | tr '\0' a)
while IFS='|' read -r what code path arguments; do
	# shellcheck disable=SC2086 # words
	ask "$(echo "$path" | sed "s/LONG/$long/")" $arguments
	check "$what: $code" code_is "$code"
	check "$what: an error in JSON" grep -q '^{"error":".*"}$' "$DIR/out"
done <<'CASES'
no such book|404|/api/books/99|
no such summary|404|/books/s99|
no such address|404|/nothing|
no name|404|/api/books/|
a name that is none|404|/api/books/1x|
a number without end|404|/api/books/99999999999999999999|
less than nothing|404|/api/books/-1|
up and out|404|/../../../../etc/passwd|
up and out, written otherwise|404|/books/%2e%2e%2f%2e%2e%2fetc/passwd|
what is no text|404|/books/%01%ff|
a zero byte|400|/api/books/1%00|
a zero byte in a parameter|400|/api/books/1/tokens?table=sequences%00x|
no such table|400|/api/books/1/tokens?table=letters|
no limit|400|/api/books/1/tokens?limit=0|
a limit that is none|400|/api/books/1/tokens?limit=ten|
too much|400|/api/books/1/tokens?limit=100000|
no such parameter|400|/api/books?sort=title|
8 KB of it|414|/api/books?x=LONG|
POST|405|/api/books|-d x=1
DELETE|405|/api/books/1|-X DELETE
PUT|405|/|-X PUT -d x
another's name|403|/|-H Host:example.org
CASES
ask / -X POST
check "which methods there are" head_says '^allow: GET, HEAD'
ask / -H 'Host: localhost:1'
check "our own name" code_is 200

# ---- what does it no harm ----
port=${SITE##*:}
slow() { (printf 'GET / HTTP/1.1\r\nHost: local'; sleep 3) | timeout 4 curl -s "telnet://127.0.0.1:$port" >/dev/null 2>&1; }
slow &
SLOW=$!
ask /api/books/1
check "others do not wait for who is slow" code_is 200
kill $SLOW 2>/dev/null
wait $SLOW 2>/dev/null
ask '/?limit=2&offset=5'
check "past the end: it is said how many there are" out_says 'There are only 3 books · <a href="/?limit=2'
check "and an icon needs no request" out_says '<link rel="icon" href="data:image/svg+xml,'
curl -s --no-progress-meter --parallel --parallel-immediate --parallel-max 200 \
	-o /dev/null -w '%{http_code}\n' "$SITE/api/books/[1-2]?x=[1-100]" >"$DIR/codes"
check "200 at once: each has an answer" test "$(grep -c '^400$' "$DIR/codes")" -eq 200

# ---- who takes a byte's time for ever ----
if command -v python3 >/dev/null; then
	end_reports
	export TRACA_TEST_PATIENCE=700
	start_reports
	unset TRACA_TEST_PATIENCE
	cat >"$DIR/drip.py" <<-'END'
	import socket, sys, time
	begun = time.time()
	s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
	try:
	    s.send(sys.argv[2].encode().decode("unicode_escape").encode())
	    while time.time() - begun < 15:
	        time.sleep(0.05)
	        s.send(b"l")
	except OSError:
	    pass
	print("let go" if time.time() - begun < 10 else "held")
	END
	python3 "$DIR/drip.py" "${SITE##*:}" 'GET / HTTP/1.1\r\nHost: ' >"$DIR/out"
	check "a head that trickles is not waited for" out_says 'let go'
	python3 "$DIR/drip.py" "${SITE##*:}" \
		'GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n' >"$DIR/out"
	check "nor is a body" out_says 'let go'
	curl -sN -m 2 "$SITE/live/events" >"$DIR/events"
	check "who listens may stay" test $? -eq 28
	ask /api/books/1
	check "and others are answered" code_is 200
	cat >"$DIR/many.py" <<-'END'
	import socket, sys
	port = int(sys.argv[1])
	held = [socket.create_connection(("127.0.0.1", port)) for i in range(1000)]
	for i, s in enumerate(held):
	    s.send(b"GET /api/books/1 HTTP/1.1\r\nHost: localhost\r\n\r\n"[: 20 if i % 2 else 99])
	answers = [s.recv(12) for s in held[::2]]
	print(answers.count(b"HTTP/1.1 200"), "of", len(answers))
	END
	python3 "$DIR/many.py" "${SITE##*:}" >"$DIR/out" 2>&1
	check "1,000 at once, of which 500 never end their request" out_says '500 of 500'
	end_reports
	check "they all go: exit code 0" status_is 0
	start_reports
else
	echo "ok - who takes a byte's time # SKIP python3 is not there (./deps.sh --bench)"
fi

# ---- what is new, and what is written ----
traca analyze "$DIR/local.txt" --cut none --save -q
ask /api/books
check "what was counted meanwhile is there" test "$(grep -o '"summary"' "$DIR/out" | wc -l)" -eq 4
end_reports
check "told to end, it ends: exit code 0" status_is 0
check "nothing went wrong in it" test ! -s "$DIR/err"
rm -rf "$DIR/cache"
serve
DELAY=0 run 1 2 --save
stop_server
before=$(sha256sum <"$DIR/cache/traca.db")
start_reports
ask /
ask /live
ask /api/books/2/tokens
end_reports
check "the store stays as it was" test "$(sha256sum <"$DIR/cache/traca.db")" = "$before"

# ---- a crawl ----
fresh
for i in 1 2 3 4 5 6 7 8; do
	echo "<p>page $i</p>" | site "p$i.html"
	echo "<a href=p$i.html>$i</a>"
done | site index.html
serve
traca crawl "$URL/index.html" --delay 0 --max-pages 1 -q
start_reports
curl -sN -m 25 "$SITE/live/events" >"$DIR/events" &
EARS=$!
traca crawl "$URL/index.html" --delay 0.2 -q --refresh
is_over() { grep '^data' "$DIR/events" | tail -n 1 | grep -q '"pending":0,"done":[1-9]'; }
for _ in $(seq 100); do
	is_over && break
	sleep 0.2
done
ask /live
check "a page of the crawls: with its job" out_says 'id="jobs"'
check "a page of the crawls: how well it keeps its pace" out_says 'id="processes"'
kill $EARS
wait $EARS 2>/dev/null
check "events: what is pending" grep -q '^data: {"jobs":\[{"job":"' "$DIR/events"
check "what was pending is done" is_over
check "when each host is asked next" grep -q '"not_before":"20[0-9-]*T[0-9:]*Z"' "$DIR/events"
check "how long it will take" grep -q '"left_s":[0-9]' "$DIR/events"
check "how well it keeps its pace: nearly as well as can be" \
	grep -qE '"processes":\[\{"process":[0-9]+,"requests":[0-9]+,"efficiency":(1.0|0.[89])' "$DIR/events"
check "hosts are named" grep -q '"hosts":\[{"host":"127.0.0.1' "$DIR/events"
end_reports
check "it ends, also while somebody listened: exit code 0" status_is 0
check "nothing went wrong in it either" test ! -s "$DIR/err"

# ---- where it waits ----
traca serve --lang en --listen nowhere.invalid
check "no such address" err_says "--listen: 'nowhere.invalid' is not an address of this machine"
check "exit code 2" status_is 2
traca serve --lang en --listen 127.0.0.1:99999
check "no such port" err_says "--listen: '127.0.0.1:99999' is not an address"
traca serve --lang en --listen 8080
check "a port alone is no address" err_says "--listen: '8080' is not an address"
start_reports
traca serve --lang en --listen "127.0.0.1:${SITE##*:}"
check "a place that is taken" err_says "cannot be waited at"
end_reports
traca serve --lang en something
check "no arguments" err_says "takes no arguments"
printf 'no database, but long enough to be one, perhaps\n' >"$DIR/cache/traca.db"
rm -f "$DIR/cache/traca.db-"*
traca serve --lang en
check "a store that is damaged" err_says "is damaged, or no database"
