/*
 * crawl_view - how far the crawls of other processes are, as the views of traca.db say.
 *
 *   progress, host_progress, process_progress -> struct crawl_view
 *
 * Reads only the documented views (data/schema.c), and never writes.
 */
#ifndef DATA_CRAWL_VIEW_H
#define DATA_CRAWL_VIEW_H

#include <stddef.h>
#include <stdint.h>
#include "data/err.h"

struct store;

/* At most: those with most to do. */
enum { CRAWL_VIEW_JOBS = 50, CRAWL_VIEW_HOSTS = 100, CRAWL_VIEW_PROCESSES = 20 };

struct crawl_job {
	char *name;
	int64_t pending, done, moved, failed, hosts_waiting;
	int64_t left_s; /* until it is done, at the pace of the last minute; -1: not known */
};

struct crawl_host {
	char *name, *job;
	int64_t pending, leased_by;          /* the number of a process; 0: nobody's */
	char not_before[24], last_asked[24]; /* UTC, as 2026-01-02T03:04:05Z; "": at once, never */
};

struct crawl_process {
	int64_t process, requests;
	double efficiency; /* the least possible time divided by the time taken; NAN: not known */
};

struct crawl_view {
	struct crawl_job jobs[CRAWL_VIEW_JOBS];
	struct crawl_host hosts[CRAWL_VIEW_HOSTS];
	struct crawl_process processes[CRAWL_VIEW_PROCESSES];
	size_t n_jobs, n_hosts, n_processes;
	int64_t pending; /* of all jobs */
};

/* OUT is to be released in either case. */
int crawl_view_read(struct crawl_view *out, struct store *store, struct err *err);
void crawl_view_release(struct crawl_view *view);

#endif
