/*
 * measures - what a summary says of a text beyond counts: richness, lengths, readability.
 *
 * What each is, its formula, unit and source: analyze/measures.h, analyze/running.h,
 * analyze/lengths.h, analyze/readability.h. Computes nothing itself.
 */
#ifndef DATA_MEASURES_H
#define DATA_MEASURES_H

#include <stdbool.h>
#include <stddef.h>
#include "data/curves.h"

enum measure {
	MEASURE_TOKENS,
	MEASURE_TYPES,
	MEASURE_HAPAX,
	MEASURE_DIS,
	MEASURE_TTR,
	MEASURE_HERDAN_C,
	MEASURE_GUIRAUD_R,
	MEASURE_CARROLL_CTTR,
	MEASURE_MAAS_A2,
	MEASURE_DUGAST_U,
	MEASURE_YULE_K,
	MEASURE_SIMPSON_D,
	MEASURE_HONORE_H,
	MEASURE_BRUNET_W,
	MEASURE_ENTROPY,
	MEASURE_MATTR,
	MEASURE_MTLD,
	MEASURE_HDD,
	MEASURE_ZIPF,
	MEASURE_HEAPS_BETA,
	MEASURE_HEAPS_K,
	MEASURE_MEAN_TOKEN_LENGTH,
	MEASURE_SD_TOKEN_LENGTH,
	MEASURE_MEAN_LINE_LENGTH,
	MEASURE_SD_LINE_LENGTH,
	MEASURE_SENTENCES,
	MEASURE_MEAN_SENTENCE_LENGTH,
	MEASURE_SD_SENTENCE_LENGTH,
	MEASURE_WORDS,
	MEASURE_LETTERS,
	MEASURE_LONG_WORDS,
	MEASURE_SYLLABLES,
	MEASURE_ARI,
	MEASURE_COLEMAN_LIAU,
	MEASURE_LIX,
	MEASURE_RIX,
	MEASURE_GULPEASE,
	MEASURE_FLESCH,
	MEASURES
};

struct measures {
	double values[MEASURES];    /* NaN: not defined for this text */
	const char *flesch_formula; /* static: who published it; NULL where it is not defined */
	struct curves *curves;      /* NULL: not asked for */
};

/* All of them not defined. */
struct measures *measures_new(void);
struct measures *measures_copy(const struct measures *from);
void measures_free(struct measures *measures);

/* Its name, and whether it is a whole number. */
const char *measure_name(enum measure measure, bool *is_whole);

#endif
