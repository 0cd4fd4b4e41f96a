#!/bin/sh
# shellcheck disable=SC2013 # options and targets are words
# What README.md shows is true: each command of its sessions is typed, and prints what is shown.
# shellcheck source=tests/scenario.sh
. tests/scenario.sh
fresh
home=$PWD

# Where they are typed: the reader's own files, store and ports are left alone, and the delay is short.
play=$DIR/play
mkdir -p "$play" "$XDG_CONFIG_HOME/traca"
ln -s "$(realpath "$BUILD")" "$play/build"
ln -s "$home/examples" "$play/examples"
echo 'delay = 0.05' >"$XDG_CONFIG_HOME/traca/config"
sed -e 's/127\.0\.0\.1:8000/127.0.0.77:8000/g' -e "s|~/.cache|$XDG_CACHE_HOME|g" README.md >"$DIR/README"

# Seconds differ from one time to the next.
same_but_for_seconds() {
	sed -E 's/[0-9]+\.[0-9]{6}/SECONDS/' "$1" >"$1.masked"
	sed -E 's/[0-9]+\.[0-9]{6}/SECONDS/' "$2" | cmp -s - "$1.masked"
}

# A command of the sessions, by its number: what is typed, and what is shown.
awk -v dir="$DIR" '
/^```console/ { inside = 1; next }
/^```/ { inside = 0 }
!inside { next }
/^\$ / { n++; print substr($0, 3) > (dir "/typed." n); printf "" > (dir "/shown." n); next }
{ print > (dir "/shown." n) }' "$DIR/README"

# In the background, as it was typed; its port file tells that it listens.
in_background() {
	# shellcheck disable=SC2086 # its words
	(cd "$play" && exec ${1%% >*} --port-file "$DIR/port" --lifetime 300 >"$play/background" 2>&1) &
	SERVER=$!
	while [ ! -s "$DIR/port" ] && kill -0 "$SERVER" 2>/dev/null; do sleep 0.05; done
}

try() {
	typed=$(cat "$DIR/typed.$1")
	for tool in jq sqlite3; do
		case $typed in
		*"$tool "*) command -v $tool >/dev/null || {
			echo "ok - README: $typed # SKIP no $tool"
			return
		} ;;
		esac
	done
	case $typed in
	*'&')
		in_background "$typed"
		return
		;;
	esac
	(cd "$play" && sh -c "$typed") >"$DIR/out" 2>"$DIR/err" </dev/null
	check "README: $typed" same_but_for_seconds "$DIR/out" "$DIR/shown.$1"
}

number=1
while [ -e "$DIR/typed.$number" ]; do
	try $number
	number=$((number + 1))
done
check "there are sessions" test "$number" -gt 10
check "the page of the last one is there" grep -q '</html>' "$play/estante.html"
stop_server

for command in run collect process analyze present serve merge fetch crawl check; do
	"$TRACA" $command --help --lang en
done >"$DIR/help"
{ cat "$DIR/help" && cat deps.sh; } >"$DIR/known"
for option in $(grep -v -- '-->' README.md | grep -oE -- '[ `]--[a-z-]*[a-z]' | tr -d ' `' | sort -u); do
	check "$option exists" grep -qE -- "(^|[^a-z-])$option([^a-z-]|$)" "$DIR/known"
done
for path in $(grep -oE 'examples/[a-z0-9/.-]+' README.md | sort -u); do
	check "$path is there" test -e "$path"
done
for target in $(grep -oE 'make [a-z]+' README.md | cut -d ' ' -f 2 | sort -u); do
	check "make $target is a target" grep -qE "^$target:" Makefile
done

# The keys that the manual names are those of the JSON, all of them.
traca analyze examples/shelf.txt --format json --curves
"$TRACA" manual --lang en | sed -n '/^.fBjson/,/^.TP/p; /^.fBmeasures/,/^.TP/p; /^.fBcurves/,/^.TP/p' >"$DIR/manual"
for key in $(grep -oE '"[a-z0-9_]+":' "$DIR/out" | tr -d '":' | sort -u); do
	case $key in mean_* | sd_*) continue ;; esac
	check "the key $key is in the manual" grep -qw "$key" "$DIR/manual"
done
