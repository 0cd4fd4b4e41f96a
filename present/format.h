/*
 * format - what each way of showing summaries is made of. Only for this room.
 */
#ifndef PRESENT_FORMAT_H
#define PRESENT_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include "data/err.h"
#include "data/summary.h"
#include "present/present.h"

struct format {
	const char *name;
	struct present_needs needs;
	const char *before, *between, *after; /* the books; NULL: nothing */
	int (*write)(FILE *out, const struct summary *summary, struct err *err);
	/* Or, instead of all of these, the books as a whole. */
	int (*write_all)(FILE *out, const struct summary *const *summaries, size_t n,
			 struct err *err);
	const struct format *guarded; /* the same, safe for spreadsheets; NULL: it has none */
	const struct format *curved;  /* the same with curves; NULL: it has none, or always */
	const struct format *proven;  /* the same with provenance; NULL: it has none, or always */
};

struct json_t;

extern const struct format format_text, format_table, format_json, format_ndjson, format_csv,
	format_tsv, format_html, format_partial;

/* The object that stands for SUMMARY, without its tables; NULL: ERR. */
struct json_t *present_object(const struct summary *summary, struct err *err);

/* What stands for the title where none is known. */
const char *present_title(const struct summary *summary);

/* What a total is of: "8 books by Ana". The caller's to free(). */
char *present_total_title(const struct summary *summary);

/* -1 where writing to OUT failed since it was opened, as far as is known; after all was written. */
int present_goes_on(FILE *out, struct err *err);
int present_check(FILE *out, struct err *err);

#endif
