#include "collect/errand.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <uthash.h>
#include <utlist.h>
#include "collect/fetch.h"
#include "collect/frontier.h"
#include "collect/gutenberg.h"
#include "collect/ledger.h"
#include "collect/url.h"
#include "collect/verdict.h"
#include "collect/web.h"
#include "data/cache.h"
#include "data/lang.h"
#include "data/mem.h"

struct errand {
	struct errands *errands;
	enum errand_kind kind;
	char *url;
	bool from_public;
	errand_done *done;
	void *arg;
	struct errand_answer answer; /* on its way to the disk */
	struct cache_facts old;      /* of what is in the cache; { 0 }: nothing is */
	struct cache_facts came;     /* for its row, once it is in its place */
	struct errand *prev, *next;
	struct errand *followers, *next_follower; /* who want the same URL at the same time */
	UT_hash_handle hh;
};

struct errands {
	struct errands_options options;
	struct cache *cache;
	struct web *web; /* NULL: offline */
	struct errand *all;
	struct errand *asked;    /* those that the visitor is asking for, by URL */
	struct errand *released; /* whose URL was asked for by another, which is over */
};

static void run(struct errand *errand, bool first);

void errand_answer_release(struct errand_answer *answer)
{
	page_release(&answer->page);
	free(answer->lead);
	free(answer->final_url);
	*answer = (struct errand_answer) { 0 };
}

static void errand_free(struct errand *errand)
{
	DL_DELETE(errand->errands->all, errand);
	errand_answer_release(&errand->answer);
	cache_facts_release(&errand->old);
	cache_facts_release(&errand->came);
	free(errand->url);
	free(errand);
}

static void end(struct errand *errand, struct errand_answer *answer, long status,
		const struct err *failure)
{
	struct errands *errands = errand->errands;

	HASH_DEL(errands->asked, errand);
	LL_CONCAT2(errands->released, errand->followers, next_follower);
	errand->done(answer, status, failure, errand->arg);
	errand_free(errand);
}

/* Who followed finds it in the cache, or asks again where it is not. */
static void end_released(struct errands *errands)
{
	struct errand_answer answer;
	struct errand *errand;

	while ((errand = errands->released)) {
		errands->released = errand->next_follower;
		errand->next_follower = NULL;
		if (errands_look(errands, errand->kind, errand->url, &answer, NULL) == 1) {
			errand->done(&answer, 200, NULL, errand->arg);
			errand_free(errand);
		} else {
			run(errand, true);
		}
		errand_answer_release(&answer);
	}
}

/* ---- from the cache ---- */

int errands_look(const struct errands *errands, enum errand_kind kind, const char *url,
		 struct errand_answer *answer, struct err *err)
{
	struct cache_facts facts = { 0 };
	int found;

	*answer = (struct errand_answer) { 0 };
	found = cache_get(errands->cache, url, errands->options.visit.max_body, &answer->page,
			  &facts, err);
	if (found == 1)
		answer->final_url = xstrdup(facts.final_url ? facts.final_url : url);
	cache_facts_release(&facts);
	if (found == 1 && kind == ERRAND_LANDING &&
	    gutenberg_landing_text(&answer->lead, &answer->page, answer->final_url, NULL)) {
		errand_answer_release(answer);
		found = 0;
	}
	return found;
}

int errands_look_fresh(const struct errands *errands, enum errand_kind kind, const char *url,
		       struct errand_answer *answer, struct err *err)
{
	int found = errands_look(errands, kind, url, answer, err);

	if (found != 1 || answer->page.fetched >= errands->options.keep_since)
		return found;
	errand_answer_release(answer);
	return 0;
}

/* ---- from the web ---- */

static void on_placed(void *arg)
{
	const struct errand *errand = arg;

	verdict_keep_good(errand->errands->web, errand->url, &errand->came);
}

static void on_settled(const struct err *failure, void *arg)
{
	struct errand *errand = arg;
	struct errands *errands = errand->errands;

	end(errand, failure ? NULL : &errand->answer, failure ? 0 : 200, failure);
	end_released(errands);
}

/* Its end comes when it is on the disk. */
static int keep(struct errand *errand, const struct fetch_answer *came, struct err *err)
{
	struct errands *errands = errand->errands;
	const struct errand_answer *answer = &errand->answer;
	const struct cache_facts facts = verdict_facts(answer, came, &errand->old);

	if (cache_write(errands->cache, errand->url, &facts, answer->page.body, answer->page.len,
			err))
		return -1;
	errand->came = (struct cache_facts) {
		.etag = came->etag ? xstrdup(came->etag) : NULL,
		.last_modified = came->last_modified ? xstrdup(came->last_modified) : NULL,
		.status = (int)came->status,
		.fetched = answer->page.fetched,
	};
	ledger_wait(web_ledger(errands->web), on_placed, on_settled, errand);
	return 0;
}

static void reject(const struct errand *errand, struct err *why)
{
	char *url = url_printable(errand->url);

	err_prefix(why, "%s", url);
	verdict_keep_bad(errand->errands->web, errand->url, why);
	free(url);
}

static void say_old(const struct errand *errand, const struct err *why)
{
	const struct visit_watch *watch = &errand->errands->options.visit.watch;
	char *url, *line;

	if (!watch->outdated)
		return;
	url = url_printable(errand->url);
	if (strstr(why->text, url))
		line = xasprintf(_("%s: the one in the cache is used"), why->text);
	else
		line = xasprintf(_("%s: %s: the one in the cache is used"), url, why->text);
	watch->outdated(line, why->code, watch->arg);
	free(line);
	free(url);
}

/* True: what is in the cache still holds, or is better than WHY. */
static bool take_old(struct errand *errand, struct fetch_answer *came, const struct err *why)
{
	struct errands *errands = errand->errands;
	struct err err = { 0 };

	if (why && (why->code == ERR_STOPPED || why->code == ERR_FULL || why->code == ERR_IO))
		return false;
	if (errands_look(errands, errand->kind, errand->url, &errand->answer, NULL) != 1)
		return false;
	if (why) {
		say_old(errand, why);
		end(errand, &errand->answer, 200, NULL);
		return true;
	}
	errand->answer.page.fetched = time(NULL);
	if (keep(errand, came, &err))
		end(errand, NULL, 0, &err);
	return true;
}

/* ---- what came ---- */

/* It is no good. */
static void refuse(struct errand *errand, struct fetch_answer *came, struct err *why)
{
	reject(errand, why);
	errand_answer_release(&errand->answer);
	if (!take_old(errand, came, why))
		end(errand, NULL, 0, why);
}

static void take_body(struct errand *errand, const char *final_url, struct fetch_answer *came)
{
	struct errand_answer *answer = &errand->answer;
	struct err err = { 0 };

	*answer = (struct errand_answer) {
		.page = {
			.source = xstrdup(errand->url),
			.len = came->body.len,
			.from_public = came->public_address,
			.fetched = time(NULL),
			.etag = came->etag ? xstrdup(came->etag) : NULL,
		},
		.final_url = xstrdup(final_url),
	};
	if (came->content_type)
		answer->page.content_type = xstrdup(came->content_type);
	answer->page.body = buf_take(&came->body);
	if (verdict_judge(errand->kind, errand->errands->options.visit.max_body, answer, &err)) {
		refuse(errand, came, &err);
		return;
	}
	page_hash(&answer->page);
	if (keep(errand, came, &err))
		end(errand, NULL, 0, &err);
}

static void take_visit(struct errand *errand, const char *url, struct fetch_answer *came,
		       const struct err *failure)
{
	struct err err = { 0 };
	char *printable;

	if (!failure && came->status == 200) {
		take_body(errand, url, came);
		return;
	}
	if (!failure && came->status == 304 && take_old(errand, came, NULL))
		return;
	if (!failure) {
		printable = url_printable(url);
		err_set(&err, ERR_STATUS, _("%s answers %ld"), printable, came->status);
		free(printable);
	}
	if (!take_old(errand, came, failure ? failure : &err))
		end(errand, NULL, failure ? 0 : came->status, failure ? failure : &err);
}

static void on_visit(const char *url, struct fetch_answer *came, const struct err *failure,
		     void *arg)
{
	struct errand *errand = arg;
	struct errands *errands = errand->errands;

	take_visit(errand, url, came, failure);
	end_released(errands);
}

static bool was_bad(const struct errand *errand, struct err *why)
{
	return errand->kind != ERRAND_PAGE &&
	       verdict_was_bad(errand->errands->web, errand->url, why);
}

/* Another process has asked its host meanwhile. */
static bool on_found(void *arg)
{
	struct errand *errand = arg;
	struct errands *errands = errand->errands;
	struct err why = { 0 };

	/* What was there before was not good enough for whoever asks. */
	if (errands_look_fresh(errands, errand->kind, errand->url, &errand->answer, NULL) == 1 &&
	    errand->answer.page.fetched != errand->old.fetched)
		end(errand, &errand->answer, 200, NULL);
	else if (was_bad(errand, &why))
		end(errand, NULL, 0, &why);
	else {
		errand_answer_release(&errand->answer);
		return false;
	}
	end_released(errands);
	return true;
}

/* Asks whether it has changed, where it is known. */
static void visit(struct errand *errand, bool first)
{
	struct errands *errands = errand->errands;
	struct page page = { 0 };
	int found = cache_get(errands->cache, errand->url, errands->options.visit.max_body, &page,
			      &errand->old, NULL);
	struct visit_known known = {
		.url = errand->old.final_url ? errand->old.final_url : errand->url,
		.etag = errand->old.etag,
		.last_modified = errand->old.last_modified,
	};
	const struct visit_request request = {
		.url = errand->url,
		.first = first,
		.from_public = errand->from_public,
		.known = found == 1 ? &known : NULL,
	};

	page_release(&page);
	visitor_ask(web_visitor(errands->web), &request, on_visit, errand);
}

/* What is being asked for already is waited for. */
static void run(struct errand *errand, bool first)
{
	struct errands *errands = errand->errands;
	struct errand *other;
	struct err err = { 0 };

	HASH_FIND_STR(errands->asked, errand->url, other);
	if (other) {
		LL_APPEND2(other->followers, errand, next_follower);
		return;
	}
	HASH_ADD_KEYPTR(hh, errands->asked, errand->url, strlen(errand->url), errand);
	if (web_open(errands->web, &err) || was_bad(errand, &err))
		end(errand, NULL, 0, &err);
	else
		visit(errand, first);
}

void errands_ask(struct errands *errands, const struct errand_request *request, errand_done *done,
		 void *arg)
{
	struct errand *errand = xcalloc(1, sizeof(*errand));

	*errand = (struct errand) {
		.errands = errands,
		.kind = request->kind,
		.url = xstrdup(request->url),
		.from_public = request->from_public,
		.done = done,
		.arg = arg,
	};
	DL_APPEND(errands->all, errand);
	run(errand, request->first);
}

/* ---- beginning and end ---- */

struct errands *errands_new(struct uv_loop_s *loop, const struct errands_options *options,
			    struct cache *cache)
{
	struct errands *errands = xcalloc(1, sizeof(*errands));

	errands->options = *options;
	errands->options.visit.job = FRONTIER_BOOKS;
	errands->options.visit.found = on_found;
	errands->cache = cache;
	if (!options->offline)
		errands->web = web_new(loop, &errands->options.visit, cache);
	return errands;
}

void errands_free(struct errands *errands)
{
	struct errand *errand, *next;

	if (!errands)
		return;
	/* A failure has been told to those it concerns. */
	if (errands->web && !errands->all)
		(void)web_finish(errands->web, NULL);
	web_free(errands->web);
	HASH_CLEAR(hh, errands->asked);
	DL_FOREACH_SAFE (errands->all, errand, next)
		errand_free(errand);
	free(errands);
}
