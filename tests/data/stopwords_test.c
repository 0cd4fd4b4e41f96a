/* Which words hold sentences together. */
#include "data/stopwords.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

static const struct {
	const char *name, *language, *word;
	bool is_one;
} cases[] = {
	{ "an article", "en", "the", true },
	{ "a noun is none", "en", "whale", false },
	{ "a part of one is none", "en", "th", false },
	{ "punctuation around it does not count", "pt", "\"que,", true },
	{ "but letters in other alphabets do", "pt", "quë", false },
	{ "with its accent", "pt", "não", true },
	{ "of old spelling", "pt", "elle", true },
	{ "a printer's apostrophe is a typist's", "fr", "qu’il", true },
	{ "the last of a list", "de", "zwischen", true },
	{ "the first of a list", "es", "a", true },
	{ "another language's", "it", "the", false },
	{ "what has no letters is no word", "en", "--", true },
	{ "a number is one", "en", "1984", false },
	{ "in a language without a list", "fi", "ja", false },
	{ "and in no language", NULL, "the", false },
	{ "two words are none", "en", "a about", false },
	{ "nothing is no word", "en", "", true },
	{ "a long one is none", "de",
	  "donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
	  false },
};

static void words(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		if (stopwords_have(cases[i].language, cases[i].word, strlen(cases[i].word)) !=
		    cases[i].is_one)
			fail_msg("%s: %s", cases[i].name, cases[i].word);
	}
}

static void languages(void **state)
{
	(void)state;
	assert_true(stopwords_know("pt"));
	assert_true(stopwords_know("it"));
	assert_false(stopwords_know("fi"));
	assert_false(stopwords_know(NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words),
		cmocka_unit_test(languages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
