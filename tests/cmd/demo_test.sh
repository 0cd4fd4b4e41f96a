#!/bin/sh
# examples/demo.sh, as whoever types "make demo" sees it. Takes its real seconds.
# shellcheck disable=SC2016,SC2034 # claims are evaluated where they are judged
set -u
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
real=${TRACA:-$(realpath "${BUILD:-build}")/traca}
n=0
mkdir "$root/tmp"

# In a language, at most that many seconds.
demo() {
	LC_ALL=$1 TRACA=$2 TMPDIR=$root/tmp timeout --preserve-status "$3" examples/demo.sh \
		>"$root/out" 2>"$root/err"
	status=$?
}

ok() {
	n=$((n + 1))
	if eval "$2"; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		sed 's/^/# /' "$root/out" "$root/err"
	fi
}

has() {
	grep -q -- "$2" "$root/$1"
}

nothing_left() {
	[ -z "$(ls "$root/tmp")" ] &&
		! cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' ' ' | grep -q "[p]ort-file $root"
}

demo pt_BR.UTF-8 "$real" 300
ok "the demo ends well" '[ $status -eq 0 ]'
ok "it shows its command before it runs it" 'has out "^\$ .*traca run --author \"Brites"'
ok "three books, found by their author, are reported" \
	'[ "$(grep -c "de .Brites Mendonça de Alenquer. \]$" "$root/out")" -eq 3 ]'
ok "robots.txt came first, and no gap was below two seconds" \
	'has out "^7 pedidos; o primeiro: /robots.txt; o menor intervalo: 2,"'
ok "the second time nothing is asked" 'has out "pedidos ao servidor desta vez: 0\.$"'
ok "its last line is the one to type" \
	'tail -n 1 "$root/out" | grep -q "traca run --author \"Machado de Assis\" --contact "'
ok "it leaves neither a file nor a server" nothing_left

printf '#!/bin/sh\nexec "%s" "$@" --delay 0\n' "$real" >"$root/hasty"
chmod +x "$root/hasty"
demo C "$root/hasty" 300
ok "a crawler in a hurry is found out" '[ $status -eq 1 ] && has err "a gap was below 2 s"'
ok "elsewhere it speaks English" 'has out "^7 requests; the first: /robots.txt"'
ok "nothing is left of that one either" nothing_left

demo C false 300
ok "a program that fails ends the demo" '[ $status -eq 1 ] && has err "traca failed"'

demo C "$real" 2
ok "interrupted, it ends at once and leaves nothing" '[ $status -eq 143 ] && nothing_left'
