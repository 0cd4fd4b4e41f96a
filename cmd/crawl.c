#include "cmd/crawl.h"

#include <stdlib.h>
#include <string.h>
#include <uv.h>
#include "cmd/session.h"
#include "collect/crawl.h"
#include "collect/frontier.h"
#include "collect/url.h"
#include "data/lang.h"
#include "data/mem.h"
#include "data/store.h"

struct seeds {
	const char **urls;
	size_t n;
};

/* ---- what the crawl tells ---- */

static void on_begun(const char *url, void *arg)
{
	struct session *session = arg;

	progress_add(session->progress, url);
}

static void on_ended(const char *url, const char *failure, void *arg)
{
	struct session *session = arg;

	progress_done(session->progress, url, failure);
}

static void on_broken(const struct err *err, void *arg)
{
	struct session *session = arg;

	if (err->code != ERR_STOPPED)
		session->fatal = *err;
	uv_stop(session->loop);
}

/* ---- what came of it ---- */

static void on_page(const char *url, void *arg)
{
	struct session *session = arg;
	struct book book = { .kind = BOOK_URL, .source = xstrdup(url) };

	booklist_add(&session->books, &book);
}

static void on_failed(const char *seed, const char *why, void *arg)
{
	char *line = xasprintf("%s: %s", seed, why);

	session_failure(arg, line);
	free(line);
}

/* What is left is said; that there were to be no more pages is no failure. */
static void say_pending(struct session *session, const struct crawl_result *result)
{
	bool whole = result->pages >= session->options.max_pages;

	if (!result->pending)
		return;
	if (result->enough && !whole)
		session_note(session,
			     xasprintf(_("%ld pages, and %ld answers that are none: that is "
					 "enough for --max-pages; %ld more URLs are known"),
				       result->pages, result->vain, result->pending));
	else if (whole)
		session_note(session,
			     xasprintf(_("%ld pages, as --max-pages says; %ld more URLs are known"),
				       result->pages, result->pending));
	else
		session_note(session, xasprintf(_("%ld URLs are left for another time: the same "
						  "command asks for them"),
						result->pending));
	session->some_failed |= !result->enough || result->unreached > 0;
	session->budget_spent |= result->budget_spent;
}

static int list_pages(struct session *session, struct crawl *crawl, struct err *err)
{
	struct crawl_result result;

	if (crawl_result(crawl, &result, err) ||
	    crawl_failed_seeds(crawl, on_failed, session, err) ||
	    crawl_pages(crawl, on_page, session, err))
		return -1;
	say_pending(session, &result);
	return 0;
}

/* ---- the work ---- */

static int read_seeds(struct seeds *seeds, const struct options *options, struct err *err)
{
	const struct texts *arguments = &options->arguments;

	if (!arguments->n)
		return err_set(err, ERR_USAGE, _("no URL to begin with"));
	seeds->urls = xcalloc(arguments->n, sizeof(*seeds->urls));
	for (size_t i = 0; i < arguments->n; i++) {
		char *url;

		if (url_normalise(&url, arguments->items[i], err)) {
			if (err)
				err->code = ERR_USAGE;
			return -1;
		}
		seeds->urls[seeds->n++] = url;
	}
	return 0;
}

static struct crawl_options crawl_wanted(struct session *session, const struct seeds *seeds)
{
	const struct options *options = &session->options;

	return (struct crawl_options){
		.visit = session_visits(session),
		.scope = {
			.kind = options->scope,
			.include = options->include.items,
			.n_include = options->include.n,
			.exclude = options->exclude.items,
			.n_exclude = options->exclude.n,
		},
		.seeds = seeds->urls,
		.n_seeds = seeds->n,
		.depth = (int)options->depth,
		.max_pages = options->max_pages,
		.keep_since = session_keep_since(options),
		.watch = {
			.begun = on_begun,
			.ended = on_ended,
			.broken = on_broken,
			.arg = session,
		},
	};
}

static int crawl_from(struct session *session, const struct seeds *seeds, struct frontier *frontier,
		      struct err *err)
{
	const struct crawl_options options = crawl_wanted(session, seeds);
	struct crawl *crawl = crawl_new(session->loop, &options, session->cache, frontier, err);
	int rc = -1;

	if (!crawl)
		return -1;
	if (session->options.dry_run) {
		rc = crawl_pending(crawl, on_page, session, err);
		goto out;
	}
	if (!session->options.offline) {
		session_introduce(session);
		if (crawl_start(crawl, err) || session_run_loop(session, err))
			goto out;
	}
	rc = list_pages(session, crawl, err);
out:
	crawl_free(crawl);
	(void)uv_run(session->loop, UV_RUN_DEFAULT);
	return rc;
}

int crawl_choose(struct session *session, struct err *err)
{
	struct seeds seeds = { 0 };
	struct store *store = NULL;
	struct frontier *frontier = NULL;
	int rc = -1;

	if (read_seeds(&seeds, &session->options, err))
		goto out;
	if (session->options.dry_run)
		session_note(session, xstrdup(_("of the URLs known so far: a crawl finds more on "
						"its way")));
	if (session->options.dry_run && !store_is_there(session->options.cache)) {
		for (size_t i = 0; i < seeds.n; i++)
			on_page(seeds.urls[i], session);
		rc = 0;
		goto out;
	}
	store = store_open(session->options.cache, err);
	frontier = store ? frontier_open(store, err) : NULL;
	if (frontier)
		rc = crawl_from(session, &seeds, frontier, err);
out:
	if (frontier)
		frontier_free(frontier);
	if (store)
		store_free(store);
	for (size_t i = 0; i < seeds.n; i++)
		free((char *)seeds.urls[i]);
	free(seeds.urls);
	return rc;
}
