#!/bin/sh
# shellcheck disable=SC2012,SC2016,SC2119 # ls; quotes for the shell within; serve alone
# traca fetch: what is shown, what is kept, and what goes to whom, as the server saw it.
# shellcheck source=tests/scenario.sh
. tests/scenario.sh

fetch() {
	traca fetch --lang en --contact test@localhost --delay "${DELAY:-0}" "$@"
}

out_is() { [ "$(cat "$DIR/out")" = "$1" ]; }
err_is_one_line() { [ "$(wc -l <"$DIR/err")" -eq 1 ]; }
not() { ! "$@"; }
# Nothing but these files is in a folder.
holds() { [ "$(ls -A "$DIR/$1" | tr '\n' ' ')" = "$2" ]; }
is_file() { [ "$(cat "$DIR/$1")" = "$2" ]; }

# A small picture of each kind, as far as its first bytes go.
png() { printf '\211PNG\r\n\032\n%s' "$1"; }

# ---- what is shown ----
fresh
rule 'GET /a/one.txt size=1234567'
rule 'GET /two size=1'
rule 'GET / size=20'
serve
fetch "$URL/a/one.txt" "$URL/two" "$URL/" "$URL/b%20c/"
check "each answer is a line, the sum comes last" out_is "( 1) 1_234_567 bytes | one.txt
( 2) 1 bytes | two
( 3) 20 bytes | 127.0.0.1
TOTAL BYTES: 1_234_588"
check "what is not 2xx is named" err_says "$URL/b%20c/: 404"
check "and is exit code 1" status_is 1
check "robots.txt is asked for first, once" paths_are /robots.txt /a/one.txt /two / /b%20c/
: >"$LOG"
fetch "$URL/two" "$URL/two"
check "all fetched is exit code 0" status_is 0
check "nothing is said of what is right" test ! -s "$DIR/err"
check "a URL that is named twice is asked for once, robots.txt not again" paths_are /two
fetch "$URL/two" http://127.0.0.3:9/x
check "no connection is a failure" err_says "http://127.0.0.3:9/x: nothing is asked of http://127.0.0.3:9: its robots.txt: no connection"
check "the others are fetched" out_says "( 1) 1 bytes | two"

# ---- manners ----
fresh
printf 'User-agent: *\nDisallow: /private\n' | site robots.txt
echo x | site a.txt
echo x | site b.txt
rule 'GET /moved status=302 header="Location: /b.txt"'
rule 'GET /busy status=503 header="Retry-After: 1" times=1'
rule 'GET /busy size=3'
serve
DELAY=0.2 fetch "$URL/a.txt" "$URL/private/x" "$URL/moved"
check "robots.txt is obeyed" paths_are /robots.txt /a.txt /moved /b.txt
check "the line that forbids is named" err_says 'Disallow: /private'
check "the delay is kept" gaps_are_at_least 0.2
check "a redirect has the name that was asked for" out_says "| moved"
: >"$LOG"
fetch "$URL/busy" "$URL/a.txt"
check "a host that asks for time is left alone" gap_before 2 1
check "and asked again" asked /busy 2
check "then all is there" status_is 0

# ---- the order ----
fresh
rule 'GET /slow delay=500 size=1'
rule 'GET /quick size=2'
serve --listen 127.0.0.1:0 --listen 127.0.0.2:0
other=http://$(sed -n 2p "$DIR/port")
fetch "$URL/slow" "$other/quick"
check "as they complete" out_is "( 1) 2 bytes | quick
( 2) 1 bytes | slow
TOTAL BYTES: 3"
fetch --ordered "$URL/slow" "$other/none" "$other/quick"
check "--ordered: as in the list" out_is "( 1) 1 bytes | slow
( 2) 2 bytes | quick
TOTAL BYTES: 3"

# ---- templates ----
fresh
serve
printf '%s\n' "$URL/d/{2016-02-28..2016-03-01}" '# comment' "$URL/x{08..10..2}{a,b}" "$URL/%7B1..3%7D" \
	"$URL/\\{y\\}" >"$DIR/list.txt"
fetch --quiet "$DIR/list.txt"
check "each URL that a template stands for is asked for" paths_are /robots.txt /d/2016-02-28 \
	/d/2016-02-29 /d/2016-03-01 /x08a /x08b /x10a /x10b /%7B1..3%7D /%7By%7D
: >"$LOG"
while IFS='|' read -r what template says; do
	fetch "$URL/$template"
	check "$what: exit code 2" status_is 2
	check "$what: in one line" err_is_one_line
	check "$what: $says" err_says "$says"
done <<'CASES'
a word in braces|{id}|neither a list
an open brace|{1..3|a brace without its other one
a day that never was|{2015-02-29..2015-03-01}|no such date
too many|{1..1000}{1..1001}|more than 1000000 URLs
CASES
check "and nobody is asked" requests_are 0
fetch
check "no URLs: exit code 2" status_is 2
fetch 55752
check "what is no URL: exit code 2" status_is 2

# ---- files ----
fresh
for path in a/x.txt b/x.txt c/x.txt; do
	echo "$path" | site $path
done
rule 'GET /..%2F..%2Fpasswd body=climbs'
rule 'GET /.profile body=hides'
rule 'GET /%00%0A body=controls'
rule 'GET /q?a=/../b body=asks'
rule 'GET / body=root'
long=$(printf '%0300d' 7)
rule "GET /$long.txt body=long"
serve
fetch "$URL/a/x.txt" "$URL/b/x.txt" "$URL/c/x.txt" --output-dir "$DIR/new/folder"
check "each answer is a file of its own name" holds new/folder 'x-2.txt x-3.txt x.txt '
check "in the order of the list" is_file new/folder/x-2.txt b/x.txt
check "the names are shown" out_says "( 2) 8 bytes | x-2.txt"
check "where they are is said" err_says "3 files in $DIR/new/folder"
echo changed | site b/x.txt
fetch "$URL/a/x.txt" "$URL/b/x.txt" "$URL/c/x.txt" --output-dir "$DIR/new/folder"
check "the same command brings the same files up to date" holds new/folder 'x-2.txt x-3.txt x.txt '
check "as they are now" is_file new/folder/x-2.txt changed
fetch "$URL/..%2F..%2Fpasswd" "$URL/.profile" "$URL/%00%0A" "$URL/q?a=/../b" "$URL/" \
	--output-dir "$DIR/hostile"
check "no name leaves the folder, hides or controls" \
	holds hostile '%00%0A 127.0.0.1 _._.._passwd _profile q_a=_.._b '
fetch "$URL/$long.txt" "$URL/none" --output-dir "$DIR/long"
check "a long name is cut, its ending stays; an error page is no file" \
	sh -c "[ \$(ls '$DIR/long' | wc -l) -eq 1 ] && ls '$DIR/long' | grep -q '^0.*7*\.txt$'"
echo file >"$DIR/taken"
fetch "$URL/" --output-dir "$DIR/taken"
check "a folder that cannot be: exit code 2" status_is 2
mkdir -p "$DIR/full/127.0.0.1"
fetch "$URL/" --output-dir "$DIR/full"
check "a file that cannot be: exit code 2" status_is 2

# ---- pictures ----
fresh
png one | site "a&<b>.png"
png two | site two.png
echo '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>' |
	site evil.svg
png three | site claims.txt
echo 'no picture' | site no.png
for path in '/a%26%3Cb%3E.png' /two.png /no.png; do
	rule "GET $path type=image/png"
done
rule 'GET /a%26%3Cb%3E.png type=image/png body=x'
rule 'GET /evil.svg type="image/svg+xml; charset=utf-8"'
rule 'GET /claims.txt type=text/plain'
serve
mv "$DIR/site/a&<b>.png" "$DIR/site/a%26%3Cb%3E.png"
page=$DIR/page.html
fetch "$URL/a%26%3Cb%3E.png" "$URL/two.png" "$URL/evil.svg" "$URL/claims.txt" "$URL/no.png" \
	--gallery "$page"
check "pictures are on the page" test "$(grep -c '<img ' "$page")" -eq 3
check "what only says that it is one is not" err_says "$URL/no.png is no picture"
check "nor what does not say so" err_says "$URL/claims.txt is no picture"
check "they are in it" grep -q 'src="data:image/png;base64,iVBORw0KGgp0d28=" alt="two.png"' "$page"
check "an SVG is never markup" not grep -qE '<svg|<script|onload=' "$page"
check "but a picture" grep -q 'src="data:image/svg+xml;base64,' "$page"
check "names are escaped" grep -q 'alt="a&#38;&#60;b&#62;.png"' "$page"
check "nothing else may be loaded" grep -q "Content-Security-Policy.*default-src 'none'" "$page"
check "what it came to is said" err_says "3 pictures on $page"
mkdir "$DIR/pages"
fetch "$URL/two.png" "$URL/a%26%3Cb%3E.png" --gallery "$DIR/pages/g.html" \
	--output-dir "$DIR/my pictures"
check "with --output-dir the page points to the files" \
	grep -q 'src="../my%20pictures/two.png"' "$DIR/pages/g.html"
check "and has none in it" not grep -q 'data:image' "$DIR/pages/g.html"
fetch "$URL/no.png" --gallery "$DIR/none.html"
check "no picture, no page" not test -e "$DIR/none.html"
fetch "$URL/two.png" --gallery "$DIR/nowhere/at/all.html"
check "a page that cannot be written is said before anybody is asked" status_is 2

# ---- fields ----
fresh
echo '{"name": "t", "full_name": "x/t", "stars": 3, "owner": {"login": "x", "tags": ["a", "é"]},
	"ratio": 0.1, "big": 12345678901234}' | site one.json
echo '[{"name": "a", "stars": 1}, {"name": "b"}]' | site list.json
echo '[1, [2, 3], {"x": {}}]' | site mixed.json
echo '[]' | site empty.json
printf '\357\273\277"text\\u0000"' | site text.json
echo '<html>' | site page.html
awk 'BEGIN { for (i = 0; i < 100000; i++) printf "[" }' | site deep.json
: | site nothing.json
serve
while IFS='|' read -r what file fields lines; do
	fetch "$URL/$file" --json-fields "$fields"
	check "$what" out_is "$(printf '%b' "$lines")"
	check "$what: exit code 0" status_is 0
done <<'CASES'
fields in the order they are asked for|one.json|stars, name,full_name|{"stars":3,"name":"t","full_name":"x/t"}
a dot goes deeper, a number into a list|one.json|owner.login,owner.tags.1,owner.tags.2|{"owner.login":"x","owner.tags.1":"é","owner.tags.2":null}
what is not there is null|one.json|none,name.x,owner.tags.x|{"none":null,"name.x":null,"owner.tags.x":null}
numbers stay as they are|one.json|ratio,big|{"ratio":0.1,"big":12345678901234}
a whole object|one.json|owner|{"owner":{"login":"x","tags":["a","é"]}}
a list of objects is a line for each|list.json|name,stars|{"name":"a","stars":1}\n{"name":"b","stars":null}
a number in front means one of them|list.json|1.name|{"1.name":"b"}
any other list is one answer|mixed.json|0,1.1,2.x|{"0":1,"1.1":3,"2.x":{}}
an empty list is no line|empty.json|name|
a text has no fields|text.json|name|{"name":null}
CASES
for file in page.html deep.json nothing.json; do
	fetch "$URL/$file" "$URL/list.json" --json-fields name
	check "$file is not JSON: named" err_says "$URL/$file: not JSON"
	check "$file: exit code 1" status_is 1
	check "$file: the others go on" out_says '{"name":"a"}'
done
fetch "$URL/one.json" --json-fields 'name,,x'
check "an empty name: exit code 2" status_is 2
fetch "$URL/one.json" --json-fields name --output-dir "$DIR/kept"
check "the answer is kept, too, where asked for" cmp -s "$DIR/site/one.json" "$DIR/kept/one.json"

# ---- headers and passwords go to their own origin ----
fresh
serve --listen 127.0.0.1:0 --listen 127.0.0.1:0
here=${URL#http://}
there=$(sed -n 2p "$DIR/port")
stop_server
# 200: the request had it; 404: it had not.
for where in robots.txt own back; do
	rule "GET /$where has=\"X-Key: s3cret\" body=key"
	rule "GET /$where has=\"Authorization: Basic bWU6cHc=\" body=password"
done
rule "GET /home has=\"X-Key: s3cret\" status=302 header=\"Location: /own\""
rule "GET /login has=\"Authorization: Basic bWU6cHc=\" status=302 header=\"Location: http://$here/own\""
rule "GET /out status=302 header=\"Location: http://$there/back\""
rule "GET /away status=302 header=\"Location: http://$there/return\""
rule "GET /return status=302 header=\"Location: http://$here/back\""
rule "GET /tell status=302 header=\"Location: ftp://me:pw@$there/\""
rule "GET /both has=\"X-Key: s3cret\" has=\"X-Empty:\" body=both"
serve --listen "$here" --listen "$there"
# METHOD PATH STATUS of the last request.
last_is() { [ "$(tail -n 1 "$LOG" | cut -f 4-7 | tr '\t' ' ')" = "$*" ]; }
fetch "$URL/own" --header 'X-Key: s3cret' --header 'X-Empty:'
check "a header is sent" last_is "$here GET /own 200"
check "but not for robots.txt" sh -c "head -n 1 '$LOG' | grep -q '	/robots.txt	404'"
fetch "$URL/both" --header 'X-Empty:' --header 'X-Key: s3cret'
check "also an empty one" last_is "$here GET /both 200"
fetch "$URL/home" --header 'X-Key: s3cret'
check "a redirect within its origin has it" last_is "$here GET /own 200"
fetch "$URL/out" --header 'X-Key: s3cret'
check "one to another port has not" last_is "$there GET /back 404"
fetch "$URL/away" --header 'X-Key: s3cret'
check "nor has one that comes back from there" last_is "$here GET /back 404"
fetch "http://me:pw@$here/own"
check "user and password are sent" last_is "$here GET /own 200"
check "but not shown" not grep -rq 'me:pw' "$DIR/out" "$DIR/err"
fetch "http://me:pw@$here/login"
check "and within their origin" last_is "$here GET /own 200"
fetch "http://me:pw@$here/out" --audit "$DIR/audit"
check "not to another" last_is "$there GET /back 404"
check "nor are they in the line of a failure, or the audit" \
	not grep -rqE 'me:pw|bWU6cHc' "$DIR/out" "$DIR/err" "$DIR/audit" "$DIR/cache"
fetch "$URL/tell"
check "nor those that a server tells" not grep -q 'me:pw' "$DIR/err"
: >"$LOG"
for header in 'no colon' ': x' 'a b: c' 'Host: x' 'user-agent: x' 'a: b
c: d'; do
	fetch "$URL/own" --header "$header"
	check "--header '$header': exit code 2" status_is 2
	check "--header '$header': in one line" err_is_one_line
done
check "and nobody is asked" requests_are 0

# ---- several at once to a host ----
fresh
rule '* * delay=300 size=1'
serve
fetch "$URL/{1..8}" --per-host 4 --audit "$DIR/audit"
check "--per-host 4: all are fetched" status_is 0
check "four at once, and no more" test "$(at_once)" -eq 4
check "it is said" err_says "up to 4 requests at once to a host"
check "in the audit first of all" sh -c "head -n 1 '$DIR/audit' | grep -q '^# --per-host 4: '"
check "which finds no violation" grep -qE '^# 127.0.0.1	9	.*	0$' "$DIR/audit"
fresh
rule '* * size=1'
serve
DELAY=0.5 fetch "$URL/{1..5}" --per-host 2 --audit "$DIR/audit"
check "each of them keeps the delay" \
	awk -F '\t' '!/^#/ && $3 != "-" && $3 < 0.5 { bad = 1 } END { exit bad }' "$DIR/audit"
check "as the server saw it: no three within one" awk -F '\t' '{ start[NR] = $1 }
	END { for (i = 3; i <= NR; i++) if (start[i] - start[i - 2] < 0.49) exit 1 }' "$LOG"

# ---- help ----
for lang in en pt; do
	traca fetch --help --lang $lang
	check "--help --lang $lang: exit code 0" status_is 0
	check "--help --lang $lang fits into 80 columns" \
		test "$(sed 's/[^ -~]\{2\}/x/g' "$DIR/out" | awk 'length > 80' | wc -l)" -eq 0
	check "--help --lang $lang has its options" out_says '--json-fields'
done

# ---- redirects without an end ----
fresh
for i in 0 1 2 3 4 5 6 7 8 9 10 11; do
	rule "* /hop$i status=302 header=\"Location: /hop$((i + 1))\""
done
rule '* /to status=302 header="Location: /fro"'
rule '* /fro status=302 header="Location: /to"'
serve
fetch "$URL/hop0" "$URL/to"
check "ten redirects are followed" asked /hop10 1
check "and no more" asked /hop11 0
check "which is said" err_says "$URL/hop0: more than 10 redirects"
check "a circle is known when it closes" err_says "$URL/to: its redirects lead in a circle"
check "and asked for once round" asked /to 1
