#include "present/progress.h"

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>
#include "data/clock.h"
#include "data/mem.h"
#include "present/pending.h"

enum { SHOWN_MAX = 16 << 20, COLUMNS_UNKNOWN = 80 };

struct progress {
	FILE *out;
	struct pending *pending;
	struct buf text; /* to be written */
	bool at_once;    /* no ticker: shown as it happens */
	bool stop;
	pthread_t ticker;
	pthread_mutex_t mutex; /* all above, and writing to out */
	pthread_cond_t wake;
};

int progress_named(enum progress_kind *kind, const char *name)
{
	static const struct {
		const char *name;
		enum progress_kind kind;
	} kinds[] = {
		{ "auto", PROGRESS_AUTO },
		{ "bar", PROGRESS_BAR },
		{ "dots", PROGRESS_DOTS },
		{ "none", PROGRESS_NONE },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		if (strcmp(name, kinds[i].name) == 0) {
			*kind = kinds[i].kind;
			return 0;
		}
	}
	return -1;
}

static int columns(FILE *out)
{
	struct winsize size = { 0 };

	if (ioctl(fileno(out), TIOCGWINSZ, &size) || !size.ws_col)
		return COLUMNS_UNKNOWN;
	return size.ws_col;
}

static void write_text(struct progress *progress)
{
	if (!progress->text.len)
		return;
	(void)fwrite(progress->text.data, 1, progress->text.len, progress->out);
	(void)fflush(progress->out);
	buf_clear(&progress->text);
}

static void tick(struct progress *progress)
{
	/* Lines of their own fit any terminal. */
	pending_tick(progress->pending, (uint64_t)clock_steady_ms(),
		     progress->at_once ? COLUMNS_UNKNOWN : columns(progress->out), &progress->text);
	write_text(progress);
}

/* After a stop (Ctrl-Z, a suspended machine) the ticks that were missed are not made up for. */
static uint64_t next_tick(uint64_t due)
{
	uint64_t now = (uint64_t)clock_steady_ms();

	return now > due + 1000 ? now + PENDING_TICK_MS : due + PENDING_TICK_MS;
}

static void *tick_on(void *arg)
{
	struct progress *progress = arg;
	uint64_t due = (uint64_t)clock_steady_ms() + PENDING_TICK_MS;

	(void)pthread_mutex_lock(&progress->mutex);
	while (!progress->stop) {
		struct timespec at = {
			.tv_sec = (time_t)(due / 1000),
			.tv_nsec = (long)(due % 1000) * 1000000,
		};

		(void)pthread_cond_timedwait(&progress->wake, &progress->mutex, &at);
		if (progress->stop || (uint64_t)clock_steady_ms() < due)
			continue;
		tick(progress);
		due = next_tick(due);
	}
	(void)pthread_mutex_unlock(&progress->mutex);
	return NULL;
}

/* Signals are for the threads that know what to do with them. */
static int start_ticker(struct progress *progress)
{
	sigset_t all, before;
	int rc;

	(void)sigfillset(&all);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	rc = pthread_create(&progress->ticker, NULL, tick_on, progress);
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	return rc;
}

static enum progress_kind fitting(FILE *out)
{
	const char *term = getenv("TERM");

	return isatty(fileno(out)) && term && strcmp(term, "dumb") != 0 ? PROGRESS_BAR
									: PROGRESS_PLAIN;
}

struct progress *progress_new(FILE *out, enum progress_kind kind)
{
	struct progress *progress = xcalloc(1, sizeof(*progress));
	pthread_condattr_t attributes;

	if (kind == PROGRESS_AUTO)
		kind = fitting(out);
	progress->out = out;
	progress->pending = pending_new(kind);
	progress->at_once = kind == PROGRESS_PLAIN || kind == PROGRESS_NONE;
	buf_init(&progress->text, SHOWN_MAX);
	(void)pthread_mutex_init(&progress->mutex, NULL);
	(void)pthread_condattr_init(&attributes);
	(void)pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	(void)pthread_cond_init(&progress->wake, &attributes);
	(void)pthread_condattr_destroy(&attributes);
	if (!progress->at_once && start_ticker(progress)) {
		pending_free(progress->pending);
		progress->pending = pending_new(PROGRESS_PLAIN);
		progress->at_once = true;
	}
	return progress;
}

void progress_add(struct progress *progress, const char *label)
{
	(void)pthread_mutex_lock(&progress->mutex);
	pending_add(progress->pending, label, (uint64_t)clock_steady_ms());
	(void)pthread_mutex_unlock(&progress->mutex);
}

void progress_done(struct progress *progress, const char *label, const char *failure)
{
	(void)pthread_mutex_lock(&progress->mutex);
	pending_done(progress->pending, label, failure, (uint64_t)clock_steady_ms());
	if (progress->at_once)
		tick(progress);
	(void)pthread_mutex_unlock(&progress->mutex);
}

void progress_bytes(struct progress *progress, size_t received)
{
	(void)pthread_mutex_lock(&progress->mutex);
	pending_bytes(progress->pending, received);
	(void)pthread_mutex_unlock(&progress->mutex);
}

void progress_asking(struct progress *progress, int requests)
{
	(void)pthread_mutex_lock(&progress->mutex);
	pending_asking(progress->pending, requests);
	(void)pthread_mutex_unlock(&progress->mutex);
}

void progress_waiting(struct progress *progress, const char *what, double seconds)
{
	uint64_t until = (uint64_t)clock_steady_ms() +
			 (seconds > 0 && seconds < 1e9 ? (uint64_t)(seconds * 1000) : 0);

	(void)pthread_mutex_lock(&progress->mutex);
	pending_waiting(progress->pending, what, until);
	(void)pthread_mutex_unlock(&progress->mutex);
}

void progress_say(struct progress *progress, const char *line)
{
	(void)pthread_mutex_lock(&progress->mutex);
	pending_say(progress->pending, line, &progress->text);
	write_text(progress);
	(void)pthread_mutex_unlock(&progress->mutex);
}

void progress_finish(struct progress *progress)
{
	(void)pthread_mutex_lock(&progress->mutex);
	progress->stop = true;
	(void)pthread_cond_signal(&progress->wake);
	(void)pthread_mutex_unlock(&progress->mutex);
	if (!progress->at_once)
		(void)pthread_join(progress->ticker, NULL);
	pending_finish(progress->pending, (uint64_t)clock_steady_ms(), columns(progress->out),
		       &progress->text);
	write_text(progress);
	pending_free(progress->pending);
	buf_release(&progress->text);
	(void)pthread_cond_destroy(&progress->wake);
	(void)pthread_mutex_destroy(&progress->mutex);
	free(progress);
}
