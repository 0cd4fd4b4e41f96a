/*
 * print - summaries of books, and their totals, in the way that the options ask for.
 */
#ifndef CMD_PRINT_H
#define CMD_PRINT_H

#include <stddef.h>
#include <stdio.h>
#include "data/err.h"
#include "data/summary.h"

struct options;
struct totals;

/* The N BOOKS, then their TOTALS, unless NULL; with --partial, which is to be added up, only one
 * of both. */
int print_summaries(FILE *out, const struct options *options, const struct summary *const *books,
		    size_t n, struct totals *totals, struct err *err);

#endif
