#!/bin/sh
# 20,000 pages of 10 KB from 1,000 hosts, no delay, 300 requests at once, what comes is dropped:
# beside curl --parallel and a Python client, in turns, in the same run.
# shellcheck source=bench/bench.sh
. bench/bench.sh
turns=${1:-5}

echo "20,000 x 10 KB from 1,000 hosts of nginx, 300 at once, nothing kept; $turns turns each, the median"
start_nginx_hosts || finish
sed 's|.*|url = "&"\noutput = "/dev/null"|' "$WORK/list" >"$WORK/curl.conf"

python=
for candidate in /usr/bin/python3 python3; do
	[ -n "$python" ] || ! $candidate -c 'import aiohttp, uvloop' 2>/dev/null || python=$candidate
done
# So that each robots.txt is known: the others do not ask for it.
"$TRACA" fetch -q --delay 0 --cache "$WORK/cache" "$WORK/list" >/dev/null
for i in $(seq "$turns"); do
	turn traca "$BUILD/bench/crawl_speed" -n 300 "$WORK/list"
	turn fetch "$TRACA" fetch -q --delay 0 --max-in-flight 300 --cache "$WORK/cache" "$WORK/list"
	! command -v curl >/dev/null ||
		turn curl curl -s --parallel --parallel-max 300 -K "$WORK/curl.conf"
	# It is many times slower: three turns are enough.
	[ -z "$python" ] || [ "$i" -gt 3 ] ||
		turn python "$python" bench/aiohttp_client.py 300 "$WORK/list"
done

ours=$(median traca 1)
row "the visits of the collector: seconds by the clock" "$ours" ""
row "   pages a second" "$(awk -v s="$ours" 'BEGIN { printf "%d", 20000 / s }')" ""
row "   seconds of processor time" "$(median traca 2)" ""
row "traca fetch, which shows each page: seconds by the clock" "$(median fetch 1)" ""
row "   seconds of processor time" "$(median fetch 2)" ""
if needs curl; then
	row "curl --parallel: seconds by the clock" "$(median curl 1)" ""
	row "   seconds of processor time" "$(median curl 2)" ""
	row "   the visits are so many times faster" \
		"$(awk -v a="$(median curl 1)" -v b="$ours" 'BEGIN { printf "%.2f", a / b }')" ">= 1.3"
	# It reads and normalises the list, the rules of each site and the clock of each host first.
	row "   traca fetch is so many times faster" \
		"$(awk -v a="$(median curl 1)" -v b="$(median fetch 1)" 'BEGIN { printf "%.2f", a / b }')" ""
fi
if [ -n "$python" ]; then
	row "aiohttp and uvloop: seconds by the clock" "$(median python 1)" ""
	row "   the visits are so many times faster" \
		"$(awk -v a="$(median python 1)" -v b="$ours" 'BEGIN { printf "%.2f", a / b }')" ">= 4"
else
	echo "  skipped: python3 with aiohttp and uvloop is not there (./deps.sh --bench)"
fi
finish
