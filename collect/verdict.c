#include "collect/verdict.h"

#include <stdlib.h>
#include <time.h>
#include "collect/frontier_urls.h"
#include "collect/fetch.h"
#include "collect/gutenberg.h"
#include "collect/unzip.h"
#include "collect/url.h"
#include "collect/visit.h"
#include "collect/web.h"
#include "data/lang.h"
#include "data/mem.h"

/* Makes of what came what was wanted, or says why it is not. */
int verdict_judge(enum errand_kind kind, size_t max, struct errand_answer *answer, struct err *err)
{
	struct page *page = &answer->page;

	if (kind == ERRAND_ZIP && unzip_page(page, max, err))
		return -1;
	if (page->len == 0)
		return err_set(err, ERR_FORMAT, _("an empty answer"));
	if ((kind == ERRAND_TEXT || kind == ERRAND_ZIP) && page_is_html(page))
		return err_set(err, ERR_FORMAT, _("an HTML page where a text should be"));
	if (kind == ERRAND_LANDING)
		return gutenberg_landing_text(&answer->lead, page, answer->final_url, err);
	return 0;
}

struct cache_facts verdict_facts(const struct errand_answer *answer,
				 const struct fetch_answer *came, const struct cache_facts *old)
{
	bool same = came->status == 304;

	return (struct cache_facts) {
		.content_type = answer->page.content_type,
		.final_url = answer->final_url,
		.status = 200,
		.fetched = answer->page.fetched,
		.etag = same && !came->etag ? old->etag : came->etag,
		.last_modified =
			same && !came->last_modified ? old->last_modified : came->last_modified,
		.robots_tag = same ? old->robots_tag : came->robots_tag,
		.private_address = !came->public_address,
	};
}

/* 1: ROW is the frontier's, the caller's to release. */
static int find_row(const struct web *web, const char *errand_url, struct frontier_url *row,
		    struct err *err)
{
	char *url = url_printable(errand_url);
	int rc = frontier_get(web_frontier(web), FRONTIER_BOOKS, url, row, err);

	free(url);
	return rc;
}

void verdict_keep_good(const struct web *web, const char *url, const struct cache_facts *came)
{
	struct frontier_url row = { 0 };

	if (find_row(web, url, &row, NULL) == 1)
		(void)frontier_done(web_frontier(web), row.id, came->fetched * 1000, came->status,
				    came->etag, came->last_modified, NULL);
	frontier_url_release(&row);
}

/* An interrupted run need not ask for it once more. A failure to keep it is told when the ledger
 * settles. */
void verdict_keep_bad(const struct web *web, const char *url, const struct err *why)
{
	struct frontier_url row = { 0 };

	if (find_row(web, url, &row, NULL) == 1)
		(void)frontier_fail(web_frontier(web), row.id, (int64_t)time(NULL) * 1000, 200, why,
				    0, NULL);
	frontier_url_release(&row);
}

/* True: it came before, and was no good for what it is wanted for. */
bool verdict_was_bad(const struct web *web, const char *url, struct err *why)
{
	struct frontier_url row = { 0 };
	bool judged = find_row(web, url, &row, NULL) == 1 && row.state == FRONTIER_FAILED &&
		      row.failure == ERR_FORMAT && row.why &&
		      visitor_relies_on(web_visitor(web), row.changed);

	if (judged)
		err_set(why, row.failure, "%s", row.why);
	frontier_url_release(&row);
	return judged;
}
