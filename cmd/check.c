/* check: a monitor of one's own list. Each URL once, all hosts at the same time. */
#include "cmd/commands.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <uthash.h>
#include <uv.h>
#include "cmd/command.h"
#include "cmd/session.h"
#include "cmd/urls.h"
#include "collect/fetch.h"
#include "collect/url.h"
#include "collect/visit.h"
#include "data/lang.h"
#include "data/mem.h"

struct checked {
	struct session *session;
	char *url;
	long status;     /* 0: none */
	struct err *why; /* there is none; NULL where nothing is known yet */
	int64_t ms;
	size_t bytes;
	UT_hash_handle hh; /* by url */
};

/* What stands in the count where no status does. */
static const char *failure_name(enum err_code code)
{
	switch (code) {
	case ERR_NAME:
		return "no such host";
	case ERR_CONNECT:
		return "no connection";
	case ERR_TLS:
		return "certificate";
	case ERR_TIMEOUT:
		return "time-out";
	case ERR_FORBIDDEN:
	case ERR_CLOSED:
		return "robots.txt";
	case ERR_LIMIT:
		return "over a limit";
	default:
		return "transfer failed";
	}
}

/* Of most there is none: 10,000 of these are 10 MB. */
static void keep_reason(struct checked *checked, const struct err *why)
{
	checked->why = xcalloc(1, sizeof(*why));
	*checked->why = *why;
}

static void forget(struct checked *checked)
{
	free(checked->url);
	free(checked->why);
}

static void on_status(const char *url, struct fetch_answer *answer, const struct err *failure,
		      void *arg)
{
	struct checked *checked = arg;

	(void)url;
	if (failure && failure->code == ERR_STOPPED) {
		uv_stop(checked->session->loop);
		return;
	}
	if (failure)
		keep_reason(checked, failure);
	else
		checked->status = answer->status;
	if (answer) {
		checked->ms = answer->ms;
		checked->bytes = answer->bytes;
	}
	progress_done(checked->session->progress, checked->url, NULL);
}

/* ---- what is printed ---- */

static char *outcome(const struct checked *checked)
{
	return checked->status
		       ? xasprintf("%ld", checked->status)
		       : xstrdup(failure_name(checked->why ? checked->why->code : ERR_NONE));
}

static int print_count(const struct checked *all, size_t n)
{
	json_t *count = json_object();
	int rc;

	for (size_t i = 0; i < n; i++) {
		char *name = outcome(&all[i]);
		json_int_t before = json_integer_value(json_object_get(count, name));

		(void)json_object_set_new(count, name, json_integer(before + 1));
		free(name);
	}
	rc = json_dumpf(count, stdout, JSON_SORT_KEYS);
	json_decref(count);
	return rc || putchar('\n') == EOF ? -1 : 0;
}

static int print_lines(const struct checked *all, size_t n)
{
	int rc = 0;

	for (size_t i = 0; i < n && !rc; i++) {
		json_t *line = json_object();
		char *url = url_printable(all[i].url);
		char *name = outcome(&all[i]);

		(void)json_object_set_new(line, "url", json_string(url));
		(void)json_object_set_new(line, "status",
					  all[i].status ? json_integer(all[i].status)
							: json_string(name));
		(void)json_object_set_new(line, "ms", json_integer(all[i].ms));
		(void)json_object_set_new(line, "bytes", json_integer((json_int_t)all[i].bytes));
		rc = json_dumpf(line, stdout, JSON_COMPACT) || putchar('\n') == EOF ? -1 : 0;
		json_decref(line);
		free(url);
		free(name);
	}
	return rc;
}

static void name_what_is_not_200(struct session *session, const struct checked *all, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char *url, *line;

		if (all[i].status == 200)
			continue;
		url = url_printable(all[i].url);
		line = all[i].status ? xasprintf("%ld %s", all[i].status, url)
				     : xasprintf("%s: %s", url, all[i].why ? all[i].why->text : "");
		session_failure(session, line);
		free(line);
		free(url);
	}
}

static int print(struct session *session, const struct checked *all, size_t n, struct err *err)
{
	int rc;

	session_end_progress(session);
	name_what_is_not_200(session, all, n);
	rc = session->options.json ? print_lines(all, n) : print_count(all, n);
	return rc || fflush(stdout) ? err_errno(err, ERR_IO, _("standard output")) : 0;
}

/* ---- the work ---- */

/* Into ALL, *N of them; two ways to write one URL are one. */
static void list_urls(struct session *session, struct checked *all, size_t *n)
{
	struct checked *by_url = NULL, *same;

	for (size_t i = 0; i < session->books.n; i++) {
		struct checked *next = &all[*n];
		const char *source = session->books.books[i].source;
		struct err why;

		next->session = session;
		if (url_normalise(&next->url, source, &why)) {
			keep_reason(next, &why);
			next->url = xstrdup(source);
		}
		HASH_FIND_STR(by_url, next->url, same);
		if (same) {
			forget(next);
			*next = (struct checked) { 0 };
			continue;
		}
		HASH_ADD_KEYPTR(hh, by_url, next->url, strlen(next->url), next);
		(*n)++;
	}
	HASH_CLEAR(hh, by_url);
}

static int ask_all(struct session *session, struct checked *all, size_t n, struct err *err)
{
	struct visit_options options = session_visits(session);
	struct visitor *visitor;
	int rc;

	options.once = true;
	options.no_robots = !session->options.robots;
	visitor = visitor_new(session->loop, &options, NULL, err);
	if (!visitor)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (all[i].why)
			continue;
		progress_add(session->progress, all[i].url);
		visitor_ask(visitor, &(struct visit_request) { .url = all[i].url }, on_status,
			    &all[i]);
	}
	rc = session_run_loop(session, err);
	visitor_free(visitor);
	(void)uv_run(session->loop, UV_RUN_DEFAULT);
	return rc;
}

static int check(struct session *session, struct err *err)
{
	struct checked *all;
	size_t n = 0;
	int rc;

	if (urls_read(session, err))
		return -1;
	all = xcalloc(session->books.n, sizeof(*all));
	list_urls(session, all, &n);
	rc = ask_all(session, all, n, err) || print(session, all, n, err) ? -1 : 0;
	for (size_t i = 0; i < n; i++)
		forget(&all[i]);
	free(all);
	return rc;
}

int cmd_check(int argc, char **argv, struct err *err)
{
	return command_over_urls(FOR_CHECK, check, argc, argv, err);
}
