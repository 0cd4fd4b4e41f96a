/*
 * readers - the requests to one host that may be under way at once: each reader has one, and a clock.
 *
 * Usually there is one. Where the user wants N at once the delay lies between the end of one
 * request and the start of the next of each, as if N polite readers were asking. What the host
 * itself asks for stops them all. Pure: NOW is microseconds of a clock that only goes forward.
 */
#ifndef COLLECT_READERS_H
#define COLLECT_READERS_H

#include <stdbool.h>
#include <stdint.h>

struct reader;

struct readers {
	struct reader *all;
	int n;
};

/* A request, in microseconds. */
struct host_turn {
	int64_t start_us, end_us;
	int64_t gap_us;    /* from the end of its reader's one before; -1: there was none */
	int64_t needed_us; /* what that should have been at least */
};

/* What it took at the least: itself, and the wait before it as far as that was in this run, whose
 * first request began at FIRST_US: another one's clock may have been taken over. */
int64_t host_turn_least_us(const struct host_turn *turn, int64_t first_us);

void readers_init(struct readers *readers, int n);
void readers_release(struct readers *readers);

/* The host was asked before, by another run: see pace_resume. */
void readers_resume(struct readers *readers, int64_t now_us, int64_t ended_ago_ms,
		    int64_t blocked_for_ms);

/* When the next request may start, in milliseconds; PACE_NEVER: not before one has ended. */
int64_t readers_due_ms(const struct readers *readers, int64_t delay_ms);

/* By the reader that is due first; ITEM says which when it ends. */
void readers_start(struct readers *readers, int64_t delay_ms, const void *item, int64_t now_us);
struct host_turn readers_end(struct readers *readers, const void *item, int64_t now_us);
int readers_busy(const struct readers *readers); /* how many requests are under way? */

/* No request before WAIT_MS from now, and how much of that is left. */
void readers_block(struct readers *readers, int64_t now_us, int64_t wait_ms);
int64_t readers_blocked_ms(const struct readers *readers, int64_t now_us);

#endif
