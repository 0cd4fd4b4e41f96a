#!/bin/sh
# 20,000 pages of 10 KB from 1,000 hosts, no delay, 300 requests at once, all of it kept: bodies in the
# cache, what came of each URL in the frontier, and nothing is reported as done that a crash of the
# machine could lose. Beside it wget2, which keeps the files and syncs nothing, in turns, in the same
# run; and what the disk can do: as many bytes to one file, with a sync at the end.
# shellcheck source=bench/bench.sh
. bench/bench.sh
turns=${1:-3}

echo "20,000 x 10 KB from 1,000 hosts of nginx, 300 at once, all kept and synced: traca collect; $turns turns each, the median"
# On a disk: /tmp may be memory.
DISK=$(mktemp -d "$BUILD/durable-XXXXXX")
trap 'stop_servers; rm -rf "$WORK" "$DISK"' EXIT
start_nginx_hosts || finish

for i in $(seq "$turns"); do
	rm -rf "$DISK/cache" "$DISK/wget2"
	sync
	turn traca "$TRACA" collect -q --delay 0 --max-in-flight 300 --cache "$DISK/cache" \
		--output "$DISK/lines" "$WORK/list"
	if [ "$i" -eq 1 ]; then
		row "pages reported as done" "$(grep -c '"sha256"' "$DISK/lines")" ">= 20000"
		row "bodies in the cache" \
			"$(find "$DISK/cache" -type f -size 10240c ! -path '*/,tmp/*' | wc -l)" ">= 20000"
	fi
	sync
	turn disk dd if=/dev/zero of="$DISK/bytes" bs=10k count=20000 conv=fsync status=none
	! command -v wget2 >/dev/null ||
		turn wget2 wget2 -q -P "$DISK/wget2" -x --max-threads=300 --no-robots -i "$WORK/list"
done

per_second() { awk -v s="$(median "$1" 1)" 'BEGIN { printf "%d", s ? 20000 / s : 0 }'; }
row "traca collect: pages a second" "$(per_second traca)" ">= 3000"
row "   seconds by the clock" "$(median traca 1)" ""
row "   seconds of processor time" "$(median traca 2)" ""
if needs wget2; then
	row "wget2, which syncs nothing: pages a second" "$(per_second wget2)" ""
	row "   seconds of processor time" "$(median wget2 2)" ""
fi
row "the same bytes to one file and the disk: seconds" "$(median disk 1)" ""
finish
