/*
 * host - everything about when a host is asked: one queue, one clock, one request at a time.
 *
 *   host_push -> queue -> due? -> slot free? -> start -> (the exchange) -> host_ended
 *
 * More than one at a time only where the user wants it (collect/readers.h). A host is a name, or an
 * address that has several. Never fetches: it says when. With a frontier its clock is kept from run
 * to run, and shared with other processes: whoever leases the host asks it.
 */
#ifndef COLLECT_HOST_H
#define COLLECT_HOST_H

#include <stdbool.h>
#include <stdint.h>
#include "collect/readers.h"
#include "data/err.h"

struct uv_loop_s;
struct frontier;
struct host;
struct hosts;

struct hosts_options {
	int64_t delay_ms;  /* from the end of one request to a host to the start of the next */
	int max_in_flight; /* over all hosts */
	long budget;       /* requests a host and day: see budget.h; only with a frontier */
	int per_host;      /* readers of each host; 0 is 1 */
	struct frontier *frontier; /* borrowed; NULL: nothing is kept */
	struct ledger *ledger;     /* of it; a lease is on the disk before its host is asked */
	bool sync; /* START returns when it is over, and nothing else is kept meanwhile */
	void (*start)(void *item); /* it is ITEM's turn; host_ended must follow */
	/* ITEM's turn will not come: the host was given up, or ITEM's name has spent its budget. */
	void (*refuse)(void *item, const struct err *why);
	/* Another process has asked ITEM's host since: where it is still wanted it is pushed again,
	 * not before the MS that it had to wait. */
	void (*review)(void *item, int64_t ms);
	char *(*name)(const void *item); /* whose budget it is, to be freed; NULL: the host's */
	void (*asking)(int requests, void *arg);                  /* so many are under way */
	void (*waiting)(const char *host, int64_t ms, void *arg); /* HOST is not asked before */
	/* another process has HOST, which is waited for */
	void (*taken)(const char *host, void *arg);
	void *arg; /* of these three, which may be NULL */
};
struct hosts *hosts_new(struct uv_loop_s *loop, const struct hosts_options *options);
void hosts_free(struct hosts *hosts); /* items are the caller's; run the loop once more after */

struct host *hosts_find(struct hosts *hosts, const char *name); /* made where it is new */

/* ITEM gets its turn, from the loop, never from within; FIRST: before those that wait. Later: MS
 * from now at the earliest; others get theirs meanwhile. */
void host_push(struct host *host, void *item, bool first);
void host_push_later(struct host *host, void *item, int64_t ms);

void host_ended(struct host *host, const void *item); /* ITEM's request is over, as of now */

/* The request that ended last, in microseconds of the monotonic clock. */
struct host_turn host_last_turn(const struct host *host);
const char *host_name(const struct host *host);

/* The host asked for at least MS between two requests; to be left alone for MS, and how much of
 * that is left; 0: nothing. */
void host_slow_down(struct host *host, int64_t ms);
void host_block(struct host *host, int64_t ms);
int64_t host_blocked_ms(const struct host *host);

/* How many requests in a row have timed out, with the last one: it did, or not. */
int host_timeouts(struct host *host, bool timeout);

/* Nothing more is asked of it in this run: who waits, and who is pushed later, is refused. WHY is
 * copied. */
void host_give_up(struct host *host, const struct err *why);

/* Those who wait, and MATCHES says yes to, are refused. */
void host_refuse_if(struct host *host, bool (*matches)(const void *item, const void *arg),
		    const void *arg, const struct err *why);

/* Why it was given up; NULL: it was not. */
const struct err *host_given_up(const struct host *host);

#endif
