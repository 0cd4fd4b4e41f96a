#include "collect/frontier_hosts.h"

#include <stdbool.h>
#include <stdlib.h>
#include <sqlite3.h>
#include "collect/frontier_sql.h"
#include "data/mem.h"
#include "data/store.h"

enum {
	DAY_MS = 24 * 60 * 60 * 1000,
	OTHERS_MS = 1000, /* how soon the hosts of another process may have come free */
};

static int64_t us(const struct frontier *frontier)
{
	return store_process(frontier->store);
}

/* ---- leases ---- */

static void read_host(struct frontier_host *host, sqlite3_stmt *row)
{
	*host = (struct frontier_host) {
		.id = sqlite3_column_int64(row, 0),
		.ended = sqlite3_column_int64(row, 1),
		.blocked = sqlite3_column_int64(row, 2),
		.day = sqlite3_column_int64(row, 3),
		.spent = (long)sqlite3_column_int64(row, 4),
	};
}

/* 1: ours; 0: somebody else's. */
static int take(struct frontier *frontier, int64_t id, int64_t now, struct frontier_host *host,
		struct err *err)
{
	sqlite3_stmt *row;
	int rc = frontier_query(frontier, SQL_HOST_LEASE, &row, err, "iiii", id, us(frontier), now,
				(int64_t)FRONTIER_LEASE_MS);

	if (rc <= 0)
		return rc;
	read_host(host, row);
	frontier_reset(row);
	return 1;
}

int frontier_lease(struct frontier *frontier, const char *name, int64_t now,
		   struct frontier_host *host, struct err *err)
{
	int64_t id;

	if (store_begin(frontier->store, err) ||
	    frontier_find_or_add(frontier, SQL_HOST_FIND, SQL_HOST_ADD, name, &id, err))
		return -1;
	return take(frontier, id, now, host, err);
}

struct found {
	struct frontier_host host;
	char *name;
};

static void sooner(int64_t *again, int64_t when)
{
	if (!*again || when < *again)
		*again = when;
}

/* Takes what is ready and free into FOUND, up to MAX; returns how many. */
static int take_ready(struct frontier *frontier, int64_t job, int64_t now, int max,
		      struct found *found, int64_t *again, struct err *err)
{
	sqlite3_stmt *row;
	int n = 0, taken = 0;
	int rc = frontier_query(frontier, SQL_HOSTS_READY, &row, err, "ii", job, us(frontier));

	/* SQLite has sorted them all before the first: no harm in changing them on the way. */
	for (; rc > 0; rc = frontier_step(frontier, row, err)) {
		int64_t ready = sqlite3_column_int64(row, 2);

		if (ready > now) {
			sooner(again, ready);
			continue;
		}
		taken = take(frontier, sqlite3_column_int64(row, 0), now, &found[n].host, err);
		if (!taken)
			sooner(again, now + OTHERS_MS);
		if (taken > 0)
			found[n++].name = xstrdup((const char *)sqlite3_column_text(row, 1));
		if (taken < 0 || n == max) {
			frontier_reset(row);
			break;
		}
	}
	if (n == max)
		*again = now;
	return rc < 0 || taken < 0 ? -1 : n;
}

int frontier_lease_hosts(struct frontier *frontier, int64_t job, int64_t now, int max,
			 frontier_leased *leased, void *arg, int64_t *again, struct err *err)
{
	struct found *found = xcalloc((size_t)max + 1, sizeof(*found));
	bool gathered = store_is_open(frontier->store);
	int64_t next = 0;
	int n = -1;

	if (!store_begin(frontier->store, err))
		n = take_ready(frontier, job, now, max, found, &next, err);
	if (n >= 0 && !gathered && store_commit(frontier->store, err))
		n = -1;
	for (int i = 0; i < n; i++)
		leased(&found[i].host, found[i].name, arg);
	for (int i = 0; i < max; i++)
		free(found[i].name);
	free(found);
	if (again)
		*again = next;
	return n;
}

int frontier_renew(struct frontier *frontier, int64_t now, struct err *err)
{
	return frontier_change(frontier, SQL_HOSTS_RENEW, err, "iii", now, us(frontier),
			       (int64_t)FRONTIER_LEASE_MS) < 0 ||
			       frontier_change(frontier, SQL_CLAIM_RENEW, err, "iii", now,
					       us(frontier), (int64_t)FRONTIER_LEASE_MS) < 0
		       ? -1
		       : 0;
}

int frontier_release(struct frontier *frontier, int64_t host, struct err *err)
{
	return frontier_change(frontier, SQL_HOST_RELEASE, err, "ii", host, us(frontier)) < 0 ? -1
											      : 0;
}

/* ---- the clock ---- */

static int start(struct frontier *frontier, int64_t host, int64_t now, int64_t spent,
		 struct err *err)
{
	return frontier_change(frontier, SQL_HOST_STARTED, err, "iiiiii", host, us(frontier), now,
			       (int64_t)FRONTIER_LEASE_MS, now / DAY_MS, spent);
}

int frontier_started(struct frontier *frontier, int64_t host, int64_t now, struct err *err)
{
	return start(frontier, host, now, 1, err);
}

int frontier_started_for(struct frontier *frontier, int64_t host, const char *name, int64_t now,
			 struct err *err)
{
	int rc = start(frontier, host, now, 0, err);

	if (rc == 1 && frontier_change(frontier, SQL_HOST_SPEND, err, "ti", name, now / DAY_MS) < 0)
		return -1;
	return rc;
}

int frontier_ended(struct frontier *frontier, int64_t host, int64_t now, int64_t next,
		   struct err *err)
{
	return frontier_change(frontier, SQL_HOST_ENDED, err, "iiiii", host, us(frontier), now,
			       (int64_t)FRONTIER_LEASE_MS, next);
}

int frontier_reckon(struct frontier *frontier, const struct frontier_effort *effort,
		    struct err *err)
{
	return frontier_change(frontier, SQL_PROCESS_RECKON, err, "iiii", us(frontier),
			       effort->requests, effort->taken_us, effort->least_us);
}

int frontier_block(struct frontier *frontier, int64_t host, int64_t until, struct err *err)
{
	return frontier_change(frontier, SQL_HOST_BLOCK, err, "ii", host, until) < 0 ? -1 : 0;
}

int frontier_look(struct frontier *frontier, const char *name, struct frontier_host *host,
		  struct err *err)
{
	sqlite3_stmt *row;
	int rc = frontier_query(frontier, SQL_HOST_LOOK, &row, err, "t", name);

	if (rc <= 0)
		return rc;
	read_host(host, row);
	frontier_reset(row);
	return 1;
}

int frontier_spent(struct frontier *frontier, const char *operator, int64_t now, long *spent,
		   struct err *err)
{
	sqlite3_stmt *row;
	int rc = frontier_query(frontier, SQL_HOSTS_SPENT, &row, err, "ti", operator, now / DAY_MS);

	if (rc <= 0)
		return -1;
	*spent = (long)sqlite3_column_int64(row, 0);
	frontier_reset(row);
	return 0;
}
