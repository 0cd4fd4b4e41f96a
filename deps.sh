#!/bin/sh
# What the build and its tests need, and how to tell that it is there. Installs what is missing
# from the distribution's packages (Debian, Ubuntu); with everything there it says nothing.
#
#   ./deps.sh                     what "make" and "make check" need
#   ./deps.sh --lint --check      and the tools of these groups: --lint, --check (both --memcheck
#                                 and --unicode),
#                                 --bench --browser --fuzz --deb --all
#   ./deps.sh --print [GROUP...]  lists it all and installs nothing
#
# Exit codes: 0 all is there, 2 something is missing and could not be installed.
set -u
LC_ALL=C
export LC_ALL

# group     package               what shows that it is there
# pkg-config comes first: the .pc files below are asked for through it.
table() {
	cat <<-'END'
	build     pkg-config            command pkg-config
	build     gcc                   command cc gcc clang
	build     make                  command make
	build     libc6-dev             header stdio.h
	build     libcurl4-openssl-dev  pc libcurl
	build     libuv1-dev            pc libuv
	build     zlib1g-dev            pc zlib
	build     libxml2-dev           pc libxml-2.0
	build     libicu-dev            pc icu-i18n
	build     libuchardet-dev       pc uchardet
	build     libjansson-dev        pc jansson
	build     nettle-dev            pc nettle
	build     libsqlite3-dev        pc sqlite3
	build     libpsl-dev            pc libpsl
	build     libarchive-dev        pc libarchive
	build     libmicrohttpd-dev     pc libmicrohttpd
	build     libhyphen-dev         header hyphen.h
	build     hyphen-pt-br          file /usr/share/hyphen/hyph_pt_BR.dic
	build     hyphen-en-us          file /usr/share/hyphen/hyph_en_US.dic
	build     hyphen-es             file /usr/share/hyphen/hyph_es_ES.dic /usr/share/hyphen/hyph_es.dic
	build     hyphen-fr             file /usr/share/hyphen/hyph_fr.dic
	build     hyphen-de             file /usr/share/hyphen/hyph_de_DE.dic
	build     hyphen-it             file /usr/share/hyphen/hyph_it_IT.dic
	build     libcld2-0             file /usr/lib/*/libcld2.so.0 /usr/lib/libcld2.so.0
	build     uthash-dev            header utarray.h
	build     gettext               command msgfmt
	build     libcmocka-dev         pc cmocka
	build     ca-certificates       file /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt
	lint      clang-format          command clang-format
	lint      clang-tidy            command clang-tidy
	lint      shellcheck            command shellcheck
	memcheck  valgrind              command valgrind
	unicode   unicode-data          file /usr/share/unicode/auxiliary/WordBreakTest.txt
	bench     nginx-light           command nginx
	bench     wrk                   command wrk
	bench     wget2                 command wget2
	bench     curl                  command curl
	bench     python3               command python3
	bench     python3-aiohttp       module aiohttp
	bench     python3-uvloop        module uvloop
	bench     hyperfine             command hyperfine
	browser   chromium              command chromium chromium-browser google-chrome
	browser   chromium-driver       command chromedriver
	browser   curl                  command curl
	deb       dpkg-dev              command dpkg-shlibdeps
	fuzz      clang                 command clang
	fuzz      libclang-rt-dev       links -fsanitize=fuzzer
	END
}

# KIND NAME...: of several files or commands one is enough.
is_there() {
	kind=$1
	shift
	case $kind in
	pc) pkg-config --exists "$1" 2>/dev/null ;;
	header) echo "#include <$1>" | ${CC:-cc} -E - >/dev/null 2>&1 ;;
	file)
		for name; do
			[ -e "$name" ] && return 0
		done
		return 1
		;;
	links)
		echo 'int LLVMFuzzerTestOneInput(const char *s, unsigned long n) { return !s + !n; }' |
			clang "$1" -x c -o /dev/null - 2>/dev/null
		;;
	module) python3 -c "import $1" 2>/dev/null || /usr/bin/python3 -c "import $1" 2>/dev/null ;;
	command)
		for name; do
			command -v "$name" >/dev/null 2>&1 && return 0
			# Debian keeps servers where only root looks.
			[ -x "/usr/sbin/$name" ] && return 0
		done
		return 1
		;;
	esac
}

# The packages of the wanted groups whose probe fails.
missing() {
	table | while read -r group package probe; do
		case " $groups " in
		*" $group "*) ;;
		*) continue ;;
		esac
		# shellcheck disable=SC2086 # a probe is several words
		is_there $probe || echo "$package"
	done
}

show() {
	table | while read -r group package probe; do
		case " $groups " in
		*" $group "*) ;;
		*) continue ;;
		esac
		state=missing
		# shellcheck disable=SC2086
		is_there $probe && state=there
		printf '%-9s %-21s %-8s %s\n' "$group" "$package" "$state" "$probe"
	done
}

# What could not be installed, and what to do: the way out of every failure.
give_up() {
	echo "deps.sh: $1" >&2
	echo "Still needed (names of Debian's packages):" >&2
	for package in $2; do
		echo "	$package" >&2
	done
	echo "On Debian or Ubuntu: apt-get install" "$2" >&2
	exit 2
}

# As root, or through sudo.
apt() {
	if [ "$(id -u)" -eq 0 ]; then
		DEBIAN_FRONTEND=noninteractive apt-get "$@"
	else
		sudo env DEBIAN_FRONTEND=noninteractive apt-get "$@"
	fi
}

install() {
	if [ -z "$1" ]; then
		return
	fi
	command -v apt-get >/dev/null 2>&1 || give_up "there is no apt-get on this system" "$1"
	[ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null 2>&1 ||
		give_up "neither root nor sudo" "$1"
	echo "deps.sh: installing" "$1" >&2
	if [ -z "${updated:-}" ]; then
		apt update -qq >&2 || give_up "apt-get update failed" "$1"
		updated=yes
	fi
	# shellcheck disable=SC2086 # one word a package
	apt install -qq -y --no-install-recommends $1 >&2 || give_up "apt-get install failed" "$1"
}

groups=build
print=no
for option; do
	case $option in
	--lint | --bench | --browser | --fuzz | --deb | --memcheck | --unicode) groups="$groups ${option#--}" ;;
	--check) groups="$groups memcheck unicode" ;;
	--all) groups="build lint memcheck unicode bench browser fuzz deb" ;;
	--print) print=yes ;;
	*)
		sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
		exit 2
		;;
	esac
done

if [ $print = yes ]; then
	show
	exit 0
fi
command -v pkg-config >/dev/null 2>&1 || install pkg-config
# One name a line becomes one line.
install "$(missing | xargs)"
left=$(missing | xargs)
[ -z "$left" ] || give_up "installed, and yet not found" "$left"
