/*
 * count - the visible sequences and lines of a text that comes in pieces, by several threads.
 *
 *   pieces of a text -> a count for each thread -> one count -> summary
 *
 * Pieces are whole lines and have numbers, which grow within a count; a piece may come in
 * windows. What is made of all the counts does not depend on who counted which piece.
 */
#ifndef ANALYZE_COUNT_H
#define ANALYZE_COUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "analyze/tally.h"
#include "analyze/tokens.h"

struct count {
	struct tally visible;
	uint64_t sequences, line_ends, lines_visible;
	struct tokens tokens; /* of the piece that is being read */
	struct count_piece *pieces;
	size_t n_pieces;
};

void count_init(struct count *count, bool portable);
void count_release(struct count *count);

/* What comes next is of piece NUMBER. */
void count_begin(struct count *count, size_t number);

/* DATA, borrowed for the call, is well-formed UTF-8 that ends in white space, between CR and LF
 * never, or is the last of its piece. */
void count_window(struct count *count, const char *data, size_t len);

/* Adds up N counts: OUT, which is empty, is as if it had counted all pieces, in the order of their
 * numbers. A single one is taken over. */
void count_join(struct count *out, struct count *counts, size_t n);

#endif
