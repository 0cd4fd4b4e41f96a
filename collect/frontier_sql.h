/*
 * frontier_sql - the statements of the frontier, prepared once.
 *
 * Only for frontier*.c. Values go by a string of types: i an int64_t, t a text or NULL, borrowed
 * until the statement is used again.
 */
#ifndef COLLECT_FRONTIER_SQL_H
#define COLLECT_FRONTIER_SQL_H

#include <stdint.h>
#include "data/err.h"

struct sqlite3_stmt;
struct store;
enum frontier_sql {
	SQL_JOB_FIND,
	SQL_JOB_ADD,
	SQL_JOB_STATS,
	SQL_JOB_PUT,
	SQL_JOB_BEGIN,
	SQL_JOB_FINISH,
	SQL_JOB_FINISHED,
	SQL_CLAIM_COUNT,
	SQL_CLAIM_ADD,
	SQL_CLAIM_SUB,
	SQL_CLAIM_RENEW,
	SQL_CLAIM_DROP,
	SQL_URL_FIND,
	SQL_URL_ADD,
	SQL_URL_NEARER,
	SQL_URL_GET,
	SQL_URL_NEXT,
	SQL_URL_WALK,
	SQL_URL_DONE,
	SQL_URL_MOVED,
	SQL_URL_FAILED,
	SQL_URL_LATER,
	SQL_URL_AGAIN,
	SQL_HOST_FIND,
	SQL_HOST_ADD,
	SQL_HOST_LEASE,
	SQL_HOSTS_READY,
	SQL_HOSTS_RENEW,
	SQL_HOSTS_RELEASE,
	SQL_HOST_RELEASE,
	SQL_HOST_STARTED,
	SQL_HOST_SPEND,
	SQL_HOST_ENDED,
	SQL_HOST_BLOCK,
	SQL_PROCESS_RECKON,
	SQL_HOST_LOOK,
	SQL_HOSTS_SPENT,
	SQL_COUNT
};
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
