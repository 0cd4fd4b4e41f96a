/*
 * charts - what a report shows of counts, as pictures of CHART_WIDTH units.
 *
 * Each is written as it stands (present/svg.h), LABEL says what it is; whoever calls writes its
 * numbers as a table beside it. Texts are anybody's UTF-8, and fit into their places.
 */
#ifndef PRESENT_CHARTS_H
#define PRESENT_CHARTS_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { CHART_WIDTH = 400 };

/* What is counted, and how often it occurs. */
struct chart_item {
	const char *name;
	uint64_t count;
};

/* A bar each, one below the other, the first at the top. */
void chart_bars(FILE *out, const char *label, const struct chart_item *items, size_t n);

/* No more columns than these can be told apart. */
enum { CHART_LENGTHS = 40 };

/* A column for each of the lengths 1 to N, COUNTS[0] being of 1; X_NAME is what is as long. */
void chart_lengths(FILE *out, const char *label, const char *x_name, const uint64_t *counts,
		   size_t n);

/* Words about as large as they are frequent: the place of each is of no meaning. */
void chart_cloud(FILE *out, const char *label, const struct chart_item *items, size_t n);

/* Where in the text each occurs: N_BINS parts of it, from its beginning to its end. */
struct chart_strip {
	const char *name;
	uint64_t count;
	const uint32_t *bins;
};

void chart_strips(FILE *out, const char *label, const struct chart_strip *strips, size_t n,
		  size_t n_bins);

#endif
