/*
 * total - the numbers of several books together: what their tables come to.
 *
 *   summary, summary, ... -> total -> summary
 *
 * In whatever order they are added, the same comes out: what is equal is in code-point order.
 * Grows with the vocabulary, not with the books. Pure.
 */
#ifndef ANALYZE_TOTAL_H
#define ANALYZE_TOTAL_H

#include <stdbool.h>
#include "data/err.h"
#include "data/summary.h"

struct total;

struct total *total_new(void);
void total_free(struct total *total);

/* Adds the numbers of SUMMARY, of a book or a total, which holds all its tables. ERR_LIMIT: the
 * sums would be too large for us; TOTAL is as it was. */
int total_add(struct total *total, const struct summary *summary, struct err *err);

/* OUT is the caller's to summary_release(); it names no author and no language. Holds the
 * TABLES, a bit 1 << enum table for each, and where they are wanted the MEASURES that follow from
 * counts: what needs the running text is not defined. */
void total_read(struct summary *out, const struct total *total, unsigned tables, bool measures);

#endif
