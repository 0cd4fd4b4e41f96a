/*
 * tally - how often each token occurs, in order of first appearance.
 *
 * The one hot loop of the program, hence a table of its own: open addressing, and the
 * first bytes of each token beside its count, so that most are found without a look at
 * the rest. Keeps a copy of each distinct token. At most 2^31 of them.
 */
#ifndef ANALYZE_TALLY_H
#define ANALYZE_TALLY_H

#include <stddef.h>
#include <stdint.h>
#include "analyze/arena.h"
#include "data/summary.h"

/* The first 16 bytes, and NULs where there are fewer. */
struct tally_head {
	uint64_t words[2];
};

struct tally_entry {
	struct tally_row row;
	struct tally_head head;
};

struct tally {
	struct tally_entry *entries; /* by first appearance */
	size_t n;
	struct tally_slot *slots;
	size_t n_slots; /* a power of two */
	uint64_t seed;
	struct arena arena; /* the bytes of the tokens */
};

void tally_release(struct tally *tally);

/* Room for N more distinct tokens, where they can be foretold. */
void tally_reserve(struct tally *tally, size_t n);

/* COUNT more of TOKEN. Which of the entries it is. */
size_t tally_add(struct tally *tally, struct token token, uint64_t count);

/* One more of each of the N tokens, which lie before END in memory that may be read up to
 * there; END is NULL where they may not be read beyond their own ends. WHICH, where it is not
 * NULL, is told which of the entries each is. */
void tally_add_each(struct tally *tally, const struct token *tokens, size_t n, const char *end,
		    uint32_t *which);

#endif
