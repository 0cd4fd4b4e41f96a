#include "data/measures.h"

#include <math.h>
#include <stdlib.h>
#include "data/mem.h"

struct measure_row {
	const char *name;
	bool is_whole;
};

static const struct measure_row rows[MEASURES] = {
	[MEASURE_TOKENS] = { "tokens", true },
	[MEASURE_TYPES] = { "types", true },
	[MEASURE_HAPAX] = { "hapax", true },
	[MEASURE_DIS] = { "dis", true },
	[MEASURE_TTR] = { "ttr", false },
	[MEASURE_HERDAN_C] = { "herdan_c", false },
	[MEASURE_GUIRAUD_R] = { "guiraud_r", false },
	[MEASURE_CARROLL_CTTR] = { "carroll_cttr", false },
	[MEASURE_MAAS_A2] = { "maas_a2", false },
	[MEASURE_DUGAST_U] = { "dugast_u", false },
	[MEASURE_YULE_K] = { "yule_k", false },
	[MEASURE_SIMPSON_D] = { "simpson_d", false },
	[MEASURE_HONORE_H] = { "honore_h", false },
	[MEASURE_BRUNET_W] = { "brunet_w", false },
	[MEASURE_ENTROPY] = { "entropy", false },
	[MEASURE_MATTR] = { "mattr", false },
	[MEASURE_MTLD] = { "mtld", false },
	[MEASURE_HDD] = { "hdd", false },
	[MEASURE_ZIPF] = { "zipf", false },
	[MEASURE_HEAPS_BETA] = { "heaps_beta", false },
	[MEASURE_HEAPS_K] = { "heaps_k", false },
	[MEASURE_MEAN_TOKEN_LENGTH] = { "mean_token_length", false },
	[MEASURE_SD_TOKEN_LENGTH] = { "sd_token_length", false },
	[MEASURE_MEAN_LINE_LENGTH] = { "mean_line_length", false },
	[MEASURE_SD_LINE_LENGTH] = { "sd_line_length", false },
	[MEASURE_SENTENCES] = { "sentences", true },
	[MEASURE_MEAN_SENTENCE_LENGTH] = { "mean_sentence_length", false },
	[MEASURE_SD_SENTENCE_LENGTH] = { "sd_sentence_length", false },
	[MEASURE_WORDS] = { "words", true },
	[MEASURE_LETTERS] = { "letters", true },
	[MEASURE_LONG_WORDS] = { "long_words", true },
	[MEASURE_SYLLABLES] = { "syllables", true },
	[MEASURE_ARI] = { "ari", false },
	[MEASURE_COLEMAN_LIAU] = { "coleman_liau", false },
	[MEASURE_LIX] = { "lix", false },
	[MEASURE_RIX] = { "rix", false },
	[MEASURE_GULPEASE] = { "gulpease", false },
	[MEASURE_FLESCH] = { "flesch", false },
};

struct measures *measures_new(void)
{
	struct measures *measures = xcalloc(1, sizeof(*measures));

	for (int i = 0; i < MEASURES; i++)
		measures->values[i] = NAN;
	return measures;
}

struct measures *measures_copy(const struct measures *from)
{
	struct measures *to;

	if (!from)
		return NULL;
	to = xmalloc(sizeof(*to));
	*to = *from;
	if (from->curves) {
		to->curves = curves_copy(from->curves);
	}
	return to;
}

void measures_free(struct measures *measures)
{
	if (measures)
		curves_free(measures->curves);
	free(measures);
}

const char *measure_name(enum measure measure, bool *is_whole)
{
	*is_whole = rows[measure].is_whole;
	return rows[measure].name;
}
