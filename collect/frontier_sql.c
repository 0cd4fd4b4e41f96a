#include "collect/frontier_sql.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>
#include <sqlite3.h>
#include "data/store.h"

/* In the order of struct frontier_url. */
#define URL                                                                                        \
	"id, url, state, depth, tries, due, changed, status, location, etag, last_modified, why, " \
	"failure "
/* In the order of struct frontier_host. */
#define HOST "id, ended, blocked, day, spent "
/* What was not released counts as having been asked just now. */
#define OURS "process = ?2"
#define ON_ITS_WAY "100" /* ms, that the request of a dead process may take to the host */
#define TAKEN_OVER "process IS NOT NULL AND NOT " OURS

/* Times and ids are ?1, ?2... in the order of the functions that use them. `+` keeps SQLite from
 * an index that is of no use there. */
static const char *const sql[SQL_COUNT] = {
	[SQL_JOB_FIND] = "SELECT id FROM jobs WHERE key = ?1",
	[SQL_JOB_ADD] = "INSERT INTO jobs (key) VALUES (?1) ON CONFLICT DO NOTHING",
	[SQL_JOB_STATS] = "SELECT pending, done, moved, failed, pages, (SELECT count(*) FROM hosts "
			  "WHERE EXISTS (SELECT 1 FROM urls "
			  "WHERE job = ?1 AND host = hosts.id AND state = 0)) "
			  "FROM jobs WHERE id = ?1",
	[SQL_JOB_PUT] = "UPDATE jobs SET pending = pending + ?2 WHERE id = ?1",
	[SQL_JOB_BEGIN] = "UPDATE jobs SET finished = ?3, settings = ?2 "
			  "WHERE id = ?1 AND settings IS NOT ?2",
	[SQL_JOB_FINISH] = "UPDATE jobs SET finished = ?2 WHERE id = ?1",
	[SQL_JOB_FINISHED] = "SELECT finished FROM jobs WHERE id = ?1",
	[SQL_CLAIM_COUNT] =
		"SELECT jobs.pages, coalesce(sum(iif(process = ?2, claims.pages, 0)), 0), "
		"coalesce(sum(iif(process <> ?2 AND until > ?3 AND is_alive(process), "
		"claims.pages, 0)), 0), jobs.done + jobs.moved + jobs.failed - jobs.pages "
		"FROM jobs LEFT JOIN claims ON claims.job = jobs.id WHERE jobs.id = ?1",
	[SQL_CLAIM_ADD] =
		"INSERT INTO claims (job, process, pages, until) VALUES (?1, ?2, 1, ?3 + ?4) "
		"ON CONFLICT DO UPDATE SET pages = pages + 1, until = excluded.until",
	[SQL_CLAIM_SUB] =
		"UPDATE claims SET pages = max(pages - 1, 0) WHERE job = ?1 AND process = ?2",
	[SQL_CLAIM_RENEW] = "UPDATE claims SET until = ?1 + ?3 WHERE process = ?2",
	[SQL_CLAIM_DROP] = "DELETE FROM claims WHERE process = ?1 OR NOT is_alive(process)",

	[SQL_URL_FIND] = "SELECT id, depth FROM urls WHERE hash = ?1 AND +job = ?2 AND url = ?3",
	[SQL_URL_ADD] = "INSERT INTO urls (hash, job, url, host, depth, changed) "
			"VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
	[SQL_URL_NEARER] = "UPDATE urls SET depth = ?2 WHERE id = ?1",
	[SQL_URL_GET] = "SELECT " URL "FROM urls WHERE hash = ?1 AND +job = ?2 AND url = ?3",
	[SQL_URL_NEXT] = "SELECT " URL "FROM urls WHERE job = ?1 AND host = ?2 AND state = 0 "
			 "ORDER BY due, id",
	[SQL_URL_WALK] = "SELECT " URL "FROM urls WHERE id > ?1 AND +job = ?2 AND +state = ?3 "
			 "ORDER BY id LIMIT 1",
	[SQL_URL_DONE] =
		"UPDATE urls SET state = 1, changed = ?2, status = ?3, why = NULL, failure = 0, "
		"etag = iif(?3 = 304, coalesce(?4, etag), ?4), last_modified = "
		"iif(?3 = 304, coalesce(?5, last_modified), ?5) WHERE id = ?1",
	[SQL_URL_MOVED] = "UPDATE urls SET state = 2, changed = ?2, status = ?3, location = ?4, "
			  "why = NULL, failure = 0 WHERE id = ?1",
	[SQL_URL_FAILED] = "UPDATE urls SET state = 3, changed = ?2, status = ?3, why = ?4, "
			   "failure = ?5, tries = tries + 1 WHERE id = ?1",
	[SQL_URL_LATER] = "UPDATE urls SET state = 0, changed = ?2, status = ?3, why = ?4, "
			  "failure = ?5, tries = tries + 1, due = ?6 WHERE id = ?1",
	[SQL_URL_AGAIN] = "UPDATE urls SET state = 0, changed = ?2, tries = 0, due = 0 "
			  "WHERE id = ?1",

	[SQL_HOST_FIND] = "SELECT id FROM hosts WHERE name = ?1",
	[SQL_HOST_ADD] = "INSERT INTO hosts (name) VALUES (?1) ON CONFLICT DO NOTHING",
	[SQL_HOST_LEASE] = "UPDATE hosts SET process = ?2, leased_until = ?3 + ?4, "
			   "ended = iif(" TAKEN_OVER ", ?3 + iif(asking, " ON_ITS_WAY ", 0), "
			   "min(ended, ?3 + " ON_ITS_WAY ")), "
			   "asking = iif(" OURS ", asking, 0) "
			   "WHERE id = ?1 AND (process IS NULL OR " OURS
			   " OR leased_until <= ?3 OR NOT is_alive(process)) RETURNING " HOST,
	[SQL_HOSTS_READY] = "WITH others AS MATERIALIZED (SELECT id, name, ended, max(blocked, "
			    "(SELECT min(due) FROM urls WHERE job = ?1 AND host = hosts.id "
			    "AND state = 0)) AS ready FROM hosts WHERE process IS NOT ?2) "
			    "SELECT id, name, ready FROM others WHERE ready IS NOT NULL "
			    "ORDER BY max(ready, ended), id",
	[SQL_HOSTS_RENEW] = "UPDATE hosts SET leased_until = ?1 + ?3 WHERE " OURS,
	[SQL_HOSTS_RELEASE] = "UPDATE hosts SET process = NULL WHERE process = ?1 AND asking = 0",
	[SQL_HOST_RELEASE] =
		"UPDATE hosts SET process = NULL WHERE id = ?1 AND " OURS " AND asking = 0",
	[SQL_HOST_STARTED] = "UPDATE hosts SET asking = asking + 1, leased_until = ?3 + ?4, "
			     "spent = iif(day = ?5, spent, 0) + ?6, day = ?5 "
			     "WHERE id = ?1 AND " OURS,
	[SQL_HOST_SPEND] = "INSERT INTO hosts (name, day, spent) VALUES (?1, ?2, 1) "
			   "ON CONFLICT (name) DO UPDATE SET spent = iif(day = ?2, spent, 0) + 1, "
			   "day = ?2",
	[SQL_HOST_ENDED] = "UPDATE hosts SET asking = max(asking - 1, 0), ended = ?3, "
			   "leased_until = ?3 + ?4, next = ?5 WHERE id = ?1 AND " OURS,
	[SQL_HOST_LOOK] = "SELECT " HOST "FROM hosts WHERE name = ?1",
	/* The hosts of one operator are it and what ends in a dot and its name. */
	[SQL_HOSTS_SPENT] = "SELECT coalesce(sum(spent), 0) FROM hosts WHERE day = ?2 "
			    "AND (name = ?1 OR substr(name, -length(?1) - 1) = '.' || ?1)",
	[SQL_HOST_BLOCK] = "UPDATE hosts SET blocked = max(blocked, ?2) WHERE id = ?1",
	[SQL_PROCESS_RECKON] = "UPDATE processes SET requests = ?2, taken_us = ?3, least_us = ?4 "
			       "WHERE id = ?1",
};

int frontier_prepare(struct frontier *frontier, struct err *err)
{
	sqlite3 *db = store_handle(frontier->store);

	for (int i = 0; i < SQL_COUNT; i++) {
		if (sqlite3_prepare_v3(db, sql[i], -1, SQLITE_PREPARE_PERSISTENT,
				       &frontier->statements[i], NULL))
			return store_failed(frontier->store, err);
	}
	return 0;
}

void frontier_finalize(struct frontier *frontier)
{
	for (int i = 0; i < SQL_COUNT; i++)
		(void)sqlite3_finalize(frontier->statements[i]);
}

static void bind(sqlite3_stmt *statement, const char *types, va_list values)
{
	for (int i = 1; types[i - 1]; i++) {
		assert(types[i - 1] == 'i' || types[i - 1] == 't');
		if (types[i - 1] == 'i')
			(void)sqlite3_bind_int64(statement, i, va_arg(values, int64_t));
		else
			(void)sqlite3_bind_text(statement, i, va_arg(values, const char *), -1,
						SQLITE_STATIC);
	}
}

int frontier_step(struct frontier *frontier, sqlite3_stmt *row, struct err *err)
{
	int rc = sqlite3_step(row);

	if (rc == SQLITE_ROW)
		return 1;
	if (rc != SQLITE_DONE)
		(void)store_failed(frontier->store, err);
	(void)sqlite3_reset(row);
	return rc == SQLITE_DONE ? 0 : -1;
}

void frontier_reset(sqlite3_stmt *row)
{
	(void)sqlite3_reset(row);
}

int frontier_query(struct frontier *frontier, enum frontier_sql which, sqlite3_stmt **row,
		   struct err *err, const char *types, ...)
{
	va_list values;

	*row = frontier->statements[which];
	va_start(values, types);
	bind(*row, types, values);
	va_end(values);
	return frontier_step(frontier, *row, err);
}

int frontier_change(struct frontier *frontier, enum frontier_sql which, struct err *err,
		    const char *types, ...)
{
	sqlite3_stmt *statement = frontier->statements[which];
	va_list values;

	if (store_begin(frontier->store, err))
		return -1;
	va_start(values, types);
	bind(statement, types, values);
	va_end(values);
	if (frontier_step(frontier, statement, err))
		return -1;
	return sqlite3_changes(store_handle(frontier->store));
}

int frontier_find_or_add(struct frontier *frontier, enum frontier_sql find, enum frontier_sql add,
			 const char *key, int64_t *id, struct err *err)
{
	sqlite3_stmt *row;
	int rc = frontier_query(frontier, find, &row, err, "t", key);

	/* Another process may have added it meanwhile. */
	if (!rc && frontier_change(frontier, add, err, "t", key) < 0)
		rc = -1;
	if (!rc)
		rc = frontier_query(frontier, find, &row, err, "t", key);
	if (rc <= 0)
		return -1;
	*id = sqlite3_column_int64(row, 0);
	frontier_reset(row);
	return 0;
}
