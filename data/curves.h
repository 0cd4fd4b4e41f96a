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

enum { DISPERSION_WORDS = 16, DISPERSION_BINS = 100 };

/* How often a word occurs in each part of a text, from its beginning to its end. */
struct dispersion_row {
	char *word; /* lower-cased */
	uint64_t count;
	uint32_t bins[DISPERSION_BINS];
};

struct dispersion {
	struct dispersion_row rows[DISPERSION_WORDS];
	size_t n;
};

struct curves {
	struct curve growth;         /* x tokens from the beginning have y types */
	struct curve rank_frequency; /* the type of rank x occurs y times; thinned */
	struct histogram tokens, lines, sentences;
	struct dispersion dispersion; /* of the most used words */
};

struct curves *curves_copy(const struct curves *from);
void curves_free(struct curves *curves);

#endif
