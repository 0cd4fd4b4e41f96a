/*
 * visit - one URL asked for with manners.
 *
 *   visit -> robots.txt known? -> allowed? -> host's queue and clock -> fetch -> answer
 *                  ^                                                      |
 *                  +----------------- redirect, try again ----------------+
 *
 * Each hop of a redirect is a request like any other: its own host, robots.txt and clock.
 * What may have been a bad moment is asked for again, later and later: see pace.h.
 */
#ifndef COLLECT_VISIT_H
#define COLLECT_VISIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "collect/visit_options.h"
#include "data/err.h"

struct uv_loop_s;
struct cache;
struct fetch_answer;
struct visitor;

/* URL is the last one, after redirects; ANSWER any status that is neither a redirect nor a
 * request to wait, or, when asked once, whatever came; FAILURE is NULL or says why there is
 * none. All borrowed. */
typedef void visit_done(const char *url, struct fetch_answer *answer, const struct err *failure,
			void *arg);

/* CACHE, borrowed, keeps each robots.txt for at most a day; NULL: nobody does. */
struct visitor *visitor_new(struct uv_loop_s *loop, const struct visit_options *options,
			    struct cache *cache, struct err *err);

/* Drops all visits; their done is not called. Run the loop once more after. */
void visitor_free(struct visitor *visitor);

/* Does what the frontier has learnt at that time hold for this run? An interrupted one goes on. */
bool visitor_relies_on(const struct visitor *visitor, int64_t learnt);

/* What is known of a URL from before; a 304 says that it still holds. */
struct visit_known {
	const char *url;                  /* where it was found, after redirects */
	const char *etag, *last_modified; /* NULL: not sent */
};

/* What is wanted; all borrowed for the call. */
struct visit_request {
	const char *url;  /* normalised */
	bool first;       /* before what waits for the same host */
	bool one_hop;     /* a redirect is an answer like any other: for who follows links */
	bool from_public; /* what led here is of the open net, so the host has to be, too, unless
			   * private ones are allowed */
	const struct visit_known *known; /* the answer may be a 304; NULL: nothing is known */
};

/* DONE may be called before this returns, where no request is needed to know. */
void visitor_ask(struct visitor *visitor, const struct visit_request *request, visit_done *done,
		 void *arg);

/* Those that the robots.txt of the site of URL names, as site_sitemaps. */
const char *const *visitor_sitemaps(const struct visitor *visitor, const char *url, size_t *count);

#endif
