/*
 * zipf - the exponent of Zipf's law, by maximum likelihood.
 *
 * The types by falling count have the ranks 1..V; p(r) = r^-a / (1^-a + ... + V^-a). The
 * likelihood is greatest where the mean of ln r under p is what it is in the text: one
 * falling function of a, whose root is found to 1e-13. Its sums over millions of ranks are
 * a few terms and Euler's and Maclaurin's formula for the rest.
 */
#ifndef ANALYZE_ZIPF_H
#define ANALYZE_ZIPF_H

#include "analyze/spectrum.h"

/* NaN where there are fewer than two types. */
double zipf_exponent(const struct spectrum *spectrum);

#endif
