#include "collect/collect.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <utlist.h>
#include "collect/archive.h"
#include "collect/errand.h"
#include "collect/gutenberg.h"
#include "collect/harvest.h"
#include "collect/harvest_walk.h"
#include "collect/quest.h"
#include "collect/route.h"
#include "collect/url.h"
#include "data/cache.h"
#include "data/lang.h"
#include "data/mem.h"

/* A URL that is no book, or the list of a harvest. */
struct want {
	struct collect *collect;
	char *url;
	collect_sink *sink;
	collect_listed *listed;
	void *arg;
	struct want *prev, *next;
};

struct collect {
	struct collect_options options;
	struct cache *cache;
	struct errands *errands;
	struct routes *routes;
	struct harvest_walk *walk; /* NULL: not by harvest */
	struct quests *quests;
	bool prepared;
	struct want *wants;
};

/* ---- from the cache ---- */

static int take_page(struct page *page, struct errand_answer *answer, int found)
{
	if (found == 1) {
		*page = answer->page;
		answer->page = (struct page) { 0 };
	}
	errand_answer_release(answer);
	return found;
}

static int look(const struct collect *collect, const char *url, struct page *page, struct err *err)
{
	struct errand_answer answer;
	int found = errands_look_fresh(collect->errands, ERRAND_TEXT, url, &answer, err);

	return take_page(page, &answer, found);
}

/* The text that a cached landing page leads to. */
static int look_behind(const struct collect *collect, const char *url, struct page *page,
		       struct err *err)
{
	struct errand_answer answer;
	int found = 0;

	if (errands_look_fresh(collect->errands, ERRAND_LANDING, url, &answer, NULL) == 1)
		found = look(collect, answer.lead, page, err);
	errand_answer_release(&answer);
	return found;
}

static int cached_at(const struct collect *collect, size_t i, long id, struct page *page,
		     struct err *err)
{
	const char *mirror = collect->options.mirrors[i];
	enum gutenberg_place place =
		collect->options.via == VIA_LANDING ? PLACE_LANDING : PLACE_CACHE;
	int found = 0;

	for (; !found && place < PLACES; place++) {
		char *url = gutenberg_url(mirror, place, id);

		found = place == PLACE_LANDING ? look_behind(collect, url, page, err)
					       : look(collect, url, page, err);
		/* Who goes on after an interruption knows what the first run knew. */
		if (found == 1)
			routes_worked(collect->routes, i, place);
		free(url);
	}
	return found;
}

static int cached_zip(const struct collect *collect, long id, struct page *page, struct err *err)
{
	const struct harvest *found_so_far = harvest_walk_found(collect->walk);
	const char *zip;
	int found = 0;

	for (size_t i = 0; !found && (zip = harvest_zip(found_so_far, id, i)); i++)
		found = look(collect, zip, page, err);
	return found;
}

static int cached_id(const struct collect *collect, long id, struct page *page, struct err *err)
{
	const struct collect_options *options = &collect->options;
	int found = 0;

	if (collect->walk)
		return cached_zip(collect, id, page, err);
	for (size_t i = 0; !found && i < options->n_mirrors; i++)
		found = cached_at(collect, i, id, page, err);
	return found;
}

int collect_cached_url(const struct collect *collect, const char *url, struct page *page,
		       int64_t *fetched, struct err *err)
{
	struct errand_answer answer;
	char *normal;
	int found;

	if (url_normalise(&normal, url, err))
		return -1;
	found = errands_look(collect->errands, ERRAND_PAGE, normal, &answer, err);
	if (fetched)
		*fetched = answer.page.fetched;
	free(normal);
	return take_page(page, &answer, found);
}

static int cached_source(const struct collect *collect, const char *source, struct page *page,
			 struct err *err)
{
	struct errand_answer answer;
	char *normal;
	int found;

	if (url_normalise(&normal, source, err))
		return -1;
	found = errands_look_fresh(collect->errands, ERRAND_PAGE, normal, &answer, err);
	free(normal);
	return take_page(page, &answer, found);
}

int collect_cached(const struct collect *collect, const struct book *book, struct page *page,
		   struct err *err)
{
	size_t max = collect->options.visit.max_body;

	if (book->kind == BOOK_FILE)
		return page_open_file(page, book->source, max, err) ? -1 : 1;
	if (book->kind == BOOK_RECORD && archive_page(page, book->archive, book->offset, max, err))
		return -1;
	if (book->kind == BOOK_RECORD) {
		page->source = xstrdup(book->source);
		return 1;
	}
	if (book->kind == BOOK_ID)
		return cached_id(collect, book->id, page, err);
	return cached_source(collect, book->source, page, err);
}

/* ---- front ---- */

int collect_via_named(enum via *via, const char *name)
{
	static const char *const names[] = {
		[VIA_DIRECT] = "direct",
		[VIA_LANDING] = "landing",
		[VIA_HARVEST] = "harvest",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (strcmp(name, names[i]) == 0) {
			*via = (enum via)i;
			return 0;
		}
	}
	return -1;
}

static struct harvest_walk *walk_new(struct errands *errands, const struct collect_options *options)
{
	return harvest_walk_new(errands, &(struct harvest_walk_options) {
						 .mirrors = options->mirrors,
						 .n = options->n_mirrors,
						 .language = options->language,
						 .max_age_s = options->max_age_s,
						 .offline = options->offline,
					 });
}

struct collect *collect_new(struct uv_loop_s *loop, const struct collect_options *options,
			    struct cache *cache)
{
	struct collect *collect = xcalloc(1, sizeof(*collect));

	collect->options = *options;
	collect->cache = cache;
	collect->errands = errands_new(loop,
				       &(struct errands_options) {
					       .visit = options->visit,
					       .offline = options->offline,
					       .keep_since = options->keep_since,
				       },
				       cache);
	collect->routes = routes_new(options->mirrors, options->n_mirrors, options->visit.per_host,
				     options->via == VIA_LANDING);
	if (options->via == VIA_HARVEST)
		collect->walk = walk_new(collect->errands, options);
	collect->quests =
		quests_new(collect->errands, collect->routes, options->n_mirrors, collect->walk);
	return collect;
}

static void want_free(struct want *want)
{
	DL_DELETE(want->collect->wants, want);
	free(want->url);
	free(want);
}

void collect_free(struct collect *collect)
{
	struct want *want, *next;

	if (!collect)
		return;
	errands_free(collect->errands);
	quests_free(collect->quests);
	harvest_walk_free(collect->walk);
	routes_free(collect->routes);
	DL_FOREACH_SAFE (collect->wants, want, next)
		want_free(want);
	free(collect);
}

static struct want *want_new(struct collect *collect, void *arg)
{
	struct want *want = xcalloc(1, sizeof(*want));

	want->collect = collect;
	want->arg = arg;
	DL_APPEND(collect->wants, want);
	return want;
}

static void on_errand(struct errand_answer *answer, long status, const struct err *failure,
		      void *arg)
{
	struct want *want = arg;

	if (!answer && route_event_of(status, failure->code, false) == ROUTE_FAILURE)
		routes_failed(want->collect->routes, want->url);
	want->sink(answer ? &answer->page : NULL, failure, want->arg);
	want_free(want);
}

void collect_ask_url(struct collect *collect, const char *url, collect_sink *sink, void *arg)
{
	struct want *want;
	struct err err = { 0 };
	char *normal, *printable;

	if (url_normalise(&normal, url, &err)) {
		sink(NULL, &err, arg);
	} else if (collect->options.offline) {
		printable = url_printable(normal);
		err_set(&err, ERR_MISSING, _("not in the cache: %s"), printable);
		free(printable);
		free(normal);
		sink(NULL, &err, arg);
	} else {
		want = want_new(collect, arg);
		want->sink = sink;
		want->url = normal;
		errands_ask(collect->errands,
			    &(struct errand_request) { .kind = ERRAND_PAGE, .url = normal },
			    on_errand, want);
	}
}

/* The file of URL is in the cache, or FOLDER: one beside it. */
static bool is_cached(const struct collect *collect, char *url, bool folder)
{
	char *path = cache_path(collect->cache, url, NULL);
	bool there;

	if (path && folder)
		*strrchr(path, '/') = '\0';
	there = path && access(path, F_OK) == 0;
	free(path);
	free(url);
	return there;
}

/* What the cache tells of the mirrors: an index in dirs/ is where the main site has it, and a
 * landing page is kept only where it led to a text. */
static void prepare_routes(struct collect *collect)
{
	for (size_t i = 0; i < collect->options.n_mirrors; i++) {
		const char *mirror = collect->options.mirrors[i];

		if (is_cached(collect, gutenberg_index_url(mirror), false))
			routes_like_main(collect->routes, i);
		if (is_cached(collect, gutenberg_url(mirror, PLACE_LANDING, 1), true))
			routes_worked(collect->routes, i, PLACE_LANDING);
	}
	collect->prepared = true;
}

char *collect_first_url(struct collect *collect, const struct book *book)
{
	struct route route = { 0 };
	char *url = NULL;

	if (book->kind == BOOK_URL)
		(void)url_normalise(&url, book->source, NULL);
	if (book->kind != BOOK_ID || collect->walk)
		return url;
	if (!collect->prepared)
		prepare_routes(collect);
	if (route_next(&route, collect->routes))
		url = route_url(&route, collect->routes, book->id);
	return url;
}

void collect_ask(struct collect *collect, const struct book *book, collect_sink *sink, void *arg)
{
	struct err err = { 0 };

	if (book->kind != BOOK_ID) {
		collect_ask_url(collect, book->source, sink, arg);
	} else if (collect->options.offline) {
		err_set(&err, ERR_MISSING, _("not in the cache"));
		sink(NULL, &err, arg);
	} else {
		if (!collect->prepared)
			prepare_routes(collect);
		quests_ask(collect->quests, book, sink, arg);
	}
}

static void on_listed(const struct err *failure, void *arg)
{
	struct want *want = arg;
	size_t n;
	long *ids = harvest_books(harvest_walk_found(want->collect->walk), &n);

	want->listed(ids, n, failure, want->arg);
	free(ids);
	want_free(want);
}

void collect_list(struct collect *collect, collect_listed *listed, void *arg)
{
	struct want *want = want_new(collect, arg);

	want->listed = listed;
	harvest_walk_until(collect->walk, 0, on_listed, want);
}
