/*
 * ranking - the rows of a table in an order to be shown.
 */
#ifndef PRESENT_RANKING_H
#define PRESENT_RANKING_H

#include "data/summary.h"
#include "present/present.h"

/* All TABLE->n of them, which are borrowed; the array is the caller's to free(). */
const struct tally_row **ranking_of(const struct table_rows *table, enum order order);

#endif
