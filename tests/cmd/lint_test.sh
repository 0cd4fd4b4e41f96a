#!/bin/sh
# Each rule of lint/ before a small house that breaks it, and before one that keeps it.
# The house is a folder of its own; the scripts read the working directory.
# shellcheck disable=SC2016 # $ is for the snippets
set -u
lint=$PWD/lint
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
cp .clang-format .clang-tidy "$root"
cd "$root" || exit 2
n=0

# A folder with one good module in each of three rooms.
house() {
	rm -rf data collect process cmd tests po util
	mkdir data collect process cmd tests po
	printf '/*\n * a - one.\n */\n#ifndef DATA_A_H\n#define DATA_A_H\n\nint a(void);\n\n#endif\n' >data/a.h
	printf '#include "data/a.h"\n\nint a(void)\n{\n\treturn 1;\n}\n' >data/a.c
	printf '#include <stdio.h>\n#include "data/a.h"\n\nint main(void)\n{\n\tprintf("%%d", a());\n\treturn 0;\n}\n' >cmd/main.c
	printf 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n' >po/pt.po
	printf '"PO-Revision-Date: x\\n"\n"Last-Translator: x\\n"\n"Language-Team: x\\n"\n"Language: pt\\n"\n' >>po/pt.po
	printf '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n' >>po/pt.po
}

# The tools of some rules are not needed to build, and need not be there.
lacks() {
	case $1 in
	format) tool=clang-format ;;
	scripts) tool=shellcheck ;;
	*) return 1 ;;
	esac
	command -v $tool >/dev/null && return 1
	n=$((n + 1))
	echo "ok $n - $1 # SKIP $tool is not there"
}

result() {
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# /' out
	fi
}

# RULE NAME FILE: standard input is put into FILE; the rule complains of it, line and all.
breaks() {
	lacks "$1" && return
	house
	mkdir -p "$(dirname "$3")"
	cat >"$3"
	! "$lint/$1.sh" >out 2>&1 && grep -qE "^$3:[0-9]+:" out
	result $? "$1: $2"
}

# The same, and the rule has nothing to say.
keeps() {
	lacks "$1" && return
	house
	mkdir -p "$(dirname "$3")"
	cat >"$3"
	"$lint/$1.sh" >out 2>&1 && [ ! -s out ]
	result $? "$1: $2"
}

lines() {
	i=0
	while [ $i -lt "$1" ]; do
		echo "$2"
		i=$((i + 1))
	done
}

house
for rule in format headers includes names po pure scripts sizes todo tour words; do
	lacks $rule && continue
	"$lint/$rule.sh" >out 2>&1 && [ ! -s out ]
	result $? "$rule: a good house"
done

breaks includes "a stage does not include another" collect/b.c <<'END'
#include "process/p.h"
END
breaks includes "data includes only data" data/b.c <<'END'
#include "collect/c.h"
END
breaks includes "nobody includes cmd" process/b.c <<'END'
#include "cmd/options.h"
END
breaks includes "from the root" data/b.c <<'END'
#include "a.h"
END
breaks includes "the own header first" data/a.c <<'END'
#include <stdio.h>
#include "data/a.h"
END
breaks includes "a library is its owner's" process/b.c <<'END'
#include <curl/curl.h>
END
breaks includes "no library in a header" collect/fetch.h <<'END'
#include <curl/curl.h>
END
breaks includes "no library that is in no table" data/b.c <<'END'
#include <openssl/sha.h>
END
keeps includes "cmd includes every stage" cmd/b.c <<'END'
#include <uv.h>
#include "collect/c.h"
#include "process/p.h"
END
breaks names "no room for odds and ends" util/x.c </dev/null
breaks names "nor a file" data/str_utils.c </dev/null
keeps names "a noun that only begins so" data/utility_poles.c </dev/null
{
	echo 'int f(void)'
	echo '{'
	lines 60 '	;'
	echo '}'
} >long
breaks sizes "a function of 62 lines" data/b.c <long
lines 401 '' >long
breaks sizes "a file of 401 lines" data/b.c <long
lines 81 '' >long
breaks sizes "a header of 81 lines" data/b.h <long
breaks sizes "four blocks within each other" data/b.c <<'END'
int f(int x)
{
	if (x) {
		while (x) {
			for (;;) {
				if (x &&
				    x > 1) {
					x--;
				}
			}
		}
	}
}
END
keeps sizes "initialisers are no blocks" data/b.c <<'END'
int f(int x)
{
	for (;;) {
		if (x) {
			do {
				g((struct a) { .b = { { 1 }, { 2 } } });
			} while (x);
		}
	}
}
END
breaks words "only cmd prints" data/b.c <<'END'
int f(void) { return puts("x"); }
END
breaks words "only cmd ends the program" collect/b.c <<'END'
void f(void) { exit(1); }
END
breaks words "memory has one door" data/b.c <<'END'
void *f(void) { return malloc(1); }
END
breaks words "no typedef of structs" data/b.h <<'END'
typedef struct b { int c; } b;
END
keeps words "comments, strings and longer names" data/b.c <<'END'
/* exit(1), and
 * puts("x") */
void *f(void) { return xmalloc(snprintf("exit(1) \" puts(")); } // stdout
END
breaks pure "no clock in a pure file" collect/pace.c <<'END'
long f(void) { return time(0); }
END
keeps pure "what only sounds like it" collect/pace.c <<'END'
long f(struct x *x) { return due_time(x->time(0)); }
END
breaks headers "a header begins with what it is" data/b.h <<'END'
#ifndef DATA_B_H
END
breaks headers "a guard has the name of the file" data/b.h <<'END'
/*
 * b - a thing.
 */
#ifndef B_H
END
breaks todo "work left is an issue" data/b.c <<END
/* TO${n:+DO} */
END
echo '`data/a`' >ARCHITECTURE.md
breaks tour "a module that the tour leaves out" data/b.h </dev/null
keeps tour "the private part of one that it has" data/a_more.c </dev/null
breaks tour "a module in two rows of it" ARCHITECTURE.md <<'END'
| `data/a` | one |
| `data/b` `data/a` | two |
END
rm ARCHITECTURE.md
breaks po "a message without a translation" data/b.c <<'END'
const char *f(void) { return _("no such file"); }
END
breaks po "nor a plural" data/b.c <<'END'
const char *f(void) { return lang_plural("%d book", "%d books", 2); }
END
breaks format "not as .clang-format has it" data/b.c <<'END'
int f( void ){ return 1; }
END
breaks scripts "shellcheck complains" tests/x.sh <<'END'
#!/bin/sh
rm $1
END
echo "1..$n"
