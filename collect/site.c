#include "collect/site.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <uthash.h>
#include <utlist.h>
#include "collect/robots.h"
#include "collect/url.h"
#include "data/buf.h"
#include "data/cache.h"
#include "data/lang.h"
#include "data/mem.h"
#include "data/page.h"

enum {
	MAX_AGE_S = 24 * 60 * 60, /* RFC 9309, 2.4 */
	MAX_ROBOTS = 64 << 20,    /* of a cached file; the parser has its own limit */
};

struct waiting {
	void *item;
	struct waiting *prev, *next;
};

struct site {
	char *authority, *robots_url;
	struct sites *sites;
	enum site_state state;
	struct robots *robots; /* where known */
	struct err closed;     /* why, where closed */
	struct waiting *waiting;
	UT_hash_handle hh;
};

struct sites {
	struct cache *cache;
	char *token;
	struct site *by_authority;
};

struct sites *sites_new(struct cache *cache, const char *user_agent)
{
	struct sites *sites = xcalloc(1, sizeof(*sites));

	sites->cache = cache;
	sites->token = xstrndup(user_agent, strcspn(user_agent, "/ "));
	return sites;
}

void sites_free(struct sites *sites)
{
	struct site *site, *next;

	if (!sites)
		return;
	HASH_ITER (hh, sites->by_authority, site, next) {
		HASH_DEL(sites->by_authority, site);
		while (site_next_waiting(site))
			continue;
		robots_free(site->robots);
		free(site->authority);
		free(site->robots_url);
		free(site);
	}
	free(sites->token);
	free(sites);
}

static void learn(struct site *site, long status, const char *body, size_t len)
{
	bool there = status >= 200 && status < 300;

	site->robots = robots_parse(there ? body : "", there ? len : 0, site->sites->token);
	site->state = SITE_KNOWN;
}

static void take_from_cache(struct site *site)
{
	struct cache_facts facts = { 0 };
	struct page page = { 0 };

	if (!site->sites->cache)
		return;
	if (cache_get(site->sites->cache, site->robots_url, MAX_ROBOTS, &page, &facts, NULL) == 1 &&
	    facts.fetched <= time(NULL) && time(NULL) - facts.fetched < MAX_AGE_S)
		learn(site, facts.status, page.body, page.len);
	page_release(&page);
	cache_facts_release(&facts);
}

struct site *sites_find(struct sites *sites, const char *url)
{
	char *authority = url_authority(url);
	struct site *site;

	HASH_FIND_STR(sites->by_authority, authority, site);
	if (site) {
		free(authority);
		return site;
	}
	site = xcalloc(1, sizeof(*site));
	site->sites = sites;
	site->authority = authority;
	site->robots_url = xasprintf("%s/robots.txt", authority);
	HASH_ADD_KEYPTR(hh, sites->by_authority, site->authority, strlen(authority), site);
	take_from_cache(site);
	return site;
}

enum site_state site_state(const struct site *site)
{
	return site->state;
}

const char *site_robots_url(const struct site *site)
{
	return site->robots_url;
}

void site_asking(struct site *site)
{
	site->state = SITE_ASKING;
}

bool site_look_again(struct site *site)
{
	take_from_cache(site);
	return site->state == SITE_KNOWN;
}

static void close_site(struct site *site, long status, const struct err *failure)
{
	site->state = SITE_CLOSED;
	site->closed = (struct err) { 0 };
	/* The user's wish, or the machine's fault, or the day's requests are spent. */
	if (failure && (failure->code == ERR_STOPPED || failure->code == ERR_BUDGET ||
			failure->code == ERR_FULL || failure->code == ERR_IO))
		site->closed = *failure;
	else if (failure)
		err_set(&site->closed, ERR_CLOSED, _("nothing is asked of %s: its robots.txt: %s"),
			site->authority, failure->text);
	else
		err_set(&site->closed, ERR_CLOSED,
			_("nothing is asked of %s: its robots.txt answers %ld"), site->authority,
			status);
}

void site_answered(struct site *site, long status, const struct buf *body,
		   const struct err *failure)
{
	bool open = !failure && status >= 200 && status < 500 && status != 429;
	struct cache_facts facts = { .status = (int)status, .fetched = time(NULL) };

	if (!open || (status >= 300 && status < 400)) {
		close_site(site, status, failure);
		return;
	}
	learn(site, status, body->data, body->len);
	/* It can be asked for again: a cache that cannot keep it is told of when a book comes. */
	if (site->sites->cache)
		(void)cache_write(site->sites->cache, site->robots_url, &facts, body->data,
				  body->len, NULL);
}

void site_is_private(struct site *site, const struct err *why)
{
	site->state = SITE_PRIVATE;
	site->closed = *why;
}

void site_close(struct site *site, const struct err *why)
{
	site->state = SITE_CLOSED;
	site->closed = *why;
}

int site_allows(const struct site *site, const char *url, const char **line, struct err *err)
{
	struct robots_verdict verdict = { 0 };
	char *target, *printable;
	bool allowed;

	if (site->state == SITE_CLOSED || site->state == SITE_PRIVATE) {
		*err = site->closed;
		return -1;
	}
	target = url_target(url);
	allowed = robots_allows(site->robots, target, &verdict);
	free(target);
	if (line)
		*line = verdict.line;
	if (allowed)
		return 0;
	printable = url_printable(url);
	err_set(err, ERR_FORBIDDEN, _("%s is forbidden by line %zu of %s: %s"), printable,
		verdict.line_number, site->robots_url, verdict.line);
	free(printable);
	return -1;
}

int64_t site_crawl_delay_ms(const struct site *site)
{
	int64_t delay = site->robots ? robots_delay_ms(site->robots) : 0;

	return delay > 0 ? delay : 0;
}

double site_crawl_delay_asked_s(const struct site *site)
{
	return site->robots ? robots_delay_asked(site->robots) : 0;
}

const char *const *site_sitemaps(const struct site *site, size_t *count)
{
	*count = 0;
	return site->robots ? robots_sitemaps(site->robots, count) : NULL;
}

void site_wait(struct site *site, void *item)
{
	struct waiting *waiting = xcalloc(1, sizeof(*waiting));

	waiting->item = item;
	DL_APPEND(site->waiting, waiting);
}

void *site_next_waiting(struct site *site)
{
	struct waiting *waiting = site->waiting;
	void *item;

	if (!waiting)
		return NULL;
	item = waiting->item;
	DL_DELETE(site->waiting, waiting);
	free(waiting);
	return item;
}

size_t site_count_waiting(const struct site *site)
{
	const struct waiting *waiting;
	size_t n;

	DL_COUNT(site->waiting, waiting, n);
	return n;
}
