#include "collect/crawl_refresh.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "collect/crawl_state.h"
#include "collect/fetch.h"
#include "data/cache.h"
#include "data/lang.h"
#include "data/mem.h"

int crawl_refresh(struct crawl *crawl, struct err *err)
{
	struct frontier_url entry;
	int64_t since = crawl->options.keep_since * 1000, after = 0;
	int rc = 0;

	while (since && !rc &&
	       frontier_walk(crawl->frontier, crawl->job, FRONTIER_DONE, after, &entry, err) > 0) {
		after = entry.id;
		if (entry.changed < since)
			rc = frontier_again(crawl->frontier, entry.id, crawl->began, err);
		frontier_url_release(&entry);
	}
	return rc;
}

bool crawl_refresh_is_young(const struct crawl *crawl, const struct cache_facts *facts)
{
	return facts->fetched >= crawl->options.keep_since;
}

/* As if it had come now. */
static int renew(struct crawl_task *task, struct page *page, struct cache_facts *facts,
		 const struct fetch_answer *answer, struct err *why, struct err *err)
{
	struct cache_facts now = *facts;

	now.fetched = time(NULL);
	now.etag = answer->etag ? answer->etag : facts->etag;
	now.last_modified = answer->last_modified ? answer->last_modified : facts->last_modified;
	if (cache_write(task->crawl->cache, task->url, &now, page->body, page->len, err))
		return -1;
	return crawl_found(task, page, &now, why, err);
}

static int make_do(struct crawl_task *task, struct page *page, const struct cache_facts *facts,
		   const struct err *failure, struct err *why, struct err *err)
{
	const struct visit_watch *watch = &task->crawl->options.visit.watch;
	char *line;

	if (watch->outdated) {
		line = xasprintf(_("%s: %s: the one in the cache is used"), task->entry.url,
				 failure->text);
		watch->outdated(line, failure->code, watch->arg);
		free(line);
	}
	return crawl_found(task, page, facts, why, err);
}

/* It may be there still. */
static bool is_for_now(const struct fetch_answer *answer, const struct err *failure)
{
	if (failure)
		return failure->code != ERR_FORBIDDEN && failure->code != ERR_FULL &&
		       failure->code != ERR_IO;
	return answer->status == 408 || answer->status == 429 || answer->status >= 500;
}

int crawl_refresh_holds(struct crawl_task *task, const struct fetch_answer *answer,
			const struct err *failure, struct err *why, struct err *err)
{
	struct cache_facts facts = { 0 };
	struct page page = { 0 };
	struct err status = { 0 };
	bool same = !failure && answer->status == 304;
	int rc = 0;

	if (!task->is_known || (!same && !is_for_now(answer, failure)) ||
	    cache_get(task->crawl->cache, task->url, task->crawl->options.visit.max_body, &page,
		      &facts, NULL) != 1)
		return 0;
	if (!same && !failure)
		err_set(&status, ERR_STATUS, _("answers %ld"), answer->status);
	rc = same ? renew(task, &page, &facts, answer, why, err)
		  : make_do(task, &page, &facts, failure ? failure : &status, why, err);
	page_release(&page);
	cache_facts_release(&facts);
	return rc ? -1 : 1;
}
