#include "collect/harvest_walk.h"

#include <stdlib.h>
#include <time.h>
#include <utlist.h>
#include "collect/errand.h"
#include "collect/harvest.h"
#include "collect/url.h"
#include "data/lang.h"
#include "data/mem.h"

enum { MOST_PAGES = 10000 };

struct waiter {
	long id;
	harvest_walk_done *done;
	void *arg;
	struct waiter *prev, *next;
};

struct harvest_walk {
	struct errands *errands;
	struct harvest_walk_options options;
	struct harvest *harvest;
	struct waiter *waiters;
	size_t mirror;    /* whose pages are read */
	char *next;       /* NULL: there is none */
	size_t pages;     /* of this mirror, so far */
	bool from_public; /* the last of them is */
	bool old;         /* a page of the cache is: once more, when the need arises */
	bool asking, going;
	struct err failure; /* of the last mirror; ERR_NONE: none */
};

static char *first_page(const struct harvest_walk *walk)
{
	return harvest_url(walk->options.mirrors[walk->mirror], walk->options.language);
}

/* What follows ANSWER becomes next. */
static int take_page(struct harvest_walk *walk, const struct errand_answer *answer, struct err *err)
{
	free(walk->next);
	walk->next = NULL;
	walk->from_public = answer->page.from_public;
	if (harvest_read(walk->harvest, &answer->page, answer->final_url, &walk->next, err))
		return -1;
	if (++walk->pages < MOST_PAGES || !walk->next)
		return 0;
	return err_set(err, ERR_LIMIT, _("more than %d pages"), MOST_PAGES);
}

/* ---- from the cache ---- */

/* False: the page that is next is not there. */
static bool load_page(struct harvest_walk *walk)
{
	struct errand_answer answer;
	bool there = errands_look(walk->errands, ERRAND_PAGE, walk->next, &answer, NULL) == 1 &&
		     take_page(walk, &answer, NULL) == 0;

	if (there && time(NULL) - answer.page.fetched >= walk->options.max_age_s)
		walk->old = true;
	errand_answer_release(&answer);
	return there && walk->next;
}

static void load(struct harvest_walk *walk)
{
	for (; walk->mirror < walk->options.n && !walk->pages; walk->mirror++) {
		free(walk->next);
		walk->next = first_page(walk);
		while (load_page(walk))
			continue;
	}
	if (walk->pages) {
		walk->mirror--;
		return;
	}
	walk->mirror = 0;
	free(walk->next);
	walk->next = first_page(walk);
}

/* ---- from the web ---- */

static void go_on(struct harvest_walk *walk);

static void start_over(struct harvest_walk *walk, size_t mirror)
{
	walk->mirror = mirror;
	walk->pages = 0;
	free(walk->next);
	walk->next = first_page(walk);
}

static void on_page(struct errand_answer *answer, long status, const struct err *failure, void *arg)
{
	struct harvest_walk *walk = arg;
	struct err err = { 0 };

	(void)status;
	walk->asking = false;
	if (answer && take_page(walk, answer, &err) == 0) {
		walk->failure = (struct err) { 0 };
	} else {
		walk->failure = answer ? err : *failure;
		free(walk->next);
		walk->next = NULL;
		if (walk->failure.code != ERR_STOPPED && walk->mirror + 1 < walk->options.n)
			start_over(walk, walk->mirror + 1);
	}
	go_on(walk);
}

/* ---- who waits ---- */

/* Nothing is left to be read for whoever waits. */
static bool is_over(const struct harvest_walk *walk)
{
	return walk->options.offline || (!walk->next && !walk->old);
}

static bool is_served(const struct harvest_walk *walk, long id)
{
	return is_over(walk) || (id && harvest_settled(walk->harvest, id));
}

static void serve(struct harvest_walk *walk, struct waiter *waiter)
{
	const struct err *failure = walk->failure.code != ERR_NONE ? &walk->failure : NULL;
	struct err err = { 0 };
	char *printable;

	DL_DELETE(walk->waiters, waiter);
	if (waiter->id && harvest_zip(walk->harvest, waiter->id, 0)) {
		failure = NULL;
	} else if (walk->options.offline && walk->next) {
		printable = url_printable(walk->next);
		err_set(&err, ERR_MISSING, _("not in the cache: %s"), printable);
		free(printable);
		failure = &err;
	}
	waiter->done(failure, waiter->arg);
	free(waiter);
}

static void serve_all(struct harvest_walk *walk)
{
	struct waiter *waiter, *next;

	DL_FOREACH_SAFE (walk->waiters, waiter, next) {
		if (is_served(walk, waiter->id))
			serve(walk, waiter);
	}
}

static void ask_page(struct harvest_walk *walk)
{
	if (!walk->next || (walk->old && !walk->waiters->id)) {
		walk->old = false;
		start_over(walk, 0);
	}
	walk->asking = true;
	errands_ask(walk->errands,
		    &(struct errand_request) {
			    .kind = ERRAND_PAGE,
			    .url = walk->next,
			    .first = true,
			    .from_public = walk->pages && walk->from_public,
		    },
		    on_page, walk);
}

/* A page may come, and go, before ask_page returns. */
static void go_on(struct harvest_walk *walk)
{
	if (walk->going)
		return;
	walk->going = true;
	for (serve_all(walk); walk->waiters && !walk->asking; serve_all(walk))
		ask_page(walk);
	walk->going = false;
}

void harvest_walk_until(struct harvest_walk *walk, long id, harvest_walk_done *done, void *arg)
{
	struct waiter *waiter = xcalloc(1, sizeof(*waiter));

	*waiter = (struct waiter) { .id = id, .done = done, .arg = arg };
	DL_APPEND(walk->waiters, waiter);
	if (is_served(walk, id))
		serve(walk, waiter);
	else
		go_on(walk);
}

/* ---- beginning and end ---- */

struct harvest_walk *harvest_walk_new(struct errands *errands,
				      const struct harvest_walk_options *options)
{
	struct harvest_walk *walk = xcalloc(1, sizeof(*walk));

	walk->errands = errands;
	walk->options = *options;
	walk->harvest = harvest_new();
	load(walk);
	return walk;
}

void harvest_walk_free(struct harvest_walk *walk)
{
	struct waiter *waiter, *next;

	if (!walk)
		return;
	DL_FOREACH_SAFE (walk->waiters, waiter, next)
		free(waiter);
	harvest_free(walk->harvest);
	free(walk->next);
	free(walk);
}

const struct harvest *harvest_walk_found(const struct harvest_walk *walk)
{
	return walk->harvest;
}
