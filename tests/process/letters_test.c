#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "data/mem.h"
#include "process/letters.h"

static const struct {
	const char *name, *text, *repaired;
} repairs[] = {
	{ "what is right stays", "não é — “já”", "não é — “já”" },
	{ "read as Latin-1 once", "nÃ£o Ã©", "não é" },
	{ "read as Latin-1 twice", "nÃƒÂ£o", "não" },
	{ "read as windows-1252", "â€œjÃ¡â€¦", "“já…" },
	{ "with a space that does not break", "Ã\302\240 noite", "à noite" },
	{ "in one word and not in another", "já nÃ£o", "já não" },
	{ "three bytes of each", "Ð\302\220Ð±", "Аб" },
	{ "signs that happen to stand together stay", "Â©é", "Â©é" },
	{ "nothing", "", "" },
};

static void utf_8_read_as_latin_1_is_put_right(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(repairs) / sizeof(*repairs); i++) {
		char *text = xstrdup(repairs[i].text);
		size_t len = letters_repair(text, strlen(text));

		if (strcmp(text, repairs[i].repaired) != 0 || len != strlen(text))
			fail_msg("%s: %s", repairs[i].name, text);
		free(text);
	}
}

static const struct {
	const char *name, *text, *left;
} invisibles[] = {
	{ "a soft hyphen", "so\302\255ft", "soft" },
	{ "zero width", "a\342\200\213b\342\201\240c\357\273\277d", "abcd" },
	{ "a joiner between Latin letters", "f\342\200\214i", "fi" },
	{ "one that a Persian word is spelled with", "می\342\200\214خواهم", "می\342\200\214خواهم" },
	{ "one that a Hindi word is spelled with", "क्\342\200\215ष", "क्\342\200\215ष" },
	{ "a space that does not break is to be seen", "a\302\240b", "a\302\240b" },
	{ "nothing", "", "" },
};

static void what_has_no_width_is_dropped(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(invisibles) / sizeof(*invisibles); i++) {
		char *text = xstrdup(invisibles[i].text);
		size_t len = letters_drop_invisible(text, strlen(text));

		if (strcmp(text, invisibles[i].left) != 0 || len != strlen(text))
			fail_msg("%s: %s", invisibles[i].name, text);
		free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(utf_8_read_as_latin_1_is_put_right),
		cmocka_unit_test(what_has_no_width_is_dropped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
