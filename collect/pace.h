/*
 * pace - when a host may be asked again. Pure: the clock is the caller's.
 *
 *   start ---- end --- delay --- due        or, where the host asked for more time,
 *   start ---- end ------ wait ------ due
 *
 * Times are milliseconds of any one clock that only goes forward. A request ends when its
 * last byte, or its failure, has arrived. Whole milliseconds lie up to one before the
 * moment they stand for, so one is added: gaps are never shorter than asked for.
 */
#ifndef COLLECT_PACE_H
#define COLLECT_PACE_H

#include <stdbool.h>
#include <stdint.h>
#include "data/err.h"

#define PACE_NEVER INT64_MAX

enum {
	PACE_UNSAID_MS = 60 * 1000,         /* what a host that says "later" without a time means */
	PACE_LONGEST_MS = 60 * 60 * 1000,   /* of our own waits, however often it failed */
	PACE_MOST_MS = 24 * 60 * 60 * 1000, /* more is taken for this: tell the user */
	PACE_TIMEOUTS = 3,                  /* so many in a row are the host's, not the URL's */
};

/* One host's clock; { 0 } is a host that was never asked. */
struct pace {
	int64_t ended;   /* the last request that did */
	int64_t blocked; /* not before, the host has said */
	bool running;    /* a request is under way */
	bool asked;      /* some request has ended */
};

/* When the next request may start, DELAY_MS after the end of the last; 0: at once, ever since.
 * PACE_NEVER: not before the one that is under way has ended. */
int64_t pace_due(const struct pace *pace, int64_t delay_ms);

void pace_started(struct pace *pace);
void pace_ended(struct pace *pace, int64_t now);

/* No request before WAIT_MS from now; an earlier call that asked for longer holds. */
void pace_block(struct pace *pace, int64_t now, int64_t wait_ms);

/* A host that was asked before, by another run: its last request ended ENDED_AGO ms before NOW, or
 * ends that long after (PACE_NEVER: there was none), and it asked to be left alone for BLOCKED_FOR more (0 or less: not). */
void pace_resume(struct pace *pace, int64_t now, int64_t ended_ago, int64_t blocked_for);

/* What came of a request. */
struct pace_outcome {
	int status;              /* 0: none */
	enum err_code failure;   /* ERR_NONE: the answer is whole */
	const char *retry_after; /* the header's value; NULL: not sent */
	int tries;               /* of this URL before, that failed */
	int timeouts;            /* of this host, one after the other, with this one */
	int64_t base_ms;         /* of the back-off */
	double chance;           /* 0 to 1, without 1: jitter, so that not all come back at once */
};

enum pace_verdict {
	PACE_ACCEPT,     /* asking again would not help */
	PACE_URL_LATER,  /* the URL again, after the wait; others of its host meanwhile */
	PACE_HOST_LATER, /* nothing of this host before the wait is over */
};

/* 429, 503 and 504 stop their host for Retry-After, or else for PACE_UNSAID_MS, doubled at each
 * further try; so do no connection and a run of time-outs. A time-out, another 5xx and a body
 * that broke off are the URL's: after BASE_MS, doubled at each further try. Waits of our own are
 * lengthened by up to a half, at random, and end at PACE_LONGEST_MS. */
enum pace_verdict pace_after(const struct pace_outcome *outcome, int64_t unix_seconds,
			     int64_t *wait_ms);

bool pace_asks_for_time(int status); /* 429, 503, 504 */

/* Retry-After: seconds, or a date in any of HTTP's three forms; at most PACE_MOST_MS, 0 where
 * the date is past; -1: unreadable. */
int64_t pace_retry_after(const char *value, int64_t unix_seconds);

#endif
