#!/bin/sh
# Killed at any moment, interrupted, beside another, put to sleep: it ends as if nothing had been,
# and asks politely all the time. KILLS_WANTED=200 tests/run.sh tests/cmd/survive_test.sh kills run, its
# --sync, collect and crawl at that many random moments each, over as many libraries as it takes.
# shellcheck source=tests/scenario.sh
. tests/scenario.sh
# shellcheck source=tests/kills.sh
. tests/kills.sh
SEED=${SEED:-$$}
KILLS=0
KILLS_WANTED=${KILLS_WANTED:-1}

# What is there once it is over is what an uninterrupted run left: the report, and the pages.
ends_like() {
	check "$1: the exit code is the same" status_is "$WHOLE_STATUS"
	check "$1: the reports are the same, byte for byte" cmp -s "$DIR/whole.out" "$DIR/out"
	pages_of "$DIR/cache" >"$DIR/pages"
	check "$1: the same pages are kept" cmp -s "$DIR/whole.pages" "$DIR/pages"
	check "$1: none is half a page" test -z "$(half_files "$DIR/cache")"
	check "$1: and nothing temporary is left" test -z "$(left_over "$DIR/cache")"
	if [ "$2" -gt 0 ]; then
		check "$1: $(wc -l <"$LOG") requests, of $N and one a host for each of $2 ends" \
			requests_at_most $((N + $2 * HOSTS))
	else
		check "$1: nothing is asked for twice" none_asked_more_often
	fi
	check "$1: the delay is kept all the time" gaps_are_at_least "$DELAY"
}

remember_whole() {
	WHOLE_STATUS=$STATUS
	N=$(wc -l <"$LOG")
	cp "$LOG" "$DIR/whole.log"
	cp "$DIR/out" "$DIR/whole.out"
	pages_of "$DIR/cache" >"$DIR/whole.pages"
	begin_again
}

# The books, in the background: out and err in $1.
start_books() {
	place=$1
	shift
	mkdir -p "$DIR/$place"
# shellcheck disable=SC2046
	"$TRACA" run --cache "$DIR/cache" $(books_wanted) "$@" "$DIR/list.txt" \
		>"$DIR/$place/out" 2>"$DIR/$place/err" </dev/null &
}

# PLACE PID: waits for it, then out, err and $STATUS are its.
end_of() {
	STATUS=0
	wait "$2" 2>/dev/null || STATUS=$?
	cp "$DIR/$1/out" "$DIR/$1/err" "$DIR"
}

until_requests() {
	while [ "$(wc -l <"$LOG")" -lt "$1" ]; do sleep 0.02; done
}

# REQUESTS PID: after so many it sleeps, and its hosts are anybody's.
fall_asleep() {
	until_requests "$1"
	# Not in the middle of a change: then the others wait, and say so.
	while kill -STOP "$2" && sleep 0.1 &&
		! sqlite3 -cmd '.timeout 100' "$DIR/cache/traca.db" \
			'UPDATE hosts SET leased_until = 1; UPDATE claims SET until = 1' 2>/dev/null; do
		kill -CONT "$2"
		sleep 0.02
	done
}

# Pages of a crawl come in the order of finding.
in_order() {
	[ "$1" != crawl ] || sort -o "$DIR/out" "$DIR/out"
}

# NAME LONGEST COMMAND...: once whole, then killed, from the beginning again and again.
kill_often() {
	what=$1
	within=$2
	shift 2
	survive 0 0 "$@"
	in_order "$1"
	remember_whole
	killed=0
	while [ "$killed" -lt "$KILLS_WANTED" ]; do
		FIRST=$SEED
		survive 12 "$within" "$@"
		in_order "$1"
		ends_like "$what, $KILLS kills from seed $FIRST" "$KILLS"
		killed=$((killed + KILLS))
		begin_again
	done
}

# ---- kill -9 ----
library_to_survive
serve_two
# shellcheck disable=SC2046
kill_often collect 0.25 collect $(books_wanted) "$DIR/list.txt"
for arrangement in '--group-by book' --sync; do
	# shellcheck disable=SC2046,SC2086
	kill_often "run $arrangement" 0.25 run $(books_wanted) $arrangement "$DIR/list.txt"
done

# ---- Ctrl-C ----
start_books first
until_requests 12
kill -INT $!
end_of first $!
check "interrupted: exit code 130" status_is 130
start_books second
end_of second $!
ends_like "the same command after Ctrl-C" 1
begin_again

# ---- two at once ----
start_books first
first=$!
start_books second --sync
second=$!
end_of first $first
ends_like "two at once, one" 0
end_of second $second
ends_like "two at once, the other" 0
check "the one that waits says so" \
	grep -q 'another traca is asking 127.0.0.[12]: it is waited for' "$DIR/first/err" "$DIR/second/err"
begin_again

# ---- one of two is killed ----
start_books first
first=$!
until_requests 3
start_books second
second=$!
until_requests 12
kill -KILL $first
wait $first 2>/dev/null
end_of second $second
# Whoever starts next removes what the dead one has left.
"$TRACA" collect -q --cache "$DIR/cache" --mirror "$URL" --id 11 >/dev/null
ends_like "one of two is killed, the other" 1
begin_again

# ---- one of two is put to sleep, until its hosts are another's ----
if command -v sqlite3 >/dev/null; then
	start_books first
	first=$!
	fall_asleep 12 $first
	start_books second
	end_of second $!
	check "its hosts are another's after a while" status_is "$WHOLE_STATUS"
	kill -CONT $first
	end_of first $first
	# What it was asking for when it fell asleep the other has asked for, too.
	ends_like "asleep meanwhile" 1
	# As README says, and what is forbidden is not pending.
	sqlite3 -readonly "$DIR/cache/traca.db" 'SELECT job, pending, hosts_waiting FROM progress' \
		>"$DIR/progress"
	check "progress tells that nothing is pending" grep -qx 'books|0|0' "$DIR/progress"
	sqlite3 -readonly "$DIR/cache/traca.db" \
		"SELECT status, why FROM url_progress WHERE url LIKE '%/p/bad.txt'" >"$DIR/bad"
	check "and url_progress what came of a URL" grep -q '^302|.*redirect to file' "$DIR/bad"
else
	echo "ok - one of two is put to sleep # SKIP no sqlite3 is there to end its leases"
fi

# ---- a crawl ----
crawl_wanted() { echo --contact test@localhost --lang en --delay "$DELAY" --format ndjson --progress none "$URL/" "$SECOND/"; }
# As start_books.
start_crawl() {
	mkdir -p "$DIR/$1"
	# shellcheck disable=SC2046
	"$TRACA" crawl --cache "$DIR/cache" $(crawl_wanted) >"$DIR/$1/out" 2>"$DIR/$1/err" </dev/null &
}

fresh
for page in 1 2 3 4 5 6 7 8 9 10 11 12; do
	{
		echo "<!DOCTYPE html><title>Page $page</title><p>Page $page</p>"
		for link in $((page * 2)) $((page * 2 + 1)) $((page / 2)) old none; do
			echo "<a href='$link.html'>$link</a>"
		done
	} | site "$page.html"
done
cp "$DIR/site/1.html" "$DIR/site/index.html"
rule 'GET /old.html status=301 header="Location: /12.html"'
rule 'GET /3.html status=503 header="Retry-After: 1" times=2'
rule 'GET /5.html truncate=40 times=2'
serve_two
# shellcheck disable=SC2046
kill_often crawl 0.4 crawl $(crawl_wanted)

# ---- a crawl is put to sleep, until its hosts are another's ----
if command -v sqlite3 >/dev/null; then
	# shellcheck disable=SC2046
	survive 0 0 crawl $(crawl_wanted)
	remember_whole
	start_crawl first
	first=$!
	fall_asleep 8 $first
	start_crawl second
	end_of second $!
	check "a crawl's hosts are another's after a while" status_is "$WHOLE_STATUS"
	kill -CONT $first
	end_of first $first
	ends_like "a crawl was asleep meanwhile" 1
fi
