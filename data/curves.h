/*
 * curves - the measures that are many numbers: what can be drawn of a text. All are bounded.
 */
#ifndef DATA_CURVES_H
#define DATA_CURVES_H

#include <stddef.h>
#include <stdint.h>

/* How many there are of each length; the last: of that length or longer. */
enum { HISTOGRAM_BINS = 256 };

struct histogram {
	uint64_t bins[HISTOGRAM_BINS];
};

struct curve_point {
	uint64_t x, y;
};

enum { CURVE_POINTS = 256 };

struct curve {
	struct curve_point points[CURVE_POINTS]; /* x rises */
	size_t n;
};

struct curves {
	struct curve growth;         /* x tokens from the beginning have y types */
	struct curve rank_frequency; /* the type of rank x occurs y times; thinned */
	struct histogram tokens, lines, sentences;
};

#endif
