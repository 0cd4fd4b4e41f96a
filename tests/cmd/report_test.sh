#!/bin/sh
# shellcheck disable=SC2016 # JavaScript's $
# The HTML report, in a browser: at three widths, without an error, sorted and filtered by clicks,
# whole where scripts are off; and what strangers wrote is text in it.
# shellcheck source=tests/scenario.sh
. tests/scenario.sh
fresh

cat >"$DIR/hostile.txt" <<'END'
Title: <script>document.title = "taken"</script>
Author: "A" & 'B' <b>

*** START OF THE PROJECT GUTENBERG EBOOK X ***

=1+1 =1+1 "quoted" , <img/src=x/onerror=document.title="taken"> </title></script></svg> &amp; &lt;
עברית עברית العربية 😀😀😀 😀😀😀 a‮b

*** END OF THE PROJECT GUTENBERG EBOOK X ***
END
set -- examples/shelf/files/*/*.txt "$DIR/hostile.txt"
books=$#
traca analyze --format html --lang en --output "$DIR/report.html" "$@"
check "a report of $books books" sh -c "[ $STATUS -eq 0 ] && [ -s '$DIR/report.html' ]"
check "nothing in it is had from elsewhere" \
	sh -c "! grep -E '(src|href)=\"([^#d]|d[^a])|url\\(|@import' '$DIR/report.html'"
traca analyze --format html --lang en --output "$DIR/letters.html" --tokens letters "$@"
check "other tokens are called what they are" \
	sh -c "grep -q 'Most used tokens' '$DIR/letters.html' && grep -q 'What is counted: letters' '$DIR/letters.html'"
check "and not words" sh -c "! grep -qE '(Most used|Longest) word|Words</th>|[0-9] words' '$DIR/letters.html'"
traca analyze --format html --lang pt --output "$DIR/letras.html" --tokens letters "$@"
check "in Portuguese, too" \
	sh -c "grep -q 'Tokens mais usados' '$DIR/letras.html' && ! grep -qE 'Palavras? mais' '$DIR/letras.html'"
traca analyze --save --format ndjson "$@"
check "what is kept has curves, but JSON only where they are asked for" sh -c "! grep -q '\"curves\"' '$DIR/out'"
traca present --format html --lang en --output "$DIR/kept.html"
pictures() { grep -o '<svg ' "$1" | wc -l; }
check "the same pictures from the store, without a text" test "$(pictures "$DIR/kept.html")" -eq "$(pictures "$DIR/report.html")"
check "it says how the numbers came about" grep -q 'Unicode 1[0-9]' "$DIR/kept.html"
traca present --format ndjson --curves
check "present --curves: with curves" out_says '"curves"'
traca analyze --format html --lang pt "$1"
check "one book, in Portuguese" out_says 'Palavras mais usadas'
check "one book is no shelf" sh -c "! grep -q 'class=\"shelf\"' '$DIR/out'"

# ---- too many books for a section each ----
mkdir "$DIR/many"
for i in $(seq 501); do
	echo "the moth number $i" >"$DIR/many/$i.txt"
done
sections() { grep -c '<article' "$DIR/out"; }
traca analyze -q --format html --lang en "$DIR/many"/*
check "501 books: the shelf, every one in its table" test "$(grep -c '<tr data-row' "$DIR/out")" -eq 501
check "no section, and no link to one" sh -c "! grep -qE '<article|#book-' '$DIR/out'"
check "which it says, and what to do" out_says 'only their shelf here'
traca analyze -q --format html --lang pt "$DIR/many"/*
check "in Portuguese, too" out_says 'Tantos livros têm aqui só a estante'
printf '\000\001\002' >"$DIR/many/501.txt"
traca analyze -q --format html --lang en "$DIR/many"/*
check "without sections, what failed says why in its row" grep -q '<th scope="row">.*501.txt <small class="failed">.' "$DIR/out"
rm "$DIR/many/501.txt"
traca analyze -q --format html --lang en "$DIR/many"/*
check "500 have their sections" test "$(sections)" -eq 500
check "and nothing to say about it" sh -c "! grep -q 'only their shelf' '$DIR/out'"

# ---- the browser ----
for needed in chromedriver curl; do
	if ! command -v $needed >/dev/null || ! { command -v chromium || command -v google-chrome; } >/dev/null; then
		echo "ok - the report in a browser # SKIP $needed or chromium is not there: ./deps.sh --browser"
		exit 0
	fi
done
chromedriver --port=0 >"$DIR/driver" 2>&1 &
DRIVER=$!
trap 'kill $DRIVER 2>/dev/null; stop_server; rm -rf "$DIR"' EXIT
for _ in $(seq 100); do
	grep -q 'successfully on port' "$DIR/driver" && break
	sleep 0.1
done
driver=http://127.0.0.1:$(sed -n 's/.*successfully on port \([0-9]*\).*/\1/p' "$DIR/driver")

# PATH JSON: what the driver says.
post() {
	curl -s -H 'Content-Type: application/json' -d "$2" "$driver/session$1"
}

# PREFERENCES: a browser, $SESSION.
open_browser() {
	SESSION=/$(post '' '{"capabilities": {"alwaysMatch": {"goog:loggingPrefs": {"browser": "ALL"},
		"goog:chromeOptions": {"prefs": {'"$1"'}, "args": ["--headless", "--no-sandbox",
		"--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
		"--disable-background-networking", "--disable-component-update"]}}}}' |
		sed -n 's/.*"sessionId":"\([^"]*\)".*/\1/p')
}

close_browser() {
	curl -s -X DELETE "$driver/session$SESSION" >/dev/null
}

# What the expression is, in the page.
ask() {
	post "$SESSION/execute/sync" "{\"script\": \"return ($1)\", \"args\": []}" |
		sed 's/^{"value"://; s/}$//'
}

is() { [ "$(ask "$1")" = "$2" ]; }

go() { post "$SESSION/url" "{\"url\": \"file://$DIR/report.html\"}" >/dev/null; }

resize() { post "$SESSION/window/rect" "{\"width\": $1, \"height\": 1000}" >/dev/null; }

# The element that the selector finds is clicked, as a person would.
click() {
	element=$(post "$SESSION/element" "{\"using\": \"css selector\", \"value\": \"$1\"}" |
		sed 's/.*"\([^"]*\)"}}$/\1/')
	post "$SESSION/element/$element/click" '{}' >"$DIR/clicked"
	grep -q '"value":null' "$DIR/clicked"
}

open_browser ''
check "a browser" test -n "${SESSION#/}"
go
# Else it lays out only what is near.
ask '[...document.querySelectorAll(`.book`)].forEach(book => { book.style.contentVisibility = `visible`; })' >/dev/null
for width in 400 900 1400; do
	resize $width
	check "$width pixels: nothing reaches beyond the page" \
		is 'document.documentElement.scrollWidth <= innerWidth' true
	check "$width pixels: no figure lies over another" \
		is '(() => { const boxes = [...document.querySelectorAll(`figure, .tiles div`)].filter(e => e.offsetParent).map(e => e.getBoundingClientRect()); return boxes.every((a, i) => boxes.every((b, j) => i === j || a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1)); })()' true
	check "$width pixels: no word of a chart lies over another" \
		is '(() => [...document.querySelectorAll(`svg.bars, svg.cloud, svg.plot`)].filter(svg => svg.getBoundingClientRect().width).every(svg => { const boxes = [...svg.querySelectorAll(`text`)].map(e => e.getBoundingClientRect()); return boxes.every((a, i) => boxes.every((b, j) => i === j || a.right <= b.left + 3 || b.right <= a.left + 3 || a.bottom <= b.top + 6 || b.bottom <= a.top + 6)); }))()' true
	curl -s "$driver/session$SESSION/screenshot" | sed 's/^{"value":"//; s/"}$//' | base64 -d >"$DIR/$width.png"
	check "$width pixels: a picture can be taken" sh -c "[ \$(wc -c <'$DIR/$width.png') -gt 10000 ]"
done
check "every book has its row" is 'document.querySelectorAll(`.books tbody tr`).length' "$books"
check "every picture is told to those who cannot see it" \
	is '[...document.querySelectorAll(`svg`)].every(svg => svg.getAttribute(`role`) === `img` && svg.getAttribute(`aria-label`))' true

titles='[...document.querySelectorAll(`.books tbody tr`)].map(row => row.cells[3].dataset.v).join()'
sorted='(v => v === [...v.split(`,`)].sort((a, b) => a - b).join())'
check "a column is sorted by a click: the largest first" click '.books th:nth-child(4) button'
check "they fall" is "$sorted($titles.split(\`,\`).reverse().join())" true
check "once more" click '.books th:nth-child(4) button'
check "they rise" is "$sorted($titles)" true
check "the column says so" is 'document.querySelector(`.books th:nth-child(4)`).ariaSort' '"ascending"'

ask '(() => { const f = document.querySelector(`input[type=search]`); f.value = `SCRIPT`; f.dispatchEvent(new Event(`input`)); })()' >/dev/null
check "the filter leaves the rows that have its words" \
	is '[...document.querySelectorAll(`.books tbody tr`)].filter(row => !row.hidden).length' 1
check "and their books" is '[...document.querySelectorAll(`.book`)].filter(book => !book.hidden).length' 1
ask '(() => { const f = document.querySelector(`input[type=search]`); f.value = ``; f.dispatchEvent(new Event(`input`)); })()' >/dev/null
check "an empty filter shows all" \
	is '[...document.querySelectorAll(`.books tbody tr`)].filter(row => !row.hidden).length' "$books"

shown='[...document.querySelectorAll(`figure.every`)].filter(e => e.offsetParent).length'
check "all words are shown" is "$shown > 0" true
check "function words are switched off by a click" click 'label[for=content-words]'
check "then they are not shown" is "$shown" 0
check "but those without are" \
	is '[...document.querySelectorAll(`figure.content`)].filter(e => e.offsetParent).length > 0' true

check "what strangers wrote is text" \
	is 'document.title.includes(`traça`) && !document.querySelector(`.book img, .book script, .shelf script`)' true
check "their title is shown as it is" \
	is '[...document.querySelectorAll(`.book h2`)].some(e => e.textContent.startsWith(`<script>document.title =`))' true
check "their words, too" \
	is '[...document.querySelectorAll(`.book td bdi`)].filter(e => [`=1+1`, `עברית`, `😀😀😀`, `&amp;`].includes(e.textContent)).length >= 4' true
post "$SESSION/se/log" '{"type": "browser"}' >"$DIR/out"
check "the console is empty" test "$(cat "$DIR/out")" = '{"value":[]}'
close_browser

open_browser '"profile.managed_default_content_settings.javascript": 2'
go
check "scripts are off" is 'document.querySelector(`input[type=search]`) === null' true
check "every row is there all the same" is 'document.querySelectorAll(`.books tbody tr`).length' "$books"
check "and every figure" is 'document.querySelectorAll(`.book figure svg`).length > 20' true
check "function words are switched off by a click, too" click 'label[for=content-words]'
check "and are not shown" is "$shown" 0
close_browser
