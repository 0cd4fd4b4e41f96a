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
static inline void lengths_add(struct lengths *lengths, uint64_t length, uint64_t count)
{
	lengths->n += count;
	lengths->sum += length * count;
	lengths->squares += (double)length * (double)length * (double)count;
	if (lengths->histogram)
		lengths->histogram->bins[length < HISTOGRAM_BINS ? length : HISTOGRAM_BINS - 1] +=
			count;
}

/* Of all that were added, not of a sample of them; NaN of none. */
double lengths_mean(const struct lengths *lengths);
double lengths_sd(const struct lengths *lengths);

#endif
