/*
 * host_state - a host and all of them: shared by host.c, whose turn it is, and host_lease.c, what
 * the frontier keeps of it. For nobody else.
 */
#ifndef COLLECT_HOST_STATE_H
#define COLLECT_HOST_STATE_H

#include <stdbool.h>
#include <stdint.h>
#include "collect/frontier_hosts.h"
#include "collect/host.h"
#include "collect/readers.h"
#include "collect/turns.h"

struct uv_timer_s;

struct host {
	char *name;
	struct hosts *hosts;
	struct readers readers;
	int64_t delay_ms;
	int64_t id; /* the frontier's */
	bool leased, told_taken;
	bool settling;   /* the lease is on its way to the disk */
	int ending;      /* so many requests are over, and what came of them is on its way there */
	bool wants_slot; /* is in the list below */
	struct turns turns;
	int timeouts; /* in a row */
	struct err given_up;
	struct host_turn last;
	int64_t least_us; /* that its requests and the waits between took */
	struct uv_timer_s *timer;
	struct host *prev, *next; /* due, but all slots were taken */
};

struct hosts {
	struct hosts_options options;
	struct uv_loop_s *loop;
	int64_t began;
	int in_flight, ending;
	int64_t first_us, last_us; /* the first request's start, the last one's end */
	struct frontier_effort effort;
	struct named_host *by_name;
	struct host *want_slot;
	struct uv_timer_s *renewal;
};

/* Its next turn, when that may come; always through the loop. */
void host_schedule(struct host *host);
void host_look_again(struct host *host, int64_t ms);

/* False: another process has it and is waited for, or it was given up. */
bool host_take(struct host *host);

/* False: it was given up, or lost because this process slept too long. */
bool host_may_start(struct host *host);

/* The next request waits until what came of this one is on the disk. */
void host_keep_end(struct host *host);
void host_offer_slot(struct hosts *hosts);

#endif
