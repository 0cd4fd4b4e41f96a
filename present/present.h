/*
 * present - summaries into something to look at.
 *
 *   summary, summary, ... -> text | table | json | ndjson | csv | tsv | html, or tables of tokens
 *
 * Writes to the stream it is given, in the order it is given, and says when that failed
 * (a full disk, a closed pipe). What it writes for people is in the language of data/lang.h.
 */
#ifndef PRESENT_PRESENT_H
#define PRESENT_PRESENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include "data/err.h"
#include "data/summary.h"

struct format;

enum order {
	ORDER_COUNT, /* falling; what appears first in the text goes first among equals */
	ORDER_TOKEN, /* by code point */
};

/* "text", "table" (a line a book), "json" (an array), "ndjson" (an object a line), "csv" (RFC 4180),
 * "tsv" (quoted as csv is where a field holds a tab or a line end, or begins with a quotation
 * mark) or "html" (a page); NULL: none of them. */
const struct format *present_format_named(const char *name);

/* The same, but texts that a spreadsheet would run as a formula have a ' before them. */
const struct format *present_guarded(const struct format *format);

/* The same, with curves where it can have them. */
const struct format *present_curved(const struct format *format);

/* The same, with provenance where it can have it. */
const struct format *present_proven(const struct format *format);

/* What a summary must hold for a format to show all that it can. */
struct present_needs {
	bool measures, curves, provenance;
	unsigned tables; /* a bit 1 << enum table for each */
};

struct present_needs present_needs(const struct format *format);

/* "count" or "token". -1: neither. */
int present_order_named(enum order *order, const char *name);

/* Lines of JSON with all tables, for data/summary_lines.h. */
const struct format *present_format_partial(void);

int present(FILE *out, const struct format *format, const struct summary *const *summaries,
	    size_t n, struct err *err);

/* Lines of token, tab, count. Whether that failed, OUT knows. */
void present_rows(FILE *out, const struct table_rows *table, enum order order);

/* The same of that table of each. Of several books each table has a line ==> AUTHOR: TITLE <==
 * before it, and an empty one between two. The summaries must hold that table. */
int present_table(FILE *out, enum table table, enum order order,
		  const struct summary *const *summaries, size_t n, struct err *err);

#endif
