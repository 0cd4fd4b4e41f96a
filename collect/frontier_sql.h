/*
 * frontier_sql - the statements of the frontier, prepared once.
 *
 * Only for frontier*.c. Values go by a string of types: i an int64_t, t a text or NULL, borrowed
 * until the statement is used again.
 */
#ifndef COLLECT_FRONTIER_SQL_H
#define COLLECT_FRONTIER_SQL_H

#include <stdint.h>
#include "collect/frontier_statements.h"
#include "data/err.h"

struct sqlite3_stmt;
struct store;

struct frontier {
	struct store *store;
	struct sqlite3_stmt *statements[SQL_COUNT];
	struct known_host *hosts; /* whose ids need not be looked up */
	int64_t put_job, put;     /* so many URLs of that job are not counted yet */
};

int frontier_count(struct frontier *frontier, struct err *err); /* what was put */

/* The id of a host, made where it is new. */
int frontier_find_host(struct frontier *frontier, const char *name, int64_t *id, struct err *err);
void frontier_drop_hosts(struct frontier *frontier);

int frontier_prepare(struct frontier *frontier, struct err *err);
void frontier_finalize(struct frontier *frontier);

/* 1: *ROW is the first row, until frontier_step to the next or frontier_reset, which must follow;
 * 0: there is none; -1. */
int frontier_query(struct frontier *frontier, enum frontier_sql which, struct sqlite3_stmt **row,
		   struct err *err, const char *types, ...);
int frontier_step(struct frontier *frontier, struct sqlite3_stmt *row, struct err *err);
void frontier_reset(struct sqlite3_stmt *row);

/* Begins a transaction where none is open. How many rows were changed; -1. */
int frontier_change(struct frontier *frontier, enum frontier_sql which, struct err *err,
		    const char *types, ...);

/* The id that FIND finds by KEY, and ADD adds where it does not. */
int frontier_find_or_add(struct frontier *frontier, enum frontier_sql find, enum frontier_sql add,
			 const char *key, int64_t *id, struct err *err);

#endif
