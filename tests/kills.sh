# shellcheck shell=sh disable=SC2034 # those who include it use them
# For what kills the program: a small library on two hosts with all that can happen there, its log
# over many runs, and what must hold when they are over. After tests/scenario.sh.
#
#   library_to_survive      the site and its rules; then serve_two: $URL, $SECOND, and $DIR/list.txt
#   survive MOST LONGEST COMMAND...
#                           runs it, kills it after a moment of up to LONGEST seconds, again and
#                           again, at most MOST times, then lets it end: $KILLS, $STATUS, out, err
#   begin_again             an empty cache, an empty log, the server as new

DELAY=0.05
HOSTS=2

# ID, its path.
book_at() {
	mkdir -p "$DIR/site/$(dirname "$2")"
	printf '%s\n' "Title: Book $1" "Author: Somebody" "" \
		"*** START OF THE PROJECT GUTENBERG EBOOK BOOK $1 ***" "" \
		"book $1 $(seq -s ' ' "$1")" "" \
		"*** END OF THE PROJECT GUTENBERG EBOOK BOOK $1 ***" >"$DIR/site/$2"
}

library_to_survive() {
	fresh
	for id in 11 12 13 14 15 16; do book_at $id "cache/epub/$id/pg$id.txt"; done
	book_at 21 2/21/21-0.txt
	book_at 22 2/22/22-8.txt
	book_at 31 files/31.txt
	book_at 32 files/32.txt
	for id in 31 32; do
		echo "<!DOCTYPE html><a type=\"text/plain\" href=\"/files/$id.txt\">Plain Text</a>" |
			site "ebooks/$id"
		rule "GET /ebooks/$id type=text/html"
	done
	rule 'GET /cache/epub/11/pg11.txt status=503 header="Retry-After: 1" times=1'
	rule 'GET /cache/epub/12/pg12.txt truncate=40 times=1'
	rule 'GET /cache/epub/16/pg16.txt body="<!DOCTYPE html><p>Sorry!"'
	printf 'User-agent: *\nDisallow: /secret/\n' | site robots.txt
	for page in 1 2 3 4 5 6 7 8 9; do echo "page $page" | site "p/$page.txt"; done
	rule 'GET /p/2.txt status=500 times=1'
	rule 'GET /p/moved.txt status=302 header="Location: /p/again.txt"'
	rule 'GET /p/again.txt status=301 header="Location: /p/7.txt"'
	rule 'GET /p/bad.txt status=302 header="Location: file:///etc/passwd"'
	rule 'GET /p/large.txt size=9000'
	cp "$DIR/rules" "$DIR/rules.all"
}

serve_two() {
	serve --listen "${1:-127.0.0.1:0}" --listen "${2:-127.0.0.2:0}"
	SECOND=http://$(sed -n 2p "$DIR/port")
	{
		printf '%s\n' 11 12 21 13 22 14 31 16 15 32 99 "$SECOND/secret/x.txt"
		for page in 1 2 3 moved 4 none 5 bad 6 large 8 9; do echo "$SECOND/p/$page.txt"; done
	} >"$DIR/list.txt"
}

# The options of traca run; the list comes last.
books_wanted() {
	echo --mirror "$URL" --contact test@localhost --lang en --delay "$DELAY" --max-body 8000 \
		--retries 2 --progress none
}

begin_again() {
	stop_server
	rm -rf "$DIR/cache"
	mkdir "$DIR/cache"
	: >"$LOG"
	serve_two "${URL#http://}" "${SECOND#http://}"
}

# A number below $1, of those that follow from $SEED: $MOMENT.
next_moment() {
	SEED=$(((SEED * 1103515245 + 12345) % 2147483648))
	MOMENT=$(awk -v seed="$SEED" -v most="$1" 'BEGIN { printf "%.3f\n", seed / 2147483648 * most }')
}

survive() {
	most=$1
	longest=$2
	command=$3
	shift 3
	KILLS=0
	while :; do
		"$TRACA" "$command" --cache "$DIR/cache" "$@" >"$DIR/out" 2>"$DIR/err" </dev/null &
		runner=$!
		if [ "$KILLS" -lt "$most" ]; then
			next_moment "$longest"
			sleep "$MOMENT"
			if kill -KILL "$runner" 2>/dev/null; then
				KILLS=$((KILLS + 1))
			fi
		fi
		STATUS=0
		wait "$runner" 2>/dev/null || STATUS=$?
		[ "$STATUS" -eq 137 ] || break
	done
}

# ---- claims ----

# The files of a cache that belong to pages, with their sums; when they came is not of the page.
pages_of() {
	(cd "$1" && find . -type f ! -name 'traca.*' ! -name '*,json' ! -path './,tmp/*' -exec cksum {} + |
		sort -k 3)
}
half_files() {
	(cd "$1" && find . -type f ! -name 'traca.*' ! -name '*,json' ! -path './,tmp/*' | while read -r page; do
		sum=$(sha256sum "$page" | cut -d ' ' -f 1)
		grep -q "$sum" "$page,json" || echo "$page"
	done)
}
left_over() { find "$1" -path '*/,tmp/*' -type f; }
requests_at_most() { [ "$(wc -l <"$LOG")" -le "$1" ]; }
# Of no URL more requests than in $DIR/whole.log, or one where that has none.
none_asked_more_often() {
	awk -F '\t' 'NR == FNR { whole[$4 $6]++; next }
		++asked[$4 $6] > (whole[$4 $6] ? whole[$4 $6] : 1) { exit 1 }' "$DIR/whole.log" "$LOG"
}
