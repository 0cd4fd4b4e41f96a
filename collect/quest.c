#include "collect/quest.h"

#include <stdlib.h>
#include <string.h>
#include <utlist.h>
#include "collect/errand.h"
#include "collect/harvest.h"
#include "collect/harvest_walk.h"
#include "collect/route.h"
#include "collect/url.h"
#include "data/lang.h"
#include "data/mem.h"

struct quest {
	struct quests *quests;
	const struct book *book;
	collect_sink *sink;
	void *arg;
	struct route route;
	char *lead;                      /* where a landing page led to */
	bool from_public;                /* that page is */
	size_t zip;                      /* which of the book's zips is next */
	bool begun;                      /* it goes before those that are not */
	bool harvested;                  /* the pages were read for it */
	struct lane *lane;               /* in which it takes room */
	struct err why;                  /* it has failed so far, as it is told in the end */
	struct err last;                 /* of this mirror; ERR_NONE: nothing worth telling */
	enum gutenberg_place last_place; /* of it, where the book is absent; else PLACES */
	struct quest *prev, *next;
	struct quest *q_prev, *q_next; /* in the queue it is in, if any */
};

/* A mirror's books under way, and who waits to be. */
struct lane {
	int busy;
	bool failed; /* all that were held have been let go */
	struct quest *held;
};

struct quests {
	struct errands *errands;
	struct routes *routes;
	struct harvest_walk *walk;
	struct quest *all, *ready;
	bool stepping;
	size_t n;
	struct lane lanes[]; /* N, one a mirror */
};

static void run_ready(struct quests *quests);

/* Its next step is due, before those of books that were begun later: what it teaches serves them.
 * Whoever was called from outside sees to it in the end. */
static void make_ready(struct quest *quest)
{
	DL_PREPEND2(quest->quests->ready, quest, q_prev, q_next);
}

/* ---- room at a mirror ---- */

/* When a mirror turns out to fail, all that it held look for a better one. */
static void release_held(struct quests *quests, struct lane *lane)
{
	size_t mirror = (size_t)(lane - quests->lanes);
	bool all = routes_failing(quests->routes, mirror) && !lane->failed;
	int room = routes_ahead(quests->routes, mirror) - lane->busy;
	struct quest *quest;

	lane->failed |= all;
	while ((quest = lane->held) && (all || room-- > 0)) {
		DL_DELETE2(lane->held, quest, q_prev, q_next);
		DL_APPEND2(quests->ready, quest, q_prev, q_next);
	}
}

static void leave_lane(struct quest *quest)
{
	struct lane *lane = quest->lane;

	quest->lane = NULL;
	if (!lane)
		return;
	lane->busy--;
	release_held(quest->quests, lane);
}

/* False: QUEST waits. */
static bool enter_lane(struct quest *quest)
{
	struct quests *quests = quest->quests;
	struct lane *lane = &quests->lanes[quest->route.mirror];

	if (quest->lane == lane)
		return true;
	leave_lane(quest);
	if (lane->busy >= routes_ahead(quests->routes, quest->route.mirror)) {
		DL_APPEND2(lane->held, quest, q_prev, q_next);
		return false;
	}
	quest->lane = lane;
	lane->busy++;
	return true;
}

/* ---- ends ---- */

static void quest_free(struct quest *quest)
{
	DL_DELETE(quest->quests->all, quest);
	free(quest->lead);
	free(quest);
}

static void end(struct quest *quest, struct page *page, const struct err *failure)
{
	leave_lane(quest);
	quest->sink(page, failure, quest->arg);
	quest_free(quest);
}

/* One more reason, if it is another one. */
static void tell(struct quest *quest, const struct err *reason)
{
	struct err before = quest->why;
	enum err_code code = before.code == ERR_BUDGET ? before.code : reason->code;

	if (before.code == ERR_NONE)
		quest->why = *reason;
	else if (reason->code != ERR_NONE && !strstr(before.text, reason->text))
		err_set(&quest->why, code, "%s; %s", before.text, reason->text);
}

static void fail(struct quest *quest)
{
	tell(quest, &quest->last);
	end(quest, NULL, &quest->why);
}

/* ---- what came ---- */

/* The machine's fault, or the user's wish: no other mirror helps. */
static bool is_final(const struct err *failure)
{
	return failure->code == ERR_STOPPED || failure->code == ERR_FULL || failure->code == ERR_IO;
}

/* Of the places where a book is absent the last of all is told, in whatever order they were asked:
 * who goes on after an interruption may know a better one. */
static void take_reason(struct quest *quest, enum gutenberg_place place, const struct err *reason)
{
	bool told = quest->last.code != ERR_NONE && quest->last_place < PLACES;

	if (told && place < quest->last_place)
		return;
	quest->last = *reason;
	quest->last_place = place;
}

static void take_failure(struct quest *quest, long status, const struct err *failure)
{
	enum route_event event = route_event_of(status, failure->code, quest->lead != NULL);

	/* The first refusal of a mirror is told, beside what came last there. */
	if (failure->code == ERR_FORBIDDEN && !quest->route.forbidden) {
		tell(quest, failure);
		quest->last = (struct err) { 0 };
	} else if ((status == 404 || status == 410) && !quest->quests->walk) {
		/* Which place was asked last depends on what other books have taught. */
		char *mirror =
			url_printable(routes_base(quest->quests->routes, quest->route.mirror));

		err_set(&quest->last, ERR_STATUS, _("%s has no such text: it answers %ld"), mirror,
			status);
		free(mirror);
	} else {
		take_reason(quest, event == ROUTE_ABSENT ? quest->route.place : PLACES, failure);
	}
	if (!quest->quests->walk)
		route_came(&quest->route, quest->quests->routes, event);
	free(quest->lead);
	quest->lead = NULL;
	make_ready(quest);
}

static void take_answer(struct quest *quest, struct errand_answer *answer)
{
	if (answer->lead) {
		free(quest->lead);
		quest->lead = answer->lead;
		answer->lead = NULL;
		quest->from_public = answer->page.from_public;
		make_ready(quest);
		return;
	}
	if (!quest->quests->walk)
		route_came(&quest->route, quest->quests->routes, ROUTE_TEXT);
	end(quest, &answer->page, NULL);
}

static void on_errand(struct errand_answer *answer, long status, const struct err *failure,
		      void *arg)
{
	struct quest *quest = arg;
	struct quests *quests = quest->quests;

	if (answer)
		take_answer(quest, answer);
	else if (is_final(failure))
		end(quest, NULL, failure);
	else
		take_failure(quest, status, failure);
	run_ready(quests);
}

/* ---- the next step ---- */

static void ask(struct quest *quest, enum errand_kind kind, const char *url, bool from_public)
{
	const struct errand_request request = {
		.kind = kind,
		.url = url,
		.first = quest->begun,
		.from_public = from_public,
	};
	struct errands *errands = quest->quests->errands;
	struct errand_answer answer;

	quest->begun = true;
	if (errands_look_fresh(errands, kind, url, &answer, NULL) == 1)
		take_answer(quest, &answer);
	else
		errands_ask(errands, &request, on_errand, quest);
	errand_answer_release(&answer);
}

static void step_route(struct quest *quest)
{
	struct routes *routes = quest->quests->routes;
	size_t mirror = quest->route.mirror;
	char *url;

	if (!route_next(&quest->route, routes)) {
		fail(quest);
		return;
	}
	if (quest->begun && quest->route.mirror != mirror) {
		tell(quest, &quest->last);
		quest->last = (struct err) { 0 };
	}
	if (!enter_lane(quest))
		return;
	url = route_url(&quest->route, routes, quest->book->id);
	ask(quest, quest->route.place == PLACE_LANDING ? ERRAND_LANDING : ERRAND_TEXT, url, false);
	free(url);
}

static void on_harvested(const struct err *failure, void *arg)
{
	struct quest *quest = arg;
	struct quests *quests = quest->quests;

	quest->harvested = true;
	if (harvest_zip(harvest_walk_found(quests->walk), quest->book->id, 0)) {
		make_ready(quest);
	} else {
		if (failure)
			quest->last = *failure;
		else
			err_set(&quest->last, ERR_MISSING,
				_("not on the library's pages for robots"));
		fail(quest);
	}
	run_ready(quests);
}

static void step_harvest(struct quest *quest)
{
	const struct harvest *found = harvest_walk_found(quest->quests->walk);
	const char *zip = harvest_zip(found, quest->book->id, quest->zip);

	if (!quest->harvested && !harvest_settled(found, quest->book->id)) {
		harvest_walk_until(quest->quests->walk, quest->book->id, on_harvested, quest);
	} else if (zip) {
		quest->harvested = true;
		quest->zip++;
		ask(quest, ERRAND_ZIP, zip, harvest_from_public(found, quest->book->id));
	} else {
		fail(quest);
	}
}

static void step(struct quest *quest)
{
	if (quest->lead)
		ask(quest, ERRAND_TEXT, quest->lead, quest->from_public);
	else if (quest->quests->walk)
		step_harvest(quest);
	else
		step_route(quest);
}

/* One after another, however many are ready at once: a step may end, or make others ready. */
static void run_ready(struct quests *quests)
{
	struct quest *quest;

	if (quests->stepping)
		return;
	quests->stepping = true;
	while ((quest = quests->ready)) {
		DL_DELETE2(quests->ready, quest, q_prev, q_next);
		step(quest);
	}
	quests->stepping = false;
}

/* ---- front ---- */

struct quests *quests_new(struct errands *errands, struct routes *routes, size_t n,
			  struct harvest_walk *walk)
{
	struct quests *quests = xcalloc(1, sizeof(*quests) + n * sizeof(*quests->lanes));

	quests->errands = errands;
	quests->routes = routes;
	quests->walk = walk;
	quests->n = n;
	return quests;
}

void quests_free(struct quests *quests)
{
	struct quest *quest, *next;

	if (!quests)
		return;
	DL_FOREACH_SAFE (quests->all, quest, next)
		quest_free(quest);
	free(quests);
}

void quests_ask(struct quests *quests, const struct book *book, collect_sink *sink, void *arg)
{
	struct quest *quest = xcalloc(1, sizeof(*quest));

	*quest = (struct quest) { .quests = quests, .book = book, .sink = sink, .arg = arg };
	DL_APPEND(quests->all, quest);
	make_ready(quest);
	run_ready(quests);
}
