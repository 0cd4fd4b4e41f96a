/*
 * ngrams - so many tokens in a row, with a space between, as one.
 *
 *   a, b, c -> "a b", "b c"
 *
 * Across line ends, as a text is read; not across texts. A sink that hands on to another.
 */
#ifndef ANALYZE_NGRAMS_H
#define ANALYZE_NGRAMS_H

#include <stddef.h>
#include "analyze/batch.h"

enum { NGRAMS_MOST = 5 };

struct ngrams {
	unsigned n; /* 1 to NGRAMS_MOST */
	struct sink sink;
	struct batch out;
	char *text; /* the tokens that came last, and a space after each */
	size_t len, size;
	size_t starts[NGRAMS_MOST]; /* of the last N - 1 */
	size_t n_starts;
};

void ngrams_release(struct ngrams *ngrams);

int ngrams_take(void *ngrams, const struct token *tokens, size_t n, const char *end,
		struct err *err);

#endif
