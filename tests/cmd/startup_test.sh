#!/bin/sh
# What a run does without is not loaded: the dynamic linker says which libraries were.
# shellcheck disable=SC2086,SC2119 # several words; serve without arguments
# shellcheck source=tests/scenario.sh
. tests/scenario.sh
fresh

# ARGUMENTS of traca: it works, and what was loaded is a list, in $DIR/loaded.
loads() {
	LD_DEBUG=files LD_DEBUG_OUTPUT="$DIR/linker" "$TRACA" "$@" >"$DIR/out" 2>"$DIR/err" </dev/null
	STATUS=$?
	cat "$DIR"/linker.* >"$DIR/loaded"
	rm -f "$DIR"/linker.*
}
has() { grep -q "calling init: .*/$1\.so" "$DIR/loaded"; }
has_not() { ! has "$1"; }
# Of the NAMES none.
none_of() {
	has libxml2 && for library; do
		has_not "$library" || return 1
	done
}
net='libcurl libssl libpsl libmicrohttpd libarchive'

printf 'It ate a book.\n' >"$DIR/a.txt"
loads analyze --lang en "$DIR/a.txt"
check "a local text needs neither web nor database" none_of $net libsqlite3 libicui18n
check "and is counted" out_says "a.txt"
loads --help
check "nor does help" none_of $net libsqlite3 libicui18n

book 7 "it ate a book"
serve
loads run --cache "$DIR/cache" --delay 0 --mirror "$URL" --id 7
check "a book from the web comes by libcurl" has libcurl
check "which serves nothing" has_not libmicrohttpd
loads run --cache "$DIR/cache" --offline --mirror "$URL" --id 7
check "from the cache it comes without, and its numbers are kept" none_of $net
check "and is the same" sh -c "[ $STATUS -eq 0 ] && grep -q 'Book 7' '$DIR/out'"

(cd "$DIR" && python3 -c 'import zipfile
with zipfile.ZipFile("a.zip", "w") as z: z.write("a.txt")') 2>/dev/null
loads analyze --tokens 'pattern:[a-z]+' --lang en "$DIR/a.txt"
check "a pattern is matched by the other half of ICU" has libicui18n
if [ -s "$DIR/a.zip" ]; then
	loads analyze "$DIR/a.zip"
	check "a zip is read by libarchive" has libarchive
fi
loads --version
check "each version is that of the library that is loaded" has libmicrohttpd

# A library that is not there: one that has its name is no library.
mkdir "$DIR/empty"
echo 'no library' >"$DIR/empty/libcurl.so.4"
cp "$DIR/empty/libcurl.so.4" "$DIR/empty/libcurl-gnutls.so.4"
STATUS=0
LD_LIBRARY_PATH=$DIR/empty "$TRACA" fetch --lang en --cache "$DIR/cache" "$URL/a.txt" >"$DIR/out" 2>"$DIR/err" </dev/null ||
	STATUS=$?
check "without libcurl nothing is asked for: exit code 2" status_is 2
check "which is said, and how to get it" err_says "libcurl is not there (in Debian: libcurl4)"
