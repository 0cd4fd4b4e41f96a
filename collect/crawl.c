#include "collect/crawl.h"

#include <stdlib.h>
#include <string.h>
#include <utlist.h>
#include <uv.h>
#include "collect/crawl_hosts.h"
#include "collect/crawl_refresh.h"
#include "collect/crawl_state.h"
#include "collect/frontier_hosts.h"
#include "collect/ledger.h"
#include "collect/psl_library.h"
#include "data/cache.h"
#include "data/clock.h"
#include "data/mem.h"

enum {
	BATCH = 64, /* URLs taken up in one turn of the loop: others have theirs, too */
	RENEW_MS = FRONTIER_LEASE_MS / 3,
};

/* Does nothing: while it is on, the loop does not wait. */
static void on_spin(uv_idle_t *idle)
{
	(void)idle;
}

/* ---- one URL ---- */

static void task_free(struct crawl_task *task)
{
	DL_DELETE(task->crawl->tasks, task);
	frontier_url_release(&task->entry);
	free(task->url);
	free(task);
}

static void break_off(struct crawl *crawl, const struct err *err)
{
	const struct crawl_watch *watch = &crawl->options.watch;

	(void)uv_check_stop(crawl->turn);
	(void)uv_idle_stop(crawl->spin);
	watch->broken(err, watch->arg);
}

/* RC as of crawl_answered. */
static void task_end(struct crawl_task *task, int rc, const struct err *why)
{
	struct crawl *crawl = task->crawl;
	const struct crawl_watch *watch = &crawl->options.watch;

	watch->ended(task->entry.url, why->code ? why->text : NULL, watch->arg);
	if (rc > 0)
		crawl_hosts_give_up(crawl->hosts, task->host);
	else
		crawl_hosts_ended(crawl->hosts, task->host);
	task_free(task);
}

/* Perhaps from within visitor_ask: what comes next is for the next turn. */
static void on_visit(const char *url, struct fetch_answer *answer, const struct err *failure,
		     void *arg)
{
	struct crawl_task *task = arg;
	struct crawl *crawl = task->crawl;
	struct err why = { 0 }, err = { 0 };
	int rc;

	(void)url;
	crawl->asking--;
	if (failure && failure->code == ERR_STOPPED) {
		break_off(crawl, failure);
		return;
	}
	crawl->budget_spent |= failure && failure->code == ERR_BUDGET;
	rc = crawl_answered(task, answer, failure, &why, &err);
	if (rc < 0)
		break_off(crawl, &err);
	else
		task_end(task, rc, &why);
	(void)uv_idle_start(crawl->spin, on_spin);
}

/* This process was asleep, and another has asked meanwhile. */
static bool on_found(void *arg)
{
	struct crawl_task *task = arg;
	struct crawl *crawl = task->crawl;
	struct frontier_url entry = { 0 };
	struct err err = { 0 };
	int rc = frontier_get(crawl->frontier, crawl->job, task->entry.url, &entry, &err);
	bool found = rc > 0 && entry.state != FRONTIER_PENDING;

	if (found) {
		crawl->asking--;
		crawl->pages += entry.state == FRONTIER_DONE && !task->place.sitemap;
		task_end(task, 0, &err);
		(void)uv_idle_start(crawl->spin, on_spin);
	}
	frontier_url_release(&entry);
	return found;
}

/* KNOWN: what is in the cache; { 0 }: nothing is. */
static void ask(struct crawl_task *task, const struct cache_facts *known)
{
	struct crawl *crawl = task->crawl;
	const struct visit_known validators = {
		.url = task->url,
		.etag = known->etag,
		.last_modified = known->last_modified,
	};
	const struct visit_request request = {
		.url = task->url,
		.one_hop = true,
		.from_public = !crawl->at_home && !crawl_is_named(crawl, task->url),
		.known = task->is_known ? &validators : NULL,
	};

	crawl->asking++;
	visitor_ask(crawl->visitor, &request, on_visit, task);
}

static int take_up(struct crawl *crawl, struct crawl_host *host, const struct frontier_url *entry,
		   struct err *err)
{
	struct crawl_task *task = xcalloc(1, sizeof(*task));
	struct cache_facts facts = { 0 };
	struct page page = { 0 };
	struct err why = { 0 };
	int rc = 0;

	*task = (struct crawl_task) { .crawl = crawl, .host = host, .entry = *entry };
	task->place = crawl_place_read(entry->depth);
	task->url = crawl_full_url(crawl, entry->url);
	DL_APPEND(crawl->tasks, task);
	crawl->options.watch.begun(entry->url, crawl->options.watch.arg);
	task->is_known = !task->place.sitemap &&
			 cache_get(crawl->cache, task->url, crawl->options.visit.max_body, &page,
				   &facts, NULL) == 1;
	if (task->is_known && crawl_refresh_is_young(crawl, &facts)) {
		rc = crawl_found(task, &page, &facts, &why, err);
		if (!rc)
			task_end(task, 0, &why);
	} else {
		ask(task, &facts);
	}
	page_release(&page);
	cache_facts_release(&facts);
	return rc;
}

/* ---- the turns of the loop ---- */

static bool is_full(const struct crawl *crawl)
{
	return crawl->pages + crawl->asking >= crawl->options.max_pages;
}

static void on_again(uv_timer_t *timer)
{
	struct crawl *crawl = timer->data;

	crawl->wants_fill = true;
}

/* Many at a time: each host of the store is looked at. */
static int lease_more(struct crawl *crawl, struct err *err)
{
	int max = crawl->options.visit.max_in_flight;
	int64_t now = clock_unix_ms(), again;

	if (!crawl->wants_fill || is_full(crawl) || crawl_hosts_at_work(crawl->hosts) > max / 2)
		return 0;
	(void)uv_timer_stop(crawl->again);
	if (crawl_hosts_fill(crawl->hosts, max, now, &again, err))
		return -1;
	crawl->wants_fill = again && again <= now;
	/* Soon: another process has them. Later: that is for another run. */
	if (again > now && again - now <= FRONTIER_LEASE_MS)
		(void)uv_timer_start(crawl->again, on_again, (uint64_t)(again - now), 0);
	return 0;
}

static int keep(struct crawl *crawl, struct err *err)
{
	return cache_sync(crawl->cache, err) || frontier_sync(crawl->frontier, err) ? -1 : 0;
}

static int take_turn(struct crawl *crawl, struct err *err)
{
	struct frontier_url entry;
	struct crawl_host *host;
	int rc = 0;

	for (int i = 0; i < BATCH && !is_full(crawl); i++) {
		rc = crawl_hosts_next(crawl->hosts, &host, &entry, err);
		if (rc <= 0)
			break;
		if (take_up(crawl, host, &entry, err))
			return -1;
	}
	return rc < 0 || keep(crawl, err) || lease_more(crawl, err) ? -1 : 0;
}

static void on_turn(uv_check_t *check)
{
	struct crawl *crawl = check->data;
	struct err err = { 0 };

	if (take_turn(crawl, &err)) {
		break_off(crawl, &err);
		return;
	}
	if (!is_full(crawl) && crawl_hosts_any_idle(crawl->hosts))
		(void)uv_idle_start(crawl->spin, on_spin);
	else
		(void)uv_idle_stop(crawl->spin);
	if (is_full(crawl))
		(void)uv_timer_stop(crawl->again);
}

static void on_renew(uv_timer_t *timer)
{
	struct crawl *crawl = timer->data;
	struct err err = { 0 };

	/* The commit not later: the loop may wait now. */
	if (crawl_hosts_renew(crawl->hosts, clock_unix_ms(), &err) || keep(crawl, &err))
		break_off(crawl, &err);
}

/* ---- beginning and end ---- */

struct crawl *crawl_new(struct uv_loop_s *loop, const struct crawl_options *options,
			struct cache *cache, struct frontier *frontier, struct err *err)
{
	struct crawl *crawl = xcalloc(1, sizeof(*crawl));

	crawl->options = *options;
	crawl->loop = loop;
	crawl->cache = cache;
	crawl->frontier = frontier;
	crawl->began = clock_unix_ms();
	crawl->scope = scope_new(&options->scope);
	if (!psl_library_load(err) && !crawl_open_job(crawl, err))
		return crawl;
	crawl_free(crawl);
	return NULL;
}

static void open_handles(struct crawl *crawl)
{
	crawl->turn = xcalloc(1, sizeof(*crawl->turn));
	crawl->spin = xcalloc(1, sizeof(*crawl->spin));
	crawl->again = xcalloc(1, sizeof(*crawl->again));
	crawl->renew = xcalloc(1, sizeof(*crawl->renew));
	(void)uv_check_init(crawl->loop, crawl->turn);
	(void)uv_idle_init(crawl->loop, crawl->spin);
	(void)uv_timer_init(crawl->loop, crawl->again);
	(void)uv_timer_init(crawl->loop, crawl->renew);
	crawl->turn->data = crawl->spin->data = crawl->again->data = crawl->renew->data = crawl;
	/* They do not keep the loop going. */
	uv_unref((uv_handle_t *)crawl->turn);
	uv_unref((uv_handle_t *)crawl->renew);
}

int crawl_start(struct crawl *crawl, struct err *err)
{
	if (frontier_commit(crawl->frontier, err))
		return -1;
	crawl->options.visit.frontier = crawl->frontier;
	crawl->ledger = ledger_new(crawl->loop, crawl->cache, crawl->frontier, false);
	crawl->options.visit.ledger = crawl->ledger;
	crawl->options.visit.found = on_found;
	crawl->visitor = visitor_new(crawl->loop, &crawl->options.visit, crawl->cache, err);
	if (!crawl->visitor)
		return -1;
	open_handles(crawl);
	crawl->wants_fill = true;
	(void)uv_check_start(crawl->turn, on_turn);
	(void)uv_idle_start(crawl->spin, on_spin);
	(void)uv_timer_start(crawl->renew, on_renew, RENEW_MS, RENEW_MS);
	return 0;
}

static void free_handle(uv_handle_t *handle)
{
	free(handle);
}

void crawl_free(struct crawl *crawl)
{
	struct crawl_task *task, *next;

	if (!crawl)
		return;
	visitor_free(crawl->visitor);
	ledger_free(crawl->ledger);
	DL_FOREACH_SAFE (crawl->tasks, task, next)
		task_free(task);
	if (crawl->turn) {
		uv_close((uv_handle_t *)crawl->turn, free_handle);
		uv_close((uv_handle_t *)crawl->spin, free_handle);
		uv_close((uv_handle_t *)crawl->again, free_handle);
		uv_close((uv_handle_t *)crawl->renew, free_handle);
	}
	crawl_hosts_free(crawl->hosts);
	scope_free(crawl->scope);
	free(crawl);
}
