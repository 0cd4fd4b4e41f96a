#!/bin/sh
# shellcheck disable=SC2119 # serve takes arguments only where there are several addresses
# --via harvest: the library's pages for robots, their zip files, and what is kept of them.
# shellcheck source=tests/scenario.sh
. tests/scenario.sh

zip() {
	mkdir -p "$DIR/site/$(dirname "$1")"
	base64 -d >"$DIR/site/$1"
}

# A page of the list: what follows it ("": nothing does), then the names of zips.
list_page() {
	page=$1
	next=$2
	shift 2
	{
		echo '<!DOCTYPE HTML><html><body><h1>All Files</h1>'
		for name; do
			printf '<p><a href="%s/%s">%s</a></p>\n' "$URL" "$name" "$name"
		done
		[ -z "$next" ] || printf '<p><a href="%s">Next Page</a></p>\n' "$next"
		echo '</body></html>'
	} | site "$page"
}

first='robot/harvest?filetypes[]=txt&langs[]=pt'
second='robot/harvest?offset=100&filetypes[]=txt&langs[]=pt'
third='robot/harvest?offset=200&filetypes[]=txt&langs[]=pt'

# Two pages and what they list; the files of book 12 stand on either side of the gap.
library() {
	fresh
	zips
	serve
	list_page "$first" 'harvest?offset=100&amp;filetypes[]=txt&amp;langs[]=pt' 1/11/11.zip \
		1/11/11-8.zip 1/11/11-0.zip 1/11/11-h.zip 1/12/12.zip
	list_page "$second" 'harvest?offset=200&amp;filetypes[]=txt&amp;langs[]=pt' 1/12/12-8.zip
	list_page "$third" '' 1/13/13.zip
}

zips() {
zip 1/11/11-0.zip <<'END'
UEsDBBQAAAAIAAAAISj3IUTzZwAAAJIAAAAIAAAAMTEtMC50eHQLySzJSbVScM1JLUvN43IsLcnIL7JSCM7PTU3KT6nk4tLS
0lIIDnEMClHwd1MI8XBVCAjy93J1DlFwDw1x9XNyDXJXcHXy9/dWcPVxDXP1UwCq5+JKzi9KPLz88OJ8iH5XPxcSdAMAUEsB
AhQDFAAAAAgAAAAhKPchRPNnAAAAkgAAAAgAAAAAAAAAAAAAAIABAAAAADExLTAudHh0UEsFBgAAAAABAAEANgAAAI0AAAAA
AA==
END
zip 1/11/11-8.zip <<'END'
UEsDBBQAAAAIAAAAISiwLKzkawAAAJYAAAAIAAAAMTEtOC50eHQLySzJSbVScM1JLUvN43IsLcnIL7JSCM7PTU3KT6nk4tLS
0lIIDnEMClHwd1MI8XBVCAjy93J1DlFwDw1x9XNyDXJXcHXy9/dWcPVxDXP1UwCq5+LKSSzJzFVIzi9KfP44H2KGq58LCSYA
AFBLAQIUAxQAAAAIAAAAISiwLKzkawAAAJYAAAAIAAAAAAAAAAAAAACAAQAAAAAxMS04LnR4dFBLBQYAAAAAAQABADYAAACR
AAAAAAA=
END
zip 1/11/11.zip <<'END'
UEsDBBQAAAAIAAAAISierueaZAAAAJAAAAAGAAAAMTEudHh0C8ksyUm1UnDNSS1LzeNyLC3JyC+yUgjOz01Nyk+p5OLS0tJS
CA5xDApR8HdTCPFwVQgI8vdydQ5RcA8NcfVzcg1yV3B18vf3VnD1cQ1z9VMAqufiSs4vSkxOzIfodvVzIUEvAFBLAQIUAxQA
AAAIAAAAISierueaZAAAAJAAAAAGAAAAAAAAAAAAAACAAQAAAAAxMS50eHRQSwUGAAAAAAEAAQA0AAAAiAAAAAAA
END
zip 1/12/12-8.zip <<'END'
UEsDBBQAAAAIAAAAISg6yo6oZQAAAJEAAAALAAAAMTIvMTItOC50eHQLySzJSbVSCClPzSlL5XIsLcnIL7JSCM7PTU3KT6nk
4tLS0lIIDnEMClHwd1MI8XBVCAjy93J1DlFwDw1x9XNyDXJXcHXy9/dWCAl39QlzVQCq5+Iq/qyQk1iSmQvR7urnQoJmAFBL
AQIUAxQAAAAIAAAAISg6yo6oZQAAAJEAAAALAAAAAAAAAAAAAACAAQAAAAAxMi8xMi04LnR4dFBLBQYAAAAAAQABADkAAACO
AAAAAAA=
END
zip 1/12/12.zip <<'END'
UEsDBBQAAAAIAAAAISi0TQ/FZQAAAJEAAAAGAAAAMTIudHh0C8ksyUm1UggpT80pS+VyLC3JyC+yUgjOz01Nyk+p5OLS0tJS
CA5xDApR8HdTCPFwVQgI8vdydQ5RcA8NcfVzcg1yV3B18vf3VggJd/UJc1UAqufiKs5XSCxOzsyEaHf1cyFBMwBQSwECFAMU
AAAACAAAACEotE0PxWUAAACRAAAABgAAAAAAAAAAAAAAgAEAAAAAMTIudHh0UEsFBgAAAAABAAEANAAAAIkAAAAAAA==
END
zip 1/13/13.zip <<'END'
UEsDBBQAAAAIAAAAIShMomUIZQAAAJQAAAAGAAAAMTMudHh0C8ksyUm1UgjJyCwqSU3N43IsLcnIL7JSCM7PTU3KT6nk4tLS
0lIIDnEMClHwd1MI8XBVCAjy93J1DlFwDw1x9XNyDXJXcHXy9/cGynkGhbi6+ikAdXBxJRYnZ2ZCdLv6uZCkFwBQSwECFAMU
AAAACAAAACEoTKJlCGUAAACUAAAABgAAAAAAAAAAAAAAgAEAAAAAMTMudHh0UEsFBgAAAAABAAEANAAAAIkAAAAAAA==
END
zip 1/14/14.zip <<'END'
UEsDBBQAAAAIAAAAISifqBf4BgAAAAQAAAAGAAAAMTQudHh0y89L5QIAUEsDBBQAAAAIAAAAISh0CBeWBgAAAAQAAAAGAAAA
MTUudHh0KynP5wIAUEsBAhQDFAAAAAgAAAAhKJ+oF/gGAAAABAAAAAYAAAAAAAAAAAAAAIABAAAAADE0LnR4dFBLAQIUAxQA
AAAIAAAAISh0CBeWBgAAAAQAAAAGAAAAAAAAAAAAAACAASoAAAAxNS50eHRQSwUGAAAAAAIAAgBoAAAAVAAAAAAA
END
zip 1/15/15.zip <<'END'
UEsDBBQAAAAIAAAAISiiInGWYwAAAJAAAAAeAAAALi4vLi4vLi4vLi4vdG1wL3RyYWNhLXNsaXAudHh0C8ksyUm1UnDLTCtJ
Tc3jciwtycgvslIIzs9NTcpPqeTi0tLSUggOcQwKUfB3UwjxcFUICPL3cnUOUXAPDXH1c3INcldwdfL391Zw83QLcXX1UwBq
4OIqzsksgOh19XMhRScAUEsBAhQDFAAAAAgAAAAhKKIicZZjAAAAkAAAAB4AAAAAAAAAAAAAAIABAAAAAC4uLy4uLy4uLy4u
L3RtcC90cmFjYS1zbGlwLnR4dFBLBQYAAAAAAQABAEwAAACfAAAAAAA=
END
}

harvest() {
	DELAY=${DELAY:-0} run --via harvest --language pt "$@"
}

# ---- the whole language ----
library
DELAY=0.2 harvest
check "all that the pages list is collected" status_is 0
check "the pages one after another, then of each book the best zip" paths_are /robots.txt \
	"/$first" "/$second" "/$third" /1/11/11-0.zip /1/12/12-8.zip /1/13/13.zip
check "each with the delay" gaps_are_at_least 0.2
check "the text is that of the zip" out_says "[ Statistics of 'Eleven' by 'Somebody' ]"
check "three reports" test "$(grep -c '^\[' "$DIR/out")" -eq 3
kept=$DIR/cache/127.0.0.1_http_${URL##*:}/1/11/11-0.zip
check "what is kept for the zip is the text" grep -q 'coração' "$kept"
check "as plain text" grep -q '"content_type": *"text/plain"' "$kept,json"
cp "$DIR/out" "$DIR/before"
: >"$LOG"
harvest
check "the second time nothing is asked" requests_are 0
check "and the reports are the same" cmp -s "$DIR/before" "$DIR/out"
harvest --id 12
check "nor for one of them" requests_are 0
check "whose report is there" out_says "[ Statistics of 'Twelve' by 'Somebody' ]"
traca analyze --mirror "$URL" --via harvest --language pt --lang en
check "analyze finds them in the cache" test "$(grep -c '^\[' "$DIR/out")" -eq 3
sleep 1.1 # dates are whole seconds
harvest --max-age 0
check "what is older than --max-age is asked for again, pages first" \
	test "$(head -n 3 "$LOG" | cut -f 6 | tr '\n' ' ')" = "/$first /$second /$third "
check "and each zip once" test "$(grep -c '[.]zip' "$LOG")" -eq 3
check "and the reports are the same" cmp -s "$DIR/before" "$DIR/out"

# ---- some books ----
library
harvest --id 11
check "no more pages than needed are read" paths_are /robots.txt "/$first" /1/11/11-0.zip
: >"$LOG"
harvest --id 12
check "a page more, for the files of a book may stand on two" paths_are "/$second" /1/12/12-8.zip
: >"$LOG"
harvest --id 13 --id 99
check "to the end, where one is missing" paths_are "/$third" /1/13/13.zip
check "which is said" out_says "not on the library's pages for robots"
check "and is exit code 1" status_is 1

library
harvest --sync --id 13 --id 11
check "--sync: one after another" paths_are /robots.txt "/$first" "/$second" "/$third" \
	/1/13/13.zip /1/11/11-0.zip

library
printf '%s\r\n' 'GUTINDEX.ALL' '' '<==LISTINGS==>' '' \
	'TITLE and AUTHOR                                                     EBOOK NO.' '' \
	'The Eleventh, by Ana Andrade                                                11' \
	' [Language: Portuguese]' '' | site dirs/GUTINDEX.ALL
harvest --author andrade
check "--author: the index says which, the pages where" \
	paths_are /robots.txt /dirs/GUTINDEX.ALL "/$first" /1/11/11-0.zip
check "with the index's title" out_says "[ Statistics of 'The Eleventh' by 'Ana Andrade' ]"

# ---- what is not as it should be ----
library
rule 'GET /1/11/11-0.zip status=404'
stop_server
serve --listen "${URL#http://}"
harvest --id 11
check "a zip that is not there: the next best" asked /1/11/11-8.zip 1
check "has the book" status_is 0

library
list_page "$first" '' 1/14/14.zip 1/15/15.zip 1/16/16.zip 1/13/13.zip
echo 'no zip' | site 1/16/16.zip
harvest
check "a zip of two texts fails, and is named" out_says "1/14/14.zip: more than one text"
check "what is no zip, too" out_says "1/16/16.zip: the zip file is broken off, or damaged"
check "the others are done" out_says "[ Statistics of 'Fifteen' by 'Somebody' ]"
check "exit code 1" status_is 1
check "a name that leads out of the folder leads nowhere" test ! -e /tmp/traca-slip.txt
check "its text is kept where it belongs" \
	grep -q slip "$DIR/cache/127.0.0.1_http_${URL##*:}/1/15/15.zip"

library
list_page "$first" 'harvest?filetypes[]=txt&amp;langs[]=pt' 1/13/13.zip
harvest
check "a page that leads to itself is the last" paths_are /robots.txt "/$first" /1/13/13.zip

library
rm "$DIR/site/$second"
harvest
check "pages that break off: what they had is collected" test "$(grep -c '^\[' "$DIR/out")" -eq 2
check "and it is said" err_says "harvest?offset=100"
check "exit code 1" status_is 1
: >"$LOG"
list_page "$second" '' 1/13/13.zip
harvest
check "the same command goes on from there" paths_are "/$second" /1/13/13.zip

fresh
serve
harvest
check "a mirror without such pages is exit code 1" status_is 1
check "and says so" err_says "answers 404"
harvest --offline
check "offline the page that is missing is named" err_says "not in the cache: $URL/robot/harvest"

library
DELAY=0 traca run --lang en --delay 0 --via harvest --language pt --mirror http://127.0.0.1:9 \
	--mirror "$URL"
check "a mirror that does not answer hands over to the next" status_is 0

# ---- interrupted while the list comes ----
library
rule "GET /$second delay=20000"
stop_server
serve --listen "${URL#http://}"
"$TRACA" run --mirror "$URL" --delay 0 --via harvest --language pt --cache "$DIR/cache" --lang en \
	>"$DIR/out" 2>"$DIR/err" &
runner=$!
while [ ! -e "$DIR/cache/127.0.0.1_http_${URL##*:}/robots.txt" ]; do sleep 0.05; done
sleep 0.5
kill -INT "$runner"
wait "$runner"
STATUS=$?
check "interrupted while the list comes: exit code 130" status_is 130
check "and what was waited for is named" err_says "list of books: interrupted"
