#!/bin/sh
# One crawl of hosts each of which misbehaves in its own way: every limit has its named reason, in
# the report and in the audit, memory stays small, and the others go on.
# shellcheck source=tests/scenario.sh
. tests/scenario.sh

fresh
# What it does|the rule of its page|the reason in the report
cat >"$DIR/cases" <<'CASES'
stalled transfer|size=1000 stall|stalled
slow drip|size=5000 drip=50|time-out
body over the limit|size=3000000|more than 2097152 bytes
body over the limit, its length unsaid|size=3000000 chunked|more than 2097152 bytes
reset in the middle|size=200000 reset=100000|transfer failed
shorter than it said|size=200000 truncate=100000|only in part
last chunk missing|size=200000 truncate=100000 chunked|only in part
endless headers|endless|more than 262144 bytes of headers
no answer|close|closed without an answer
redirect loop|status=302 header="Location: /page"|redirects lead in a circle
redirect to a file|status=301 header="Location: file:///etc/passwd"|only http and https
redirect to another scheme|status=301 header="Location: gopher://127.0.0.1/"|only http and https
redirect to nowhere|status=301 header="Location: http://"|redirect
bomb over the limit|bomb|more than 2097152 bytes
bomb by its ratio|little-bomb|decompresses to more than 200 times
compressed, cut short|cut|arrived only in part
compressed with what is no gzip|body=plain type=text/plain header="Content-Encoding: gzip"|compress
an unknown coding|body=plain type=text/plain header="Content-Encoding: br"|br
CASES
head -c 300000000 /dev/zero | gzip >"$DIR/site/bomb"
{ head -c 400 /dev/urandom; head -c 1900000 /dev/zero; } | gzip >"$DIR/site/little-bomb"
seq 20000 | gzip | head -c 10000 >"$DIR/site/cut"
echo 'good' | site good.txt

# A host for each, and two that behave; the same ports the second time, for the rules name them.
hosts=$(($(wc -l <"$DIR/cases") + 2))
listen() {
	seq "$hosts" | sed 's/.*/--listen 127.0.0.&:0/'
}
# shellcheck disable=SC2046
serve $(listen)
cp "$DIR/port" "$DIR/hosts"
stop_server
number=0
while IFS='|' read -r what words reason; do
	number=$((number + 1))
	host=$(sed -n ${number}p "$DIR/hosts")
	path=/page
	case $words in
	bomb | little-bomb | cut)
		path=/$words
		words='header="Content-Encoding: gzip"'
		;;
	esac
	rule "GET $path host=$host $words"
	printf 'http://%s%s\t%s\t%s\n' "$host" "$path" "$what" "$reason" >>"$DIR/wanted"
	echo "http://$host$path" >>"$DIR/list.txt"
done <"$DIR/cases"
tail -n 2 "$DIR/hosts" | sed 's|.*|http://&/good.txt|' >>"$DIR/list.txt"
: >"$LOG"
# shellcheck disable=SC2046
serve $(sed 's/^/--listen /' "$DIR/hosts")

peak_of collect --cache "$DIR/cache" --lang en --delay 0.05 --timeout 34 --max-body 2M --retries 0 \
	--audit "$DIR/audit" "$DIR/list.txt"
while IFS='	' read -r url what reason; do
	grep -F "\"source\":\"$url\"" "$DIR/out" >"$DIR/line"
	check "$what: its reason is told" grep -qF -- "$reason" "$DIR/line"
	check "$what: in the audit too" sh -c "grep -F '	$url	' '$DIR/audit' | grep -qF -- '$reason'"
done <"$DIR/wanted"
check "those that behave are done" test "$(grep -c '"bytes":5' "$DIR/out")" -eq 2
check "nothing else is" test "$(grep -c '"sha256"' "$DIR/out")" -eq 2
check "exit code 1" status_is 1
check "of what failed nothing is kept" \
	test "$(find "$DIR/cache" -name 'page*' -o -name '*bomb*' -o -name 'cut*' | wc -l)" -eq 0
check "no host was asked too early" sh -c "! grep -q 'came too early' '$DIR/err'"
check_peak "all of them at once" 2

# ---- the same, one after another ----
head -n 3 "$DIR/wanted" | cut -f 1 >"$DIR/slow"
grep -vFf "$DIR/slow" "$DIR/list.txt" >"$DIR/quick.txt"
peak_of collect --sync --cache "$DIR/other" --lang en --delay 0.05 --timeout 34 --max-body 2M \
	--retries 0 "$DIR/quick.txt"
check "--sync: those that behave are done" test "$(grep -c '"bytes":5' "$DIR/out")" -eq 2
check "--sync: each of the others has a reason" \
	test "$(grep -c '"error":' "$DIR/out")" -eq $(($(wc -l <"$DIR/quick.txt") - 2))
check_peak "--sync: one at a time" 2

# ---- a robots.txt is no page ----
fresh
{ yes '# a long robots.txt' | head -n 200; printf 'User-agent: *\nDisallow: /no\n'; } | site robots.txt
echo small | site small.txt
yes large | head -n 1000 | site large.txt
serve
traca collect --lang en --delay 0 --max-body 1K "$URL/small.txt" "$URL/large.txt" "$URL/no"
check "a robots.txt may be longer than --max-body" out_says '"bytes":6'
check "and is obeyed" out_says 'Disallow: /no'
check "a page may not" out_says 'more than 1024 bytes'
