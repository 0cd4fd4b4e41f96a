/*
 * results - summaries kept in traca.db, and found again.
 *
 *   summary -> books, summaries, tokens -> summary
 *
 * The same bytes counted with the same options are one summary: the newer one replaces the older.
 * The tables are documented in data/schema.c, for those who ask them in SQL: views shelf,
 * top_tokens and provenance. Knows nothing of names: who compares authors looks at each.
 */
#ifndef DATA_RESULTS_H
#define DATA_RESULTS_H

#include <stdbool.h>
#include <stdint.h>
#include "data/err.h"
#include "data/summary.h"

enum { RESULTS_TOKENS = 500 }; /* the most used of each table are kept */

struct results;
struct store;

/* Borrows STORE. Nothing is read or written yet. */
struct results *results_new(struct store *store);
void results_free(struct results *results);

/* Begins a transaction where none is open; store_commit makes it last. SUMMARY is a book's, with
 * a hash and provenance; of its tables, those that it holds, the most used tokens are kept.
 * NOW is in ms since 1970. */
int results_save(struct results *results, const struct summary *summary, int64_t now,
		 struct err *err);

struct results_query {
	int64_t id;            /* of one summary; 0: any */
	long number;           /* Gutenberg's; 0: any */
	int64_t since;         /* counted then or later, in ms since 1970 */
	bool measures, curves; /* are wanted, too, where they were kept */
};

/* SUMMARY, without tables, is the visitor's to take, or is released after the call. ID is its own,
 * also after it is replaced. -1 ends the walk. */
typedef int results_visit(struct summary *summary, int64_t id, void *arg, struct err *err);

/* In no order: see data/summary_order.h. */
int results_each(struct results *results, const struct results_query *query, results_visit *visit,
		 void *arg, struct err *err);

/* A number that is another one once other processes have kept summaries. */
int results_version(struct results *results, int64_t *version, struct err *err);

/* The tokens of TABLE that were kept of the summary ID, at most LIMIT, most used first. OUT's
 * rows, and *MEMORY, which their tokens live in, are the caller's to free(). How many; -1. */
int results_tokens(struct results *results, int64_t id, enum table table, size_t limit,
		   struct table_rows *out, char **memory, struct err *err);

/* Gives SUMMARY, of that ID and without tables, the kept tokens as TABLES, a bit 1 << enum table for
 * each. */
int results_fill(struct results *results, int64_t id, struct summary *summary, unsigned tables,
		 struct err *err);

#endif
