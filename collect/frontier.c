#include "collect/frontier.h"

#include <stdlib.h>
#include <sqlite3.h>
#include "collect/frontier_hosts.h"
#include "collect/frontier_sql.h"
#include "data/mem.h"
#include "data/store.h"

enum {
	OTHERS_MS = 500, /* how soon another process may have failed to get a page */
	VAIN_A_PAGE = 10,
	LEAST_VAIN = 1000,
};

struct frontier *frontier_open(struct store *store, struct err *err)
{
	struct frontier *frontier = xcalloc(1, sizeof(*frontier));

	frontier->store = store;
	if (frontier_prepare(frontier, err)) {
		frontier_finalize(frontier);
		free(frontier);
		return NULL;
	}
	return frontier;
}

void frontier_free(struct frontier *frontier)
{
	if (!frontier)
		return;
	store_give_up(frontier->store);
	if (frontier_change(frontier, SQL_HOSTS_RELEASE, NULL, "i",
			    store_process(frontier->store)) >= 0 &&
	    frontier_change(frontier, SQL_CLAIM_DROP, NULL, "i", store_process(frontier->store)) >=
		    0)
		(void)store_commit(frontier->store, NULL);
	frontier_finalize(frontier);
	frontier_drop_hosts(frontier);
	free(frontier);
}

int frontier_commit(struct frontier *frontier, struct err *err)
{
	return frontier_count(frontier, err) || store_commit(frontier->store, err) ? -1 : 0;
}

int frontier_sync(struct frontier *frontier, struct err *err)
{
	return frontier_commit(frontier, err) || store_sync(frontier->store, err) ? -1 : 0;
}

int frontier_job(struct frontier *frontier, const char *key, int64_t *job, struct err *err)
{
	return frontier_find_or_add(frontier, SQL_JOB_FIND, SQL_JOB_ADD, key, job, err);
}

int frontier_begin(struct frontier *frontier, int64_t job, const char *settings, int64_t now,
		   struct err *err)
{
	return frontier_change(frontier, SQL_JOB_BEGIN, err, "iti", job, settings, now) < 0 ? -1
											    : 0;
}

int frontier_finish(struct frontier *frontier, int64_t job, int64_t now, struct err *err)
{
	return frontier_change(frontier, SQL_JOB_FINISH, err, "ii", job, now) < 0 ? -1 : 0;
}

int frontier_finished(struct frontier *frontier, int64_t job, int64_t *when, struct err *err)
{
	sqlite3_stmt *row;
	int rc = frontier_query(frontier, SQL_JOB_FINISHED, &row, err, "i", job);

	*when = 0;
	if (rc <= 0)
		return rc;
	*when = sqlite3_column_int64(row, 0);
	frontier_reset(row);
	return 0;
}

int frontier_stats(struct frontier *frontier, int64_t job, struct frontier_stats *stats,
		   struct err *err)
{
	sqlite3_stmt *row = NULL;
	int rc = frontier_count(frontier, err);

	*stats = (struct frontier_stats) { 0 };
	if (!rc)
		rc = frontier_query(frontier, SQL_JOB_STATS, &row, err, "i", job);
	if (rc <= 0)
		return rc;
	stats->pending = (long)sqlite3_column_int64(row, 0);
	stats->done = (long)sqlite3_column_int64(row, 1);
	stats->moved = (long)sqlite3_column_int64(row, 2);
	stats->failed = (long)sqlite3_column_int64(row, 3);
	stats->pages = (long)sqlite3_column_int64(row, 4);
	stats->hosts = (long)sqlite3_column_int64(row, 5);
	stats->vain = stats->done + stats->moved + stats->failed - stats->pages;
	frontier_reset(row);
	return 0;
}

long frontier_most_vain(long max)
{
	return max > LEAST_VAIN / VAIN_A_PAGE ? max * VAIN_A_PAGE : LEAST_VAIN;
}

int frontier_claim(struct frontier *frontier, int64_t job, long max, int64_t now, int64_t *again,
		   struct err *err)
{
	int64_t us = store_process(frontier->store), pages, ours, others, vain;
	sqlite3_stmt *row;

	*again = 0;
	/* Begun before it looks, or two processes claim the same. */
	if (store_begin(frontier->store, err) ||
	    frontier_query(frontier, SQL_CLAIM_COUNT, &row, err, "iii", job, us, now) <= 0)
		return -1;
	pages = sqlite3_column_int64(row, 0);
	ours = sqlite3_column_int64(row, 1);
	others = sqlite3_column_int64(row, 2);
	vain = sqlite3_column_int64(row, 3);
	frontier_reset(row);
	if (vain >= frontier_most_vain(max))
		return 0;
	if (pages + ours + others < max)
		return frontier_change(frontier, SQL_CLAIM_ADD, err, "iiii", job, us, now,
				       (int64_t)FRONTIER_LEASE_MS);
	if (others && pages < max)
		*again = now + OTHERS_MS;
	return 0;
}

int frontier_unclaim(struct frontier *frontier, int64_t job, struct err *err)
{
	return frontier_change(frontier, SQL_CLAIM_SUB, err, "ii", job,
			       store_process(frontier->store)) < 0
		       ? -1
		       : 0;
}
