#!/bin/sh
# Hostile input for what reads the bytes of strangers: each NAME_fuzz.c beside this, or those named,
# under libFuzzer, ASan and UBSan, for FUZZ_SECONDS (60) each. One line a target: how many inputs,
# how many edges of the program they reached, and what was found. To see it again:
# build/fuzz/tests/fuzz/NAME_fuzz FILE. What is learnt stays in build/fuzz/corpus for the next time.
# Exit codes: 0 nothing was found (or no clang), 1 something was, 2 the targets do not build.
set -u
BUILD=${BUILD:-build/fuzz}
FUZZ_SECONDS=${FUZZ_SECONDS:-60}
shelf=examples/shelf
shared=../shared/corpus

# A target, the longest input in bytes, and files to begin with beside seeds/NAME.
table() {
	cat <<-END
	analyze      1024   $shelf/files/*/*.txt
	article      8192   $shared/html/articles/pages/*.html
	booklist     4096   examples/*.txt
	cache_facts  4096
	cache_name   2048
	catalog      8192   $shelf/dirs/GUTINDEX.ALL $shared/index/pg_catalog.csv $shared/index/GUTINDEX.ALL
	charset      4096   $shelf/files/*/*.txt $shared/books/*.txt
	cut          8192   $shelf/files/*/*.txt $shelf/cache/epub/*/*.txt $shared/books/*.txt
	epub         4096   $shared/html/*.html
	file_name    2048
	gallery      4096
	html         4096   $shelf/ebooks/* $shared/html/*.html $shared/html/articles/pages/*.html
	header       4096   $shelf/files/*/*.txt $shelf/cache/epub/*/*.txt $shared/books/*.txt
	harvest      8192   $shared/html/harvest.html
	kind         4096   $shelf/files/*/*.txt $shelf/ebooks/*
	landing      8192   $shelf/ebooks/* $shared/html/*.html
	links        4096   $shared/html/*.html
	pace         256
	robots       4096   $shelf/robots.txt $shared/html/robots.*.txt
	robots_path  512
	template     512
	tei          4096
	robots_tag   256
	scope        512
	serve        1024
	sentences    1024   $shelf/files/*/*.txt $shared/books/*.txt
	sitemap      4096
	summary_line 4096
	mirrors      4096   $shared/index/MIRRORS.ALL
	unzip        4096
	url          4096
	tokenizer    512    $shared/books/*.txt
	warc         8192
	words        512    $shared/books/*.txt
	END
}

# Those files as one folder of links: libFuzzer takes folders.
gather() {
	rm -rf "$BUILD/more/$name"
	mkdir -p "$BUILD/more/$name" "$BUILD/corpus/$name" "$BUILD/found"
	for file; do
		[ -r "$file" ] && ln -sf "$(realpath "$file")" "$BUILD/more/$name/$(echo "$file" | tr / -)"
	done
}

# NAME LONGEST FILE...
fuzz() {
	name=$1
	longest=$2
	shift 2
	gather "$@"
	log=$BUILD/found/$name.log
	"$BUILD/tests/fuzz/${name}_fuzz" -max_total_time="$FUZZ_SECONDS" -max_len="$longest" \
		-timeout=10 -rss_limit_mb=1024 -print_final_stats=1 \
		-artifact_prefix="$BUILD/found/$name-" \
		"$BUILD/corpus/$name" "tests/fuzz/seeds/$name" "$BUILD/more/$name" </dev/null >"$log" 2>&1
	status=$?
	result=clean
	[ $status -eq 0 ] || result="FOUND $(sed -n 's/.*Test unit written to //p' "$log") (see $log)"
	edges=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)
	inputs=$(sed -n 's/^stat::number_of_executed_units: //p' "$log")
	printf '%-12s %10s inputs %6s edges  %s\n' "$name" "${inputs:-0}" "${edges:-0}" "$result"
	return $status
}

if ! ./deps.sh --print --fuzz | awk '$1 == "fuzz" && $3 == "missing" { bad = 1 } END { exit bad }'; then
	echo "skipped: clang or its runtime is not there (./deps.sh --fuzz)"
	exit 0
fi
mkdir -p "$BUILD"
"${MAKE:-make}" --no-print-directory CC=clang SAN=fuzzer-no-link,address,undefined BUILD="$BUILD" fuzzers \
	>"$BUILD/make.log" 2>&1 || { cat "$BUILD/make.log"; exit 2; }

# shellcheck disable=SC2046 # a word a target
[ $# -gt 0 ] || set -- $(basename -a -s _fuzz.c tests/fuzz/*_fuzz.c)
failed=0
for name; do
	row=$(table | awk -v name="$name" '$1 == name')
	if [ -z "$row" ]; then
		echo "$name: not in the table of tests/fuzz/run.sh"
		failed=1
		continue
	fi
	# shellcheck disable=SC2086 # a row is several words, and some are patterns
	fuzz $row || failed=1
done
exit $failed
