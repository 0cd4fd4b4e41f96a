/*
 * lengths - how long the things of one kind are: mean, standard deviation, distribution.
 */
#ifndef ANALYZE_LENGTHS_H
#define ANALYZE_LENGTHS_H

#include <stdint.h>
#include "data/curves.h"

struct lengths {
	uint64_t n, sum;
	double squares;
	struct histogram *histogram; /* also filled; NULL: not wanted */
};

/* COUNT more of LENGTH. */
void lengths_add(struct lengths *lengths, uint64_t length, uint64_t count);

/* Of all that were added, not of a sample of them; NaN of none. */
double lengths_mean(const struct lengths *lengths);
double lengths_sd(const struct lengths *lengths);

#endif
