#!/bin/sh
# shellcheck disable=SC2013 # options, keys and targets are words
# What README.md shows is true.
# shellcheck source=tests/scenario.sh
. tests/scenario.sh
fresh

# The command after "$ build/traca ", and what stands below it up to the end of the block.
example=$(sed -n 's/^\$ build\/traca //p' README.md)
sed -n '/^\$ build\/traca /,/^```/p' README.md | sed '1d;$d' >"$DIR/shown"
# shellcheck disable=SC2086 # its words
traca $example
# The two empty lines that end a report end the block, too.
check "the example prints what is shown" test "$(cat "$DIR/out")" = "$(cat "$DIR/shown")"
check "and something is shown" grep -q '^    ' "$DIR/shown"

for command in run collect process analyze present serve merge fetch crawl check; do
	"$TRACA" $command --help --lang en
done >"$DIR/help"
{ cat "$DIR/help" && cat deps.sh; } >"$DIR/known"
for option in $(grep -v -- '-->' README.md | grep -oE -- '[ `]--[a-z-]*[a-z]' | tr -d ' `' | sort -u); do
	check "$option exists" grep -qE -- "(^|[^a-z-])$option([^a-z-]|$)" "$DIR/known"
done

traca analyze examples/shelf.txt --format json
for key in $(sed -n '/^\* \*\*JSON/,/^$/p' README.md | tr '{}`' '   ' |
	grep -oE '\b[a-z_]+\b' | grep -vxE 'format|json|ndjson|um|uma|objeto|por|livro|an|a|object|book|ou|or|error'); do
	check "the key $key is in the JSON" grep -q "\"$key\":" "$DIR/out"
done

for target in $(grep -oE 'make [a-z]+' README.md | cut -d ' ' -f 2 | sort -u); do
	check "make $target is a target" grep -qE "^$target:" Makefile
done
