/*
 * apostrophes - tokens taken apart after an apostrophe between letters: l'amour -> l' amour.
 *
 * For the elisions of French and Italian; whoever asks for it gets it everywhere, so don't
 * becomes don' t. An apostrophe is ' or U+2019. A sink that hands on to another.
 */
#ifndef ANALYZE_APOSTROPHES_H
#define ANALYZE_APOSTROPHES_H

#include "analyze/batch.h"

struct apostrophes {
	struct batch out;
	struct sink sink; /* who gets the parts */
};

int apostrophes_take(void *apostrophes, const struct token *tokens, size_t n, const char *end,
		     struct err *err);

#endif
