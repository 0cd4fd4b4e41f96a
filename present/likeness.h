/*
 * likeness - how far apart books are by the words they use, and who is near whom.
 *
 * The distance of two books is 1 minus the cosine of the angle between the counts of their words:
 * 0 where all words are as frequent in one as in the other, 1 where they share none. From 0 to 1.
 * Source: Salton and McGill 1983. The tree joins the two nearest groups again and again, by the
 * mean of the distances between their books (UPGMA, Sokal and Michener 1958). Pure.
 */
#ifndef PRESENT_LIKENESS_H
#define PRESENT_LIKENESS_H

#include <stddef.h>
#include <stdint.h>
#include "data/summary.h"

/* The counts of a book's words. */
struct likeness_book {
	const struct tally_row **rows; /* by token, in the order of their bytes */
	size_t n;
};

/* Two of the nodes: from 0 to N - 1 the books, N + i the node that join i made. */
struct likeness_join {
	size_t left, right;
	double distance;
};

struct likeness {
	size_t n;
	double *distances;           /* n * n */
	size_t *order;               /* the books, near ones beside each other */
	struct likeness_join *joins; /* n - 1 */
};

/* N^2 comparisons of books. OUT is the caller's to likeness_release(). */
void likeness_find(struct likeness *out, const struct likeness_book *books, size_t n);
void likeness_release(struct likeness *likeness);

#endif
