#include "analyze/lengths.h"

#include <math.h>

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
