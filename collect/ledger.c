#include "collect/ledger.h"

#include <stdlib.h>
#include <utlist.h>
#include <uv.h>
#include "collect/frontier.h"
#include "data/cache.h"
#include "data/mem.h"

struct waiting {
	ledger_placed *placed;
	ledger_settled *settled;
	void *arg;
	struct waiting *next;
};

/* In order. */
struct waiters {
	struct waiting *first, *last;
};

struct ledger {
	struct cache *cache;
	struct frontier *frontier;
	bool beside;
	struct waiters waiters;
	/* What the loop's timers have changed is settled before it waits for events, what
	 * events have changed after. */
	uv_prepare_t *before;
	uv_check_t *after;

	/* What the thread has in hand; NULL: there is none. */
	struct cache_batch *batch;
	struct waiters batch_waiters;
	uv_thread_t thread;
	uv_async_t *done;
	int rc; /* the thread's, until it is joined */
	struct err failure;
};

/* ---- who waits ---- */

static void waiters_free(struct waiters *waiters)
{
	struct waiting *waiting, *next;

	LL_FOREACH_SAFE(waiters->first, waiting, next)
	free(waiting);
	*waiters = (struct waiters) { 0 };
}

/* Only what is told as done has to outlive the machine: without the clocks of hosts it can do. */
static int keep_rows(struct ledger *ledger, bool sync, struct err *err)
{
	if (!ledger->frontier)
		return 0;
	return sync ? frontier_sync(ledger->frontier, err) : frontier_commit(ledger->frontier, err);
}

/* Bodies are in their places, or FAILURE. Who is told may write again, and wait again. */
static int settle(struct ledger *ledger, struct waiters waiters, const struct err *failure,
		  struct err *err)
{
	struct err why = failure ? *failure : (struct err) { 0 };
	struct waiting *waiting;
	int rc = failure ? -1 : 0;
	bool sync = false;

	LL_FOREACH (waiters.first, waiting) {
		if (rc || !waiting->placed)
			continue;
		waiting->placed(waiting->arg);
		sync = true;
	}
	if (keep_rows(ledger, sync, rc ? NULL : &why))
		rc = -1;
	LL_FOREACH (waiters.first, waiting)
		waiting->settled(rc ? &why : NULL, waiting->arg);
	waiters_free(&waiters);
	if (rc && err)
		*err = why;
	return rc;
}

static struct waiters take_waiters(struct waiters *from)
{
	struct waiters taken = *from;

	*from = (struct waiters) { 0 };
	return taken;
}

/* ---- the thread beside the loop ---- */

static void keep_batch(void *arg)
{
	struct ledger *ledger = arg;

	ledger->rc = cache_batch_keep(ledger->batch, &ledger->failure);
	(void)uv_async_send(ledger->done);
}

/* Waits for the thread, where there is one. */
static int end_batch(struct ledger *ledger, struct err *err)
{
	if (!ledger->batch)
		return 0;
	(void)uv_thread_join(&ledger->thread);
	ledger->batch = NULL;
	uv_unref((uv_handle_t *)ledger->done);
	return settle(ledger, take_waiters(&ledger->batch_waiters),
		      ledger->rc ? &ledger->failure : NULL, err);
}

static void on_done(uv_async_t *handle)
{
	(void)end_batch(handle->data, NULL);
}

static bool begin_batch(struct ledger *ledger)
{
	ledger->batch = cache_take(ledger->cache);
	if (!ledger->batch)
		return false;
	ledger->failure = (struct err) { 0 };
	ledger->batch_waiters = take_waiters(&ledger->waiters);
	uv_ref((uv_handle_t *)ledger->done);
	if (uv_thread_create(&ledger->thread, keep_batch, ledger) == 0)
		return true;
	/* No thread to be had: then here. */
	keep_batch(ledger);
	ledger->batch = NULL;
	uv_unref((uv_handle_t *)ledger->done);
	(void)settle(ledger, take_waiters(&ledger->batch_waiters),
		     ledger->rc ? &ledger->failure : NULL, NULL);
	return true;
}

/* ---- turns ---- */

static int settle_here(struct ledger *ledger, struct err *err)
{
	struct err failure = { 0 };
	int rc = ledger->cache ? cache_sync(ledger->cache, &failure) : 0;

	return settle(ledger, take_waiters(&ledger->waiters), rc ? &failure : NULL, err);
}

int ledger_settle(struct ledger *ledger, struct err *err)
{
	return end_batch(ledger, err) || settle_here(ledger, err) || keep_rows(ledger, true, err)
		       ? -1
		       : 0;
}

/* Others may want the store: it is not held while this one waits. */
static void turn(struct ledger *ledger)
{
	if (ledger->batch || (ledger->beside && begin_batch(ledger)))
		(void)keep_rows(ledger, false, NULL);
	else
		(void)settle_here(ledger, NULL);
}

static void on_before(uv_prepare_t *handle)
{
	turn(handle->data);
}

static void on_after(uv_check_t *handle)
{
	turn(handle->data);
}

/* ---- front ---- */

struct ledger *ledger_new(struct uv_loop_s *loop, struct cache *cache, struct frontier *frontier,
			  bool beside)
{
	struct ledger *ledger = xcalloc(1, sizeof(*ledger));

	ledger->cache = cache;
	ledger->frontier = frontier;
	ledger->beside = beside && cache;
	ledger->before = xcalloc(1, sizeof(*ledger->before));
	ledger->after = xcalloc(1, sizeof(*ledger->after));
	ledger->done = xcalloc(1, sizeof(*ledger->done));
	(void)uv_prepare_init(loop, ledger->before);
	(void)uv_check_init(loop, ledger->after);
	(void)uv_async_init(loop, ledger->done, on_done);
	ledger->before->data = ledger->after->data = ledger->done->data = ledger;
	(void)uv_prepare_start(ledger->before, on_before);
	(void)uv_check_start(ledger->after, on_after);
	/* They do not keep the loop going; a batch does. */
	uv_unref((uv_handle_t *)ledger->before);
	uv_unref((uv_handle_t *)ledger->after);
	uv_unref((uv_handle_t *)ledger->done);
	return ledger;
}

void ledger_wait(struct ledger *ledger, ledger_placed *placed, ledger_settled *settled, void *arg)
{
	struct waiting *waiting = xcalloc(1, sizeof(*waiting));

	*waiting = (struct waiting) { .placed = placed, .settled = settled, .arg = arg };
	if (ledger->waiters.last)
		ledger->waiters.last->next = waiting;
	else
		ledger->waiters.first = waiting;
	ledger->waiters.last = waiting;
}

static void free_handle(uv_handle_t *handle)
{
	free(handle);
}

void ledger_free(struct ledger *ledger)
{
	if (!ledger)
		return;
	if (ledger->batch)
		(void)uv_thread_join(&ledger->thread);
	waiters_free(&ledger->waiters);
	waiters_free(&ledger->batch_waiters);
	uv_close((uv_handle_t *)ledger->before, free_handle);
	uv_close((uv_handle_t *)ledger->after, free_handle);
	uv_close((uv_handle_t *)ledger->done, free_handle);
	free(ledger);
}
