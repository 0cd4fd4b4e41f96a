#include "cmd/serve_live.h"

#include <microhttpd.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <utlist.h>
#include <uv.h>
#include "cmd/serve_reply.h"
#include "data/clock.h"
#include "data/crawl_view.h"
#include "data/lang.h"
#include "data/mem.h"
#include "present/site.h"
#include "cmd/serve_books.h"

enum {
	MOST_LISTENERS = 200,
	TICK_MS = 1000,
	SHARE = 20,       /* looking takes at most one part in so many */
	ALIVE_MS = 15000, /* something is said, so that who is gone is noticed */
	PACE_MS = 60000,  /* over which the pace is measured */
	PACE_JOBS = CRAWL_VIEW_JOBS,
};

struct listener {
	struct MHD_Connection *connection;
	struct serve_live *live;
	char *text; /* what it is being told; NULL: all was said */
	size_t len, at;
	uint64_t told; /* the last event */
	bool waits;
	struct listener *prev, *next;
};

/* How far a job was some time ago. */
struct pace {
	char *job;
	int64_t ended, at;             /* URLs; when, by the steady clock */
	int64_t newer_ended, newer_at; /* the next beginning */
};

struct serve_live {
	struct serve_books *books;
	uv_timer_t timer;
	void (*resumed)(void *arg);
	void *arg;
	struct listener *listeners;
	size_t n_listeners;
	char *event; /* the last one */
	uint64_t n_events;
	int64_t said;
	struct pace paces[PACE_JOBS];
	size_t n_paces;
	bool stopped;
};

static const struct reply_kind events_kind = {
	"text/event-stream",
	"default-src 'none'; frame-ancestors 'none'",
};

/* ---- what is seen ---- */

static struct pace *pace_of(struct serve_live *live, const struct crawl_job *job, int64_t now)
{
	int64_t ended = job->done + job->moved + job->failed;
	struct pace *pace;

	for (size_t i = 0; i < live->n_paces; i++) {
		if (strcmp(live->paces[i].job, job->name) == 0)
			return &live->paces[i];
	}
	if (live->n_paces == PACE_JOBS)
		return NULL;
	pace = &live->paces[live->n_paces++];
	*pace = (struct pace) { xstrdup(job->name), ended, now, ended, now };
	return pace;
}

/* Since one minute to two ago. */
static void foresee(struct serve_live *live, struct crawl_job *job, int64_t now)
{
	int64_t ended = job->done + job->moved + job->failed;
	struct pace *pace = pace_of(live, job, now);

	if (!pace)
		return;
	if (now - pace->newer_at > PACE_MS) {
		pace->ended = pace->newer_ended;
		pace->at = pace->newer_at;
		pace->newer_ended = ended;
		pace->newer_at = now;
	}
	if (ended < pace->ended) /* begun again */
		*pace = (struct pace) { pace->job, ended, now, ended, now };
	if (!job->pending)
		job->left_s = 0;
	else if (ended > pace->ended && now > pace->at)
		job->left_s = (int64_t)((double)job->pending * (double)(now - pace->at) / 1000 /
					(double)(ended - pace->ended));
}

static int look(struct serve_live *live, struct crawl_view *view, struct err *err)
{
	struct store *store = serve_books_store(live->books, err);
	int64_t now = clock_steady_ms();

	*view = (struct crawl_view) { 0 };
	if (!store || crawl_view_read(view, store, err))
		return -1;
	for (size_t i = 0; i < view->n_jobs; i++)
		foresee(live, &view->jobs[i], now);
	return 0;
}

int serve_live_page(FILE *out, struct serve_live *live, struct err *err)
{
	struct crawl_view view;
	int rc = look(live, &view, err) || site_write_live(out, &view, err) ? -1 : 0;

	crawl_view_release(&view);
	return rc;
}

/* The caller's to free(); NULL: it cannot be seen now. */
static char *new_event(struct serve_live *live)
{
	struct crawl_view view;
	struct err err;
	char *text = NULL;
	size_t len;
	FILE *out = open_memstream(&text, &len);
	bool seen;

	if (!out)
		return NULL;
	(void)fputs("data: ", out);
	seen = look(live, &view, &err) == 0 && site_write_view(out, &view, &err) == 0;
	crawl_view_release(&view);
	(void)fputs("\n\n", out);
	if (fclose(out) || !seen) {
		free(text);
		return NULL;
	}
	return text;
}

/* ---- who is told ---- */

static void wake(struct serve_live *live)
{
	struct listener *listener;

	DL_FOREACH (live->listeners, listener) {
		if (listener->waits)
			MHD_resume_connection(listener->connection);
		listener->waits = false;
	}
	live->resumed(live->arg);
}

static void on_tick(uv_timer_t *timer)
{
	struct serve_live *live = timer->data;
	int64_t begun = clock_steady_ms(), took;
	char *event = new_event(live);
	bool changed = event && (!live->event || strcmp(event, live->event) != 0);

	if (changed || begun - live->said > ALIVE_MS) {
		free(live->event);
		/* A comment, to those who know all. */
		live->event = changed ? event : xstrdup(":\n\n");
		event = changed ? NULL : event;
		live->n_events++;
		live->said = begun;
		wake(live);
	}
	free(event);
	took = clock_steady_ms() - begun;
	if (live->n_listeners)
		(void)uv_timer_start(timer, on_tick,
				     (uint64_t)(took * SHARE > TICK_MS ? took * SHARE : TICK_MS),
				     0);
}

/* Takes the event that is new to it, if there is one. */
static bool take_event(struct listener *listener)
{
	const struct serve_live *live = listener->live;

	if (!live->event || listener->told == live->n_events)
		return false;
	free(listener->text);
	listener->text = xstrdup(live->event);
	listener->len = strlen(listener->text);
	listener->at = 0;
	listener->told = live->n_events;
	return true;
}

static ssize_t on_read(void *arg, uint64_t position, char *to, size_t most)
{
	struct listener *listener = arg;
	size_t n;

	(void)position;
	if (listener->live->stopped)
		return MHD_CONTENT_READER_END_OF_STREAM;
	if (listener->at == listener->len && !take_event(listener)) {
		MHD_suspend_connection(listener->connection);
		listener->waits = true;
		return 0;
	}
	n = listener->len - listener->at < most ? listener->len - listener->at : most;
	memcpy(to, listener->text + listener->at, n);
	listener->at += n;
	return (ssize_t)n;
}

static void on_gone(void *arg)
{
	struct listener *listener = arg;
	struct serve_live *live = listener->live;

	DL_DELETE(live->listeners, listener);
	live->n_listeners--;
	free(listener->text);
	free(listener);
}

int serve_live_send(struct serve_live *live, struct MHD_Connection *connection)
{
	enum { BLOCK = 4096 };
	struct listener *listener;
	struct MHD_Response *response;
	int rc;

	if (live->n_listeners == MOST_LISTENERS)
		return reply_error(connection, MHD_HTTP_SERVICE_UNAVAILABLE,
				   _("too many are listening"));
	listener = xcalloc(1, sizeof(*listener));
	listener->connection = connection;
	listener->live = live;
	response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, on_read, listener,
						     on_gone);
	DL_APPEND(live->listeners, listener);
	/* The first to listen is told at once; others what was said last, which may be a comment. */
	if (live->n_listeners++ == 0 || (live->event && *live->event == ':')) {
		free(live->event);
		live->event = NULL;
		(void)uv_timer_start(&live->timer, on_tick, 0, 0);
	}
	reply_add_headers(response, &events_kind);
	rc = (int)MHD_queue_response(connection, MHD_HTTP_OK, response);
	MHD_destroy_response(response);
	return rc;
}

/* ---- the life of it ---- */

struct serve_live *serve_live_new(struct serve_books *books, struct uv_loop_s *loop,
				  void (*resumed)(void *arg), void *arg)
{
	struct serve_live *live = xcalloc(1, sizeof(*live));

	live->books = books;
	live->resumed = resumed;
	live->arg = arg;
	(void)uv_timer_init(loop, &live->timer);
	live->timer.data = live;
	return live;
}

void serve_live_stop(struct serve_live *live)
{
	live->stopped = true;
	wake(live);
	uv_close((uv_handle_t *)&live->timer, NULL);
}

void serve_live_free(struct serve_live *live)
{
	if (!live)
		return;
	for (size_t i = 0; i < live->n_paces; i++)
		free(live->paces[i].job);
	free(live->event);
	free(live);
}
