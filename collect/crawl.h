/*
 * crawl - follow links, politely: from the seeds, and from the sitemaps that their robots.txt
 * names, to the pages of a scope.
 *
 *   seeds -> frontier -> cached? -> visit -> page -> cache, then done
 *               ^                             |
 *               +-- scope <- links, sitemaps -+
 *
 * A page is HTML or plain text; what its extension tells to be another thing is not asked for.
 * rel=nofollow, <base>, the robots meta and X-Robots-Tag are obeyed: of what is not to be
 * indexed the links are followed, but it is no page of the crawl. Where the seeds are moved to
 * counts as a seed. The frontier remembers all of it: after a kill -9 the same seeds, scope
 * and depth go on from there; what is cached is not asked for. In memory: the URLs under way.
 */
#ifndef COLLECT_CRAWL_H
#define COLLECT_CRAWL_H

#include <stdbool.h>
#include <stddef.h>
#include "collect/scope.h"
#include "collect/visit.h"
#include "data/err.h"

struct uv_loop_s;
struct cache;
struct frontier;
struct crawl;

/* Who wants to know how it goes. URLs are without user and password. */
struct crawl_watch {
	void (*begun)(const char *url, void *arg);
	/* FAILURE: NULL, or why there is no page */
	void (*ended)(const char *url, const char *failure, void *arg);
	void (*broken)(const struct err *err, void *arg); /* the machine's fault, or stopped */
	void *arg;
};

struct crawl_options {
	struct visit_options visit;
	struct scope_options scope;
	const char *const *seeds; /* normalised */
	size_t n_seeds;
	int depth;          /* links from a seed; 0: the seeds alone, no sitemaps */
	long max_pages;     /* of the crawl */
	int64_t keep_since; /* as in errand.h */
	struct crawl_watch watch;
};

/* Borrows all but OPTIONS itself. Puts the seeds, for crawl_start to commit; asks nothing yet.
 * NULL: ERR. */
struct crawl *crawl_new(struct uv_loop_s *loop, const struct crawl_options *options,
			struct cache *cache, struct frontier *frontier, struct err *err);

/* What follows happens on the loop, which has nothing left to do when the crawl is over. */
int crawl_start(struct crawl *crawl, struct err *err);

/* Drops what is under way. Run the loop once more after; the frontier is still needed. */
void crawl_free(struct crawl *crawl);

struct crawl_result {
	long pages, vain;  /* vain: answers that are no pages */
	bool enough;       /* of either */
	long pending;      /* URLs that are left for another time */
	long unreached;    /* of them, those that failed in this run */
	bool budget_spent; /* which is why some are pending */
};
int crawl_result(struct crawl *crawl, struct crawl_result *result, struct err *err);

/* Each page in the order of finding, also of earlier runs; as the cache knows it. */
typedef void crawl_sink(const char *url, void *arg);
int crawl_pages(struct crawl *crawl, crawl_sink *sink, void *arg, struct err *err);

/* The same of what is known and still to be asked for, sitemaps too. */
int crawl_pending(struct crawl *crawl, crawl_sink *sink, void *arg, struct err *err);

/* Each seed that came to nothing, for good or for now. */
typedef void crawl_failed(const char *seed, const char *why, void *arg);
int crawl_failed_seeds(struct crawl *crawl, crawl_failed *failed, void *arg, struct err *err);

#endif
