/*
 * keep - summaries into the store (data/results.h) as books are done, many in one transaction.
 *
 * Its transactions are short: nobody waits for anything while one is open.
 */
#ifndef CMD_KEEP_H
#define CMD_KEEP_H

#include "data/err.h"

struct job;
struct keep;
struct options;

/* Nothing is opened yet. */
struct keep *keep_new(const struct options *options);

/* Those that were not flushed are not kept. */
void keep_free(struct keep *keep);

/* Borrows JOB, which is done, until it is flushed: here, where there are many, but not while the
 * web is asked, since the frontier has transactions of its own on this thread. */
int keep_add(struct keep *keep, struct job *job, struct err *err);
int keep_flush(struct keep *keep, struct err *err);

#endif
