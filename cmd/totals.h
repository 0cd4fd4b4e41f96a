/*
 * totals - the books of each author, of each language, or all of them, together: --totals.
 *
 * May be used by several threads at once.
 */
#ifndef CMD_TOTALS_H
#define CMD_TOTALS_H

#include <stdbool.h>
#include <stddef.h>
#include "data/err.h"
#include "data/summary.h"

struct totals;

/* BY is not TOTAL_BY_NONE. */
struct totals *totals_new(enum total_by by);
void totals_free(struct totals *totals);

/* Adds SUMMARY, which has numbers and all its tables. */
int totals_add(struct totals *totals, const struct summary *summary, struct err *err);

/* An array of N summaries with these TABLES, and MEASURES, in code-point order of authors or languages; the
 * array is the caller's to free(), and what is in it to summary_release(). */
struct summary *totals_read(struct totals *totals, unsigned tables, bool measures, size_t *n);

#endif
