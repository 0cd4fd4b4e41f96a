/*
 * tally - how often each token occurs, in order of first appearance.
 *
 * The one hot loop of the program, hence a table of its own: open addressing, and all of a
 * short token beside its count, so that it is found in the one line of memory where it is
 * sought. Keeps a copy of each distinct token, which is not empty, and UTF-8. At most 2^31.
 */
#ifndef ANALYZE_TALLY_H
#define ANALYZE_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "analyze/arena.h"
#include "data/summary.h"

struct tally {
	struct tally_row *rows; /* by first appearance; see tally_settle */
	size_t n;
	uint64_t *tails; /* of the rows, to be compared */
	struct tally_bucket *buckets;
	size_t n_buckets; /* a power of two */
	int shift;        /* from a hash to a bucket */
	void *memory;     /* that the buckets lie in */
	uint64_t secrets[2];
	uint64_t unsettled; /* tokens that were counted, but perhaps not yet in the rows */
	struct arena arena; /* the bytes of the tokens */
	bool portable;      /* what every machine can do, where this one can do more */
};

void tally_release(struct tally *tally);

/* Room for N more distinct tokens, where they can be foretold. */
void tally_reserve(struct tally *tally, size_t n);

/* About how many distinct tokens a text of SIZE bytes has: as many as books have, from which there
 * is one for 13 bytes, in Portuguese, to 45, in English (Heaps' law); of longer texts, for a start. */
size_t tally_guess(size_t size);

/* COUNT more of TOKEN. Which of the rows it is. */
size_t tally_add(struct tally *tally, struct token token, uint64_t count);

/* Which of the rows TOKEN is; -1: none. */
int64_t tally_find(const struct tally *tally, struct token token);

/* One more of each of the N tokens, which lie before END in memory that may be read up to
 * there; END is NULL where they may not be read beyond their own ends. WHICH, where it is not
 * NULL, is told which of the rows each is. */
void tally_add_each(struct tally *tally, const struct token *tokens, size_t n, const char *end,
		    uint32_t *which);

/* What tally_add_each has counted is in the rows only after this. */
void tally_settle(struct tally *tally);

#endif
