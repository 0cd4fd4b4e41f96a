#!/bin/sh
# shellcheck disable=SC2086 # arguments are words
# --output: the file is there when it is whole, and what was there before stays until then.
# shellcheck source=tests/scenario.sh
. tests/scenario.sh
fresh
printf 'a b\n' >"$DIR/a.txt"
mkdir "$DIR/to"

nothing_else() { [ "$(ls -A "$DIR/to")" = "$1" ]; }

for command in run collect process analyze; do
	rm -f "$DIR/to/file"
	traca $command "$DIR/a.txt" --offline
	cp "$DIR/out" "$DIR/expected"
	traca $command "$DIR/a.txt" --offline --output "$DIR/to/file"
	check "$command --output: the bytes of standard output" cmp -s "$DIR/expected" "$DIR/to/file"
	check "$command --output: standard output is silent" out_is_silent
	check "$command --output: and nothing else is left" nothing_else file
done
traca analyze "$DIR/a.txt" --output -
check "- is standard output" out_says Statistics
echo old >"$DIR/real"
ln -s ../real "$DIR/to/link"
traca analyze "$DIR/a.txt" --output "$DIR/to/link"
check "a link stays one, and the file it points to is replaced" \
	sh -c "[ -L '$DIR/to/link' ] && grep -q Statistics '$DIR/real'"
chmod 600 "$DIR/real"
traca analyze "$DIR/a.txt" --output "$DIR/real"
check "who may read it stays as it was" test "$(stat -c %a "$DIR/real")" = 600
if [ "$(id -u)" -ne 0 ]; then
	chmod 400 "$DIR/real"
	traca analyze "$DIR/a.txt" --output "$DIR/real"
	check "what may not be written is not replaced" err_says "$DIR/real cannot be written: Permission denied"
fi
traca analyze "$DIR/a.txt" --output /dev/null
check "a device is written to, not replaced" sh -c "[ $STATUS -eq 0 ] && [ -c /dev/null ]"

while IFS='|' read -r what path says; do
	fresh
	printf 'a b\n' >"$DIR/a.txt"
	traca run --id 1 --mirror http://127.0.0.1:9 --contact x --output "$path"
	check "$what: exit code 2" status_is 2
	check "$what: one line, before anything is asked" test "$(wc -l <"$DIR/err")" -eq 1
	check "$what: it is named" err_says "$says"
done <<CASES
a folder that is not there|$DIR/none/file|$DIR/none/file cannot be written: No such file
a folder|$DIR|$DIR is a folder
CASES

# A limit on the size of files stands for a full disk.
fresh
mkdir "$DIR/to"
seq 30000 | tr '\n' x | fold -w 9 >"$DIR/big.txt"
echo old >"$DIR/to/file"
STATUS=0
(
	ulimit -f 8
	exec "$TRACA" process "$DIR/big.txt" --cache "$DIR/cache" --output "$DIR/to/file"
) >"$DIR/out" 2>"$DIR/err" || STATUS=$?
check "what cannot be written whole is exit code 2" status_is 2
check "and is named" err_says "$DIR/to/file: the output cannot be written: File too large"
check "the old file is as it was" grep -qx old "$DIR/to/file"
check "and nothing half is left" nothing_else file
STATUS=0
"$TRACA" process "$DIR/big.txt" --cache "$DIR/cache" --output /dev/full \
	>"$DIR/out" 2>"$DIR/err" || STATUS=$?
check "a full disk is exit code 2" status_is 2
check "and says so" err_says "/dev/full: the output cannot be written: No space left"

# ---- whoever reads has enough: a quiet end ----
for command in 'process' 'analyze --table sequences' 'analyze --format json' 'process --explain'; do
	# shellcheck disable=SC2086 # its words
	{ sleep 0.5; "$TRACA" $command -q --cache "$DIR/cache" examples/shelf.txt 2>"$DIR/err"; echo $? >"$DIR/code"; } | true
	check "$command, unread: says nothing" test ! -s "$DIR/err"
	check "$command, unread: the exit code of SIGPIPE" test "$(cat "$DIR/code")" -eq 141
done
