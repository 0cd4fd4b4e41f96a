#include "analyze/readability.h"

#include <math.h>
#include <stddef.h>
#include <string.h>
#include "analyze/measures.h"
#include "analyze/spelling.h"

enum { LEAST_WORDS = 100 };

static const struct flesch {
	const char *language, *formula;
	double a, b, c;
} fleschs[] = {
	{ "pt", "Martins, Ghiraldelo, Nunes and Oliveira 1996", 248.835, 1.015, 84.6 },
	{ "en", "Flesch 1948", 206.835, 1.015, 84.6 },
	{ "es", "Fernández Huerta 1959", 206.84, 1.02, 60 },
	{ "fr", "Kandel and Moles 1958", 207, 1.015, 73.6 },
	{ "de", "Amstad 1978", 180, 1, 58.5 },
	{ "it", "Franchina and Vacca 1986", 217, 1.3, 60 },
};

static const struct flesch *flesch_of(const char *language)
{
	for (size_t i = 0; i < sizeof(fleschs) / sizeof(*fleschs); i++)
		if (language && strcmp(fleschs[i].language, language) == 0)
			return &fleschs[i];
	return NULL;
}

static void apply_formulas(double *values, double words, double letters, double long_words)
{
	double sentences = values[MEASURE_SENTENCES];

	values[MEASURE_ARI] = 4.71 * letters / words + 0.5 * words / sentences - 21.43;
	values[MEASURE_COLEMAN_LIAU] = 5.88 * letters / words - 29.6 * sentences / words - 15.8;
	values[MEASURE_LIX] = words / sentences + 100 * long_words / words;
	values[MEASURE_RIX] = long_words / sentences;
	values[MEASURE_GULPEASE] = 89 + (300 * sentences - 10 * letters) / words;
}

void readability_measure(struct measures *out, const struct tally *folded, const char *language,
			 struct syllables *syllables)
{
	const struct flesch *flesch = flesch_of(language);
	const struct patterns *patterns =
		flesch && syllables ? syllables_patterns(syllables, language) : NULL;
	struct spelling sums = {
		.lengths.histogram = out->curves ? &out->curves->tokens : NULL,
	};
	double *values = out->values, words;

	spelling_of(&sums, folded, patterns);
	measures_of_lengths(out, &sums.lengths);
	words = (double)sums.words;
	values[MEASURE_WORDS] = words;
	values[MEASURE_LETTERS] = (double)sums.letters;
	values[MEASURE_LONG_WORDS] = (double)sums.long_words;
	if (patterns)
		values[MEASURE_SYLLABLES] = (double)sums.syllables;
	if (sums.words < LEAST_WORDS || !(values[MEASURE_SENTENCES] > 0) ||
	    sums.unspaced > sums.letters / 2)
		return;
	apply_formulas(values, words, (double)sums.letters, (double)sums.long_words);
	if (!patterns)
		return;
	values[MEASURE_FLESCH] = flesch->a - flesch->b * words / values[MEASURE_SENTENCES] -
				 flesch->c * (double)sums.syllables / words;
	out->flesch_formula = flesch->formula;
}
