/*
 * tokens - where the visible sequences of a text are, and how many lines it has.
 *
 * A character is visible when it is not one of the 29 code points of ICU's u_isspace;
 * a sequence is a longest run of visible characters, so it never crosses a line end.
 * The tokens come in batches and point into the text. Copies nothing, allocates nothing.
 */
#ifndef ANALYZE_TOKENS_H
#define ANALYZE_TOKENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "data/summary.h"

enum { TOKENS_BATCH = 512 };

struct tokens {
	const char *at, *end;
	const char *start; /* of the token that is being read */
	bool line_visible; /* the line that is being read has a token */
	bool done;
	uint64_t lines; /* ended so far; after the last batch all: line ends + 1 */
	uint64_t lines_visible;
};

/* Borrows DATA, well-formed UTF-8 that may hold NULs (they are visible). */
void tokens_init(struct tokens *tokens, const char *data, size_t len);

/* How many were put into BATCH, which has room for TOKENS_BATCH; 0: that was all. */
size_t tokens_next(struct tokens *tokens, struct token *batch);

#endif
