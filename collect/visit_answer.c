#include "collect/visit_state.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "collect/fetch.h"
#include "collect/host.h"
#include "collect/origin.h"
#include "collect/pace.h"
#include "collect/site.h"
#include "collect/url.h"
#include "data/lang.h"
#include "data/mem.h"

enum {
	MAX_REDIRECTS = 10,
	MAX_ROBOTS_REDIRECTS = 5,
	PATIENCE_MS = 60 * 60 * 1000, /* a host that asks for more is left for another run */
	LEAST_BACK_OFF_MS = 250,
};

/* ---- again, later ---- */

static void say_blocked(const struct visit *visit, const struct fetch_answer *answer,
			const struct err *failure, int64_t wait_ms)
{
	const struct visit_watch *watch = &visit->visitor->options.watch;
	long long seconds = (long long)(wait_ms + 999) / 1000;
	char *url, *line;

	if (!watch->note)
		return;
	url = url_printable(visit->url);
	if (failure)
		line = xasprintf(_("%s: %s: its host is left alone for %lld s"), url, failure->text,
				 seconds);
	else if (answer->retry_after)
		line = xasprintf(
			_("%s answers %ld (Retry-After: %s): its host is left alone for %lld s"),
			url, answer->status, answer->retry_after, seconds);
	else
		line = xasprintf(_("%s answers %ld: its host is left alone for %lld s"), url,
				 answer->status, seconds);
	watch->note(line, watch->arg);
	free(line);
	free(url);
}

static bool is_of_site(const void *item, const void *site)
{
	const struct visit *visit = item;

	return !visit->is_robots && sites_find(visit->visitor->sites, visit->url) == site;
}

/* It does not answer; what else the host has, behind another port, may. */
static void give_site_up(struct visit *visit, const struct err *failure)
{
	struct site *site = sites_find(visit->visitor->sites, visit->url);
	struct host *host = visit->host;
	bool is_robots = visit->is_robots;
	struct err why;

	err_set(&why, failure->code, _("its site is not asked any more: %s"), failure->text);
	if (!is_robots)
		site_close(site, &why);
	visit_end(visit, NULL, failure);
	if (!is_robots)
		host_refuse_if(host, is_of_site, site, &why);
}

/* It answers, but wants to be left alone. */
static void give_host_up(struct visit *visit, struct fetch_answer *answer)
{
	struct host *host = visit->host;
	struct err why;

	err_set(&why, ERR_STATUS, _("its host asks to be left alone for %lld s; go on later"),
		(long long)(host_blocked_ms(host) + 999) / 1000);
	visit_end(visit, answer, NULL);
	host_give_up(host, &why);
}

static void try_host_later(struct visit *visit, struct fetch_answer *answer,
			   const struct err *failure, int64_t wait_ms)
{
	host_block(visit->host, wait_ms);
	visit_keep_failure(visit, answer->status, failure, wait_ms);
	if (wait_ms > PATIENCE_MS)
		say_blocked(visit, answer, failure, wait_ms);
	if (wait_ms > PATIENCE_MS || visit->tries++ >= visit->visitor->options.retries) {
		if (failure)
			give_site_up(visit, failure);
		else
			give_host_up(visit, answer);
		return;
	}
	say_blocked(visit, answer, failure, wait_ms);
	host_push(visit->host, visit, true);
}

static void try_url_later(struct visit *visit, struct fetch_answer *answer,
			  const struct err *failure, int64_t wait_ms)
{
	visit_keep_failure(visit, answer->status, failure, wait_ms);
	if (visit->tries++ >= visit->visitor->options.retries)
		visit_end(visit, failure ? NULL : answer, failure);
	else
		host_push_later(visit->host, visit, wait_ms);
}

static enum pace_verdict judge(struct visit *visit, const struct fetch_answer *answer,
			       const struct err *failure, int64_t *wait_ms)
{
	struct visitor *visitor = visit->visitor;
	int64_t delay = visitor->options.delay_ms;
	struct pace_outcome outcome = {
		.status = (int)answer->status,
		.failure = failure ? failure->code : ERR_NONE,
		.retry_after = answer->retry_after,
		.tries = visit->tries,
		.base_ms = delay > LEAST_BACK_OFF_MS ? delay : LEAST_BACK_OFF_MS,
		.chance = erand48(visitor->random),
	};

	outcome.timeouts = host_timeouts(visit->host, outcome.failure == ERR_TIMEOUT);
	return pace_after(&outcome, time(NULL), wait_ms);
}

/* ---- an answer ---- */

static bool is_redirect(const struct fetch_answer *answer)
{
	long status = answer->status;

	return answer->location &&
	       (status == 301 || status == 302 || status == 303 || status == 307 || status == 308);
}

/* Back to where it was, or to where it all began: the answer would be the same once more. */
static bool is_circle(const struct visit *visit, const char *target)
{
	return !strcmp(target, visit->url) || (visit->origin && !strcmp(target, visit->origin));
}

/* Where it leads, the caller's to free(); -1: nowhere that we go. */
static int check_redirect(const struct visit *visit, const struct fetch_answer *answer,
			  char **target, struct err *err)
{
	int limit = visit->is_robots ? MAX_ROBOTS_REDIRECTS : MAX_REDIRECTS;
	char *printable;

	if (!visit->one_hop && visit->redirects >= limit)
		return err_set(err, ERR_NETWORK, _("more than %d redirects"), limit);
	if (!url_resolve(target, visit->url, answer->location, err)) {
		if (visit->one_hop || !is_circle(visit, *target))
			return 0;
		free(*target);
		*target = NULL;
		return err_set(err, ERR_NETWORK, _("its redirects lead in a circle"));
	}
	printable = url_printable(answer->location);
	err_prefix(err, _("redirect to %s"), printable);
	free(printable);
	return -1;
}

/* Takes TARGET over; the URL it was before is the caller's now. */
static void follow(struct visit *visit, char *target)
{
	visit->redirects++;
	visit->abroad = visit->abroad || !origin_is_same(visit->url, target);
	visit_move(visit, origin_keep_user(visit->url, target));
	visit->first = true;
}

/* Servers that do not know HEAD, or answer it out of the hat. */
static bool heads_wrongly(const struct fetch_answer *answer, const struct err *failure)
{
	long status = answer->status;

	if (failure)
		return failure->code == ERR_NETWORK;
	return status >= 400 && status != 404 && status != 410 && status != 429 && status != 503;
}

static void take_status(struct visit *visit, struct fetch_answer *answer, const struct err *failure)
{
	if (visit->head && heads_wrongly(answer, failure)) {
		visit->head = false;
		host_push(visit->host, visit, true);
	} else {
		visit_end(visit, answer, failure);
	}
}

static void tell_auditor(const struct visit *visit, const struct fetch_answer *answer,
			 const struct err *failure)
{
	const struct visit_watch *watch = &visit->visitor->options.watch;
	struct visit_record record = {
		.clock = host_name(visit->host),
		.turn = host_last_turn(visit->host),
		.robots = visit->is_robots || !visit->robots ? "" : visit->robots,
		.status = answer->status,
		.bytes = answer->bytes,
		.answer = answer,
		.failure = failure,
	};
	struct err refusal = { 0 };
	char *url, *host, *target = NULL;

	if (!watch->asked)
		return;
	if (!visit->visitor->options.once && is_redirect(answer) &&
	    check_redirect(visit, answer, &target, &refusal))
		record.refusal = &refusal;
	free(target);
	url = url_printable(visit->url);
	host = url_host(visit->url);
	record.url = url;
	record.host = host;
	watch->asked(&record, watch->arg);
	free(url);
	free(host);
}

static void take_answer(struct visit *visit, struct fetch_answer *answer, const struct err *failure)
{
	struct err err = { 0 };
	char *target = NULL, *from;

	if (failure || visit->one_hop || !is_redirect(answer)) {
		visit_keep_answer(visit, answer->status, failure);
		visit_end(visit, failure ? NULL : answer, failure);
		return;
	}
	visit->from_public = answer->public_address && !visit->visitor->options.allow_private;
	if (check_redirect(visit, answer, &target, &err) || !target) {
		visit_keep_answer(visit, answer->status, &err);
		visit_end(visit, NULL, &err);
		return;
	}
	from = xstrdup(visit->url);
	follow(visit, target);
	visit_keep_move(visit, from, answer->status);
	free(from);
	visit_enter(visit);
}

static bool is_stopped(const struct err *failure)
{
	return failure && failure->code == ERR_STOPPED;
}

void visit_answered(struct fetch_answer *answer, const struct err *failure, void *arg)
{
	const struct err *why = failure;
	struct visit *visit = arg;
	int64_t wait_ms;

	host_ended(visit->host, visit);
	tell_auditor(visit, answer, failure);
	if (visit->visitor->options.once && !visit->is_robots) {
		take_status(visit, answer, failure);
		return;
	}
	/* Then its body does not matter, nor whether all of it has arrived. */
	if (pace_asks_for_time((int)answer->status) && !is_stopped(failure))
		why = NULL;
	switch (judge(visit, answer, why, &wait_ms)) {
	case PACE_HOST_LATER:
		try_host_later(visit, answer, why, wait_ms);
		break;
	case PACE_URL_LATER:
		try_url_later(visit, answer, why, wait_ms);
		break;
	case PACE_ACCEPT:
		take_answer(visit, answer, why);
		break;
	}
}
