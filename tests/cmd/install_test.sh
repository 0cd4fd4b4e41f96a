#!/bin/sh
# What `make install` and `make deb` put in place: the program, its manual in two languages, and
# completions; all of them know every option that the program has.
# shellcheck source=tests/scenario.sh
. tests/scenario.sh
fresh
root=$DIR/root
share=$root/opt/share

# Not the program under valgrind: what is installed is a file of the build.
# Not what the make that runs the tests has told its own.
env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make -s install BUILD="$BUILD" DESTDIR="$root" PREFIX=/opt >"$DIR/out" 2>"$DIR/err"
STATUS=$?
check "make install goes where DESTDIR and PREFIX say" test -x "$root/opt/bin/traca"
check "and says nothing wrong" sh -c "[ $STATUS -eq 0 ] && [ ! -s '$DIR/err' ]"
traca=$root/opt/bin/traca

for command in run collect process analyze present serve crawl check fetch robots config completions manual; do
	"$traca" $command --help --lang en | sed -n 's/^  \(-., \)\{0,1\}\(--[a-z-]*\).*/\2/p'
done | sort -u >"$DIR/options"
check "there are options to look for" test "$(wc -l <"$DIR/options")" -gt 40

# FILE, and what stands before an option's name in it: which options it lacks.
lacking() {
	while read -r option; do
		sed 's|\\f.||g; s|\\||g' "$1" | grep -qE -- "$2${option#--}([^a-z-]|$)" || echo "$option"
	done <"$DIR/options"
}

while IFS='|' read -r name file before; do
	lacking "$share/$file" "$before" >"$DIR/err"
	check "$name: every option is in it" test ! -s "$DIR/err"
done <<'CASES'
the manual|man/man1/traca.1|--
the Portuguese manual|man/pt/man1/traca.1|--
bash|bash-completion/completions/traca|--
zsh|zsh/vendor-completions/_traca|--
fish|fish/vendor_completions.d/traca.fish|-l 
CASES
check "the Portuguese manual is Portuguese" grep -q DESCRI "$share/man/pt/man1/traca.1"
for command in $("$traca" --help --lang en | sed -n 's/^  traca \([a-z]*\) .*/\1/p' | sort -u); do
	check "the command $command is in the manual" grep -q "^.fB$command.fR" "$share/man/man1/traca.1"
done

# ---- each reader takes what is for it ----
# NAME READER ARGUMENTS...
taken_by() {
	what=$1
	shift
	if command -v "$1" >/dev/null; then
		"$@" >"$DIR/out" 2>"$DIR/err"
		STATUS=$?
		check "$what" sh -c "[ $STATUS -eq 0 ] && [ ! -s '$DIR/err' ]"
	else
		echo "ok - $what # SKIP $1 is not there"
	fi
}
taken_by "bash reads its completion" bash -n "$share/bash-completion/completions/traca"
taken_by "zsh reads its completion" zsh -n "$share/zsh/vendor-completions/_traca"
taken_by "fish reads its completion" fish --no-execute "$share/fish/vendor_completions.d/traca.fish"
taken_by "groff finds nothing wrong in the manual" \
	groff -Kutf8 -man -Tutf8 -ww "$share/man/man1/traca.1"
cat >"$DIR/ask.sh" <<'END'
. "$1"
shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_traca
echo "${COMPREPLY[*]}"
END
while IFS='|' read -r what words says; do
	# shellcheck disable=SC2086 # words
	bash "$DIR/ask.sh" "$share/bash-completion/completions/traca" traca $words >"$DIR/out" 2>"$DIR/err"
	check "bash: $what" test "$(cat "$DIR/out")" = "$says"
done <<'CASES'
a command|ana|analyze
an option of it|analyze --author-|--author-exact
a value of that|analyze --cut cl|classic
an order of books|present --sort d|date distinct
what may be counted|analyze --tokens w|words
not another command's|analyze --max-pag|
CASES

# ---- config ----
traca() { STATUS=0; "$TRACA" "$@" >"$DIR/out" 2>"$DIR/err" || STATUS=$?; }
traca config --lang en
check "config without a file: where it would be" out_says "$XDG_CONFIG_HOME/traca/config (not there yet)"
check "and nothing is set" sh -c "! grep -v '^#' '$DIR/out' | grep -q ."
mkdir -p "$XDG_CONFIG_HOME/traca"
printf 'delay = 5\ncontact=ana@example.org\n' >"$XDG_CONFIG_HOME/traca/config"
traca config
check "config shows what is set" sh -c "grep -qx 'delay = 5' '$DIR/out' && grep -qx 'contact = ana@example.org' '$DIR/out'"
cp "$DIR/out" "$XDG_CONFIG_HOME/traca/config"
cp "$DIR/out" "$DIR/before"
traca config
check "what it prints is a configuration file itself" cmp -s "$DIR/before" "$DIR/out"
traca config extra
check "config takes no arguments: exit code 2" status_is 2
traca completions tcsh
check "a shell that we do not know: exit code 2, and which we do" \
	sh -c "[ $STATUS -eq 2 ] && grep -q 'bash, zsh, fish' '$DIR/err'"
rm "$XDG_CONFIG_HOME/traca/config"

# ---- the package ----
if command -v dpkg-shlibdeps >/dev/null && [ "${BUILD#*san-}" = "$BUILD" ]; then
	env -u MAKEFLAGS -u MFLAGS BUILD="$BUILD" package/deb.sh >"$DIR/out" 2>"$DIR/err"
	STATUS=$?
	package=$(cat "$DIR/out")
	check "make deb makes a package" test -s "$package"
	dpkg-deb -x "$package" "$DIR/unpacked" && dpkg-deb -f "$package" Depends >"$DIR/out"
	check "it depends on what the program is linked with" out_says libxml2
	check "and on what it loads later" sh -c "grep libcurl '$DIR/out' | grep libarchive | grep -q libmicrohttpd"
	"$DIR/unpacked/usr/bin/traca" --version >"$DIR/out"
	check "the program in it runs" out_says 'traca 0.'
else
	echo "ok - make deb # SKIP dpkg-shlibdeps is not there, or this is a build with sanitizers"
fi
