/*
 * tokens - where the visible sequences of a text are, and how many lines it has.
 *
 * A character is visible when it is not one of the 29 code points of ICU's u_isspace;
 * a sequence is a longest run of visible characters, so it never crosses a line end.
 * Lines end in LF, CR or both. The tokens come in batches and point into the text, which
 * may come in pieces. Copies nothing, allocates nothing.
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
	const char *start;       /* of the token that is being read */
	uint64_t spill;          /* of a white space that began before AT: a bit for each byte */
	unsigned in_token;       /* 0 or 1, as the next two */
	unsigned after_line_end; /* nothing visible since, or since the beginning */
	unsigned after_cr;
	bool portable;          /* what every machine can do, where this one can do more */
	uint64_t line_ends;     /* so far */
	uint64_t lines_visible; /* the same: lines with a sequence */
};

/* Borrows DATA, well-formed UTF-8 that may hold NULs (they are visible). */
void tokens_init(struct tokens *tokens, const char *data, size_t len);

/* The next piece of the same text, once there is no batch of the one before. Neither a
 * sequence nor a line end crosses from one to the other. */
void tokens_go_on(struct tokens *tokens, const char *data, size_t len);

/* How many were put into BATCH, which has room for TOKENS_BATCH; 0: that was all. */
size_t tokens_next(struct tokens *tokens, struct token *batch);

#endif
