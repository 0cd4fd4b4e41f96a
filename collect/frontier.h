/*
 * frontier - what to visit next and what came of it, on the disk: it survives kill -9.
 *
 *   jobs    what one command wants                                   (this file)
 *   urls    put -> next -> done | moved | failed | again, later      (frontier_urls.h)
 *   hosts   lease -> started -> ended -> ... -> release              (frontier_hosts.h)
 *
 * Changes gather until frontier_commit, which keeps all of them or none, whatever ends the process:
 * the body in its place, then its URL done, then commit; once a turn of the event loop, before
 * waiting for anything. What is told as done is synced first: then the machine may crash, too.
 * Reads see what is not committed yet. After a -1 nothing is written any more: end the command.
 * Several processes share the work by leasing hosts.
 *
 * NOW and all times are milliseconds since 1970; 0: at once, or never. For one thread.
 */
#ifndef COLLECT_FRONTIER_H
#define COLLECT_FRONTIER_H

#include <stdint.h>
#include "data/err.h"

struct frontier;
struct store;

/* STORE is borrowed; one frontier a store. Its end gives up what was not committed, and gives
 * the leases back. */
struct frontier *frontier_open(struct store *store, struct err *err);
void frontier_free(struct frontier *frontier);

int frontier_commit(struct frontier *frontier, struct err *err);
int frontier_sync(struct frontier *frontier, struct err *err); /* commits, too */

/* A job is what one command wants, found or made by its key; this one is always there. */
enum { FRONTIER_BOOKS = 1 };

int frontier_job(struct frontier *frontier, const char *key, int64_t *job, struct err *err);

/* A run of JOB begins. What was learnt with other SETTINGS is no news to it: those runs count as
 * finished. */
int frontier_begin(struct frontier *frontier, int64_t job, const char *settings, int64_t now,
		   struct err *err);

/* When a run of JOB last came to its end, interrupted by nobody; 0: never. What was learnt before
 * is not news any more. */
int frontier_finish(struct frontier *frontier, int64_t job, int64_t now, struct err *err);
int frontier_finished(struct frontier *frontier, int64_t job, int64_t *when, struct err *err);

/* A URL of that depth or more is none of the pages of its job: a sitemap, say. */
enum { FRONTIER_ASIDE = 1 << 30 };

struct frontier_stats {
	long pending, done, moved, failed;
	long pages; /* of those that are done */
	long vain;  /* all else that is over */
	long hosts; /* that have pending URLs: each host of the store is looked at */
};

int frontier_stats(struct frontier *frontier, int64_t job, struct frontier_stats *stats,
		   struct err *err);

/* A trap may have answers without end that are no pages: so many of them, 10 for each page that is
 * wanted or 1,000, are enough. */
long frontier_most_vain(long max);

/* JOB is to have MAX pages, and no more, however many processes are at it: 1: there is room for one,
 * which is ours to ask for until it is unclaimed; 0: there is none, and, where others are at the
 * last ones, *AGAIN is when to try again, else 0. Our claims are renewed with our leases. */
int frontier_claim(struct frontier *frontier, int64_t job, long max, int64_t now, int64_t *again,
		   struct err *err);
int frontier_unclaim(struct frontier *frontier, int64_t job, struct err *err);

#endif
