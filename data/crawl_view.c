#include "data/crawl_view.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sqlite3.h>
#include "data/mem.h"
#include "data/store.h"

static const char jobs_sql[] =
	"SELECT job, pending, done, moved, failed, hosts_waiting FROM progress "
	"WHERE pending + done + moved + failed > 0 ORDER BY pending DESC, job LIMIT ?";
/* Who has not to wait has a time long ago. */
static const char hosts_sql[] =
	"SELECT host, job, pending, leased_by, CASE WHEN not_before > '1970-01-02' "
	"THEN replace(not_before, ' ', 'T') || 'Z' END, replace(last_asked, ' ', 'T') || 'Z' "
	"FROM host_progress ORDER BY leased_by IS NULL, pending DESC, host LIMIT ?";

static const char processes_sql[] =
	"SELECT process, requests, efficiency FROM process_progress WHERE requests > 0 "
	"ORDER BY requests DESC LIMIT ?";

static char *text_copy(sqlite3_stmt *row, int column)
{
	const char *text = (const char *)sqlite3_column_text(row, column);

	return xstrdup(text ? text : "");
}

static void text_into(sqlite3_stmt *row, int column, char *to, size_t size)
{
	const char *text = (const char *)sqlite3_column_text(row, column);

	*to = '\0';
	if (text && strlen(text) < size)
		memcpy(to, text, strlen(text) + 1);
}

static void read_job(struct crawl_view *out, sqlite3_stmt *row)
{
	struct crawl_job *job = &out->jobs[out->n_jobs++];

	*job = (struct crawl_job) {
		.name = text_copy(row, 0),
		.pending = sqlite3_column_int64(row, 1),
		.done = sqlite3_column_int64(row, 2),
		.moved = sqlite3_column_int64(row, 3),
		.failed = sqlite3_column_int64(row, 4),
		.hosts_waiting = sqlite3_column_int64(row, 5),
		.left_s = -1,
	};
	out->pending += job->pending;
}

static void read_host(struct crawl_view *out, sqlite3_stmt *row)
{
	struct crawl_host *host = &out->hosts[out->n_hosts++];

	host->name = text_copy(row, 0);
	host->job = text_copy(row, 1);
	host->pending = sqlite3_column_int64(row, 2);
	host->leased_by = sqlite3_column_int64(row, 3);
	text_into(row, 4, host->not_before, sizeof(host->not_before));
	text_into(row, 5, host->last_asked, sizeof(host->last_asked));
}

static void read_process(struct crawl_view *out, sqlite3_stmt *row)
{
	out->processes[out->n_processes++] = (struct crawl_process) {
		.process = sqlite3_column_int64(row, 0),
		.requests = sqlite3_column_int64(row, 1),
		.efficiency = sqlite3_column_type(row, 2) == SQLITE_NULL
				      ? NAN
				      : sqlite3_column_double(row, 2),
	};
}

static int read_rows(struct crawl_view *out, struct store *store, const char *sql, int limit,
		     void (*read)(struct crawl_view *out, sqlite3_stmt *row), struct err *err)
{
	sqlite3_stmt *statement = NULL;
	int rc = sqlite3_prepare_v2(store_handle(store), sql, -1, &statement, NULL);

	if (rc == SQLITE_OK) {
		(void)sqlite3_bind_int(statement, 1, limit);
		for (int n = 0; (rc = sqlite3_step(statement)) == SQLITE_ROW && n < limit; n++)
			read(out, statement);
	}
	rc = rc == SQLITE_DONE ? 0 : store_failed(store, err);
	(void)sqlite3_finalize(statement);
	return rc;
}

int crawl_view_read(struct crawl_view *out, struct store *store, struct err *err)
{
	*out = (struct crawl_view) { 0 };
	if (read_rows(out, store, jobs_sql, CRAWL_VIEW_JOBS, read_job, err) ||
	    read_rows(out, store, processes_sql, CRAWL_VIEW_PROCESSES, read_process, err))
		return -1;
	/* Where nothing is pending nobody waits. */
	return out->pending ? read_rows(out, store, hosts_sql, CRAWL_VIEW_HOSTS, read_host, err)
			    : 0;
}

void crawl_view_release(struct crawl_view *view)
{
	for (size_t i = 0; i < view->n_jobs; i++)
		free(view->jobs[i].name);
	for (size_t i = 0; i < view->n_hosts; i++) {
		free(view->hosts[i].name);
		free(view->hosts[i].job);
	}
	*view = (struct crawl_view) { 0 };
}
