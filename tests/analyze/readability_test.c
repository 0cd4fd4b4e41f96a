#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "analyze/analyze.h"
#include "analyze/parting.h"
#include "analyze/syllables.h"

static struct syllables *syllables;

static void assert_close(const char *name, double got, double wanted)
{
	if (isnan(wanted) ? isnan(got) : fabs(got - wanted) <= 1e-10 * fmax(1, fabs(wanted)))
		return;
	fail_msg("%s: %.17g, not %.17g", name, got, wanted);
}

/* SENTENCE, TIMES times. */
static void analyze(struct summary *summary, const char *sentence, int times, const char *language)
{
	const struct analyze_options options = { .measures = true,
						 .syllables = syllables,
						 .language = language };
	struct text text = { .found = true };
	FILE *out = open_memstream(&text.data, &text.len);

	for (int i = 0; i < times; i++)
		fputs(sentence, out);
	fclose(out);
	assert_int_equal(analyze_text(summary, &text, &options, NULL), 0);
	free(text.data);
}

/* Ten words of 2 letters, one of them of 7: ten times. */
#define TEN "Aa, aa aa aa aa (aa) aa aa aa aaa-a'a2a. "

static void formulas(void **state)
{
	static const struct {
		const char *name, *sentence;
		int times;
		enum measure measure;
		double wanted;
	} cases[] = {
		{ "words", TEN, 10, MEASURE_WORDS, 100 },
		{ "letters and digits, nothing else", TEN, 10, MEASURE_LETTERS, 250 },
		{ "longer than six", TEN, 10, MEASURE_LONG_WORDS, 10 },
		{ "sentences", TEN, 10, MEASURE_SENTENCES, 10 },
		{ "their length", TEN, 10, MEASURE_MEAN_SENTENCE_LENGTH, 10 },
		{ "4.71 2.5 + 0.5 10 - 21.43", TEN, 10, MEASURE_ARI, -4.655 },
		{ "0.0588 250 - 0.296 10 - 15.8", TEN, 10, MEASURE_COLEMAN_LIAU, -4.06 },
		{ "10 + 10", TEN, 10, MEASURE_LIX, 20 },
		{ "10 / 10", TEN, 10, MEASURE_RIX, 1 },
		{ "89 + 30 - 25", TEN, 10, MEASURE_GULPEASE, 94 },
		{ "a language that is not known has no Flesch", TEN, 10, MEASURE_FLESCH, NAN },
		{ "nor syllables", TEN, 10, MEASURE_SYLLABLES, NAN },
		{ "dashes are no words", "a - b -- * c. ", 40, MEASURE_WORDS, 120 },
		{ "six letters are not long", "abcdef ", 100, MEASURE_LONG_WORDS, 0 },
		{ "letters are code points", "\u00e9\u00e9\u00e9\u00e9 ", 100, MEASURE_LETTERS,
		  400 },
		{ "an accent of its own is no letter", "e\u0301 ", 100, MEASURE_LETTERS, 100 },
		{ "99 words are too few", "a ", 99, MEASURE_ARI, NAN },
		{ "but they are counted", "a ", 99, MEASURE_WORDS, 99 },
		{ "100 words are enough", "a ", 100, MEASURE_LIX, 100 },
		{ "Greek has words", "\u03b1\u03b2 ", 100, MEASURE_LIX, 100 },
		{ "Chinese is not written in words", "\u6211\u5011\u3002 ", 100, MEASURE_LIX, NAN },
		{ "nor Thai", "\u0e01\u0e02 ", 100, MEASURE_COLEMAN_LIAU, NAN },
		{ "a little Chinese does no harm", "\u6211 abc. ", 100, MEASURE_RIX, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct summary summary;

		analyze(&summary, cases[i].sentence, cases[i].times, NULL);
		assert_close(cases[i].name, summary.measures->values[cases[i].measure],
			     cases[i].wanted);
		summary_release(&summary);
	}
}

static void syllables_of_words(void **state)
{
	static const struct {
		const char *language, *words; /* parted as they are counted */
	} cases[] = {
		{ "pt", "a-go-ra a-mi-go co-ra-\u00e7\u00e3o his-t\u00f3-ria di-a que guer-ra" },
		{ "pt", "pa-ra-\u00ed-so \u00f3-le-o o-ce-a-no trans-por psi-co-lo-gi-a" },
		{ "en", "a-gain ta-ble dif-fer-ent beau-ti-ful the gen-er-al" },
		{ "es", "a-mi-go ca-ba-lle-ro hi-dal-go ciu-dad gue-rra" },
		{ "fr", "en-core an-n\u00e9e table homme l'amour" },
		{ "de", "a-ber Frei-heit Son-ne Schif-fahrt Auge-n" },
		{ "it", "a-mo-re ac-qua del-l'ar-te si-gno-ra o-ra" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct patterns *patterns = syllables_patterns(syllables, cases[i].language);
		char *words = strdup(cases[i].words), *rest = words, *word;

		if (!patterns) {
			print_message("# skipped: no patterns for %s\n", cases[i].language);
			free(words);
			continue;
		}
		while ((word = strsep(&rest, " "))) {
			char joined[64];
			unsigned wanted = 1;
			size_t n = 0;

			for (const char *c = word; *c; c++) {
				wanted += *c == '-';
				if (*c != '-')
					joined[n++] = *c;
			}
			if (parting_syllables(patterns, joined, n) != wanted)
				fail_msg("%s: %u", word, parting_syllables(patterns, joined, n));
		}
		free(words);
	}
}

static void flesch_of_each_language(void **state)
{
	static const struct {
		const char *name, *language, *sentence, *formula;
		int times;
		double wanted;
	} cases[] = {
		{ "Portuguese, three syllables a word, two words a sentence", "pt", "Agora agora. ",
		  "Martins, Ghiraldelo, Nunes and Oliveira 1996", 50,
		  248.835 - 1.015 * 2 - 84.6 * 3 },
		{ "each part of a compound, none in numbers", "pt", "Agora-agora 12. ",
		  "Martins, Ghiraldelo, Nunes and Oliveira 1996", 50,
		  248.835 - 1.015 * 2 - 84.6 * 3 },
		{ "English", "en", "Table table. ", "Flesch 1948", 50,
		  206.835 - 1.015 * 2 - 84.6 * 2 },
		{ "Spanish", "es", "Amigo amigo. ", "Fern\u00e1ndez Huerta 1959", 50,
		  206.84 - 1.02 * 2 - 60 * 3 },
		{ "French", "fr", "Encore encore. ", "Kandel and Moles 1958", 50,
		  207 - 1.015 * 2 - 73.6 * 2 },
		{ "German", "de", "Sonne Sonne. ", "Amstad 1978", 50, 180 - 2 - 58.5 * 2 },
		{ "Italian", "it", "Amore amore. ", "Franchina and Vacca 1986", 50,
		  217 - 1.3 * 2 - 60 * 3 },
		{ "too short a text", "pt", "Agora agora. ", NULL, 49, NAN },
		{ "a language without a formula", "ru", "Agora agora. ", NULL, 50, NAN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct summary summary;

		if (cases[i].formula && !syllables_patterns(syllables, cases[i].language)) {
			print_message("# skipped: no patterns for %s\n", cases[i].language);
			continue;
		}
		analyze(&summary, cases[i].sentence, cases[i].times, cases[i].language);
		assert_close(cases[i].name, summary.measures->values[MEASURE_FLESCH],
			     cases[i].wanted);
		if (cases[i].formula)
			assert_string_equal(summary.measures->flesch_formula, cases[i].formula);
		else
			assert_null(summary.measures->flesch_formula);
		summary_release(&summary);
	}
}

static void words_of_any_length(void **state)
{
	const struct patterns *patterns = syllables_patterns(syllables, "pt");
	char word[2000];

	(void)state;
	if (!patterns)
		skip();
	for (size_t i = 0; i < sizeof(word); i++)
		word[i] = "ba"[i % 2];
	assert_true(parting_syllables(patterns, word, sizeof(word)) > 1);
	assert_int_equal(parting_syllables(patterns, word, 4), 2);
	assert_int_equal(parting_syllables(patterns, "", 0), 1);
	assert_int_equal(parting_syllables(patterns, "xyz\U0001f600\u6211", 10), 1);
}

static int open_syllables(void **state)
{
	(void)state;
	syllables = syllables_new();
	return 0;
}

static int close_syllables(void **state)
{
	(void)state;
	syllables_free(syllables);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formulas),
		cmocka_unit_test(syllables_of_words),
		cmocka_unit_test(flesch_of_each_language),
		cmocka_unit_test(words_of_any_length),
	};

	return cmocka_run_group_tests(tests, open_syllables, close_syllables);
}
