#!/bin/sh
# Every message that a person may see is in po/pt.po, translated, with the same %s.
# "lint/po.sh --update" adds the missing ones (untranslated) and drops those no longer used.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

find data collect process analyze present cmd -name '*.c' 2>/dev/null | sort |
	xgettext --files-from=- --from-code=UTF-8 --keyword=_ --keyword=N_ \
		--keyword=N_PLURAL:1,2 --keyword=lang_plural:1,2 --omit-header --force-po -o "$work/all.pot" || exit 2
[ -s "$work/all.pot" ] || exit 0

if [ "${1:-}" = --update ]; then
	msgmerge --quiet --no-fuzzy-matching --no-location --no-wrap -o "$work/new.po" \
		po/pt.po "$work/all.pot" || exit 2
	exec msgattrib --no-obsolete --no-wrap -o po/pt.po "$work/new.po"
fi

msgmerge --quiet --no-fuzzy-matching --no-wrap -o "$work/merged.po" po/pt.po "$work/all.pot" || exit 1
msgfmt --check -o /dev/null "$work/merged.po" || exit 1
{
	msgattrib --untranslated --no-obsolete --no-wrap "$work/merged.po"
	msgattrib --only-fuzzy --no-obsolete --no-wrap "$work/merged.po"
} | awk '
/^#: / && place == "" { place = $2 }
/^msgid / && place != "" {
	sub(/^msgid /, "")
	print place ": not in po/pt.po: " $0
	bad = 1
}
/^$/ { place = "" }
END { exit bad }'
