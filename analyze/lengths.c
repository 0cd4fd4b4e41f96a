#include "analyze/lengths.h"

#include <math.h>
#include <stddef.h>

void lengths_add(struct lengths *lengths, uint64_t length, uint64_t count)
{
	lengths->n += count;
	lengths->sum += length * count;
	lengths->squares += (double)length * (double)length * (double)count;
	if (lengths->histogram)
		lengths->histogram->bins[length < HISTOGRAM_BINS ? length : HISTOGRAM_BINS - 1] +=
			count;
}

double lengths_mean(const struct lengths *lengths)
{
	return lengths->n ? (double)lengths->sum / (double)lengths->n : NAN;
}

double lengths_sd(const struct lengths *lengths)
{
	double mean = lengths_mean(lengths);

	return lengths->n ? sqrt(fmax(0, lengths->squares / (double)lengths->n - mean * mean))
			  : NAN;
}
