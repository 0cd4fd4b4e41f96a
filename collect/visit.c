#include "collect/visit.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <uthash.h>
#include <utlist.h>
#include "collect/fetch.h"
#include "collect/frontier.h"
#include "collect/host.h"
#include "collect/resolve.h"
#include "collect/robots.h"
#include "collect/site.h"
#include "collect/url.h"
#include "collect/visit_state.h"
#include "data/cache.h"
#include "data/lang.h"
#include "data/mem.h"

enum { LEAST_ROBOTS = 2 * ROBOTS_MAX };

/* ---- beginning and end ---- */

static void visit_drop(struct visit *visit)
{
	DL_DELETE(visit->visitor->visits, visit);
	free(visit->origin);
	free(visit->known_url);
	free(visit->validators[0]);
	free(visit->validators[1]);
	free(visit->url);
	free(visit);
}

void visit_end(struct visit *visit, struct fetch_answer *answer, const struct err *failure)
{
	visit->done(visit->url, answer, failure, visit->arg);
	visit_drop(visit);
}

void visit_move(struct visit *visit, char *url)
{
	if (visit->origin)
		free(visit->url);
	else
		visit->origin = visit->url;
	visit->url = url;
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

/* ---- its turn ---- */

static void enqueue(struct visit *visit, const char *clock)
{
	int64_t later_ms = visit->later_ms;

	visit->later_ms = 0;
	visit->host = hosts_find(visit->visitor->hosts, clock);
	host_slow_down(visit->host, visit->delay_ms);
	if (host_given_up(visit->host))
		visit_end(visit, NULL, host_given_up(visit->host));
	else if (later_ms)
		host_push_later(visit->host, visit, later_ms);
	else
		host_push(visit->host, visit, visit->first);
}

static void on_addresses(const char *addresses, const struct err *failure, void *arg)
{
	struct visit *visit = arg;
	char *first;

	if (!addresses) {
		visit_end(visit, NULL, failure);
		return;
	}
	first = xstrndup(addresses, strcspn(addresses, ","));
	enqueue(visit, first);
	free(first);
}

/* Into the queue of its host, as it is now allowed to. */
static void visit_queue(struct visit *visit)
{
	struct resolve *names = fetch_names(visit->visitor->fetch);
	char *name = url_host(visit->url);

	if (names && visit->visitor->options.pace_by_ip) {
		resolve_ask(names, name, on_addresses, visit);
	} else {
		/* Its turn may be far away; its address is known by then. */
		if (names)
			resolve_ahead(names, name);
		enqueue(visit, name);
	}
	free(name);
}

/* Those of the user, to the origin they are for, and what asks whether it has changed. The list
 * is the caller's to free(), not what it points to. */
static const char **headers_of(const struct visit *visit, size_t *n)
{
	const struct visit_options *options = &visit->visitor->options;
	const char **headers = xcalloc(options->n_headers + 2, sizeof(*headers));
	bool known = visit->known_url && strcmp(visit->known_url, visit->url) == 0;

	*n = 0;
	for (size_t i = 0; i < options->n_headers && !visit->is_robots && !visit->abroad; i++)
		headers[(*n)++] = options->headers[i];
	for (int i = 0; i < 2 && known; i++) {
		if (visit->validators[i])
			headers[(*n)++] = visit->validators[i];
	}
	return headers;
}

static void on_turn(void *item)
{
	struct visit *visit = item;
	const struct visit_options *options = &visit->visitor->options;
	struct fetch_request request = {
		.url = visit->url,
		.head = visit->head,
		.drop_body = (options->once || options->drop_bodies) && !visit->is_robots,
		.public_only = visit->from_public,
		.keep_heads = options->keep_heads,
	};
	const char **headers = headers_of(visit, &request.n_headers);

	/* However small the pages are to be. */
	if (visit->is_robots && options->max_body < LEAST_ROBOTS)
		request.max_body = LEAST_ROBOTS;
	request.headers = headers;
	fetch_start(visit->visitor->fetch, &request, visit_answered, visit);
	free(headers);
}

static void on_refused(void *item, const struct err *why)
{
	visit_end(item, NULL, why);
}

static char *name_of(const void *item)
{
	return url_host(((const struct visit *)item)->url);
}

static void on_asking(int requests, void *arg)
{
	const struct visit_watch *watch = &((struct visitor *)arg)->options.watch;

	if (watch->asking)
		watch->asking(requests, watch->arg);
}

static void on_waiting(const char *host, int64_t ms, void *arg)
{
	const struct visit_watch *watch = &((struct visitor *)arg)->options.watch;

	if (watch->waiting)
		watch->waiting(host, ms, watch->arg);
}

static void on_taken(const char *host, void *arg)
{
	const struct visit_watch *watch = &((struct visitor *)arg)->options.watch;
	char *line;

	if (!watch->note)
		return;
	line = xasprintf(_("another traca is asking %s: it is waited for"), host);
	watch->note(line, watch->arg);
	free(line);
}

/* ---- robots.txt ---- */

/* What is asked for beyond reason is not done, but said. */
static void say_long_delay(const struct visitor *visitor, const struct site *site)
{
	const struct visit_watch *watch = &visitor->options.watch;
	double asked = site_crawl_delay_asked_s(site);
	char *line;

	if (!watch->note || asked * 1000 <= ROBOTS_MAX_DELAY_MS)
		return;
	line = xasprintf(_("%s asks for %.0f s between requests: it gets %d s"),
			 site_robots_url(site), asked, ROBOTS_MAX_DELAY_MS / 1000);
	watch->note(line, watch->arg);
	free(line);
}

/* Whom robots.txt kept waiting, it lets in or ends. */
static void on_robots(const char *url, struct fetch_answer *answer, const struct err *failure,
		      void *arg)
{
	struct site *site = arg;
	size_t waiting = site_count_waiting(site);
	struct visit *visit;

	/* Refused before it was asked: that is not for those who do not come from outside. */
	if (failure && failure->code == ERR_FORBIDDEN && strcmp(url, site_robots_url(site)) == 0)
		site_is_private(site, failure);
	else
		site_answered(site, answer ? answer->status : 0, answer ? &answer->body : NULL,
			      failure);
	visit = waiting ? site_next_waiting(site) : NULL;
	if (visit)
		say_long_delay(visit->visitor, site);
	/* Not those who come to wait meanwhile. */
	for (; visit; visit = --waiting ? site_next_waiting(site) : NULL)
		visit_enter(visit);
}

static void ask_robots(struct visitor *visitor, struct site *site, bool from_public)
{
	struct visit *robots = visit_new(visitor, site_robots_url(site), on_robots, site);

	robots->is_robots = true;
	robots->first = true;
	robots->from_public = from_public;
	site_asking(site);
	visit_queue(robots);
}

/* False: VISIT waits for robots.txt, or has ended because of it. */
static bool passes_robots(struct visit *visit)
{
	struct site *site = sites_find(visit->visitor->sites, visit->url);
	enum site_state state = site_state(site);
	struct err err = { 0 };

	if (state == SITE_PRIVATE && !visit->from_public)
		state = SITE_UNKNOWN;
	if (state == SITE_UNKNOWN || state == SITE_ASKING) {
		site_wait(site, visit);
		if (state == SITE_UNKNOWN)
			ask_robots(visit->visitor, site, visit->from_public);
		return false;
	}
	if (site_allows(site, visit->url, &visit->robots, &err)) {
		visit_keep_answer(visit, 0, &err);
		visit_end(visit, NULL, &err);
		return false;
	}
	visit->delay_ms = site_crawl_delay_ms(site);
	return true;
}

void visit_enter(struct visit *visit)
{
	if (visit->is_robots || visit->visitor->options.no_robots || passes_robots(visit))
		visit_queue(visit);
}

/* ---- after another process ---- */

static void review(struct visit *visit)
{
	bool (*found)(void *arg) = visit->visitor->options.found;

	if (found && found(visit->arg)) {
		visit_drop(visit);
	} else if (!visit_recall(visit)) {
		/* As they come, so that their order stays. */
		visit->first = false;
		visit_enter(visit);
	}
}

/* Who waited for robots.txt was not in the host's queue. */
static void review_robots(struct visit *robots)
{
	struct site *site = robots->arg;
	struct visit *visit;

	if (!site_look_again(site)) {
		visit_queue(robots);
		return;
	}
	visit_drop(robots);
	while ((visit = site_next_waiting(site)))
		review(visit);
}

static void on_review(void *item, int64_t ms)
{
	struct visit *visit = item;

	visit->later_ms = ms;
	if (visit->is_robots)
		review_robots(visit);
	else
		review(visit);
}

/* ---- front ---- */

struct visitor *visitor_new(struct uv_loop_s *loop, const struct visit_options *options,
			    struct cache *cache, struct err *err)
{
	const struct visit_watch *watch = &options->watch;
	struct visitor *visitor = xcalloc(1, sizeof(*visitor));

	visitor->options = *options;
	(void)getrandom(visitor->random, sizeof(visitor->random), 0);
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
						 .per_host = options->per_host,
						 .budget = options->budget,
						 .frontier = options->frontier,
						 .ledger = options->ledger,
						 .sync = options->sync,
						 .start = on_turn,
						 .refuse = on_refused,
						 .review = on_review,
						 .name = options->pace_by_ip ? name_of : NULL,
						 .taken = on_taken,
						 .asking = on_asking,
						 .waiting = on_waiting,
						 .arg = visitor,
					 });
	if (options->pace_by_ip && !fetch_names(visitor->fetch) && watch->note)
		watch->note(_("a proxy looks the names up: --pace-by ip is --pace-by host"),
			    watch->arg);
	visitor->sites = sites_new(cache, options->user_agent);
	visit_begin_job(visitor);
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

static char *header(const char *name, const char *value)
{
	return value ? xasprintf("%s: %s", name, value) : NULL;
}

void visitor_ask(struct visitor *visitor, const struct visit_request *request, visit_done *done,
		 void *arg)
{
	const struct visit_known *known = request->known;
	struct visit *visit = visit_new(visitor, request->url, done, arg);

	visit->first = request->first;
	visit->one_hop = request->one_hop;
	visit->from_public = request->from_public && !visitor->options.allow_private;
	visit->head = visitor->options.once;
	if (known) {
		visit->known_url = xstrdup(known->url);
		visit->validators[0] = header("If-None-Match", known->etag);
		visit->validators[1] = header("If-Modified-Since", known->last_modified);
	}
	if (!visit_recall(visit))
		visit_enter(visit);
}

const char *const *visitor_sitemaps(const struct visitor *visitor, const char *url, size_t *count)
{
	return site_sitemaps(sites_find(visitor->sites, url), count);
}
