#!/bin/sh
# traca robots FILE AGENT URL...
# shellcheck source=tests/scenario.sh
. tests/scenario.sh

tab=$(printf '\t')
fresh
printf 'User-agent: *\nDisallow: /private # not yours\nAllow: /private/open$\n\nUser-agent: other\nDisallow: /\n' \
	>"$DIR/robots.txt"

"$TRACA" robots "$DIR/robots.txt" traca https://example.org/ /private/open /private/x \
	>"$DIR/out" 2>"$DIR/err"
STATUS=$?
check "a forbidden URL is exit code 1" status_is 1
check "what no rule speaks of is allowed, without a line" out_says "allow${tab}https://example.org/${tab}"
check "the longest rule decides" out_says "allow${tab}/private/open${tab}Allow: /private/open\$"
check "the deciding line is shown" out_says "disallow${tab}/private/x${tab}Disallow: /private"
"$TRACA" robots "$DIR/robots.txt" Traca https://example.org/a >"$DIR/out" 2>"$DIR/err"
STATUS=$?
check "all allowed is exit code 0" status_is 0
"$TRACA" robots "$DIR/robots.txt" OTHER/1.0 /a >"$DIR/out" 2>"$DIR/err"
STATUS=$?
check "a group that names the crawler counts alone" status_is 1
"$TRACA" robots "$DIR/robots.txt" traca >"$DIR/out" 2>"$DIR/err"
STATUS=$?
check "without a URL: exit code 2" status_is 2
"$TRACA" robots "$DIR/none.txt" traca /a >"$DIR/out" 2>"$DIR/err"
STATUS=$?
check "a file that is not there is named" err_says "none.txt"
