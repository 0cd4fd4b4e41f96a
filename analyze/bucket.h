/*
 * bucket - one line of memory of the tally: four keys that are compared at once.
 *
 * A free place has the key 0, and so have those after it; all it counts is nothing, of row 0.
 */
#ifndef ANALYZE_BUCKET_H
#define ANALYZE_BUCKET_H

#include <stdint.h>

enum { WAYS = 4 };

struct tally_bucket {
	uint64_t keys[WAYS];
	uint32_t counts[WAYS]; /* since they were last added to the rows */
	uint32_t rows[WAYS];
};

/* A bit for each way that has the key. */
static inline unsigned ways_portable(const struct tally_bucket *bucket, uint64_t key)
{
	unsigned bits = 0;

	for (int way = 0; way < WAYS; way++)
		bits |= (unsigned)(bucket->keys[way] == key) << way;
	return bits;
}

#endif
