/*
 * batch - tokens on their way to who counts them, many at a time.
 *
 *   tokenizer -> batch -> (apostrophes, ngrams: each a sink with a batch of its own) -> tally
 */
#ifndef ANALYZE_BATCH_H
#define ANALYZE_BATCH_H

#include <stddef.h>
#include "data/err.h"
#include "data/summary.h"

enum { BATCH_SIZE = 512 };

/* Takes N tokens, borrowed for the call: they lie before END in memory that may be read up to
 * there. -1 stops the reading. */
struct sink {
	int (*take)(void *arg, const struct token *tokens, size_t n, const char *end,
		    struct err *err);
	void *arg;
};

struct batch {
	struct token tokens[BATCH_SIZE];
	size_t n;
	const char *end; /* of the memory that they lie in */
	struct sink sink;
};

/* Where the tokens that are added from now on lie, and who gets them. */
void batch_begin(struct batch *batch, const char *end, struct sink sink);

/* Hands on what there is. */
int batch_flush(struct batch *batch, struct err *err);

static inline int batch_add(struct batch *batch, const char *data, size_t len, struct err *err)
{
	batch->tokens[batch->n++] = (struct token) { data, len };
	return batch->n == BATCH_SIZE ? batch_flush(batch, err) : 0;
}

#endif
