/*
 * crawl_state - a crawl on its way: shared by crawl.c, which asks, crawl_answer.c (what follows),
 * crawl_job.c (what is asked for and what came of it) and crawl_refresh. For nobody else.
 */
#ifndef COLLECT_CRAWL_STATE_H
#define COLLECT_CRAWL_STATE_H

#include <stdint.h>
#include "collect/crawl.h"
#include "collect/crawl_place.h"
#include "collect/frontier_urls.h"
#include "data/cache_facts.h"
#include "data/page.h"

struct crawl_host;
struct fetch_answer;

struct crawl {
	struct crawl_options options;
	struct cache *cache;
	struct frontier *frontier;
	int64_t job, began;
	struct scope *scope;
	struct crawl_hosts *hosts;
	bool at_home;      /* the seeds are of a private net: so may be what they link to */
	long known;        /* URLs */
	long unreached;    /* failed in this run, perhaps not in another */
	bool budget_spent; /* of some host */
	bool wants_fill;   /* there may be hosts to lease */
	bool is_full;      /* as many pages as there may be are there, or asked for */

	struct uv_loop_s *loop;
	struct visitor *visitor; /* NULL: not started */
	struct ledger *ledger;
	struct crawl_task *tasks;
	struct uv_check_s *turn;
	struct uv_idle_s *spin; /* there is something to do without waiting */
	struct uv_timer_s *again, *renew;
};

/* One URL under way. */
struct crawl_task {
	struct crawl *crawl;
	struct crawl_host *host;
	struct frontier_url entry;
	struct crawl_place place;
	char *url;     /* with the user and password of a seed */
	bool is_known; /* asked whether it has changed */
	bool is_page;  /* done, as soon as it is in its place in the cache, where it is... */
	struct cache_facts page; /* ... this, as far as the frontier keeps it */
	struct err why;          /* for the user: there is no page */
	struct crawl_task *prev, *next;
};

/* The job found or made, its seeds put. */
int crawl_open_job(struct crawl *crawl, struct err *err);

/* The user has named its host: so it may be asked although it is not of the open net. */
bool crawl_is_named(const struct crawl *crawl, const char *url);

/* PRINTABLE, or with the user and password that a seed of the same site has. The caller's. */
char *crawl_full_url(const struct crawl *crawl, const char *printable);

/* URL into the frontier, whatever the scope; known already: nothing. */
int crawl_put(struct crawl *crawl, const char *url, const struct crawl_place *place,
	      struct err *err);

/* What came, into the frontier and the cache; where it is a page, crawl_done is to follow, once that
 * is in its place. 1: nothing is to be expected of the host in this run; -1: ERR. WHY is for the
 * user: untouched where there is nothing to say. */
int crawl_answered(struct crawl_task *task, struct fetch_answer *answer, const struct err *failure,
		   struct err *why, struct err *err);

/* The same for a page that was in the cache: 0 or -1. */
int crawl_found(struct crawl_task *task, struct page *page, const struct cache_facts *facts,
		struct err *why, struct err *err);
/* What is no page: nothing. */
int crawl_done(struct crawl_task *task, struct err *err);

#endif
