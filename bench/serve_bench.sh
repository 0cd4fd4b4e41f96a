#!/bin/sh
# traca serve under load: a book's JSON asked for by 100 at once for 10 seconds, then the pages; what
# it takes to hold 1,000 connections that say nothing; memory before and after.
set -u
# shellcheck source=bench/bench.sh
. bench/bench.sh

needs wrk || exit 0
wrk=$FOUND
cache=$WORK/cache

for i in $(seq 40); do
	{
		printf 'Title: Book %s\n\nLanguage: English\n\n' "$i"
		seq "$i" 3 3000 | awk '{ printf "word%d and the other %d of it\n", $1 % 700, $1 }'
	} >"$WORK/$i.txt"
done
"$TRACA" analyze "$WORK"/*.txt --save -q --cache "$cache" >/dev/null || exit 2
"$TRACA" serve --cache "$cache" --listen 127.0.0.1:0 >"$WORK/where" &
SERVER=$!
SERVERS=$SERVER
wait_for "$WORK/where"
site=$(sed 's|/$||' "$WORK/where")

memory() { awk '/^VmRSS/ { printf "%.1f", $2 / 1024 }' "/proc/$SERVER/status"; }

# NAME PATH SECONDS BAR
load() {
	"$wrk" -t 2 -c 100 -d "$3" "$site$2" >"$WORK/load"
	row "$1, requests a second" "$(awk '/^Requests.sec/ { print int($2) }' "$WORK/load")" "$4"
	row "$1, errors" "$(awk '/Non-2xx/ { n += $NF } /Socket errors/ {
		gsub(",", "")
		n += $4 + $6 + $8 + $10
	} END { print n + 0 }' "$WORK/load")" '<= 0'
}

echo "traca serve, 40 books, wrk with 100 connections"
load "a book's JSON, 2 s" /api/books/s1 2 ''
before=$(memory)
load "a book's JSON" /api/books/s1 10 '>= 5000'
after=$(memory)
row "MB of memory before" "$before" ''
row "MB more after" "$(echo "$before $after" | awk '{ print $2 - $1 }')" '< 1'
load "its tokens" '/api/books/s1/tokens?limit=100' 3 '>= 5000'
load "its page" /books/s1 3 '>= 1000'
load "the shelf" / 3 '>= 500'

if needs python3; then
	before=$(memory)
	"$FOUND" - "${site#http://}" >"$WORK/held" <<-'END'
	import socket, sys, time, urllib.request
	host, port = sys.argv[1].split(":")
	held = []
	for i in range(1000):
	    s = socket.create_connection((host, int(port)))
	    s.send(b"GET / HTTP/1.1\r\nHost: l"[: i % 24])
	    held.append(s)
	begun = time.time()
	answer = urllib.request.urlopen(f"http://{host}:{port}/api/books/s1").status
	print(answer, int(1000 * (time.time() - begun)))
	END
	row "with 1,000 slow connections, ms for an answer" "$(cut -d ' ' -f 2 "$WORK/held")" '< 100'
	row "MB more after" "$(echo "$before $(memory)" | awk '{ print $2 - $1 }')" '< 32'
fi
finish
