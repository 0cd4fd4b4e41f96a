#!/bin/sh
# How fast the frontier is, and how little of it is in memory: a million URLs over 10,000 hosts, put,
# then each taken and done. The goals: 100,000 put a second, each commit on the disk to stay, and less
# than 300 bytes a URL in memory. Where each URL is of another host than the one before, each is on
# other pages of the file: what a commit writes grows little with its size, so that row holds for
# commits as large as a whole sitemap; with small ones it has no goal of its own.
set -u
BUILD=${BUILD:-build}

# In the folder of the build, for /tmp may be memory.
work=$(mktemp -d "$BUILD/frontier-XXXXXX")
trap 'rm -rf "$work"' EXIT

# NAME COMMIT RUN [GOAL]: a table of what is put RUN URLs in a row on each host, COMMIT at a time.
table() {
	name=$1
	mkdir "$work/run"
	"$BUILD/bench/frontier" "$work/run" 1000000 10000 "$2" "$3" |
		awk -v name="$name" -v goal="${4:-0}" '{
			missed = $1 == "put" && $2 < goal || $3 >= 300
			printf "%-38s %7s %9d %7d%s\n", name, $1, $2, $3, missed ? "   the goal is missed" : ""
			steps++
			bad += missed
		} END { exit bad || steps != 2 }' || failed=1
	rm -r "$work/run"
}

failed=0
echo "1,000,000 URLs over 10,000 hosts: how many a second, bytes of memory for each"
printf '%-38s %7s %9s %7s\n' '' step 'a second' bytes
table "10 in a row on a host, 1,000 a commit" 1000 10 100000
table "each on another host, 50,000 a commit" 50000 1 100000
table "each on another host, 1,000 a commit" 1000 1
exit $failed
