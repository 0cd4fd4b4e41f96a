#!/bin/sh
# Runs every test program and script, or those named; counts what they print in TAP.
# The last line is "N passed, N failed", with ", N skipped" where something was.
# Scripts find the program to try in $TRACA. VALGRIND=1 puts it, and the test programs, under it.
set -u
BUILD=${BUILD:-build}
TRACA=$(realpath "$BUILD")/traca
export BUILD TRACA
export CMOCKA_MESSAGE_OUTPUT=TAP
log=$BUILD/tests/log
mkdir -p "$log"

under=
if [ -n "${VALGRIND:-}" ]; then
	command -v valgrind >/dev/null || { echo "valgrind is not there: ./deps.sh --check"; exit 2; }
	under="valgrind --quiet --error-exitcode=99 --leak-check=full"
	printf '#!/bin/sh\nexec %s "%s" "$@"\n' "$under" "$TRACA" >"$BUILD/tests/traca"
	chmod +x "$BUILD/tests/traca"
	TRACA=$(realpath "$BUILD")/tests/traca
fi

if [ $# -eq 0 ]; then
	set -- "$BUILD"/tests/*/*_test tests/*/*_test.sh
fi

for test in "$@"; do
	[ -x "$test" ] || continue
	name=$(echo "${test#"$BUILD"/}" | tr / -)
	case $test in
	*.sh) "$test" ;;
	*) $under "$test" ;;
	esac >"$log/$name" 2>&1
	status=$?
	# What cmocka skips it calls not ok.
	sed -i 's/^not ok \(.*# SKIP\)/ok \1/' "$log/$name"
	# A program that dies, or a sanitizer that complains, is a failure of its own.
	if [ $status -ne 0 ] && ! grep -q '^not ok' "$log/$name"; then
		echo "not ok - $test ended with $status" >>"$log/$name"
	fi
	grep -E '^not ok|^ok .*# SKIP|^# skipped' "$log/$name" | sed "s|^|$test: |"
	if grep -q '^not ok' "$log/$name"; then
		echo "---- $log/$name"
		tail -n 60 "$log/$name"
	else
		echo "$test: $(grep -c '^ok' "$log/$name") ok"
	fi
	cat "$log/$name" >&3
done 3>"$log/all"

failed=$(grep -c '^not ok' "$log/all")
skipped=$(grep -cE '^ok .*# (SKIP|skip)' "$log/all")
passed=$(($(grep -c '^ok' "$log/all") - skipped))
if [ "$skipped" -gt 0 ]; then
	echo "$passed passed, $failed failed, $skipped skipped"
else
	echo "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
