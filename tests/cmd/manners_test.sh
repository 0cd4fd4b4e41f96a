#!/bin/sh
# shellcheck disable=SC2119 # serve takes arguments only where there are several addresses
# Crawls the loopback library and reads the server's log: what it saw is what counts.
# shellcheck source=tests/scenario.sh
. tests/scenario.sh

# ---- the delay, robots.txt first, nothing twice ----
fresh
book 1 'one'
book 2 'two'
book 3 'three'
serve
DELAY=0.3 run --id 1 --id 2 --id 3
check "three books are collected" status_is 0
check "robots.txt is asked for first" first_asked_is /robots.txt
check "the books follow in the order of the list" \
	paths_are /robots.txt /cache/epub/1/pg1.txt /cache/epub/2/pg2.txt /cache/epub/3/pg3.txt
check "between two requests there is at least the delay" gaps_are_at_least 0.3
check "the User-Agent has name, version and contact" \
	grep -qE 'traca/[0-9.]+ \(test@localhost\)$' "$LOG"
cp "$DIR/out" "$DIR/first"
: >"$LOG"
run --id 1 --id 2 --id 3
check "the second time nothing is asked" requests_are 0
check "and the reports are the same" cmp -s "$DIR/first" "$DIR/out"
run --offline --id 1 --id 4
check "offline opens no socket" requests_are 0
check "offline says which book is missing" out_says "not in the cache"
check "a missing book is exit code 1" status_is 1
run --id 1 --id 2 --id 3 --id 4
check "only what is not cached is asked for, robots.txt not again" \
	paths_are /cache/epub/4/pg4.txt /0/4/4-0.txt /0/4/4-8.txt /0/4/4.txt /0/4/old/4-0.txt \
	/0/4/old/4-8.txt /0/4/old/4.txt /ebooks/4

# ---- the audit ----
fresh
book 1 'one'
book 2 'two'
serve
DELAY=0.3 run --id 1 --id 2 --audit "$DIR/audit"
check "the audit has a line for each request" test "$(grep -c '^127.0.0.1' "$DIR/audit")" -eq 3
check "a summary of each host, without a violation" \
	grep -qE '^# 127.0.0.1	3	0\.[3-9][0-9]*	0\.[3-9][0-9]*	0$' "$DIR/audit"
check "and the efficiency, near 1" grep -qE '^# politeness efficiency	(1|0\.9)' "$DIR/audit"
check "which is said" err_says "politeness efficiency: "

# ---- one after another ----
fresh
book 1 'one'
book 2 'two'
serve
DELAY=0.3 run --sync --id 1 --id 2
check "--sync: the same requests" paths_are /robots.txt /cache/epub/1/pg1.txt /cache/epub/2/pg2.txt
check "--sync: the same delay" gaps_are_at_least 0.3

# ---- the index and redirects are requests too ----
fresh
book 1 'one'
printf '%s\r\n' 'GUTINDEX.ALL' '' '<==LISTINGS==>' '' \
	'TITLE and AUTHOR                                                     EBOOK NO.' '' \
	'Book the First, by Ana Andrade                                               1' '' |
	site dirs/GUTINDEX.ALL
rule 'GET /cache/epub/1/pg1.txt status=302 header="Location: /moved.txt"'
site moved.txt <"$DIR/site/cache/epub/1/pg1.txt"
serve
DELAY=0.3 run --author "andrade, ana"
check "index and redirect hop keep the delay" gaps_are_at_least 0.3
check "robots.txt, index, book and hop, in this order" \
	paths_are /robots.txt /dirs/GUTINDEX.ALL /cache/epub/1/pg1.txt /moved.txt
check "the title is the index's" out_says "[ Statistics of 'Book the First' by 'Ana Andrade' ]"
: >"$LOG"
run --author "andrade, ana"
check "neither index nor redirect is asked again" requests_are 0
check "the date of the cached index is said" err_says "from the cache, of 20"
run --author "Andrada"
check "an unknown author is exit code 1" status_is 1
check "and the nearest name is offered" err_says "Ana Andrade"
run --author "andrade, ana" --max-age 0
check "an index older than --max-age is asked for again" asked /dirs/GUTINDEX.ALL 1

# ---- an index that is none ----
fresh
book 1 'one'
echo '{"error": "busy"}' | site dirs/GUTINDEX.ALL
serve
run --author andrade
check "what is no index is exit code 2" status_is 2
run --id 1
check "a book that needs no index is not kept from its reader by it" status_is 0
printf '%s\r\n' 'GUTINDEX.ALL' '' '<==LISTINGS==>' '' \
	'TITLE and AUTHOR                                                     EBOOK NO.' '' \
	'Book the First, by Ana Andrade                                               1' '' |
	site dirs/GUTINDEX.ALL
: >"$LOG"
run --author andrade
check "it is asked for again at once" asked /dirs/GUTINDEX.ALL 1
check "and used" status_is 0

# ---- a redirect to another host has its own robots.txt ----
fresh
book 1 'one'
site elsewhere.txt <"$DIR/site/cache/epub/1/pg1.txt"
serve --listen 127.0.0.1:0 --listen 127.0.0.2:0
other=$(sed -n 2p "$DIR/port")
stop_server
rule "GET /cache/epub/1/pg1.txt host=127.0.0.1:${URL##*:} status=301 header=\"Location: http://$other/elsewhere.txt\""
rule "GET /robots.txt host=$other body=\"User-agent: *\""
serve --listen "${URL#http://}" --listen "$other"
run --id 1
check "a redirect to another host asks for its robots.txt first" \
	paths_are /robots.txt /cache/epub/1/pg1.txt /robots.txt /elsewhere.txt
check "and the book arrives" status_is 0

# ---- what robots.txt forbids ----
fresh
book 1 'one'
site files/1.txt <"$DIR/site/cache/epub/1/pg1.txt"
echo '<a href="1-readme.txt">r</a><a href="/files/1.txt">Plain Text</a>' | site ebooks/1
printf 'User-agent: *\nDisallow: /cache\nDisallow: /0/\n' | site robots.txt
serve
run --id 1
check "forbidden directly: the landing page" paths_are /robots.txt /ebooks/1 /files/1.txt
check "and its text" status_is 0
: >"$LOG"
run --id 1
check "what the landing page led to is not asked for again" requests_are 0

fresh
book 1 'one'
printf 'User-agent: *\nDisallow: /cache\nDisallow: /0/\nDisallow: /ebooks\n' | site robots.txt
serve
run --id 1
check "all forbidden: nothing but robots.txt is asked" paths_are /robots.txt
check "the book fails" status_is 1
check "and the line of robots.txt is named" out_says "line 4"

fresh
printf 'User-agent: *\nDisallow: /cache\n' | site robots.txt
serve
run --id 1
check "forbidden directly and not on the landing page: both are told" out_says "line 2"
check "and that it is not there" out_says "answers 404"

fresh
book 1 'one'
printf 'User-agent: *\nCrawl-delay: 0.6\n' | site robots.txt
serve
run --id 1 --id 2
check "Crawl-delay is kept where it is longer" gaps_are_at_least 0.6

# ---- a robots.txt that cannot be had ----
while IFS='|' read -r answer times; do
	fresh
	book 1 'one'
	rule "GET /robots.txt $answer"
	serve
	run --id 1 --retries 1
	check "robots.txt $answer: nothing else is asked for" asked /robots.txt "$times"
	check "robots.txt $answer: and the book not at all" requests_are "$times"
	check "robots.txt $answer: the book fails, robots.txt is named" out_says "robots.txt"
	check "robots.txt $answer: exit code 1" status_is 1
done <<'CASES'
status=500|2
status=503 header="Retry-After: 1"|2
status=429 header="Retry-After: 1"|2
status=503 header="Retry-After: 7200"|1
close|2
status=200 truncate=3 size=100|2
CASES

fresh
book 1 'one'
book 2 'two'
rule 'GET /robots.txt status=500 times=2'
serve
run --id 1 --id 2
check "a robots.txt that comes at the third try opens its site" status_is 0
check "and was asked for three times" asked /robots.txt 3
check "first of all" first_asked_is /robots.txt

fresh
book 1 'one'
rule 'GET /robots.txt status=403'
serve
run --id 1
check "robots.txt 403: all is allowed" status_is 0

# ---- a host that asks for time ----
for status in 429 503 504; do
	fresh
	book 1 'one'
	book 2 'two'
	rule "GET /cache/epub/1/pg1.txt status=$status header=\"Retry-After: 1\" times=1"
	serve
	run --id 1 --id 2
	check "$status: the host is left alone as long as it asks" gap_before 3 1
	check "$status: then all is asked for" status_is 0
done

fresh
book 1 'one'
book 2 'two'
rule 'GET /cache/epub/1/pg1.txt status=503 header="Retry-After: 1" size=500 truncate=10 times=1'
serve
run --id 1 --id 2
check "also where its answer is cut short" gap_before 3 1
check "and then all is asked for" status_is 0

fresh
book 1 'one'
book 2 'two'
rule 'GET /cache/epub/1/pg1.txt status=429 header="Retry-After: 86400"'
serve
run --id 1 --id 2
check "a host that asks for a day is left alone" paths_are /robots.txt /cache/epub/1/pg1.txt
check "which is said" err_says "(Retry-After: 86400): its host is left alone for 86400 s"
check "and both books are named" status_is 1

# ---- a connection that the server closes ----
for arrangement in '--group-by book' --sync; do
	fresh
	book 1 'one'
	book 2 'two'
	rule 'GET /cache/epub/1/pg1.txt close times=1'
	serve
	# shellcheck disable=SC2086
	DELAY=0.3 run --id 1 --id 2 $arrangement
	check "$arrangement: a request that a kept connection swallowed is sent again" asked /cache/epub/1/pg1.txt 2
	check "$arrangement: then all is there" status_is 0
	check "$arrangement: and with the delay" gaps_are_at_least 0.3
done

# ---- one URL, wanted twice at the same time ----
fresh
book 1 'one'
serve
run --id 1 "$URL/cache/epub/1/pg1.txt"
check "a URL that two books lead to is asked for once" asked /cache/epub/1/pg1.txt 1
check "and both have it" test "$(grep -c '^\[' "$DIR/out")" -eq 2

# ---- many books: the library's terms ----
fresh
printf 'User-agent: *\nDisallow: /\n' | site robots.txt
serve
seq 1 100 >"$DIR/hundred.txt"
DELAY=0 run "$DIR/hundred.txt"
check "a hundred books are not many" sh -c "! grep -q 'automated use' '$DIR/err'"
echo 101 >>"$DIR/hundred.txt"
DELAY=0 run "$DIR/hundred.txt"
check "more are: the terms and the mirrors are named" err_says "MIRRORS.ALL"
run --offline "$DIR/hundred.txt"
check "offline they bother nobody" sh -c "! grep -q 'automated use' '$DIR/err'"

# ---- via the landing page ----
fresh
book 1 'one'
site files/1.txt <"$DIR/site/cache/epub/1/pg1.txt"
echo '<a href="../files/1.txt">Plain Text</a>' | site ebooks/1
serve
run --via landing --id 1
check "--via landing asks for the landing page, then its text" \
	paths_are /robots.txt /ebooks/1 /files/1.txt
