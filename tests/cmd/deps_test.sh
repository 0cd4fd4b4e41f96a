#!/bin/sh
# deps.sh on machines that are not this one: a PATH with stand-ins for apt-get, sudo, id and
# pkg-config, whose packages are files in a folder. Nothing is installed.
# shellcheck disable=SC2016,SC2034 # claims are evaluated where they are judged
set -u
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
bin=$root/bin
n=0

stand_in() {
	printf '#!/bin/sh\n%s\n' "$2" >"$bin/$1"
	chmod +x "$bin/$1"
}

# A machine: which user, with which of apt-get and sudo. Everything but libuv is there.
machine() {
	rm -rf "$root/log" "$root/libuv" "$bin"
	mkdir "$bin"
	for tool in sh cat sed xargs env; do
		ln -s "$(command -v $tool)" "$bin/$tool"
	done
	for there in cc make msgfmt; do
		stand_in $there 'exit 0'
	done
	stand_in echo 'echo "$@"'
	stand_in id "echo $1"
	stand_in pkg-config "[ \"\$2\" != libuv ] || [ -e $root/libuv ]"
	case " $* " in *" apt-get "*)
		stand_in apt-get "echo \"\$DEBIAN_FRONTEND \$*\" >>$root/log
			case \$* in install*) [ -e $root/broken ] || : >$root/libuv ;; esac"
		;;
	esac
	case " $* " in *" sudo "*) stand_in sudo "echo sudo >>$root/log; exec \"\$@\"" ;; esac
}

run() {
	PATH=$bin ./deps.sh "$@" >"$root/out" 2>&1
	status=$?
	touch "$root/log"
}

ok() {
	n=$((n + 1))
	if eval "$2"; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		sed 's/^/# /' "$root/out" "$root/log"
	fi
}

has() {
	grep -qF -- "$2" "$root/$1"
}

machine 0 apt-get
run
ok "root installs what is missing, and only that" \
	'[ $status -eq 0 ] && has log "noninteractive install" && has log " libuv1-dev" && ! has log libcurl'
ok "it says what it installs" 'has out "installing libuv1-dev"'
ok "without what is only recommended" 'has log --no-install-recommends'
rm "$root/log"
run
ok "the second time there is nothing to do or to say" \
	'[ $status -eq 0 ] && [ ! -s "$root/out" ] && [ ! -s "$root/log" ]'

machine 1000 apt-get sudo
run
ok "others install through sudo" '[ $status -eq 0 ] && has log sudo && has log "noninteractive install"'

machine 1000 apt-get
run
ok "neither root nor sudo: the list, and exit 2" \
	'[ $status -eq 2 ] && has out libuv1-dev && [ ! -s "$root/log" ]'

machine 0
run
ok "no apt-get: the list, and exit 2" '[ $status -eq 2 ] && has out libuv1-dev && has out "no apt-get"'

machine 0 apt-get
: >"$root/broken"
run
ok "what is still missing after it was installed is named" \
	'[ $status -eq 2 ] && has out "not found" && has out libuv1-dev'

machine 0
run --print --lint
ok "--print lists, and needs nothing" \
	'[ $status -eq 0 ] && has out "libuv1-dev            missing" && has out clang-tidy && ! has out wrk'

run --no-such-group
ok "an unknown group is wrong use" '[ $status -eq 2 ] && has out "./deps.sh --print"'
echo "1..$n"
