/*
 * crawl_refresh - pages of a crawl that are asked for again, should they have changed.
 *
 *   done, too old -> pending -> asked with its validators -> new, or the same, or as it was before
 *
 * A part of crawl: for crawl*.c alone.
 */
#ifndef COLLECT_CRAWL_REFRESH_H
#define COLLECT_CRAWL_REFRESH_H

#include <stdbool.h>
#include "data/err.h"

struct cache_facts;
struct crawl;
struct crawl_task;
struct fetch_answer;

/* Pages that are too old become pending. */
int crawl_refresh(struct crawl *crawl, struct err *err);

/* Need what is in the cache not be asked for? */
bool crawl_refresh_is_young(const struct crawl *crawl, const struct cache_facts *facts);

/* 1: the page in the cache holds: it has not changed, or could not be had anew, which is said; 0: it
 * does not; -1: ERR. WHY as in crawl_answered. */
int crawl_refresh_holds(struct crawl_task *task, const struct fetch_answer *answer,
			const struct err *failure, struct err *why, struct err *err);

#endif
