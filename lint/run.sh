#!/bin/sh
# Every rule of the house: each *.sh beside this one reads the working directory, prints
# "file:line: what is wrong" and fails where something is. A new rule is a new file here.
# Or only the rules named: lint/run.sh includes po
set -u
here=$(dirname "$0")
failed=0
passed=0

if [ $# -eq 0 ]; then
	for script in "$here"/*.sh; do
		rule=$(basename "$script" .sh)
		[ "$rule" = run ] || set -- "$@" "$rule"
	done
fi

for rule in "$@"; do
	if "$here/$rule.sh"; then
		passed=$((passed + 1))
	else
		echo "lint: $rule: failed ($(sed -n '2s/^# //p' "$here/$rule.sh"))"
		failed=$((failed + 1))
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
