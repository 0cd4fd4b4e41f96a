/*
 * dispersion - where in a text its most used words occur.
 *
 * The text is numbers, one a token: which type it is. It falls into DISPERSION_BINS parts of as
 * many tokens each, as nearly as can be. Words that hold sentences together (data/stopwords) are
 * passed over where the language has a list of them, for they are everywhere.
 */
#ifndef ANALYZE_DISPERSION_H
#define ANALYZE_DISPERSION_H

#include <stddef.h>
#include <stdint.h>
#include "analyze/tally.h"
#include "data/curves.h"

/* TYPES are entries of FOLDED; LANGUAGE may be NULL. */
void dispersion_find(struct dispersion *out, const struct tally *folded, const uint32_t *types,
		     size_t n, const char *language);

#endif
