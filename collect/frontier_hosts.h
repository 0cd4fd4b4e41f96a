/*
 * frontier_hosts - who may ask a host, and when it was asked last; survives kill -9.
 *
 *   lease -> started -> (the request) -> ended -> ... -> release
 *
 * The part of the frontier that all jobs and all processes on a store share. A host is whatever
 * has one clock: a name as from url_host(), or an address. It belongs to the process that leases
 * it, until that releases it, dies, or does not renew in time. Whoever takes over what was not
 * released finds `ended` at that moment, or, where a request was under way, which may not even have
 * reached the host, a tenth of a second later: the full delay is kept. Changes
 * gather until frontier_commit, leases too: ask a host when its lease is committed, not before.
 */
#ifndef COLLECT_FRONTIER_HOSTS_H
#define COLLECT_FRONTIER_HOSTS_H

#include <stdint.h>
#include "collect/frontier.h"
#include "data/err.h"

enum { FRONTIER_LEASE_MS = 60 * 1000 }; /* renew every third of it */

struct frontier_host {
	int64_t id;
	int64_t ended;   /* the last request did; 0: never asked */
	int64_t blocked; /* asked to be left alone until */
	int64_t day;     /* since 1970, UTC, ... */
	long spent;      /* ... and the requests made on it */
};

/* 1: ours until NOW + FRONTIER_LEASE_MS, or it was already; 0: another living process has it. */
int frontier_lease(struct frontier *frontier, const char *name, int64_t now,
		   struct frontier_host *host, struct err *err);

typedef void frontier_leased(const struct frontier_host *host, const char *name, void *arg);

/* Leases up to MAX hosts that JOB has due URLs for, that are not blocked and that nobody has,
 * and calls LEASED for each, those that are due longest first. Returns how many. Fewer than
 * MAX: *AGAIN (may be NULL) is when to ask again, 0: all pending URLs, if any, are of hosts of
 * ours. Looks at each host of the store. */
int frontier_lease_hosts(struct frontier *frontier, int64_t job, int64_t now, int max,
			 frontier_leased *leased, void *arg, int64_t *again, struct err *err);

/* All of ours, as of NOW. */
int frontier_renew(struct frontier *frontier, int64_t now, struct err *err);

/* With a request under way it is kept until it runs out, or we die: its next owner waits. */
int frontier_release(struct frontier *frontier, int64_t host, struct err *err);

/* Before a request (counted in spent) and at its end, or failure. 1; 0: the host is not ours any
 * more (this process was asleep): ask it nothing, lease it anew. A lease is renewed by either. NEXT
 * is when we may ask it again, for who watches. */
int frontier_started(struct frontier *frontier, int64_t host, int64_t now, struct err *err);
int frontier_ended(struct frontier *frontier, int64_t host, int64_t now, int64_t next,
		   struct err *err);

/* As frontier_started, but counted for the host called NAME, which goes by HOST's clock. */
int frontier_started_for(struct frontier *frontier, int64_t host, const char *name, int64_t now,
			 struct err *err);

/* Of this process, for who watches: least_us divided by taken_us is how well it keeps its pace. */
struct frontier_effort {
	int64_t requests; /* that have ended */
	int64_t taken_us; /* from the start of the first to the end of the last */
	int64_t least_us; /* what that takes at the least, with the waits of the slowest host */
};
int frontier_reckon(struct frontier *frontier, const struct frontier_effort *effort,
		    struct err *err);

/* No request before UNTIL; where it was asked for longer, that holds. */
int frontier_block(struct frontier *frontier, int64_t host, int64_t until, struct err *err);

/* What is known of a host, whoever has it. 1; 0: nothing. */
int frontier_look(struct frontier *frontier, const char *name, struct frontier_host *host,
		  struct err *err);

/* The requests of NOW's day to all hosts of an operator: OPERATOR itself, and those below it. */
int frontier_spent(struct frontier *frontier, const char *operator, int64_t now, long *spent,
		   struct err *err);

#endif
