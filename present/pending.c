#include "present/pending.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "data/lang.h"
#include "data/mem.h"
#include "present/label.h"

#define uthash_malloc(size) xmalloc(size)
#include <uthash.h>

enum {
	DOTS_A_LINE = 5000 / PENDING_TICK_MS,
	RECENT = 8, /* completions that the time left is estimated from */
	BAR_COLUMNS = 20,
	BAR_FROM = 60, /* narrower terminals get no picture */
};

struct awaited {
	char *label;
	size_t times;
	UT_hash_handle hh;
};

struct completion {
	char *label, *failure;
};

struct pending {
	enum progress_kind kind;
	struct awaited *awaited; /* by label */
	size_t left, done;
	struct completion *completed; /* not shown yet */
	size_t n_completed, size;
	int dots; /* on this line */
	uint64_t bytes, started, recent[RECENT];
	char *waiting; /* NULL: for nothing */
	uint64_t until;
	bool over;
	char *shown; /* the bar that stands on the terminal */
};

static void add(struct buf *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void add(struct buf *out, const char *format, ...)
{
	va_list args, again;
	char *room;
	int len;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	room = len < 0 ? NULL : buf_reserve(out, (size_t)len, NULL);
	if (room)
		out->len += (size_t)vsnprintf(room, (size_t)len + 1, format, again);
	va_end(again);
}

struct pending *pending_new(enum progress_kind kind)
{
	struct pending *pending = xcalloc(1, sizeof(*pending));

	pending->kind = kind;
	return pending;
}

static void forget_completed(struct pending *pending)
{
	for (size_t i = 0; i < pending->n_completed; i++) {
		free(pending->completed[i].label);
		free(pending->completed[i].failure);
	}
	pending->n_completed = 0;
}

void pending_free(struct pending *pending)
{
	struct awaited *one, *next;

	if (!pending)
		return;
	one = pending->awaited;
	HASH_CLEAR(hh, pending->awaited);
	for (; one; one = next) {
		next = one->hh.next;
		free(one->label);
		free(one);
	}
	forget_completed(pending);
	free(pending->completed);
	free(pending->waiting);
	free(pending->shown);
	free(pending);
}

void pending_add(struct pending *pending, const char *label, uint64_t now)
{
	char *name = label_new(label);
	struct awaited *one;

	if (!pending->left && !pending->done)
		pending->started = now;
	HASH_FIND_STR(pending->awaited, name, one);
	if (one) {
		free(name);
	} else {
		one = xcalloc(1, sizeof(*one));
		one->label = name;
		HASH_ADD_KEYPTR(hh, pending->awaited, one->label, strlen(one->label), one);
	}
	one->times++;
	pending->left++;
}

static void no_longer_awaited(struct pending *pending, const char *label)
{
	struct awaited *one;

	HASH_FIND_STR(pending->awaited, label, one);
	if (!one)
		return;
	pending->left--;
	if (--one->times)
		return;
	HASH_DEL(pending->awaited, one);
	free(one->label);
	free(one);
}

void pending_done(struct pending *pending, const char *label, const char *failure, uint64_t now)
{
	struct completion completion = {
		.label = label_new(label),
		.failure = failure ? label_new(failure) : NULL,
	};

	no_longer_awaited(pending, completion.label);
	pending->recent[pending->done++ % RECENT] = now;
	if (pending->n_completed == pending->size) {
		pending->size = pending->size ? 2 * pending->size : 16;
		pending->completed = xreallocarray(pending->completed, pending->size,
						   sizeof(*pending->completed));
	}
	pending->completed[pending->n_completed++] = completion;
}

void pending_bytes(struct pending *pending, size_t received)
{
	pending->bytes += received;
}

void pending_waiting(struct pending *pending, const char *what, uint64_t until)
{
	free(pending->waiting);
	pending->waiting = what ? label_new(what) : NULL;
	pending->until = until;
}

static int by_label(const void *a, const void *b)
{
	const struct completion *left = a, *right = b;

	return strcmp(left->label, right->label);
}

static void dots_completed(struct pending *pending, struct buf *out)
{
	qsort(pending->completed, pending->n_completed, sizeof(*pending->completed), by_label);
	for (size_t i = 0; i < pending->n_completed; i++) {
		const struct completion *one = &pending->completed[i];

		if (one->failure)
			add(out, _(" %s failed: %s"), one->label, one->failure);
		else
			add(out, _(" %s done!"), one->label);
		add(out, "\n");
	}
	forget_completed(pending);
	pending->dots = 0;
}

static int by_name(const struct awaited *a, const struct awaited *b)
{
	return strcmp(a->label, b->label);
}

static void dots_missing(struct pending *pending, struct buf *out)
{
	struct awaited *one, *next;
	const char *comma = "";
	struct buf names;

	buf_init(&names, out->max);
	HASH_SORT(pending->awaited, by_name);
	HASH_ITER (hh, pending->awaited, one, next) {
		for (size_t i = 0; i < one->times; i++) {
			add(&names, "%s%s", comma, one->label);
			comma = ", ";
		}
	}
	if (pending->left)
		add(out, lang_plural(" [missing %s]", " [missing %s]", pending->left), names.data);
	add(out, "\n");
	buf_release(&names);
	pending->dots = 0;
}

static void dots_tick(struct pending *pending, struct buf *out)
{
	if (pending->n_completed) {
		dots_completed(pending, out);
		return;
	}
	add(out, ".");
	if (++pending->dots == DOTS_A_LINE)
		dots_missing(pending, out);
}

static void plain_completed(struct pending *pending, struct buf *out)
{
	size_t first = pending->done - pending->n_completed;

	for (size_t i = 0; i < pending->n_completed; i++) {
		const struct completion *one = &pending->completed[i];

		add(out, "%zu/%zu %s%s%s\n", first + i + 1, pending->done + pending->left,
		    one->label, one->failure ? ": " : "", one->failure ? one->failure : "");
	}
	forget_completed(pending);
}

/* From the pace of the last few, so that what was cached does not promise too much. */
static uint64_t milliseconds_left(const struct pending *pending, uint64_t now)
{
	uint64_t last = pending->recent[(pending->done - 1) % RECENT], first, span, left;

	if (pending->done <= RECENT) {
		first = pending->started;
		span = pending->done;
	} else {
		first = pending->recent[pending->done % RECENT];
		span = RECENT - 1;
	}
	left = (last - first) * pending->left / span;
	return left > now - last ? left - (now - last) : 0;
}

static void bar_time_left(const struct pending *pending, uint64_t now, struct buf *out)
{
	unsigned long long s;
	char clock[40];

	if (!pending->done || !pending->left || pending->over)
		return;
	s = (milliseconds_left(pending, now) + 999) / 1000;
	if (s < 3600)
		(void)snprintf(clock, sizeof(clock), "%llu:%02llu", s / 60, s % 60);
	else
		(void)snprintf(clock, sizeof(clock), "%llu:%02llu:%02llu", s / 3600, s / 60 % 60,
			       s % 60);
	add(out, "  ");
	add(out, _("%s left"), clock);
}

static void bar_bytes(const struct pending *pending, uint64_t now, struct buf *out)
{
	unsigned long long bytes = pending->bytes;

	(void)now;
	if (!bytes)
		return;
	add(out, "  ");
	if (bytes < 1000000)
		add(out, "%llu kB", (bytes + 999) / 1000);
	else
		add(out, _("%llu.%llu MB"), bytes / 1000000, bytes / 100000 % 10);
}

static void bar_waiting(const struct pending *pending, uint64_t now, struct buf *out)
{
	unsigned long long tenths;

	if (!pending->waiting)
		return;
	add(out, "  ");
	add(out, _("waiting for %s"), pending->waiting);
	if (pending->until <= now)
		return;
	tenths = (pending->until - now) / 100;
	add(out, _(", %llu.%llu s"), tenths / 10, tenths % 10);
}

static void bar_picture(const struct pending *pending, struct buf *out)
{
	static const char full[] = "####################", empty[] = "--------------------";
	size_t total = pending->done + pending->left;
	int filled = (int)(pending->done * BAR_COLUMNS / total);

	add(out, "[%.*s%.*s] ", filled, full, BAR_COLUMNS - filled, empty);
}

/* Written only where it differs from what stands there; the last column stays free, for a
 * terminal that wraps at it. A part that does not fit is left out. */
static void bar_draw(struct pending *pending, uint64_t now, int columns, struct buf *out)
{
	static void (*const parts[])(const struct pending *, uint64_t,
				     struct buf *) = { bar_bytes, bar_time_left, bar_waiting };
	size_t total = pending->done + pending->left;
	struct buf line;

	buf_init(&line, out->max);
	if (total && columns >= BAR_FROM)
		bar_picture(pending, &line);
	if (total)
		add(&line, "%zu/%zu", pending->done, total);
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		size_t len = line.len;

		parts[i](pending, now, &line);
		if (len && line.data[label_fit(line.data, columns - 1, NULL)])
			line.data[line.len = len] = '\0';
	}
	if (line.len)
		line.data[label_fit(line.data, columns - 1, NULL)] = '\0';
	if (line.len && (!pending->shown || strcmp(pending->shown, line.data) != 0)) {
		free(pending->shown);
		pending->shown = xstrdup(line.data);
		add(out, "\r%s\033[K", pending->shown);
	}
	buf_release(&line);
}

static void bar_clear(struct pending *pending, struct buf *out)
{
	if (pending->shown)
		add(out, "\r\033[K");
	free(pending->shown);
	pending->shown = NULL;
}

static void bar_failures(struct pending *pending, struct buf *out)
{
	for (size_t i = 0; i < pending->n_completed; i++) {
		const struct completion *one = &pending->completed[i];

		if (!one->failure)
			continue;
		bar_clear(pending, out);
		add(out, "%s: %s\n", one->label, one->failure);
	}
	forget_completed(pending);
}

void pending_tick(struct pending *pending, uint64_t now, int columns, struct buf *out)
{
	switch (pending->kind) {
	case PROGRESS_DOTS:
		dots_tick(pending, out);
		break;
	case PROGRESS_BAR:
		bar_failures(pending, out);
		bar_draw(pending, now, columns, out);
		break;
	case PROGRESS_PLAIN:
		plain_completed(pending, out);
		break;
	default:
		forget_completed(pending);
	}
}

void pending_say(struct pending *pending, const char *line, struct buf *out)
{
	char *label = label_new(line);

	bar_clear(pending, out);
	add(out, "%s%s\n", pending->dots ? "\n" : "", label);
	pending->dots = 0;
	free(label);
}

void pending_finish(struct pending *pending, uint64_t now, int columns, struct buf *out)
{
	pending_waiting(pending, NULL, 0);
	pending->over = true;
	if (pending->kind == PROGRESS_DOTS) {
		if (pending->n_completed)
			dots_completed(pending, out);
		add(out, "!\n");
		return;
	}
	pending_tick(pending, now, columns, out);
	if (pending->shown)
		add(out, "\n");
}
