# shellcheck shell=sh
# shellcheck disable=SC2034 # what a bench reads
# For the benches: a folder for the work, servers that end with the script, figures against a bar.
#
#   seconds COMMAND...      runs it once: $WALL and $CPU in seconds, $PEAK in MB
#   row NAME FIGURE BAR     a line of the table; BAR is ">= 1.3", "< 200", ... or "" for none
#   turn NAME COMMAND...    a turn of it among others; then `median NAME 1` (2: of processor time)
#   needs COMMAND           its path is in $FOUND; without it the bench says so and goes on elsewhere
#
# The last line of a bench is `finish`: exit code 1 where a bar was missed.

BUILD=${BUILD:-build}
TRACA=$PWD/$BUILD/traca
WORK=$(mktemp -d)
SERVERS=
MISSED=0
export XDG_CONFIG_HOME="$WORK/config" XDG_CACHE_HOME="$WORK/home-cache" LC_ALL=C
unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY

stop_servers() {
	for server in $SERVERS; do
		kill "$server" 2>/dev/null
		wait "$server" 2>/dev/null
	done
	SERVERS=
}

trap 'stop_servers; rm -rf "$WORK"' EXIT
trap 'exit 130' INT TERM

# FILE: until something is in it, or the last server has ended.
wait_for() {
	while [ ! -s "$1" ]; do
		kill -0 "$SERVER" 2>/dev/null || { echo "a server did not start"; exit 2; }
		sleep 0.05
	done
}

# Our slow hosts (bench/hosts.c): $PORT.
start_hosts() {
	rm -f "$WORK/port"
	"$BUILD/bench/hosts" "$@" >"$WORK/port" &
	SERVER=$!
	SERVERS="$SERVERS $SERVER"
	wait_for "$WORK/port"
	PORT=$(cat "$WORK/port")
}

# The test server, with the rules in $WORK/rules: N addresses, each "ADDRESS:PORT" a line of
# $WORK/ports, which stay the same where it is started again; its log is $WORK/log.
start_library() {
	if [ ! -s "$WORK/ports" ]; then
		seq "$1" | sed 's/.*/127.0.1.&:0/' >"$WORK/ports"
	fi
	touch "$WORK/rules"
	mkdir -p "$WORK/site"
	: >"$WORK/log"
	rm -f "$WORK/new-ports"
	# shellcheck disable=SC2046 # a word a line
	"$BUILD/tests/library-server" --port-file "$WORK/new-ports" --log "$WORK/log" \
		--scenario "$WORK/rules" $(sed 's/^/--listen /' "$WORK/ports") "$WORK/site" \
		>/dev/null &
	SERVER=$!
	SERVERS="$SERVERS $SERVER"
	wait_for "$WORK/new-ports"
	cp "$WORK/new-ports" "$WORK/ports"
}

# Debian's nginx, where it is, as 1,000 hosts with pages of 10 KB; $WORK/list has 20 of each.
start_nginx_hosts() {
	needs nginx || return 1
	mkdir "$WORK/www"
	head -c 10240 /dev/urandom >"$WORK/www/page"
	chmod -R a+rX "$WORK"
	# A port that nobody has: our own hosts', which then go.
	start_hosts 1000
	stop_servers
	{
		cat <<-END
		daemon off;
		pid $WORK/nginx.pid;
		error_log $WORK/nginx.err;
		worker_processes 2;
		events { worker_connections 4096; }
		http {
			access_log off;
			client_body_temp_path $WORK/t; proxy_temp_path $WORK/t; fastcgi_temp_path $WORK/t;
			uwsgi_temp_path $WORK/t; scgi_temp_path $WORK/t;
			keepalive_requests 1000000;
			open_file_cache max=10;
			server {
				root $WORK/www;
				location = /robots.txt { return 404; }
				location / { rewrite ^ /page break; }
		END
		seq 1000 | awk -v port="$PORT" '{
			printf "listen 127.1.%d.%d:%d;\n", int($1 / 256), $1 % 256, port
		}'
		echo '}}'
	} >"$WORK/nginx.conf"
	"$FOUND" -c "$WORK/nginx.conf" -p "$WORK" 2>/dev/null &
	SERVER=$!
	SERVERS=$SERVER
	wait_for "$WORK/nginx.pid"
	for page in $(seq 20); do
		seq 1000 | awk -v port="$PORT" -v page="$page" '{
			printf "http://127.1.%d.%d:%d/%d\n", int($1 / 256), $1 % 256, port, page
		}'
	done >"$WORK/list"
}

seconds() {
	if ! figures=$("$BUILD/bench/measure" "$@" 2>"$WORK/err"); then
		cat "$WORK/err"
		WALL=0 CPU=0 PEAK=0 MISSED=1
		return 1
	fi
	WALL=$(echo "$figures" | cut -d ' ' -f 2)
	CPU=$(echo "$figures" | cut -d ' ' -f 4)
	PEAK=$(echo "$figures" | awk '{ printf "%.1f", $5 * 1024 / 1e6 }')
}

turn() {
	name=$1
	shift
	seconds "$@" && echo "$WALL $CPU" >>"$WORK/$name"
}

median() {
	cut -d ' ' -f "$2" "$WORK/$1" | sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'
}

row() {
	said=$(awk -v figure="$2" -v bar="$3" 'BEGIN {
		split(bar, part, " ")
		if (bar == "")
			exit
		good = part[1] == ">=" ? figure >= part[2] : part[1] == "<=" ? figure <= part[2] : \
			figure < part[2]
		printf "%-10s %s", bar, good ? "" : "missed"
	}')
	case $said in *missed*) MISSED=1 ;; esac
	printf '  %-58s %10s   %s\n' "$1" "$2" "$said"
}

needs() {
	FOUND=$(command -v "$1" || ls "/usr/sbin/$1" 2>/dev/null)
	[ -n "$FOUND" ] || printf '  skipped: %s is not there (./deps.sh --bench)\n' "$1"
	[ -n "$FOUND" ]
}

finish() {
	exit $MISSED
}
