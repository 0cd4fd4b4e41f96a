#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "data/language.h"

static const struct {
	const char *name, *code;
} cases[] = {
	{ "Portuguese", "pt" },
	{ "portuguese ", "pt" },
	{ "Português", "pt" },
	{ "Deutsch", "de" },
	{ "pt", "pt" },
	{ "PT", "pt" },
	{ "por", "pt" },
	{ "arp", "arp" },
	{ "grc", "grc" },
	{ "nah", "nah" },
	{ "xyz", NULL },
	{ "zz", NULL },
	{ "Galego", "gl" },
	{ "Tok Pisin", "tpi" },
	{ "Bagobo and Spanish", "bgi" },
	{ "pt-BR", "pt" },
	{ "ger", "de" },
	{ "afrikaans", "af" },
	{ "Yiddish", "yi" },
	{ "Farsi", "fa" },
	{ "Persian", "fa" },
	{ "Greek", "el" },
	{ "Greek (ancient)", "el" },
	{ "Norwegian", "no" },
	{ "Chinese", "zh" },
	{ "Zh (Chinese)", "zh" },
	{ "Arapaho", "arp" },
	{ "Old English (ca. 450-1100)", "ang" },
	{ "Middle English and Latin", "enm" },
	{ "Scots", "sco" },
	{ "Scots Gaelic", "gd" },
	{ "Nahuatl and English", "nah" },
	{ "Friulian", "fur" },
	{ "English, Latin, Spanish, and Italian", "en" },
	{ "Spanish / English", "es" },
	{ "en/zh", "en" },
	{ "Latin, with notes in English", "la" },
	{ "Swedish with English notes", "sv" },
	{ "English verse", "en" },
	{ "Romanian", "ro" },
	{ "Klingonese", NULL },
	{ "", NULL },
	{ "  ", NULL },
	{ "/", NULL },
	{ "\xff\xfe", NULL },
	{ "a very long line that is the name of no language at all, however far one reads it ééé",
	  NULL },
};

static void a_name_has_a_code(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *code = language_code(cases[i].name);

		if (!code != !cases[i].code || (code && strcmp(code, cases[i].code) != 0))
			fail_msg("%s: %s", cases[i].name, code ? code : "unknown");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(a_name_has_a_code) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
