#include "collect/visit.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <uthash.h>
#include <utlist.h>
#include "collect/fetch.h"
#include "collect/host.h"
#include "collect/pace.h"
#include "collect/site.h"
#include "collect/url.h"
#include "data/cache.h"
#include "data/lang.h"
#include "data/mem.h"

enum {
	MAX_REDIRECTS = 10,
	MAX_ROBOTS_REDIRECTS = 5,
	PATIENCE_MS = 60 * 60 * 1000, /* a host that asks for more is left for another run */
};

struct visit {
	struct visitor *visitor;
	char *url;
	struct host *host; /* of url */
	bool is_robots;
	bool from_public; /* the hop before was on the open net: no way from there into ours */
	bool first;
	bool head;
	int redirects, tries;
	int64_t delay_ms;   /* Crawl-delay */
	const char *robots; /* the line that allows it; the site's */
	visit_done *done;
	void *arg;
	struct visit *prev, *next; /* all visits */
};

struct visitor {
	struct visit_options options;
	struct fetch *fetch;
	struct hosts *hosts;
	struct sites *sites;
	struct visit *visits;
};

static void visit_enter(struct visit *visit);

/* ---- beginning and end ---- */

static void visit_drop(struct visit *visit)
{
	DL_DELETE(visit->visitor->visits, visit);
	free(visit->url);
	free(visit);
}

static void visit_end(struct visit *visit, struct fetch_answer *answer, const struct err *failure)
{
	visit->done(visit->url, answer, failure, visit->arg);
	visit_drop(visit);
}

static struct visit *visit_new(struct visitor *visitor, const char *url, visit_done *done,
			       void *arg)
{
	struct visit *visit = xcalloc(1, sizeof(*visit));

	visit->visitor = visitor;
	visit->url = xstrdup(url);
	visit->done = done;
	visit->arg = arg;
	DL_APPEND(visitor->visits, visit);
	return visit;
}

/* ---- an answer ---- */

static void say_blocked(const struct visit *visit, long status, int64_t wait_ms)
{
	const struct visit_watch *watch = &visit->visitor->options.watch;
	char *url = url_printable(visit->url);
	char *line = xasprintf(_("%s answers %ld: its host is left alone for %lld s"), url, status,
			       (long long)(wait_ms + 999) / 1000);

	if (watch->note)
		watch->note(line, watch->arg);
	free(line);
	free(url);
}

static void end_blocked(struct visit *visit)
{
	struct err err = { 0 };

	err_set(&err, ERR_STATUS, _("its host asks to be left alone for %lld s; go on later"),
		(long long)(host_blocked_ms(visit->host) + 999) / 1000);
	visit_end(visit, NULL, &err);
}

static bool may_try_again(struct visit *visit)
{
	return visit->tries++ < visit->visitor->options.retries;
}

/* 429, 503, 504: about the host, not the URL. */
static void wait_as_asked(struct visit *visit, struct fetch_answer *answer, int64_t wait_ms)
{
	struct host *host = visit->host;
	struct visit *other;

	host_block(host, wait_ms);
	if (wait_ms > PATIENCE_MS) {
		while ((other = host_pop(host)))
			end_blocked(other);
	}
	if (visit->is_robots || wait_ms > PATIENCE_MS || !may_try_again(visit)) {
		visit_end(visit, answer, NULL);
		return;
	}
	say_blocked(visit, answer->status, wait_ms);
	host_push(host, visit, true);
}

static int follow(struct visit *visit, const char *location, struct err *err)
{
	int limit = visit->is_robots ? MAX_ROBOTS_REDIRECTS : MAX_REDIRECTS;
	char *target;

	if (visit->redirects++ >= limit)
		return err_set(err, ERR_NETWORK, _("more than %d redirects"), limit);
	if (url_resolve(&target, visit->url, location, err))
		return err_prefix(err, _("redirect to %s"), location);
	free(visit->url);
	visit->url = target;
	visit->first = true;
	return 0;
}

static bool is_redirect(const struct fetch_answer *answer)
{
	long status = answer->status;

	return answer->location &&
	       (status == 301 || status == 302 || status == 303 || status == 307 || status == 308);
}

/* Into the queue of its host, as it is now allowed to. */
static void visit_queue(struct visit *visit)
{
	char *name = url_host(visit->url);

	visit->host = hosts_find(visit->visitor->hosts, name);
	free(name);
	host_slow_down(visit->host, visit->delay_ms);
	if (host_blocked_ms(visit->host) > PATIENCE_MS)
		end_blocked(visit);
	else
		host_push(visit->host, visit, visit->first);
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

static void tell_auditor(const struct visit *visit, const struct fetch_answer *answer)
{
	const struct visit_watch *watch = &visit->visitor->options.watch;
	struct visit_record record = {
		.host = host_name(visit->host),
		.turn = host_last_turn(visit->host),
		.robots = visit->is_robots || !visit->robots ? "" : visit->robots,
		.status = answer->status,
		.bytes = answer->bytes,
	};
	char *url;

	if (!watch->asked)
		return;
	url = url_printable(visit->url);
	record.url = url;
	watch->asked(&record, watch->arg);
	free(url);
}

static void on_answer(struct fetch_answer *answer, const struct err *failure, void *arg)
{
	struct visit *visit = arg;
	struct err err = { 0 };
	bool stopped = failure && failure->code == ERR_STOPPED;
	int64_t wait_ms;

	host_ended(visit->host);
	tell_auditor(visit, answer);
	if (visit->visitor->options.once && !visit->is_robots) {
		take_status(visit, answer, failure);
		return;
	}
	wait_ms = pace_wait_after((int)answer->status, answer->retry_after, time(NULL));
	if (wait_ms >= 0 && !stopped) {
		/* Whether or not all of its body has arrived. */
		wait_as_asked(visit, answer, wait_ms);
	} else if (answer->unheard && may_try_again(visit)) {
		host_push(visit->host, visit, true);
	} else if (failure) {
		visit_end(visit, NULL, failure);
	} else if (is_redirect(answer)) {
		visit->from_public =
			answer->public_address && !visit->visitor->options.allow_private;
		if (follow(visit, answer->location, &err))
			visit_end(visit, NULL, &err);
		else
			visit_enter(visit);
	} else {
		visit_end(visit, answer, NULL);
	}
}

static void on_turn(void *item)
{
	struct visit *visit = item;
	struct fetch_request request = {
		.url = visit->url,
		.head = visit->head,
		.drop_body = visit->visitor->options.once && !visit->is_robots,
		.public_only = visit->from_public,
	};

	fetch_start(visit->visitor->fetch, &request, on_answer, visit);
}

/* ---- robots.txt ---- */

static void on_robots(const char *url, struct fetch_answer *answer, const struct err *failure,
		      void *arg)
{
	struct site *site = arg;
	struct visit *visit;

	(void)url;
	site_answered(site, answer ? answer->status : 0, answer ? &answer->body : NULL, failure);
	while ((visit = site_next_waiting(site)))
		visit_enter(visit);
}

static void ask_robots(struct visitor *visitor, struct site *site)
{
	struct visit *robots = visit_new(visitor, site_robots_url(site), on_robots, site);

	robots->is_robots = true;
	robots->first = true;
	site_asking(site);
	visit_queue(robots);
}

/* False: VISIT waits for robots.txt, or has ended because of it. */
static bool passes_robots(struct visit *visit)
{
	struct site *site = sites_find(visit->visitor->sites, visit->url);
	struct err err = { 0 };

	if (site_state(site) == SITE_UNKNOWN || site_state(site) == SITE_ASKING) {
		site_wait(site, visit);
		if (site_state(site) == SITE_UNKNOWN)
			ask_robots(visit->visitor, site);
		return false;
	}
	if (site_allows(site, visit->url, &visit->robots, &err)) {
		visit_end(visit, NULL, &err);
		return false;
	}
	visit->delay_ms = site_crawl_delay_ms(site);
	return true;
}

static void visit_enter(struct visit *visit)
{
	if (visit->is_robots || visit->visitor->options.no_robots || passes_robots(visit))
		visit_queue(visit);
}

/* ---- front ---- */

struct visitor *visitor_new(struct uv_loop_s *loop, const struct visit_options *options,
			    struct cache *cache, struct err *err)
{
	const struct visit_watch *watch = &options->watch;
	struct visitor *visitor = xcalloc(1, sizeof(*visitor));

	visitor->options = *options;
	visitor->fetch = fetch_new(loop,
				   &(struct fetch_options) {
					   .user_agent = options->user_agent,
					   .timeout_ms = options->timeout_ms,
					   .max_body = options->max_body,
					   .sync = options->sync,
					   .stop_fd = options->stop_fd,
					   .progress = watch->bytes,
					   .arg = watch->arg,
				   },
				   err);
	if (!visitor->fetch) {
		free(visitor);
		return NULL;
	}
	visitor->hosts = hosts_new(loop, &(struct hosts_options) {
						 .delay_ms = options->delay_ms,
						 .max_in_flight = options->max_in_flight,
						 .start = on_turn,
						 .waiting = watch->waiting,
						 .arg = watch->arg,
					 });
	visitor->sites = sites_new(cache, options->user_agent);
	return visitor;
}

void visitor_free(struct visitor *visitor)
{
	struct visit *visit, *next;

	if (!visitor)
		return;
	fetch_free(visitor->fetch);
	hosts_free(visitor->hosts);
	sites_free(visitor->sites);
	DL_FOREACH_SAFE (visitor->visits, visit, next)
		visit_drop(visit);
	free(visitor);
}

void visitor_ask(struct visitor *visitor, const char *url, bool first, visit_done *done, void *arg)
{
	struct visit *visit = visit_new(visitor, url, done, arg);

	visit->first = first;
	visit->head = visitor->options.once;
	visit_enter(visit);
}
