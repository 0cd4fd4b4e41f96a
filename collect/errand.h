/*
 * errand - one URL asked for, what came judged, and kept in the cache where it is good.
 *
 *   URL -> being asked for already? -> visit -> is it what was wanted? -> cache -> answer
 *
 * A URL that several want at the same time is asked for once. What is answered is on the disk.
 */
#ifndef COLLECT_ERRAND_H
#define COLLECT_ERRAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "collect/visit.h"
#include "data/err.h"
#include "data/page.h"

struct cache;
struct errands;
struct uv_loop_s;

enum errand_kind {
	ERRAND_TEXT,    /* no HTML */
	ERRAND_LANDING, /* a page that leads to a text: kept only when it does */
	ERRAND_ZIP,     /* the one text in a zip is what is kept and given, as text/plain */
	ERRAND_PAGE,    /* whatever is there */
};

/* All borrowed for the call. */
struct errand_request {
	enum errand_kind kind;
	const char *url;  /* normalised */
	bool first;       /* before what waits for the same host */
	bool from_public; /* see visit.h */
};

struct errand_answer {
	struct page page; /* source is the URL asked for */
	char *lead;       /* of a landing page: the text's URL; else NULL */
	char *final_url;  /* where it was found in the end */
};

void errand_answer_release(struct errand_answer *answer);

/* ANSWER, or NULL and FAILURE: STATUS is then the server's, or 0 where it gave no whole answer or
 * a wrong one. ANSWER's parts are the receiver's to take; all else is borrowed. */
typedef void errand_done(struct errand_answer *answer, long status, const struct err *failure,
			 void *arg);

struct errands_options {
	struct visit_options visit;
	bool offline;       /* only errands_look may be used */
	int64_t keep_since; /* what was fetched before that, in seconds since 1970, is asked for
			     * again, should it have changed; what fails then is still there */
};

/* Borrows OPTIONS' texts, LOOP and CACHE. The web is opened when it is asked first. */
struct errands *errands_new(struct uv_loop_s *loop, const struct errands_options *options,
			    struct cache *cache);

/* Drops what was asked for; no done is called. Run the loop once more after. */
void errands_free(struct errands *errands);

/* From the cache. 1: ANSWER is filled; 0: not there; -1: ERR. May be called from any thread. */
int errands_look(const struct errands *errands, enum errand_kind kind, const char *url,
		 struct errand_answer *answer, struct err *err);

/* The same, but what is to be asked for again is not there. */
int errands_look_fresh(const struct errands *errands, enum errand_kind kind, const char *url,
		       struct errand_answer *answer, struct err *err);

/* Asks the web. DONE may be called before this returns. */
void errands_ask(struct errands *errands, const struct errand_request *request, errand_done *done,
		 void *arg);

#endif
