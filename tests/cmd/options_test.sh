#!/bin/sh
# shellcheck disable=SC2086,SC2119 # arguments are words; serve without any
# Options as they are written: in any order and form, in the configuration file, in a language.
# shellcheck source=tests/scenario.sh
. tests/scenario.sh
fresh
printf 'a b\n' >"$DIR/a.txt"
config=$XDG_CONFIG_HOME/traca/config

configure() {
	mkdir -p "$XDG_CONFIG_HOME/traca"
	printf '%b' "$1" >"$config"
}

err_is_one_line() { [ "$(wc -l <"$DIR/err")" -eq 1 ]; }

# ---- --help has what the commands take, and nothing that they do not ----
# A value that will do: the first word of those it offers, or one for its kind.
value_for() {
	case $1 in
	*'|'*) echo "${1%%|*}" ;;
	N | SECONDS | DAYS) echo 1 ;;
	X) echo 0.5 ;;
	SIZE) echo 1M ;;
	CODE) echo pt ;;
	URL) echo http://127.0.0.1:9 ;;
	DIR) echo "$DIR/cache" ;;
	*) echo x ;;
	esac
}

# Options that change what is on standard output are tried elsewhere.
takes_all_it_lists() {
	"$TRACA" "$1" --help --lang en |
		sed -n 's/^  \(-., \)\{0,1\}\(--[a-z-]*\) \{0,1\}\([^ ]*\).*/\2 \3/p' >"$DIR/listed"
	[ "$(wc -l <"$DIR/listed")" -gt 15 ] || return 1
	while read -r option value; do
		case $option in
		--help | --version) continue ;;
		--index | --output | --audit) value=$DIR/made ;;
		--table) value=characters ;;
		*) value=${value:+$(value_for "$value")} ;;
		esac
		# An error of the option itself is what this is about.
		"$TRACA" "$1" --offline --cache "$DIR/cache" --lang en \
			"$option" ${value:+"$value"} "$DIR/a.txt" >/dev/null 2>"$DIR/err"
		! grep -E -- "no such option|will not do|needs a value" "$DIR/err" || return 1
	done <"$DIR/listed"
}

for command in run collect process analyze crawl; do
	check "$command takes every option that its --help lists" takes_all_it_lists $command
	traca $command --help --lang en
	check "$command --help: exit code 0, on standard output" \
		sh -c "[ $STATUS -eq 0 ] && [ -s '$DIR/out' ] && [ ! -s '$DIR/err' ]"
	check "$command --help fits into 80 columns" \
		test "$(awk 'length > 80' "$DIR/out" | wc -l)" -eq 0
	traca $command --help --lang pt
	check "$command --help is Portuguese where asked" out_says 'língua dos relatórios'
	check "$command --help fits in Portuguese, too" \
		test "$(sed 's/[^ -~]\{2\}/x/g' "$DIR/out" | awk 'length > 80' | wc -l)" -eq 0
	traca $command --nope
	check "$command: an option that is not there is exit code 2" status_is 2
	traca $command "$DIR/a.txt" --version
	check "$command --version: wherever it stands" out_says 'traca 0.'
done
for lang in en pt; do
	STATUS=0
	"$TRACA" --help --lang $lang >"$DIR/out" 2>"$DIR/err" || STATUS=$?
	check "--help --lang $lang names the commands" out_says 'traca crawl '
	check "--help --lang $lang fits into 80 columns" \
		test "$(sed 's/[^ -~]\{2\}/x/g' "$DIR/out" | awk 'length > 80' | wc -l)" -eq 0
done
traca analyze --delay 1 "$DIR/a.txt"
check "an option of another command is none of this one" err_says '--delay: no such option here'
check "and nothing else was meant" err_says "'traca analyze --help' lists them"
traca run --autor x
check "a slip of the keyboard" err_says '--autor: no such option here; was --author meant?'
traca run --offlin=3
check "with a value" err_says 'was --offline meant?'
for slip in analize:analyze fecth:fetch chek:check; do
	traca ${slip%:*}
	check "a slip in a command: ${slip%:*}" err_says "no command '${slip%:*}'; was '${slip#*:}' meant?"
done
STATUS=0
"$TRACA" >"$DIR/out" 2>"$DIR/err" || STATUS=$?
check "no command at all: exit code 2, and help" sh -c "[ $STATUS -eq 2 ] && [ -s '$DIR/err' ]"
traca frob
check "a command that is not there: exit code 2" status_is 2
check "in one line, which names it" sh -c "[ \$(wc -l <'$DIR/err') -eq 1 ] && grep -q frob '$DIR/err'"

# ---- forms and places ----
while IFS='|' read -r what arguments says; do
	# shellcheck disable=SC2086
	traca analyze $arguments
	check "$what" out_says "$says"
	check "$what: exit code 0" status_is 0
done <<CASES
--option value|--lang pt --table sequences $DIR/a.txt|a	1
--option=value|--table=sequences $DIR/a.txt|a	1
options after the file|$DIR/a.txt --format=json|"characters"
the last word wins|--format json --format ndjson $DIR/a.txt|{
what follows -- is no option|--lang pt -- $DIR/a.txt|Estatísticas
--lang before the file|--lang pt $DIR/a.txt|Estatísticas
--lang after the file|$DIR/a.txt --lang=pt|Estatísticas
CASES
traca analyze --nope "$DIR/a.txt" --lang pt
check "--lang holds for errors that come before it" err_says 'esta opção não existe'

# ---- the language of the environment ----
while IFS='|' read -r what all messages lang says; do
	STATUS=0
	LC_ALL=$all LC_MESSAGES=$messages LANG=$lang "$TRACA" analyze --cache "$DIR/cache" \
		"$DIR/a.txt" >"$DIR/out" 2>"$DIR/err" || STATUS=$?
	check "$what" out_says "$says"
done <<'CASES'
LANG speaks Portuguese|||pt_BR.UTF-8|Estatísticas
Portugal's, too|||pt_PT|Estatísticas
LC_MESSAGES goes before LANG||pt_BR.UTF-8|en_US.UTF-8|Estatísticas
LC_ALL goes before both|pt_BR.UTF-8|en_US|en_US|Estatísticas
LC_ALL=C is English|C|pt_BR|pt_BR|Statistics
a language that we do not speak is English|||fr_FR.UTF-8|Statistics
nothing is English||||Statistics
CASES

# ---- the configuration file ----
configure '# mine\n\n[traca]\nlang = pt\n'
traca analyze "$DIR/a.txt"
check "lang of the file holds" out_says Estatísticas
traca analyze "$DIR/a.txt" --lang en
check "the command line goes before it" out_says Statistics
configure 'delay = 1\ncontact = ana@example.org\n'
traca analyze "$DIR/a.txt"
check "what another command would take is let be" status_is 0
while IFS='|' read -r what lines says; do
	configure "$lines"
	traca analyze "$DIR/a.txt"
	check "$what: exit code 2" status_is 2
	check "$what: one line" err_is_one_line
	check "$what: file, line and reason are named" err_says "$config:$says"
done <<'CASES'
a line that is no setting|# mine\nnonsense\n|2: not 'name = value'
a name that is none|nope = 1\n|1: 'nope' cannot be set here
what is a job's, not a person's|\n\nid = 1\n|3: 'id' cannot be set here
a home that only shells know|cache = ~/books\n|1: ~ is home to shells alone
a value that will not do|lang = fr\n|1: --lang: 'fr' will not do
CASES
configure 'contact = ana@example.org\n'
book 1 one
serve
"$TRACA" run --id 1 --mirror "$URL" --delay 0 --cache "$DIR/cache" >"$DIR/out" 2>"$DIR/err"
STATUS=$?
check "the contact of the file is told to the server" \
	grep -qE 'traca/[0-9.]+ \(ana@example.org\)$' "$LOG"
check "and the user is not asked for one" sh -c "! grep -q contact '$DIR/err'"

# ---- who is asking ----
rm -f "$config"
fresh
book 1 one
book 2 two
serve
traca run --id 1 --id 2 --mirror "$URL" --delay 0
check "nobody is named as asking: one note" test "$(grep -c -- '--contact' "$DIR/err")" -eq 1
check "it says where to write it once and for all" err_says "'contact = ADDRESS' in $config"
check "and the books are fetched all the same" status_is 0
traca run --id 1 --id 2 --mirror "$URL" --delay 0
check "from the cache nobody is asked, and nothing is noted" \
	sh -c "! grep -q -- '--contact' '$DIR/err'"
traca run --id 3 --mirror "$URL" --delay 0 -q
check "--quiet: no note" sh -c "! grep -q -- '--contact' '$DIR/err'"
