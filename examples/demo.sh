#!/bin/sh
# The whole job on this machine: a server of our own lends the books of examples/shelf, traca
# collects and counts them with its real delay, and the server's log shows how it behaved.
# BUILD: the folder of the build; TRACA: another program to show. Exit code 1: it misbehaved.
set -u
cd "$(dirname "$0")/.." || exit 1
BUILD=${BUILD:-build}
TRACA=${TRACA:-$BUILD/traca}
author="Brites Mendonça de Alenquer"
server=

case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
pt*) portuguese=yes ;;
*) portuguese= ;;
esac

# Decimals as the reader writes them.
decimals() {
	if [ "$portuguese" ]; then
		sed 's/\([0-9]\)\.\([0-9]\)/\1,\2/g'
	else
		cat
	fi
}

# The same in Portuguese and in English.
say() {
	if [ "$portuguese" ]; then
		printf '%s\n' "$1" | decimals
	else
		printf '%s\n' "$2"
	fi
}

heading() {
	printf '\n%s' "$bold"
	say "$@"
	printf '%s\n' "$plain"
}

fail() {
	say "demonstração: $1" "demo: $2" >&2
	exit 1
}

clean_up() {
	[ -z "$server" ] || kill "$server" 2>/dev/null
	rm -rf "$dir"
}

start_server() {
	"$BUILD/tests/library-server" --port-file "$dir/port" --log "$dir/log" --lifetime 600 \
		examples/shelf &
	server=$!
	while [ ! -s "$dir/port" ]; do
		kill -0 "$server" 2>/dev/null || fail "o servidor não começou" "the server did not start"
		sleep 0.1
	done
	mirror=http://$(cat "$dir/port")
}

# Shows the command, then runs it; the reports go to file $1.
run_traca() {
	printf '$ %s%s run --author "%s" \\\n' "$bold" "$TRACA" "$author"
	printf '      --mirror %s --contact demo@localhost \\\n' "$mirror"
	printf '      --cache %s%s\n\n' "$dir/cache" "$plain"
	"$TRACA" run --author "$author" --mirror "$mirror" --contact demo@localhost \
		--cache "$dir/cache" >"$1" || fail "traca terminou com erro" "traca failed"
}

# What the server noted of each request.
show_log() {
	say ' segundo   intervalo   resposta' '  second         gap     answer'
	awk -F '\t' '{
		gap = $3 == "-" ? "-" : sprintf("%.3f", $3)
		printf "%8.3f   %9s   %8s   %s\n", $1, gap, $7, $6
	}' "$dir/log" | decimals
	echo
	say "404: desse livro há só a página, e é nela que se acha o endereço do texto." \
		"404: of that book there is only its page, which says where the text is."
}

# robots.txt first, and two seconds between any two.
check_log() {
	first=$(awk -F '\t' 'NR == 1 { print $6 }' "$dir/log")
	gap=$(awk -F '\t' '$3 != "-" && (min == "" || $3 + 0 < min) { min = $3 + 0 }
		END { printf "%.3f", min }' "$dir/log")
	asked=$(wc -l <"$dir/log")
	say "$asked pedidos; o primeiro: $first; o menor intervalo: $gap s." \
		"$asked requests; the first: $first; the smallest gap: $gap s."
	[ "$first" = /robots.txt ] || fail "robots.txt não veio primeiro" "robots.txt was not first"
	awk -v gap="$gap" 'BEGIN { exit !(gap >= 2) }' ||
		fail "um intervalo foi menor que 2 s" "a gap was below 2 s"
}

# Seconds since the machine started.
clock() {
	cut -d ' ' -f 1 /proc/uptime
}

check_second_run() {
	seconds=$(awk -v start="$1" -v end="$(clock)" 'BEGIN { printf "%.2f", end - start }')
	again=$(($(wc -l <"$dir/log") - asked))
	echo
	say "Os mesmos relatórios, em $seconds s; pedidos ao servidor desta vez: $again." \
		"The same reports, in $seconds s; requests to the server this time: $again."
	[ "$again" -eq 0 ] || fail "a segunda vez pediu algo" "the second run asked for something"
	cmp -s "$dir/first" "$dir/second" || fail "os relatórios diferem" "the reports differ"
}

bold=
plain=
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then
	bold=$(printf '\033[1m')
	plain=$(printf '\033[0m')
fi
dir=$(mktemp -d "${TMPDIR:-/tmp}/traca.XXXXXX") || exit 1
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' HUP TERM
# Neither a configuration file nor a proxy has a say here.
export XDG_CONFIG_HOME="$dir" no_proxy=127.0.0.1

start_server
heading "Uma estante de exemplo, emprestada por um servidor nesta máquina" \
	"An example shelf, lent by a server on this machine"
say "Cinco livros em examples/shelf, três deles da mesma autora. Entre um pedido e o
seguinte passam 2 segundos, como com qualquer biblioteca: uns 12 ao todo." \
	"Five books in examples/shelf, three of them by one author. Two seconds pass
between one request and the next, as with any library: some 12 in all."
echo
run_traca "$dir/first"
echo
cat "$dir/first"

heading "O que o servidor viu" "What the server saw"
# Its last line may come a moment after the answer.
sleep 0.2
show_log
check_log

heading "Outra vez: agora tudo está no disco" "Again: now everything is on the disk"
start=$(clock)
run_traca "$dir/second"
check_second_run "$start"

heading "De verdade, no Project Gutenberg" "The real thing, at Project Gutenberg"
say "$TRACA run --author \"Machado de Assis\" --contact voce@example.org" \
	"$TRACA run --author \"Machado de Assis\" --contact you@example.org"
