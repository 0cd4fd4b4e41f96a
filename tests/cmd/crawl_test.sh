#!/bin/sh
# Crawls small sites on the loopback: what the server saw is what counts.
# shellcheck source=tests/scenario.sh
. tests/scenario.sh

crawl() {
	traca crawl --contact test@localhost --lang en --delay "${DELAY:-0}" --format ndjson "$@"
}

# NAME TITLE LINK...: a page of HTML with links.
page() {
	name=$1
	title=$2
	shift 2
	{
		echo "<!DOCTYPE html><html><head><title>$title</title></head><body><p>$title</p>"
		for link; do echo "<a href=\"$link\">x</a>"; done
		echo "</body></html>"
	} | site "$name"
}

paths_asked() { cut -f 6 "$LOG" | sort | tr '\n' ' '; }
# The same, whatever the order.
paths_are_among() { [ "$(paths_asked)" = "$(printf '%s\n' "$@" | sort | tr '\n' ' ')" ]; }
titles_are() {
	[ "$(sed 's/.*"title":"\([^"]*\)".*/\1/' "$DIR/out" | sort | tr '\n' ' ')" = "$* " ]
}
never_asked() { ! cut -f 4 "$LOG" | grep -qF -- "$1"; }

# ---- up, down, round and out ----
fresh
page index.html Home down/ /down/a.html a.html "#here" "" "mailto:a@b.c" "javascript:x()" \
	"ftp://127.0.0.1/x" "http://127.0.0.9:1/out" "//127.0.0.1:1/" "/DOWN/../%61.html" "secret/x.html"
page a.html A / a.html b.html#one b.html#two photo.JPG film.mp4?x=y style.css
page b.html B a.html missing.html
page down/index.html Down ../ ./ b2.html //127.0.0.9:1/
page down/a.html DownA ..
page down/b2.html DownB
page secret/x.html Secret
printf 'User-agent: *\nDisallow: /secret\n' | site robots.txt
serve
DELAY=0.02 crawl "$URL"
check "a crawl is done" status_is 0
check "robots.txt is asked for first, then each page once, in the order of finding" \
	paths_are /robots.txt / /down/ /down/a.html /a.html /down/b2.html /b.html /missing.html
check "the delay is kept" gaps_are_at_least 0.02
check "each page is in the report, by its title" titles_are A B Down DownA DownB Home
check "a link that leads nowhere is told" err_says "missing.html: answers 404"
check "and what robots.txt forbids" err_says "secret/x.html is forbidden by line 2"
cp "$DIR/out" "$DIR/first"
: >"$LOG"
crawl "$URL"
check "the second time nothing is asked" requests_are 0
check "and the reports are the same" cmp -s "$DIR/first" "$DIR/out"
crawl --offline "$URL"
check "offline, too" cmp -s "$DIR/first" "$DIR/out"
rm "$DIR/cache/traca.db"*
crawl "$URL"
check "what is cached is not asked for, whoever fetched it" paths_are /missing.html
check "and the pages are found again" cmp -s "$DIR/first" "$DIR/out"
crawl --sync --group-by stage "$URL"
check "one after another: the same" cmp -s "$DIR/first" "$DIR/out"

# ---- what pages ask ----
fresh
cat <<-'END' | site index.html
	<head><title>Home</title><base href="/deep/er/"><link rel="next" href="../next.html">
	<link rel="stylesheet" href="/style"><link rel="canonical" href="/canonical.html"></head>
	<a rel="nofollow" href="/nofollow.html">x</a> <area href="map.html"> <iframe src="frame.html">
	<a href="/noindex.html">x</a> <a href="/none.html">x</a> <a href="/header.html">x</a>
	<a href="/ours.html">x</a> <a href="/theirs.html">x</a>
END
page next.html Wrong
page deep/next.html Next
page deep/er/map.html Map
page deep/er/frame.html Frame
page canonical.html Canonical
{ echo '<meta name="robots" content="noindex">'; echo '<a href="/behind.html">x</a>'; } | site noindex.html
page behind.html Behind
{ echo '<meta name="TRACA" content="none">'; echo '<a href="/hidden1.html">x</a>'; } | site none.html
page header.html Header /hidden2.html
page ours.html Ours /hidden3.html
page theirs.html Theirs /shown.html
page shown.html Shown
rule 'GET /header.html header="X-Robots-Tag: nofollow" header="X-Robots-Tag: noarchive"'
rule 'GET /ours.html header="X-Robots-Tag: otherbot: all, traca: noindex, nofollow"'
rule 'GET /theirs.html header="X-Robots-Tag: otherbot: noindex, nofollow"'
serve
crawl "$URL"
check "base, rel, metas and headers are obeyed" paths_are_among /robots.txt / /deep/next.html \
	/canonical.html /deep/er/map.html /deep/er/frame.html /noindex.html /behind.html /none.html \
	/header.html /ours.html /theirs.html /shown.html
check "what is not to be indexed is in no report" \
	titles_are Behind Canonical Frame Header Home Map Next Shown Theirs
: >"$LOG"
rm "$DIR/cache/traca.db"*
crawl "$URL"
check "what the header of a cached page asked still holds" asked /hidden2.html 0

# ---- sitemaps ----
fresh
page index.html Home linked.html
page linked.html Linked
for i in 1 2 3 4; do page "s$i.html" "S$i"; done
serve --listen 127.0.0.1:0
printf 'Sitemap: /index.xml\nSitemap: http://127.0.0.9:1/off.xml\n' | site robots.txt
cat <<-END | site index.xml
	<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
	<sitemap><loc>$URL/one.xml</loc></sitemap><sitemap><loc>$URL/two</loc></sitemap>
	<sitemap><loc>$URL/three.txt</loc></sitemap><sitemap><loc>$URL/index.xml</loc></sitemap>
	<sitemap><loc>$URL/bad.xml</loc></sitemap>
	</sitemapindex>
END
echo "<urlset><url><loc>$URL/s1.html</loc></url><url><loc>http://127.0.0.9:1/x</loc></url></urlset>" |
	site one.xml
echo "<urlset><url><loc>$URL/s2.html</loc></url></urlset>" | gzip | site two
printf '%s\n' "$URL/s3.html" "$URL/linked.html" | site three.txt
printf '<!DOCTYPE urlset [<!ENTITY a "%s/s4.html">]><urlset><url><loc>&a;</loc></url></urlset>' \
	"$URL" | site bad.xml
crawl "$URL"
check "an index, gzip, text: each sitemap once, and the pages of each" \
	paths_are /robots.txt / /index.xml /linked.html /one.xml /two /three.txt /bad.xml \
	/s1.html /s2.html /s3.html
check "sitemaps are no pages" titles_are Home Linked S1 S2 S3
check "what is no sitemap is told" err_says "bad.xml: not a sitemap"
check "and ends nothing" status_is 0
: >"$LOG"
crawl --depth 0 "$URL/s4.html" "$URL/s1.html"
check "depth 0: the URLs alone, no sitemaps" paths_are /s4.html
check "and both in the report" titles_are S1 S4

# ---- depth, number, patterns ----
fresh
page index.html P0 1.html
for i in 1 2 3 4 5 6 7; do page "$i.html" "P$i" "$((i + 1)).html"; done
serve
crawl --depth 2 "$URL"
check "--depth 2: no page further than two links" titles_are P0 P1 P2
: >"$LOG"
crawl --max-pages 4 "$URL"
check "--max-pages 4: so many" titles_are P0 P1 P2 P3
check "no more are asked for" paths_are /3.html
check "and it is said" err_says "4 pages, as --max-pages says; 1 more URLs are known"
: >"$LOG"
crawl "$URL"
check "then it goes on, to the depth of 5" titles_are P0 P1 P2 P3 P4 P5
check "from there" paths_are /4.html /5.html

fresh
page index.html Home docs/a.html docs/old/b.html blog/c.html docs/a.html?print
page docs/a.html A
page docs/old/b.html B
page blog/c.html C
serve
crawl --include '*/docs/*' --exclude '*/old/*' --exclude '*[?]*' "$URL"
check "--include and --exclude, which wins" paths_are /robots.txt / /docs/a.html
: >"$LOG"
crawl --include '*/docs/*' --include '*/blog/*' "$URL"
check "several: any of them; what was found before is not asked again" \
	paths_are_among /docs/old/b.html /blog/c.html "/docs/a.html?print"

# ---- redirects ----
fresh
page index.html Home moved.html loop.html far.html ring.html
page new.html New
rule 'GET /moved.html status=301 header="Location: /new.html"'
rule 'GET /loop.html status=302 header="Location: /loop.html"'
rule 'GET /far.html status=302 header="Location: http://127.0.0.9:1/"'
for i in 0 1 2 3 4 5 6 7 8 9 10 11 12; do
	rule "GET /ring$i.html status=302 header=\"Location: /ring$((i + 1)).html\""
done
rule 'GET /ring.html status=302 header="Location: /ring0.html"'
serve
crawl "$URL"
check "a redirect is a request for another page" asked /new.html 1
check "which is in the report" titles_are Home New
check "a loop is asked for once" asked /loop.html 1
check "ten redirects" asked /ring9.html 1
check "and no more" asked /ring10.html 0
check "which is told" err_says "more than 10 redirects"
check "out of the scope nobody is asked" never_asked 127.0.0.9

fresh
rule 'GET /to status=302 header="Location: /fro"'
rule 'GET /fro status=302 header="Location: /to"'
serve
crawl "$URL/to"
check "a first URL that is redirected in a circle is named" err_says "redirects lead in a circle"
check "and is a failure" status_is 1
check "asked for once round" paths_are /robots.txt /to /fro

# ---- a site that does not answer, on a host that does ----
fresh
serve
page index.html Home "https://${URL#http://}/tls.html" a.html
page a.html A
crawl --timeout 0.5 --retries 0 "$URL"
check "where https does not answer, http is asked" titles_are A Home
check "and what is left is said" err_says "1 URLs are left for another time"
check "as a failure" status_is 1

fresh
page start.html Start
page index.html Home start.html
serve --listen 127.0.0.1:0 --listen 127.0.0.2:0
other=$(sed -n 2p "$DIR/port")
stop_server
rule "GET / host=${URL#http://} status=301 header=\"Location: http://$other/\""
serve --listen "${URL#http://}" --listen "$other"
crawl "$URL"
check "where the URL given is moved to is where the crawl goes" titles_are Home Start
check "and it stays there" test "$(cut -f 4 "$LOG" | grep -c "${URL#http://}")" -eq 2
: >"$LOG"
page start.html Start more.html
page more.html More
rm -rf "$DIR/cache/127.0.0.2_"*/start.html*
crawl "$URL"
check "a later run knows it, too" requests_are 0

# ---- several hosts ----
fresh
page index.html Home
serve --listen 127.0.0.1:0 --listen 127.0.0.2:0 --listen 127.0.0.3:0
other=$(sed -n 2p "$DIR/port")
third=$(sed -n 3p "$DIR/port")
page index.html Home "http://$other/a.html" "http://$third/a.html"
page a.html Away b.html
page b.html Beyond
crawl --depth 1 "$URL"
check "--scope host: one host" never_asked "$other"
crawl --scope any --depth 2 "$URL"
check "--scope any: all of them" titles_are Away Away Beyond Beyond Home
check "each has its robots.txt asked for first" asked /robots.txt 3
: >"$LOG"
crawl --scope domain --depth 3 "$URL"
check "--scope domain: an address has none but itself" requests_are 0

# ---- what fails ----
fresh
page index.html Home bad.html api.json?x api
page bad.html Bad
echo '{}' | site api
rule 'GET /bad.html status=500 times=1'
rule 'GET /api type=application/json'
serve
crawl --retries 0 "$URL"
check "a page that could not be had is exit code 1" status_is 1
check "and is named" err_says "bad.html: answers 500"
check "what is no page is in no report" titles_are Home
: >"$LOG"
crawl "$URL"
check "the same command asks for it again, and for nothing else" paths_are /bad.html
check "and has it all" titles_are Bad Home
check "which is exit code 0" status_is 0

fresh
page index.html Home
rule 'GET /robots.txt status=500 times=2'
serve
crawl --retries 1 "$URL"
check "a robots.txt that fails closes its site" paths_are /robots.txt /robots.txt
check "exit code 1" status_is 1
check "and its reason" err_says "robots.txt answers 500"
: >"$LOG"
crawl "$URL"
check "until it answers" paths_are /robots.txt /
crawl "$URL/missing" "$URL"
check "a URL given that is not there is exit code 1" status_is 1
check "and is named, each time" err_says "$URL/missing: answers 404"
check "the others are in the report" titles_are Home

fresh
serve
stop_server
crawl --retries 0 "$URL/a" "$URL/b" "$URL/c"
check "nobody there: exit code 1" status_is 1
check "and each is named" err_says "$URL/c"
check "no report" out_is_silent
crawl
check "no URL is wrong use" status_is 2
crawl ftp://127.0.0.1/
check "so is another scheme" status_is 2
crawl --scope planet http://127.0.0.1/
check "and an unknown scope" err_says "host, domain, any"

# ---- user and password ----
fresh
page index.html Home a.html "http://other:word@127.0.0.9:1/"
page a.html A
serve
crawl "http://ana:secret@${URL#http://}/"
check "with user and password: the pages arrive" titles_are A Home
check "nobody sees them" test -z "$(grep -rlF -e secret "$DIR/cache" "$DIR/err" "$DIR/out")"

# ---- kill -9, and two at once ----
fresh
page index.html P0 1.html 2.html
for i in $(seq 1 40); do
	page "$i.html" "P$i" "$((2 * i % 41)).html" "$((3 * i % 41)).html" "/$(((7 * i + 1) % 41)).html"
done
serve
DELAY=0.01 crawl --depth 20 "$URL"
check "all of a larger site" test "$(wc -l <"$DIR/out")" -eq 41
cp "$DIR/out" "$DIR/first"
requests=$(wc -l <"$LOG")
: >"$LOG"
kills=0
while [ $kills -lt 6 ]; do
	"$TRACA" crawl --cache "$DIR/killed" --delay 0.01 --contact x --lang en --depth 20 "$URL" \
		>/dev/null 2>&1 &
	sleep 0.1
	kill -9 $! 2>/dev/null && kills=$((kills + 1))
	wait $! 2>/dev/null
	[ "$(wc -l <"$LOG")" -lt "$requests" ] || break
done
traca crawl --cache "$DIR/killed" --contact test@localhost --lang en --delay 0 --depth 20 \
	--format ndjson "$URL"
check "killed again and again: the reports are the same" cmp -s "$DIR/first" "$DIR/out"
check "and there is a request more for each kill, at most" \
	test "$(wc -l <"$LOG")" -le $((requests + kills))
check "no half file is left" test -z "$(find "$DIR/killed" -path '*,tmp/*' -type f)"
: >"$LOG"
for i in 1 2; do
	"$TRACA" crawl --cache "$DIR/shared" --delay 0.01 --contact x --lang en --depth 20 \
		--format ndjson "$URL" >"$DIR/out$i" 2>/dev/null &
	eval "first$i=\$!"
done
# shellcheck disable=SC2154 # set by eval
wait "$first1" "$first2"
check "two at once share the work" requests_are "$requests"
check "and have the same reports" cmp -s "$DIR/out1" "$DIR/out2"
check "all of them" cmp -s "$DIR/first" "$DIR/out1"

# Each on hosts of its own: without a count of both each would ask for all there may be.
fresh
page index.html Home
serve --listen 127.0.0.1:0 --listen 127.0.0.2:0 --listen 127.0.0.3:0
others=$(sed -n '2,3s,^,http://,p' "$DIR/port" | tr '\n' ' ')
for i in $(seq 1 9); do
	page "$i.html" "P$i"
	rule "GET /$i.html delay=100"
done
for other in $others "$URL"; do for i in $(seq 1 9); do echo "$other/$i.html"; done; done |
	sed 's,.*,<a href="&">x</a>,' | site index.html
for limit in 5 12; do
	: >"$LOG"
	rm -rf "$DIR/both"
	for i in 1 2; do
		"$TRACA" crawl --cache "$DIR/both" --delay 0.02 --contact x --lang en --scope any \
			--max-pages $limit --format ndjson "$URL" >"$DIR/out$i" 2>"$DIR/err$i" &
		eval "first$i=\$!"
	done
	# shellcheck disable=SC2154 # set by eval
	wait "$first1" "$first2"
	check "two at once, --max-pages $limit: so many pages are asked for by both" \
		test "$(cut -f 6 "$LOG" | grep -c 'html$\|^/$')" -eq $limit
	check "and are in the reports of both" \
		test "$(cat "$DIR/out1" "$DIR/out2" | wc -l)" -eq $((2 * limit))
done

# ---- several at once to a host ----
fresh
page index.html Home 1.html 2.html 3.html 4.html 5.html 6.html 7.html 8.html
for i in 1 2 3 4 5 6 7 8; do
	page "$i.html" "P$i"
	rule "GET /$i.html delay=300"
done
printf 'User-agent: *\nAllow: /\nSitemap: /map.txt\n' | site robots.txt
serve
echo "$URL/9.html" | site map.txt
page 9.html P9
crawl --per-host 4 --audit "$DIR/audit" "$URL"
check "--per-host 4: four requests at once" test "$(at_once)" -eq 4
check "each page once" requests_are 12
check "and all of them, those of the sitemap too" titles_are Home P1 P2 P3 P4 P5 P6 P7 P8 P9
check "in the audit first of all" sh -c "head -n 1 '$DIR/audit' | grep -q '^# --per-host 4: '"
rm -rf "$DIR/cache"
: >"$LOG"
crawl --audit "$DIR/audit" "$URL"
check "without it there is one at a time" test "$(at_once)" -eq 1
rm -rf "$DIR/cache"
: >"$LOG"
crawl --per-host 4 --max-pages 3 "$URL"
check "--per-host and --max-pages: no more are asked for" requests_are 5
rm -rf "$DIR/cache"
: >"$LOG"
stop_server
rule 'GET /2.html status=503 header="Retry-After: 7200"'
rule 'GET /3.html close'
serve --listen "${URL#http://}"
sed -i '/\/[23].html delay/d' "$DIR/rules"
stop_server
serve --listen "${URL#http://}"
crawl --per-host 4 --retries 0 "$URL"
check "a host that asks to be left alone is left alone by all four" asked /8.html 0
check "and what is left is exit code 1" status_is 1

# ---- once more, later ----
fresh
page index.html Home a.html b.html
page a.html A
page b.html B
printf 'User-agent: *\nDisallow: /secret\n' | site robots.txt
serve
crawl "$URL"
: >"$LOG"
crawl --max-age 1 "$URL"
check "what is young enough for --max-age is not asked for" requests_are 0
page b.html NewB a.html new.html
page new.html New
crawl --refresh "$URL"
check "--refresh asks for each page again, and for what is new" \
	paths_are_among / /a.html /b.html /new.html
check "what has not changed is not sent" test "$(cut -f 7 "$LOG" | grep -c 304)" -eq 2
check "and the reports are the new ones" titles_are A Home New NewB
: >"$LOG"
crawl "$URL"
check "after that nothing is asked" requests_are 0
stop_server
rule 'GET /a.html status=500'
rule 'GET /new.html status=404'
serve --listen "${URL#http://}"
crawl --refresh --retries 0 "$URL"
check "a page that could not be had anew is the old one" titles_are A Home NewB
check "which is said" err_says "a.html: answers 500: the one in the cache is used"
check "and is a failure" status_is 1

# ---- a trap: pages without end that are not to be indexed ----
fresh
# shellcheck disable=SC2046 # its links
page index.html Home good.html $(seq -f 't/%g.html' 1500)
page good.html Good
mkdir -p "$DIR/site/t"
for i in $(seq 1500); do
	echo '<meta name="robots" content="noindex"><title>Trap</title>' >"$DIR/site/t/$i.html"
done
serve
DELAY=0 crawl --per-host 8 --max-pages 50 "$URL"
check "a trap: the pages are in the report" titles_are Good Home
check "a thousand that are none are enough" test "$(wc -l <"$LOG")" -le 1020
check "which is said" err_says "answers that are none: that is enough for --max-pages; "
