/*
 * frontier - how fast the frontier is, and how little of it is in memory.
 *
 *   frontier DIR [URLS [HOSTS [COMMIT [RUN]]]]      1,000,000 over 10,000, 1,000 a commit, 10 a run
 *
 * DIR is empty. All URLs are put, RUN of them in a row on one host, as the links of a page are
 * (1: each on another host than the one before), then each is asked for and done, host by host.
 * Prints one line a step: its name, how many a second, and by how many bytes for each URL the
 * process has grown.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include "collect/frontier.h"
#include "collect/frontier_hosts.h"
#include "collect/frontier_urls.h"
#include "data/store.h"

struct bench {
	struct frontier *frontier;
	long urls, hosts, commit, run;
	long n; /* done so far in this step */
	int failed;
	struct err err;
};

static const int64_t now = 1700000000000;

static double wall_clock(void)
{
	struct timespec time;

	(void)clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static long resident(void)
{
	FILE *file = fopen("/proc/self/statm", "re");
	char line[100] = "";
	char *second;

	if (file && fgets(line, sizeof(line), file))
		(void)strtol(line, &second, 10);
	else
		second = line;
	if (file)
		(void)fclose(file);
	return strtol(second, NULL, 10) * sysconf(_SC_PAGESIZE);
}

static int commit_sometimes(struct bench *bench)
{
	bench->n++;
	return bench->n % bench->commit ? 0 : frontier_sync(bench->frontier, &bench->err);
}

static int put_all(struct bench *bench)
{
	char host[64], url[128];

	for (long i = 0; i < bench->urls; i++) {
		(void)snprintf(host, sizeof(host), "www.host-%ld.example",
			       i / bench->run % bench->hosts);
		(void)snprintf(url, sizeof(url), "https://%s/books/%ld/page-%ld.html", host,
			       i % 997, i);
		if (frontier_put(bench->frontier, FRONTIER_BOOKS, url, host, 1, now, &bench->err) !=
			    1 ||
		    commit_sometimes(bench))
			return -1;
	}
	return frontier_sync(bench->frontier, &bench->err);
}

static void empty_host(const struct frontier_host *host, const char *name, void *arg)
{
	struct bench *bench = arg;
	struct frontier_url entry;
	int rc;

	(void)name;
	while ((rc = frontier_next(bench->frontier, FRONTIER_BOOKS, host->id, NULL, 0, now, &entry,
				   &bench->err)) > 0) {
		rc = frontier_started(bench->frontier, host->id, now, &bench->err) != 1 ||
		     frontier_done(bench->frontier, entry.id, now, 200, "\"an-etag\"", NULL,
				   &bench->err) ||
		     frontier_ended(bench->frontier, host->id, now, 0, &bench->err) != 1 ||
		     commit_sometimes(bench);
		frontier_url_release(&entry);
		bench->failed |= rc;
	}
	bench->failed |= rc < 0;
}

static int do_all(struct bench *bench)
{
	int64_t again;
	int n;

	do
		n = frontier_lease_hosts(bench->frontier, FRONTIER_BOOKS, now, 256, empty_host,
					 bench, &again, &bench->err);
	while (n > 0 && !bench->failed);
	return n < 0 || bench->failed ? -1 : frontier_sync(bench->frontier, &bench->err);
}

static int step(struct bench *bench, const char *name, int (*run)(struct bench *bench))
{
	double begin = wall_clock(), seconds;
	long before = resident();

	bench->n = 0;
	if (run(bench) || bench->n != bench->urls) {
		(void)fprintf(stderr, "frontier: %s: %ld of %ld: %s\n", name, bench->n, bench->urls,
			      bench->err.text);
		return -1;
	}
	seconds = wall_clock() - begin;
	(void)printf("%s %.0f %.0f\n", name, (double)bench->urls / seconds,
		     (double)(resident() - before) / (double)bench->urls);
	return 0;
}

static long number(int argc, char **argv, int i, long otherwise)
{
	return i < argc ? strtol(argv[i], NULL, 10) : otherwise;
}

int main(int argc, char **argv)
{
	struct bench bench = {
		.urls = number(argc, argv, 2, 1000000),
		.hosts = number(argc, argv, 3, 10000),
		.commit = number(argc, argv, 4, 1000),
		.run = number(argc, argv, 5, 10),
	};
	struct store *store = argc > 1 ? store_open(argv[1], &bench.err) : NULL;
	int rc = 1;

	if (store && bench.urls > 0 && bench.hosts > 0 && bench.commit > 0 && bench.run > 0)
		bench.frontier = frontier_open(store, &bench.err);
	if (bench.frontier)
		rc = step(&bench, "put", put_all) || step(&bench, "done", do_all);
	else
		(void)fprintf(stderr, "usage: frontier DIR [URLS [HOSTS [COMMIT [RUN]]]] %s\n",
			      bench.err.text);
	frontier_free(bench.frontier);
	store_free(store);
	return rc;
}
