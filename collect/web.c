#include "collect/web.h"

#include <stdlib.h>
#include "collect/frontier.h"
#include "collect/ledger.h"
#include "data/cache.h"
#include "data/clock.h"
#include "data/mem.h"
#include "data/store.h"

struct web {
	struct uv_loop_s *loop;
	struct visit_options options;
	struct cache *cache;
	struct store *store;
	struct frontier *frontier;
	struct ledger *ledger;
	struct visitor *visitor;
	struct err failure; /* why it could not be opened */
};

struct web *web_new(struct uv_loop_s *loop, const struct visit_options *options,
		    struct cache *cache)
{
	struct web *web = xcalloc(1, sizeof(*web));

	web->loop = loop;
	web->options = *options;
	web->cache = cache;
	return web;
}

static int open_all(struct web *web, struct err *err)
{
	if (!web->store)
		web->store = store_open(cache_dir(web->cache), err);
	if (web->store && !web->frontier)
		web->frontier = frontier_open(web->store, err);
	if (!web->frontier)
		return -1;
	if (!web->ledger)
		web->ledger = ledger_new(web->loop, web->cache, web->frontier, !web->options.sync);
	web->options.frontier = web->frontier;
	web->options.ledger = web->ledger;
	web->visitor = visitor_new(web->loop, &web->options, web->cache, err);
	return web->visitor ? 0 : -1;
}

int web_open(struct web *web, struct err *err)
{
	/* Once: who keeps it busy would be waited for again and again. */
	if (!web->visitor && web->failure.code == ERR_NONE)
		(void)open_all(web, &web->failure);
	if (web->visitor)
		return 0;
	*err = web->failure;
	return -1;
}

struct visitor *web_visitor(const struct web *web)
{
	return web->visitor;
}

struct frontier *web_frontier(const struct web *web)
{
	return web->frontier;
}

struct ledger *web_ledger(const struct web *web)
{
	return web->ledger;
}

int web_finish(struct web *web, struct err *err)
{
	if (!web->visitor)
		return 0;
	if (web->options.job &&
	    frontier_finish(web->frontier, web->options.job, clock_unix_ms(), err))
		return -1;
	return ledger_settle(web->ledger, err);
}

void web_free(struct web *web)
{
	if (!web)
		return;
	visitor_free(web->visitor);
	ledger_free(web->ledger);
	frontier_free(web->frontier);
	store_free(web->store);
	free(web);
}
