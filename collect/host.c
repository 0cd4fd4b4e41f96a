#include "collect/host.h"

#include <stdlib.h>
#include <string.h>
#include <uthash.h>
#include <utlist.h>
#include <uv.h>
#include "collect/frontier_hosts.h"
#include "collect/host_state.h"
#include "collect/pace.h"
#include "data/clock.h"
#include "data/mem.h"

struct named_host {
	struct host host; /* first: it is what others see */
	UT_hash_handle hh;
};

/* Requests whose answers are on their way to the disk, for each that is in flight. */
enum { ENDING_FOR_EACH = 4 };

static void on_timer(uv_timer_t *timer);

static int64_t due_ms(const struct host *host)
{
	if (host->ending && readers_busy(&host->readers) + host->ending >= host->readers.n)
		return PACE_NEVER;
	return readers_due_ms(&host->readers, host->delay_ms);
}

/* What is on its way to the disk is in memory, too; the more there is, the fewer syncs it takes. */
static bool is_slot_free(const struct hosts *hosts)
{
	int most = hosts->options.max_in_flight;

	return hosts->in_flight < most && hosts->ending / ENDING_FOR_EACH < most;
}

static void free_handle(uv_handle_t *handle)
{
	free(handle);
}

/* ---- turns ---- */

static void count_in_flight(struct hosts *hosts, int more)
{
	hosts->in_flight += more;
	if (hosts->options.asking)
		hosts->options.asking(hosts->in_flight, hosts->options.arg);
}

static void start_next(struct host *host)
{
	void *item;

	if (!host_may_start(host))
		return;
	item = turns_take(&host->turns);
	readers_start(&host->readers, host->delay_ms, item, clock_steady_us());
	count_in_flight(host->hosts, 1);
	host->hosts->options.start(item);
}

void host_look_again(struct host *host, int64_t ms)
{
	(void)uv_timer_start(host->timer, on_timer, (uint64_t)ms, 0);
}

static bool is_due(const struct host *host)
{
	int64_t now = clock_steady_ms();

	return !turns_empty(&host->turns) && turns_due(&host->turns) <= now && due_ms(host) <= now;
}

static void on_timer(uv_timer_t *timer)
{
	struct host *host = timer->data;
	struct hosts *hosts = host->hosts;

	if (!host_take(host))
		return;
	if (!is_due(host)) {
		host_schedule(host);
	} else if (is_slot_free(hosts)) {
		start_next(host);
		host_schedule(host);
	} else if (!host->wants_slot) {
		host->wants_slot = true;
		DL_APPEND(hosts->want_slot, host);
	}
}

/* Always through the loop, so that a blocking exchange does not nest in another one's end. */
void host_schedule(struct host *host)
{
	struct hosts *hosts = host->hosts;
	int64_t due = due_ms(host), wait;

	turns_wake(&host->turns, clock_steady_ms());
	if (due == PACE_NEVER || turns_empty(&host->turns)) {
		(void)uv_timer_stop(host->timer);
		return;
	}
	if (turns_due(&host->turns) > due)
		due = turns_due(&host->turns);
	wait = due - clock_steady_ms();
	if (wait > 0 && hosts->options.waiting)
		hosts->options.waiting(host->name, wait, hosts->options.arg);
	uv_update_time(hosts->loop);
	(void)uv_timer_start(host->timer, on_timer, wait > 0 ? (uint64_t)wait : 0, 0);
}

void host_offer_slot(struct hosts *hosts)
{
	struct host *host = hosts->want_slot;

	if (!host || !is_slot_free(hosts))
		return;
	DL_DELETE(hosts->want_slot, host);
	host->wants_slot = false;
	host_schedule(host);
}

/* Those that have nothing to ask for are given back. */
static void renew_leases(uv_timer_t *timer)
{
	struct hosts *hosts = timer->data;
	struct frontier *frontier = hosts->options.frontier;
	struct named_host *named, *next;

	HASH_ITER (hh, hosts->by_name, named, next) {
		struct host *host = &named->host;

		if (!host->leased || readers_busy(&host->readers) || !turns_empty(&host->turns))
			continue;
		(void)frontier_release(frontier, host->id, NULL);
		host->leased = false;
	}
	(void)frontier_renew(frontier, clock_unix_ms(), NULL);
}

struct hosts *hosts_new(struct uv_loop_s *loop, const struct hosts_options *options)
{
	struct hosts *hosts = xcalloc(1, sizeof(*hosts));

	hosts->options = *options;
	hosts->loop = loop;
	hosts->began = clock_unix_ms();
	if (!options->frontier)
		return hosts;
	hosts->renewal = xcalloc(1, sizeof(*hosts->renewal));
	(void)uv_timer_init(loop, hosts->renewal);
	hosts->renewal->data = hosts;
	(void)uv_timer_start(hosts->renewal, renew_leases, FRONTIER_LEASE_MS / 3,
			     FRONTIER_LEASE_MS / 3);
	/* It does not keep the loop going. */
	uv_unref((uv_handle_t *)hosts->renewal);
	return hosts;
}

void hosts_free(struct hosts *hosts)
{
	struct named_host *named, *next;

	if (!hosts)
		return;
	HASH_ITER (hh, hosts->by_name, named, next) {
		struct host *host = &named->host;

		HASH_DEL(hosts->by_name, named);
		while (turns_take(&host->turns))
			continue;
		uv_close((uv_handle_t *)host->timer, free_handle);
		free(host->name);
		readers_release(&host->readers);
		free(named);
	}
	if (hosts->renewal)
		uv_close((uv_handle_t *)hosts->renewal, free_handle);
	free(hosts);
}

struct host *hosts_find(struct hosts *hosts, const char *name)
{
	struct named_host *named;
	struct host *host;

	HASH_FIND_STR(hosts->by_name, name, named);
	if (named)
		return &named->host;
	named = xcalloc(1, sizeof(*named));
	host = &named->host;
	host->name = xstrdup(name);
	host->hosts = hosts;
	readers_init(&host->readers, hosts->options.per_host);
	host->delay_ms = hosts->options.delay_ms;
	host->timer = xcalloc(1, sizeof(*host->timer));
	(void)uv_timer_init(hosts->loop, host->timer);
	host->timer->data = host;
	HASH_ADD_KEYPTR(hh, hosts->by_name, host->name, strlen(host->name), named);
	return host;
}

void host_push(struct host *host, void *item, bool first)
{
	turns_push(&host->turns, item, first);
	host_schedule(host);
}

void host_push_later(struct host *host, void *item, int64_t ms)
{
	/* Now is cut down to whole milliseconds. */
	turns_push_later(&host->turns, item, clock_steady_ms() + ms + 1);
	host_schedule(host);
}

/* As the audit has it: hosts go on side by side, and the slowest one decides. */
static void reckon(struct host *host)
{
	struct hosts *hosts = host->hosts;
	int64_t least;

	if (!hosts->effort.requests++ || host->last.start_us < hosts->first_us)
		hosts->first_us = host->last.start_us;
	if (host->last.end_us > hosts->last_us)
		hosts->last_us = host->last.end_us;
	host->least_us += host_turn_least_us(&host->last, hosts->first_us);
	least = host->least_us / host->readers.n;
	if (least > hosts->effort.least_us)
		hosts->effort.least_us = least;
	hosts->effort.taken_us = hosts->last_us - hosts->first_us;
}

void host_ended(struct host *host, const void *item)
{
	host->last = readers_end(&host->readers, item, clock_steady_us());
	reckon(host);
	count_in_flight(host->hosts, -1);
	host_keep_end(host);
	host_schedule(host);
	host_offer_slot(host->hosts);
}

void host_slow_down(struct host *host, int64_t ms)
{
	if (ms > host->delay_ms)
		host->delay_ms = ms;
}

void host_block(struct host *host, int64_t ms)
{
	struct frontier *frontier = host->hosts->options.frontier;

	readers_block(&host->readers, clock_steady_us(), ms);
	if (frontier)
		(void)frontier_block(frontier, host->id, clock_unix_ms() + ms, NULL);
}

int64_t host_blocked_ms(const struct host *host)
{
	return readers_blocked_ms(&host->readers, clock_steady_us());
}

int host_timeouts(struct host *host, bool timeout)
{
	host->timeouts = timeout ? host->timeouts + 1 : 0;
	return host->timeouts;
}

void host_give_up(struct host *host, const struct err *why)
{
	void *item;

	host->given_up = *why;
	while ((item = turns_take(&host->turns)))
		host->hosts->options.refuse(item, why);
	host_schedule(host);
}

void host_refuse_if(struct host *host, bool (*matches)(const void *item, const void *arg),
		    const void *arg, const struct err *why)
{
	void *item;

	while ((item = turns_take_if(&host->turns, matches, arg)))
		host->hosts->options.refuse(item, why);
	host_schedule(host);
}

const struct err *host_given_up(const struct host *host)
{
	return host->given_up.code == ERR_NONE ? NULL : &host->given_up;
}

struct host_turn host_last_turn(const struct host *host)
{
	return host->last;
}

const char *host_name(const struct host *host)
{
	return host->name;
}
