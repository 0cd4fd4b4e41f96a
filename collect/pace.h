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

#define PACE_NEVER INT64_MAX

enum {
	PACE_UNSAID_MS = 60 * 1000,         /* what a host that says "later" without a time means */
	PACE_MOST_MS = 24 * 60 * 60 * 1000, /* more is taken for this: tell the user */
};

/* One host's clock; { 0 } is a host that was never asked. */
struct pace {
	int64_t ended;   /* the last request that did */
	int64_t blocked; /* not before, the host has said */
	int running;     /* requests under way */
	bool asked;      /* some request has ended */
};

/* When the next request may start, DELAY_MS after the end of the last; 0: at once, ever since.
 * PACE_NEVER: not before one of the AT_ONCE that are under way has ended. */
int64_t pace_due(const struct pace *pace, int64_t delay_ms, int at_once);

void pace_started(struct pace *pace);
void pace_ended(struct pace *pace, int64_t now);

/* No request before WAIT_MS from now; an earlier call that asked for longer holds. */
void pace_block(struct pace *pace, int64_t now, int64_t wait_ms);

/* How long an answer stops its host: 429, 503 and 504 for RETRY_AFTER (the header's value, or
 * NULL), or PACE_UNSAID_MS; -1: not at all. */
int64_t pace_wait_after(int status, const char *retry_after, int64_t unix_seconds);

/* Retry-After: seconds, or a date in any of HTTP's three forms; at most PACE_MOST_MS, 0 where
 * the date is past; -1: unreadable. */
int64_t pace_retry_after(const char *value, int64_t unix_seconds);

#endif
