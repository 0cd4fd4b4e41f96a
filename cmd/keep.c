#include "cmd/keep.h"

#include <stdlib.h>
#include <unistd.h>
#include "cmd/job.h"
#include "cmd/options.h"
#include "cmd/recipe.h"
#include "data/cache.h"
#include "data/clock.h"
#include "data/mem.h"
#include "data/results.h"
#include "data/store.h"

enum { MANY = 256 };

struct keep {
	const struct options *options;
	struct store *store;
	struct results *results;
	struct job **jobs;
	size_t n, size;
	size_t batch; /* so many are written at once, from the first on always more */
};

struct keep *keep_new(const struct options *options)
{
	struct keep *keep = xcalloc(1, sizeof(*keep));

	keep->options = options;
	keep->batch = 1;
	return keep;
}

void keep_free(struct keep *keep)
{
	if (!keep)
		return;
	results_free(keep->results);
	store_free(keep->store);
	free(keep->jobs);
	free(keep);
}

static int make_folder(const char *dir, struct err *err)
{
	struct cache *cache;

	if (access(dir, F_OK) == 0)
		return 0;
	cache = cache_open(dir, err);
	cache_free(cache);
	return cache ? 0 : -1;
}

static int open_store(struct keep *keep, struct err *err)
{
	if (keep->store)
		return 0;
	if (make_folder(keep->options->cache, err))
		return -1;
	keep->store = store_open(keep->options->cache, err);
	if (!keep->store)
		return -1;
	keep->results = results_new(keep->store);
	return 0;
}

int keep_flush(struct keep *keep, struct err *err)
{
	int64_t now = clock_unix_ms();

	if (!keep->n)
		return 0;
	if (open_store(keep, err))
		return -1;
	for (size_t i = 0; i < keep->n; i++) {
		struct job *job = keep->jobs[i];

		if (results_save(keep->results, &job->summary, now, err))
			return -1;
		summary_drop_tables(&job->summary, recipe_book_tables(keep->options));
	}
	keep->n = 0;
	return store_commit(keep->store, err);
}

int keep_add(struct keep *keep, struct job *job, struct err *err)
{
	if (keep->n == keep->size) {
		keep->size = keep->size ? 2 * keep->size : MANY;
		keep->jobs = xreallocarray(keep->jobs, keep->size, sizeof(struct job *));
	}
	keep->jobs[keep->n++] = job;
	if (!keep->options->offline || keep->n < keep->batch)
		return 0;
	/* The store is opened, and most is written, while other books are worked on. */
	keep->batch = keep->batch < MANY ? 2 * keep->batch : MANY;
	return keep_flush(keep, err);
}
