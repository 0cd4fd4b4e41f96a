#include "collect/crawl_state.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include "collect/crawl_hosts.h"
#include "collect/crawl_refresh.h"
#include "collect/fetch.h"
#include "collect/links.h"
#include "collect/robots.h"
#include "collect/robots_tag.h"
#include "collect/sitemap.h"
#include "collect/url.h"
#include "data/cache.h"
#include "data/clock.h"
#include "data/lang.h"
#include "data/mem.h"

enum {
	MOST_KNOWN = 10 * 1000 * 1000, /* URLs: a trap does not fill the disk */
	MOST_SITEMAPS = 1000,          /* of a robots.txt, and of an index */
};

/* ---- into the frontier ---- */

int crawl_put(struct crawl *crawl, const char *url, const struct crawl_place *place,
	      struct err *err)
{
	char *printable = url_printable(url), *host = url_host(url);
	int rc = 0;

	if (crawl->known < MOST_KNOWN)
		rc = frontier_put(crawl->frontier, crawl->job, printable, host,
				  crawl_place_write(place), crawl->began, err);
	if (rc > 0) {
		crawl->known++;
		if (!crawl_hosts_wake(crawl->hosts, host))
			crawl->wants_fill = true;
	}
	free(host);
	free(printable);
	return rc < 0 ? -1 : 0;
}

/* URL was found: is it of the crawl? */
static int put_if_wanted(struct crawl *crawl, const char *url, const struct crawl_place *place,
			 struct err *err)
{
	char *printable = url_printable(url);
	bool wanted = place->sitemap ? scope_reaches(crawl->scope, printable)
				     : scope_allows(crawl->scope, printable) &&
					       !scope_is_no_page(printable);
	int rc = wanted ? crawl_put(crawl, printable, place, err) : 0;

	free(printable);
	return rc;
}

/* ---- sitemaps ---- */

struct listing {
	struct crawl *crawl;
	const struct crawl_place *place; /* of the sitemap */
	int sitemaps;
	struct err *err;
	int rc;
};

static void on_listed(const char *text, enum sitemap_kind kind, void *arg)
{
	struct listing *listing = arg;
	struct crawl_place place = { .sitemap = kind == SITEMAP_SITEMAP, .links = 1 };
	char *url;

	/* An index of indexes is none. */
	if (listing->rc ||
	    (place.sitemap && (listing->place->links > 0 || listing->sitemaps++ >= MOST_SITEMAPS)))
		return;
	if (url_normalise(&url, text, NULL))
		return;
	listing->rc = put_if_wanted(listing->crawl, url, &place, listing->err);
	free(url);
}

static int take_sitemap(struct crawl_task *task, const struct fetch_answer *answer, struct err *why,
			struct err *err)
{
	struct crawl *crawl = task->crawl;
	struct listing listing = { .crawl = crawl, .place = &task->place, .err = err };
	bool whole = !sitemap_read(answer->body.data ? answer->body.data : "", answer->body.len,
				   on_listed, &listing, why);

	if (listing.rc)
		return -1;
	if (whole)
		return frontier_done(crawl->frontier, task->entry.id, clock_unix_ms(),
				     answer->status, answer->etag, answer->last_modified, err);
	return frontier_fail(crawl->frontier, task->entry.id, clock_unix_ms(), answer->status, why,
			     0, err);
}

/* Those that the robots.txt of a seed names. It was asked for before the seed, and kept. */
static int put_sitemaps(struct crawl *crawl, const char *seed, struct err *err)
{
	const struct crawl_place place = { .sitemap = true };
	char *authority = url_authority(seed);
	char *where = xasprintf("%s/robots.txt", authority), *url;
	struct page page = { 0 };
	struct robots *robots = NULL;
	size_t n = 0;
	const char *const *sitemaps = visitor_sitemaps(crawl->visitor, seed, &n);
	int rc = 0;

	/* It may not be in its place in the cache yet; one that is there may be old. */
	if (!sitemaps && cache_get(crawl->cache, where, 64U << 20, &page, NULL, NULL) == 1) {
		robots = robots_parse(page.body, page.len, crawl->options.visit.user_agent);
		sitemaps = robots_sitemaps(robots, &n);
	}
	for (size_t i = 0; !rc && i < n && i < MOST_SITEMAPS; i++) {
		if (url_resolve(&url, where, sitemaps[i], NULL))
			continue;
		rc = put_if_wanted(crawl, url, &place, err);
		free(url);
	}
	robots_free(robots);
	page_release(&page);
	free(where);
	free(authority);
	return rc;
}

/* ---- a page ---- */

static bool is_type(const char *content_type, const char *type)
{
	size_t len = strlen(type);

	return content_type && strncasecmp(content_type, type, len) == 0 &&
	       strchr("; \t", content_type[len]);
}

static bool is_html(const struct page *page)
{
	if (!page->content_type)
		return page_is_html(page);
	return is_type(page->content_type, "text/html") ||
	       is_type(page->content_type, "application/xhtml+xml");
}

static int check_kind(const struct page *page, struct err *why)
{
	if (!page->len)
		return err_set(why, ERR_FORMAT, _("an empty answer"));
	if (is_html(page) || is_type(page->content_type, "text/plain"))
		return 0;
	return err_set(why, ERR_FORMAT, _("no page: %s"),
		       page->content_type ? page->content_type : "?");
}

static int put_links(struct crawl_task *task, const struct links *links, const char *where,
		     struct err *err)
{
	const struct crawl_place place = { .links = task->place.links + 1 };
	char *base = NULL, *url;
	int rc = 0;

	if (!links->base || url_resolve(&base, where, links->base, NULL))
		base = xstrdup(where);
	for (size_t i = 0; !rc && i < links->n; i++) {
		if (!links->follow[i] || url_resolve(&url, base, links->hrefs[i], NULL))
			continue;
		rc = put_if_wanted(task->crawl, url, &place, err);
		free(url);
	}
	free(base);
	return rc;
}

static int settle(struct crawl_task *task, const struct cache_facts *facts, bool noindex,
		  struct err *why, struct err *err)
{
	if (noindex) {
		err_set(why, ERR_FORBIDDEN, _("it asks not to be indexed"));
		return frontier_fail(task->crawl->frontier, task->entry.id, clock_unix_ms(),
				     facts->status, why, 0, err);
	}
	task->is_page = true;
	task->page = (struct cache_facts) {
		.fetched = facts->fetched,
		.status = facts->status,
		.etag = facts->etag ? xstrdup(facts->etag) : NULL,
		.last_modified = facts->last_modified ? xstrdup(facts->last_modified) : NULL,
	};
	return 0;
}

int crawl_done(struct crawl_task *task, struct err *err)
{
	const struct cache_facts *page = &task->page;

	return task->is_page
		       ? frontier_done(task->crawl->frontier, task->entry.id, page->fetched * 1000,
				       page->status, page->etag, page->last_modified, err)
		       : 0;
}

/* WHERE it is after redirects. KEPT: it is in the cache. What is not to be indexed need not be. */
static int take_page(struct crawl_task *task, const struct page *page, const char *where,
		     const struct cache_facts *facts, bool kept, struct err *why, struct err *err)
{
	struct crawl *crawl = task->crawl;
	const char *token = crawl->options.visit.user_agent;
	struct links links = { 0 };
	int rc = -1;

	if (check_kind(page, why) || (is_html(page) && links_read(&links, page, token, why)))
		return frontier_fail(crawl->frontier, task->entry.id, clock_unix_ms(),
				     facts->status, why, 0, err);
	robots_tag_add_headers(&links.robots, facts->robots_tag ? facts->robots_tag : "", token);
	if (task->place.links < crawl->options.depth && !links.robots.nofollow &&
	    put_links(task, &links, where, err))
		goto out;
	if (!kept && !links.robots.noindex &&
	    cache_write(crawl->cache, task->url, facts, page->body, page->len, err))
		goto out;
	rc = settle(task, facts, links.robots.noindex, why, err);
out:
	links_release(&links);
	return rc;
}

static int take_body(struct crawl_task *task, struct fetch_answer *answer, struct err *why,
		     struct err *err)
{
	struct page page = {
		.source = task->url,
		.content_type = answer->content_type,
		.body = answer->body.data,
		.len = answer->body.len,
	};
	const struct cache_facts facts = {
		.content_type = answer->content_type,
		.etag = answer->etag,
		.last_modified = answer->last_modified,
		.robots_tag = answer->robots_tag,
		.final_url = task->url,
		.status = (int)answer->status,
		.fetched = time(NULL),
	};

	return take_page(task, &page, task->url, &facts, false, why, err);
}

/* ---- no page ---- */

static bool is_redirect(const struct fetch_answer *answer)
{
	long status = answer->status;

	return answer->location &&
	       (status == 301 || status == 302 || status == 303 || status == 307 || status == 308);
}

/* A seed's target is a seed, too; any other has to be of the crawl. */
static int take_redirect(struct crawl_task *task, const struct fetch_answer *answer,
			 struct err *why, struct err *err)
{
	struct crawl *crawl = task->crawl;
	struct crawl_place place = task->place;
	char *target = NULL, *printable;
	int rc;

	if (place.hops++ == CRAWL_MAX_HOPS)
		err_set(why, ERR_NETWORK, _("more than %d redirects"), CRAWL_MAX_HOPS);
	if (why->code || url_resolve(&target, task->url, answer->location, why))
		return frontier_fail(crawl->frontier, task->entry.id, clock_unix_ms(),
				     answer->status, why, 0, err);
	printable = url_printable(target);
	if (place.links == 0 && !place.sitemap) {
		scope_add(crawl->scope, printable);
		rc = crawl_put(crawl, printable, &place, err);
	} else {
		rc = put_if_wanted(crawl, printable, &place, err);
	}
	rc = rc || frontier_moved(crawl->frontier, task->entry.id, clock_unix_ms(), answer->status,
				  printable, err)
		     ? -1
		     : 0;
	free(printable);
	free(target);
	return rc;
}

static bool is_for_now(long status)
{
	return status == 408 || status == 429 || status >= 500;
}

/* Another run may have more luck: due then, not in this one. */
static int fail_for_now(struct crawl_task *task, long status, const struct err *why,
			struct err *err)
{
	struct crawl *crawl = task->crawl;
	int64_t now = clock_unix_ms(), until = now > crawl->began ? now : crawl->began + 1;

	crawl->unreached++;
	return frontier_fail(crawl->frontier, task->entry.id, now, status, why, until, err);
}

static int take_failure(struct crawl_task *task, const struct err *failure, struct err *why,
			struct err *err)
{
	struct frontier *frontier = task->crawl->frontier;

	*why = *failure;
	switch (failure->code) {
	case ERR_FORBIDDEN:
	case ERR_LIMIT:
	case ERR_FORMAT:
		return frontier_fail(frontier, task->entry.id, clock_unix_ms(), 0, failure, 0, err);
	default:
		return fail_for_now(task, 0, failure, err);
	}
}

static int take_status(struct crawl_task *task, long status, struct err *why, struct err *err)
{
	err_set(why, ERR_STATUS, _("answers %ld"), status);
	if (is_for_now(status))
		return fail_for_now(task, status, why, err);
	return frontier_fail(task->crawl->frontier, task->entry.id, clock_unix_ms(), status, why, 0,
			     err);
}

/* ---- front ---- */

/* Of a seed that has come to something the robots.txt is known. */
static int end_seed(struct crawl_task *task, struct err *err)
{
	const struct crawl_place *place = &task->place;
	bool is_seed = place->links == 0 && !place->sitemap;

	return is_seed && task->crawl->options.depth > 0 ? put_sitemaps(task->crawl, task->url, err)
							 : 0;
}

/* One URL fails by itself; where its host is not to be had, all would. A site that does not answer is
 * closed by the visitor: what the host has behind another port, or with another scheme, may answer. */
static bool is_of_host(const struct fetch_answer *answer, const struct err *failure)
{
	if (!failure)
		return answer->status == 429 || answer->status == 503 || answer->status == 504;
	return failure->code == ERR_NAME || failure->code == ERR_STATUS ||
	       failure->code == ERR_BUDGET;
}

int crawl_answered(struct crawl_task *task, struct fetch_answer *answer, const struct err *failure,
		   struct err *why, struct err *err)
{
	int rc;

	/* First, so that what they list comes before what the links of the pages lead to. */
	if (end_seed(task, err))
		return -1;
	rc = crawl_refresh_holds(task, answer, failure, why, err);
	if (rc)
		rc = rc < 0 ? -1 : 0;
	else if (failure)
		rc = take_failure(task, failure, why, err);
	else if (is_redirect(answer))
		rc = take_redirect(task, answer, why, err);
	else if (answer->status != 200)
		rc = take_status(task, answer->status, why, err);
	else if (task->place.sitemap)
		rc = take_sitemap(task, answer, why, err);
	else
		rc = take_body(task, answer, why, err);
	return rc ? -1 : is_of_host(answer, failure);
}

int crawl_found(struct crawl_task *task, struct page *page, const struct cache_facts *facts,
		struct err *why, struct err *err)
{
	const char *where = facts->final_url ? facts->final_url : task->url;

	return end_seed(task, err) || take_page(task, page, where, facts, true, why, err) ? -1 : 0;
}
