#include "present/status_line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "data/lang.h"
#include "data/mem.h"
#include "present/label.h"

#define uthash_malloc(size) xmalloc(size)
#include <uthash.h>

enum {
	BAR_COLUMNS = 20,
	BAR_FROM = 60, /* narrower terminals get no picture */
};

struct status_wait {
	char *what;
	uint64_t until;
	UT_hash_handle hh;
};

/* ---- what is waited for ---- */

static void forget(struct status_line *status, struct status_wait *wait)
{
	HASH_DEL(status->waits, wait);
	free(wait->what);
	free(wait);
}

/* Those whose time has come by NOW. */
static void forget_past(struct status_line *status, uint64_t now)
{
	struct status_wait *wait, *next;

	HASH_ITER (hh, status->waits, wait, next) {
		if (wait->until <= now)
			forget(status, wait);
	}
}

void status_release(struct status_line *status)
{
	forget_past(status, UINT64_MAX);
	free(status->last);
	status->last = NULL;
}

void status_waiting(struct status_line *status, const char *what, uint64_t until)
{
	struct status_wait *wait;

	if (!what) {
		status_release(status);
		return;
	}
	if (!status->last || strcmp(status->last, what) != 0) {
		free(status->last);
		status->last = xstrdup(what);
	}
	HASH_FIND_STR(status->waits, what, wait);
	if (!wait) {
		wait = xcalloc(1, sizeof(*wait));
		wait->what = xstrdup(what);
		HASH_ADD_KEYPTR(hh, status->waits, wait->what, strlen(wait->what), wait);
	}
	wait->until = until;
}

/* ---- the parts ---- */

/* From the pace of the last few, so that what was cached does not promise too much. */
static uint64_t milliseconds_left(const struct status_line *status, uint64_t now)
{
	uint64_t last = status->recent[(status->done - 1) % STATUS_RECENT], first, span, left;

	if (status->done <= STATUS_RECENT) {
		first = status->started;
		span = status->done;
	} else {
		first = status->recent[status->done % STATUS_RECENT];
		span = STATUS_RECENT - 1;
	}
	left = (last - first) * status->left / span;
	return left > now - last ? left - (now - last) : 0;
}

static void put_time_left(const struct status_line *status, uint64_t now, struct buf *out)
{
	unsigned long long s;
	char clock[40];

	if (!status->done || !status->left || status->over)
		return;
	s = (milliseconds_left(status, now) + 999) / 1000;
	if (s < 3600)
		(void)snprintf(clock, sizeof(clock), "%llu:%02llu", s / 60, s % 60);
	else
		(void)snprintf(clock, sizeof(clock), "%llu:%02llu:%02llu", s / 3600, s / 60 % 60,
			       s % 60);
	buf_print(out, "  ");
	buf_print(out, _("%s left"), clock);
}

static void put_size(unsigned long long bytes, bool rate, struct buf *out)
{
	if (bytes < 1000000)
		buf_print(out, rate ? "%llu kB/s" : "%llu kB", (bytes + 999) / 1000);
	else
		buf_print(out, rate ? _("%llu.%llu MB/s") : _("%llu.%llu MB"), bytes / 1000000,
			  bytes / 100000 % 10);
}

static void put_bytes(const struct status_line *status, uint64_t now, struct buf *out)
{
	(void)now;
	if (!status->bytes)
		return;
	buf_print(out, "  ");
	put_size(status->bytes, false, out);
}

/* That of the last ticks, once there are so many. */
static void put_rate(const struct status_line *status, uint64_t now, struct buf *out)
{
	size_t oldest = status->n_ticks % STATUS_TICKS;
	uint64_t span = now - status->ticks[oldest].when;
	uint64_t bytes = status->bytes - status->ticks[oldest].bytes;

	if (status->n_ticks < STATUS_TICKS || status->over || !bytes || !span)
		return;
	buf_print(out, ", ");
	put_size(bytes * 1000 / span, true, out);
}

static void put_asking(const struct status_line *status, uint64_t now, struct buf *out)
{
	(void)now;
	if (status->asking < 2 || status->over)
		return;
	buf_print(out, "  ");
	buf_print(out, _("%d at once"), status->asking);
}

/* The one that is waited for least, and how many others there are. */
static void put_waiting(const struct status_line *status, uint64_t now, struct buf *out)
{
	const struct status_wait *soonest = NULL;
	size_t others = HASH_COUNT(status->waits);
	unsigned long long tenths;

	if (!others && !status->last)
		return;
	for (const struct status_wait *wait = status->waits; wait; wait = wait->hh.next)
		soonest = !soonest || wait->until < soonest->until ? wait : soonest;
	buf_print(out, "  ");
	buf_print(out, _("waiting for %s"), soonest ? soonest->what : status->last);
	if (!soonest)
		return;
	tenths = (soonest->until - now) / 100;
	buf_print(out, _(", %llu.%llu s"), tenths / 10, tenths % 10);
	if (--others)
		buf_print(out, lang_plural(" (and %zu more)", " (and %zu more)", others), others);
}

static void put_picture(const struct status_line *status, struct buf *out)
{
	static const char full[] = "####################", empty[] = "--------------------";
	size_t total = status->done + status->left;
	int filled = (int)(status->done * BAR_COLUMNS / total);

	buf_print(out, "[%.*s%.*s] ", filled, full, BAR_COLUMNS - filled, empty);
}

/* ---- the line ---- */

static void keep_tick(struct status_line *status, uint64_t now)
{
	size_t at = status->n_ticks++ % STATUS_TICKS;

	status->ticks[at].when = now;
	status->ticks[at].bytes = status->bytes;
}

/* The last column stays free, for a terminal that wraps at it. */
void status_write(struct status_line *status, uint64_t now, int columns, struct buf *out)
{
	static void (*const parts[])(const struct status_line *, uint64_t, struct buf *) = {
		put_bytes, put_rate, put_asking, put_time_left, put_waiting,
	};
	size_t total = status->done + status->left;

	forget_past(status, now);
	if (total && columns >= BAR_FROM)
		put_picture(status, out);
	if (total)
		buf_print(out, "%zu/%zu", status->done, total);
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		size_t len = out->len;

		parts[i](status, now, out);
		if (len && out->data[label_fit(out->data, columns - 1, NULL)])
			out->data[out->len = len] = '\0';
	}
	if (out->len)
		out->data[label_fit(out->data, columns - 1, NULL)] = '\0';
	keep_tick(status, now);
}
