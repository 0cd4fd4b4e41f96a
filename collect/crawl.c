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
	cache_facts_release(&task->page);
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

/* What came of it is in the frontier. Perhaps there is room for another one now. */
static void task_end(struct crawl_task *task)
{
	struct crawl *crawl = task->crawl;
	const struct crawl_watch *watch = &crawl->options.watch;
	struct err err = { 0 };

	watch->ended(task->entry.url, task->why.code ? task->why.text : NULL, watch->arg);
	crawl_hosts_ended(crawl->hosts, task->host, task->entry.id);
	task_free(task);
	crawl->is_full = false;
	if (frontier_unclaim(crawl->frontier, crawl->job, &err))
		break_off(crawl, &err);
	else
		(void)uv_idle_start(crawl->spin, on_spin);
}

/* ---- what came of it ---- */

static void on_placed(void *arg)
{
	/* A failure of the frontier is the ledger's, too: see on_settled. */
	(void)crawl_done(arg, NULL);
}

static void on_settled(const struct err *failure, void *arg)
{
	struct crawl_task *task = arg;

	if (failure)
		break_off(task->crawl, failure);
	else
		task_end(task);
}

/* Perhaps from within visitor_ask: what comes next is for the next turn. */
static void on_visit(const char *url, struct fetch_answer *answer, const struct err *failure,
		     void *arg)
{
	struct crawl_task *task = arg;
	struct crawl *crawl = task->crawl;
	struct err err = { 0 };
	int rc;

	(void)url;
	if (failure && failure->code == ERR_STOPPED) {
		break_off(crawl, failure);
		return;
	}
	crawl->budget_spent |= failure && failure->code == ERR_BUDGET;
	rc = crawl_answered(task, answer, failure, &task->why, &err);
	if (rc > 0)
		crawl_hosts_give_up(crawl->hosts, task->host);
	if (rc < 0)
		break_off(crawl, &err);
	else if (answer)
		ledger_wait(crawl->ledger, on_placed, on_settled, task);
	else
		task_end(task);
}

/* This process was asleep, and another has asked meanwhile. */
static bool on_found(void *arg)
{
	struct crawl_task *task = arg;
	struct crawl *crawl = task->crawl;
	struct frontier_url entry = { 0 };
	int rc = frontier_get(crawl->frontier, crawl->job, task->entry.url, &entry, NULL);
	bool found = rc > 0 && entry.state != FRONTIER_PENDING;

	if (found)
		task_end(task);
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

	visitor_ask(crawl->visitor, &request, on_visit, task);
}

static int take_up(struct crawl *crawl, struct crawl_host *host, const struct frontier_url *entry,
		   struct err *err)
{
	struct crawl_task *task = xcalloc(1, sizeof(*task));
	struct cache_facts facts = { 0 };
	struct page page = { 0 };
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
		/* It is in its place. */
		rc = crawl_found(task, &page, &facts, &task->why, err) || crawl_done(task, err);
		if (!rc)
			task_end(task);
	} else {
		ask(task, &facts);
	}
	page_release(&page);
	cache_facts_release(&facts);
	return rc ? -1 : 0;
}

/* ---- the turns of the loop ---- */

static void on_again(uv_timer_t *timer)
{
	struct crawl *crawl = timer->data;

	crawl->wants_fill = true;
	crawl->is_full = false;
}

static void look_again(struct crawl *crawl, int64_t ms)
{
	(void)uv_timer_start(crawl->again, on_again, (uint64_t)ms, 0);
}

/* 1: there is room for one page more. Else until one that we ask for has ended, or for a while,
 * for those of other processes: they may come to nothing. */
static int find_room(struct crawl *crawl, struct err *err)
{
	int64_t now = clock_unix_ms(), again;
	int rc = crawl->is_full ? 0
				: frontier_claim(crawl->frontier, crawl->job,
						 crawl->options.max_pages, now, &again, err);

	if (rc || crawl->is_full)
		return rc;
	crawl->is_full = crawl->wants_fill = true;
	(void)uv_timer_stop(crawl->again);
	if (again)
		look_again(crawl, again - now);
	return 0;
}

/* Many at a time: each host of the store is looked at. */
static int lease_more(struct crawl *crawl, struct err *err)
{
	int max = crawl->options.visit.max_in_flight;
	int64_t now = clock_unix_ms(), again;

	if (!crawl->wants_fill || crawl->is_full || crawl_hosts_at_work(crawl->hosts) > max / 2)
		return 0;
	(void)uv_timer_stop(crawl->again);
	if (crawl_hosts_fill(crawl->hosts, max, now, &again, err))
		return -1;
	crawl->wants_fill = again && again <= now;
	/* Soon: another process has them. Later: that is for another run. */
	if (again > now && again - now <= FRONTIER_LEASE_MS)
		look_again(crawl, again - now);
	return 0;
}

/* 1: one more is under way; 0: there is none to ask for, or no room. */
static int take_next(struct crawl *crawl, struct err *err)
{
	struct frontier_url entry;
	struct crawl_host *host;
	int rc = crawl_hosts_any_idle(crawl->hosts) ? find_room(crawl, err) : 0;

	if (rc <= 0)
		return rc;
	rc = crawl_hosts_next(crawl->hosts, &host, &entry, err);
	if (rc == 0)
		return frontier_unclaim(crawl->frontier, crawl->job, err);
	return rc < 0 || take_up(crawl, host, &entry, err) ? -1 : 1;
}

/* Others may want the store: it is not held while the loop waits. */
static int take_turn(struct crawl *crawl, struct err *err)
{
	int rc = 1;

	for (int i = 0; i < BATCH && rc > 0; i++)
		rc = take_next(crawl, err);
	return rc < 0 || frontier_commit(crawl->frontier, err) || lease_more(crawl, err) ? -1 : 0;
}

static void on_turn(uv_check_t *check)
{
	struct crawl *crawl = check->data;
	struct err err = { 0 };

	if (take_turn(crawl, &err)) {
		break_off(crawl, &err);
		return;
	}
	if (!crawl->is_full && crawl_hosts_any_idle(crawl->hosts))
		(void)uv_idle_start(crawl->spin, on_spin);
	else
		(void)uv_idle_stop(crawl->spin);
}

static void on_renew(uv_timer_t *timer)
{
	struct crawl *crawl = timer->data;
	struct err err = { 0 };

	/* The commit not later: the loop may wait now. */
	if (crawl_hosts_renew(crawl->hosts, clock_unix_ms(), &err) ||
	    frontier_commit(crawl->frontier, &err))
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
	crawl->ledger =
		ledger_new(crawl->loop, crawl->cache, crawl->frontier, !crawl->options.visit.sync);
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
