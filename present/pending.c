#include "present/pending.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "data/lang.h"
#include "data/mem.h"
#include "present/label.h"
#include "present/status_line.h"

#define uthash_malloc(size) xmalloc(size)
#include <uthash.h>

enum {
	DOTS_A_LINE = 5000 / PENDING_TICK_MS,
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
	struct awaited *awaited;      /* by label */
	struct completion *completed; /* not shown yet */
	size_t n_completed, size;
	int dots; /* on this line */
	struct status_line status;
	char *shown; /* the bar that stands on the terminal */
};

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
	status_release(&pending->status);
	free(pending->shown);
	free(pending);
}

void pending_add(struct pending *pending, const char *label, uint64_t now)
{
	char *name = label_new(label);
	struct awaited *one;

	if (!pending->status.left && !pending->status.done)
		pending->status.started = now;
	HASH_FIND_STR(pending->awaited, name, one);
	if (one) {
		free(name);
	} else {
		one = xcalloc(1, sizeof(*one));
		one->label = name;
		HASH_ADD_KEYPTR(hh, pending->awaited, one->label, strlen(one->label), one);
	}
	one->times++;
	pending->status.left++;
}

static void no_longer_awaited(struct pending *pending, const char *label)
{
	struct awaited *one;

	HASH_FIND_STR(pending->awaited, label, one);
	if (!one)
		return;
	pending->status.left--;
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
	pending->status.recent[pending->status.done++ % STATUS_RECENT] = now;
	if (pending->n_completed == pending->size) {
		pending->size = pending->size ? 2 * pending->size : 16;
		pending->completed = xreallocarray(pending->completed, pending->size,
						   sizeof(*pending->completed));
	}
	pending->completed[pending->n_completed++] = completion;
}

void pending_bytes(struct pending *pending, size_t received)
{
	pending->status.bytes += received;
}

void pending_asking(struct pending *pending, int requests)
{
	pending->status.asking = requests;
}

void pending_waiting(struct pending *pending, const char *what, uint64_t until)
{
	char *label = what ? label_new(what) : NULL;

	status_waiting(&pending->status, label, until);
	free(label);
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
			buf_print(out, _(" %s failed: %s"), one->label, one->failure);
		else
			buf_print(out, _(" %s done!"), one->label);
		buf_print(out, "\n");
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
			buf_print(&names, "%s%s", comma, one->label);
			comma = ", ";
		}
	}
	if (pending->status.left)
		buf_print(out, lang_plural(" [missing %s]", " [missing %s]", pending->status.left),
			  names.data);
	buf_print(out, "\n");
	buf_release(&names);
	pending->dots = 0;
}

static void dots_tick(struct pending *pending, struct buf *out)
{
	if (pending->n_completed) {
		dots_completed(pending, out);
		return;
	}
	buf_print(out, ".");
	if (++pending->dots == DOTS_A_LINE)
		dots_missing(pending, out);
}

static void plain_completed(struct pending *pending, struct buf *out)
{
	size_t first = pending->status.done - pending->n_completed;

	for (size_t i = 0; i < pending->n_completed; i++) {
		const struct completion *one = &pending->completed[i];

		buf_print(out, "%zu/%zu %s%s%s\n", first + i + 1,
			  pending->status.done + pending->status.left, one->label,
			  one->failure ? ": " : "", one->failure ? one->failure : "");
	}
	forget_completed(pending);
}

/* Written only where it differs from what stands there. */
static void bar_draw(struct pending *pending, uint64_t now, int columns, struct buf *out)
{
	struct buf line;

	buf_init(&line, out->max);
	status_write(&pending->status, now, columns, &line);
	if (line.len && (!pending->shown || strcmp(pending->shown, line.data) != 0)) {
		free(pending->shown);
		pending->shown = xstrdup(line.data);
		buf_print(out, "\r%s\033[K", pending->shown);
	}
	buf_release(&line);
}

static void bar_clear(struct pending *pending, struct buf *out)
{
	if (pending->shown)
		buf_print(out, "\r\033[K");
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
		buf_print(out, "%s: %s\n", one->label, one->failure);
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
	buf_print(out, "%s%s\n", pending->dots ? "\n" : "", label);
	pending->dots = 0;
	free(label);
}

void pending_finish(struct pending *pending, uint64_t now, int columns, struct buf *out)
{
	pending_waiting(pending, NULL, 0);
	pending->status.over = true;
	if (pending->kind == PROGRESS_DOTS) {
		if (pending->n_completed)
			dots_completed(pending, out);
		buf_print(out, "!\n");
		return;
	}
	pending_tick(pending, now, columns, out);
	if (pending->shown)
		buf_print(out, "\n");
}
