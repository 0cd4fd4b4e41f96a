/*
 * summary_order - the ways to put summaries in order: --sort.
 */
#ifndef DATA_SUMMARY_ORDER_H
#define DATA_SUMMARY_ORDER_H

#include <stddef.h>
#include "data/summary.h"

enum summary_order {
	SUMMARY_BY_AUTHOR, /* as summary_compare has it; so are those that are equal otherwise */
	SUMMARY_BY_TITLE,
	SUMMARY_BY_ID,        /* those without one last */
	SUMMARY_BY_DATE,      /* of counting, newest first */
	SUMMARY_BY_SEQUENCES, /* most first; so are the following */
	SUMMARY_BY_DISTINCT,  /* sequences in lower case */
	SUMMARY_BY_CHARACTERS,
};

/* "author", "title", "id", "date", "sequences", "distinct", "characters". -1: none of them. */
int summary_order_named(enum summary_order *order, const char *name);

void summary_sort(const struct summary **summaries, size_t n, enum summary_order order);

#endif
