#include "analyze/readability.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>
#include "data/mem.h"

enum { LEAST_WORDS = 100, SHORT = 6 };

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

/* Of one token, then of all. */
struct sums {
	uint64_t words, letters, long_words, syllables;
	uint64_t unspaced; /* letters of scripts that put no spaces between words */
};

/* What a character is; of the near ones ICU is asked once. INNER ones do not end a run of letters,
 * which syllables are counted in. */
enum { KNOWN = 1, COUNTED = 2, LETTER = 4, INNER = 8, UNSPACED = 16, NEAR = 0x10000 };

static unsigned kind_of(UChar32 c)
{
	UErrorCode status = U_ZERO_ERROR;
	uint32_t category = U_GET_GC_MASK(c);

	if (category & U_GC_L_MASK)
		return KNOWN | COUNTED | LETTER |
		       (uscript_breaksBetweenLetters(uscript_getScript(c, &status)) ? UNSPACED
										    : 0U);
	if (category & U_GC_ND_MASK)
		return KNOWN | COUNTED;
	return KNOWN | (category & U_GC_MN_MASK || c == '\'' || c == 0x2019 ? INNER : 0U);
}

static inline unsigned known_kind(unsigned char *kinds, UChar32 c)
{
	if (c >= NEAR)
		return kind_of(c);
	if (!kinds[c])
		kinds[c] = (unsigned char)kind_of(c);
	return kinds[c];
}

static inline void add_letters(struct sums *sums, const struct tally_row *row, unsigned char *kinds)
{
	const struct token *token = &row->token;
	uint64_t letters = 0, unspaced = 0;

	for (size_t i = 0; i < token->len;) {
		unsigned kind;
		UChar32 c;

		U8_NEXT_UNSAFE(token->data, i, c);
		kind = known_kind(kinds, c);
		letters += (kind & COUNTED) != 0;
		unspaced += (kind & UNSPACED) != 0;
	}
	sums->letters += row->count * letters;
	sums->words += letters ? row->count : 0;
	sums->long_words += letters > SHORT ? row->count : 0;
	sums->unspaced += row->count * unspaced;
}

/* Run by run, each from its first letter to past its last. */
static uint64_t syllables_of(const struct token *token, const struct patterns *patterns,
			     unsigned char *kinds)
{
	size_t begin = 0, past = 0; /* past 0: in no run */
	uint64_t syllables = 0;

	for (size_t i = 0; i < token->len;) {
		size_t at = i;
		unsigned kind;
		UChar32 c;

		U8_NEXT_UNSAFE(token->data, i, c);
		kind = known_kind(kinds, c);
		if (kind & LETTER) {
			begin = past ? begin : at;
			past = i;
		} else if (past && !(kind & INNER)) {
			syllables += syllables_count(patterns, token->data + begin, past - begin);
			past = 0;
		}
	}
	return syllables +
	       (past ? syllables_count(patterns, token->data + begin, past - begin) : 0);
}

/* PATTERNS may be NULL. */
static struct sums sums_of(const struct tally *folded, const struct patterns *patterns)
{
	unsigned char *kinds = xcalloc(NEAR, sizeof(*kinds));
	struct sums sums = { 0 };

	for (size_t i = 0; i < folded->n; i++) {
		const struct tally_row *row = &folded->rows[i];

		add_letters(&sums, row, kinds);
		if (patterns)
			sums.syllables += row->count * syllables_of(&row->token, patterns, kinds);
	}
	free(kinds);
	return sums;
}

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
	struct sums sums = sums_of(folded, patterns);
	double *values = out->values, words = (double)sums.words;

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
