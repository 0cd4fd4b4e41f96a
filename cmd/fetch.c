/* fetch: each answer shown as it completes; kept as a file, on a page of pictures, as fields. */
#include "cmd/commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>
#include "cmd/command.h"
#include "cmd/fields.h"
#include "cmd/folder.h"
#include "cmd/forecast.h"
#include "cmd/output.h"
#include "cmd/session.h"
#include "cmd/urls.h"
#include "collect/fetch.h"
#include "collect/url.h"
#include "collect/visit.h"
#include "collect/web.h"
#include "data/cache.h"
#include "data/file_name.h"
#include "data/lang.h"
#include "data/mem.h"
#include "present/gallery.h"
#include "present/label.h"
#include "present/picture.h"

struct item {
	struct fetching *fetching;
	const char *url;
	char *file;  /* its name in the folder; NULL: it is not saved */
	char *lines; /* of --json-fields */
	size_t bytes;
	bool over, good;
};

struct fetching {
	struct session *session;
	struct urls urls;
	struct item *items; /* one for each URL */
	struct fields fields;
	struct output page; /* of the gallery */
	struct gallery *gallery;
	char *folder_from_page; /* NULL: pictures are put into the page */
	size_t next;            /* to be shown where they are ordered */
	size_t shown, saved, total;
};

/* ---- what is shown: lines that scripts read, in every language the same ---- */

/* 14_739_448; the caller's to free(). */
static char *grouped(size_t number)
{
	char text[32], *start = text + sizeof(text) - 1;

	*start = '\0';
	for (int digits = 0; number || !digits; number /= 10, digits++) {
		if (digits && digits % 3 == 0)
			*--start = '_';
		*--start = (char)('0' + number % 10);
	}
	return xstrdup(start);
}

/* Of the numbers up to N; short lists are shown like longer ones. */
static int width_of(size_t n)
{
	int digits = 2;

	for (n /= 100; n; n /= 10)
		digits++;
	return digits;
}

static char *name_of(const struct item *item)
{
	char *shown = item->file ? xstrdup(item->file) : file_name_shown(item->url);
	char *label = label_new(shown);

	free(shown);
	return label;
}

static void stop(struct fetching *fetching, const struct err *why)
{
	struct session *session = fetching->session;

	if (session->fatal.code == ERR_NONE)
		session->fatal = *why;
	uv_stop(session->loop);
}

static void show(struct fetching *fetching, struct item *item)
{
	char *bytes, *name;

	if (!item->good)
		return;
	fetching->shown++;
	if (item->lines) {
		(void)fputs(item->lines, stdout);
	} else {
		bytes = grouped(item->bytes);
		name = name_of(item);
		(void)printf("(%*zu) %s bytes | %s\n", width_of(fetching->urls.n), fetching->shown,
			     bytes, name);
		free(bytes);
		free(name);
	}
	free(item->lines);
	item->lines = NULL;
}

/* All that came in one turn of the loop, before it waits for more. */
static void on_turn(uv_prepare_t *turn)
{
	struct err err = { 0 };

	if (fflush(stdout)) {
		err_errno(&err, ERR_IO, _("standard output"));
		stop(turn->data, &err);
	}
}

/* ITEM is over: it is shown now or, ordered, when all before it are over, too. */
static void show_in_turn(struct fetching *fetching, struct item *item)
{
	item->over = true;
	if (!fetching->session->options.ordered) {
		show(fetching, item);
		return;
	}
	while (fetching->next < fetching->urls.n && fetching->items[fetching->next].over)
		show(fetching, &fetching->items[fetching->next++]);
}

/* ---- what is done with an answer ---- */

static int save(struct fetching *fetching, const struct item *item, const struct buf *body,
		struct err *err)
{
	const char *folder = fetching->session->options.output_dir;

	if (!folder)
		return 0;
	fetching->saved++;
	return folder_save(folder, item->file, body->data, body->len, err);
}

static void say_no_picture(struct fetching *fetching, const struct item *item,
			   const struct fetch_answer *answer)
{
	char *url = url_printable(item->url);
	char *type = label_new(answer->content_type ? answer->content_type : _("of no type"));

	session_note(fetching->session,
		     xasprintf(_("not in the gallery: %s is no picture (%s)"), url, type));
	free(type);
	free(url);
}

static int lay_out(struct fetching *fetching, const struct item *item,
		   const struct fetch_answer *answer, struct err *err)
{
	struct picture picture = {
		.type = picture_type(answer->content_type, answer->body.data, answer->body.len),
		.body = answer->body.data,
		.len = answer->body.len,
	};
	char *name, *url, *file = NULL;
	int rc;

	if (!fetching->gallery)
		return 0;
	if (!picture.type) {
		say_no_picture(fetching, item, answer);
		return 0;
	}
	if (fetching->folder_from_page)
		file = xasprintf("%s%s", fetching->folder_from_page, item->file);
	picture.file = file;
	picture.name = name = name_of(item);
	picture.url = url = url_printable(item->url);
	rc = gallery_add(fetching->gallery, (size_t)(item - fetching->items), &picture, err);
	free(name);
	free(url);
	free(file);
	return rc;
}

static void fail(struct item *item, const struct err *why)
{
	char *url = url_printable(item->url);
	char *line = xasprintf("%s: %s", url, why->text);

	session_failure(item->fetching->session, line);
	free(line);
	free(url);
}

/* A 2xx. -1: the machine's fault. */
static int take(struct item *item, struct fetch_answer *answer, struct err *err)
{
	struct fetching *fetching = item->fetching;
	struct err why = { 0 };

	if (fetching->fields.n) {
		item->lines =
			fields_lines(&fetching->fields, answer->body.data, answer->body.len, &why);
		if (!item->lines) {
			fail(item, &why);
			return 0;
		}
	}
	if (save(fetching, item, &answer->body, err) || lay_out(fetching, item, answer, err))
		return -1;
	item->good = true;
	item->bytes = answer->bytes;
	fetching->total += answer->bytes;
	return 0;
}

static void on_answer(const char *url, struct fetch_answer *answer, const struct err *failure,
		      void *arg)
{
	struct item *item = arg;
	struct fetching *fetching = item->fetching;
	struct err err = { 0 };

	(void)url;
	if (failure && failure->code == ERR_STOPPED) {
		uv_stop(fetching->session->loop);
		return;
	}
	if (failure) {
		fetching->session->budget_spent |= failure->code == ERR_BUDGET;
		fail(item, failure);
	} else if (answer->status < 200 || answer->status > 299) {
		err_set(&err, ERR_STATUS, "%ld", answer->status);
		fail(item, &err);
	} else if (take(item, answer, &err)) {
		stop(fetching, &err);
		return;
	}
	progress_done(fetching->session->progress, item->url, NULL);
	show_in_turn(fetching, item);
}

/* ---- the work ---- */

/* What could be wrong is found out before anybody is asked. */
static int prepare(struct fetching *fetching, struct err *err)
{
	struct session *session = fetching->session;
	const struct options *options = &session->options;

	if (options->json_fields && fields_read(&fetching->fields, options->json_fields, err))
		return -1;
	if (urls_expand(&fetching->urls, session, err))
		return -1;
	if (options->output_dir && folder_make(options->output_dir, err))
		return -1;
	session->cache = cache_open(options->cache, err);
	if (!session->cache)
		return -1;
	if (!options->gallery)
		return 0;
	if (output_open(&fetching->page, options->gallery, err))
		return -1;
	fetching->gallery = gallery_new(err);
	if (!fetching->gallery || !options->output_dir)
		return fetching->gallery ? 0 : -1;
	fetching->folder_from_page = folder_seen_from(options->output_dir, options->gallery, err);
	return fetching->folder_from_page ? 0 : -1;
}

static void make_items(struct fetching *fetching)
{
	struct file_names *names = file_names_new();

	fetching->items = xcalloc(fetching->urls.n, sizeof(*fetching->items));
	for (size_t i = 0; i < fetching->urls.n; i++) {
		struct item *item = &fetching->items[i];

		item->fetching = fetching;
		item->url = fetching->urls.items[i];
		if (fetching->session->options.output_dir)
			item->file = file_names_give(names, item->url);
		progress_add(fetching->session->progress, item->url);
	}
	file_names_free(names);
}

static int ask_all(struct fetching *fetching, struct err *err)
{
	struct session *session = fetching->session;
	const struct options *options = &session->options;
	struct visit_options visits = session_visits(session);
	uv_prepare_t turn = { .data = fetching };
	struct web *web;
	int rc;

	visits.drop_bodies = !options->output_dir && !options->gallery && !fetching->fields.n;
	visits.headers = options->headers.items;
	visits.n_headers = options->headers.n;
	(void)uv_prepare_init(session->loop, &turn);
	(void)uv_prepare_start(&turn, on_turn);
	uv_unref((uv_handle_t *)&turn);
	web = web_new(session->loop, &visits, session->cache);
	rc = web_open(web, err);
	if (!rc) {
		session_introduce(session);
		for (size_t i = 0; i < fetching->urls.n; i++)
			visitor_ask(web_visitor(web),
				    &(struct visit_request) { .url = fetching->items[i].url },
				    on_answer, &fetching->items[i]);
		rc = session_run_loop(session, err);
	}
	web_free(web);
	uv_close((uv_handle_t *)&turn, NULL);
	(void)uv_run(session->loop, UV_RUN_DEFAULT);
	return rc;
}

static int write_gallery(struct fetching *fetching, struct err *err)
{
	struct session *session = fetching->session;
	const char *path = session->options.gallery;
	size_t n;

	if (!fetching->gallery)
		return 0;
	n = gallery_count(fetching->gallery);
	if (!n) {
		session_note(session, xasprintf(_("no pictures: %s is not written"), path));
		return 0;
	}
	if (gallery_write(fetching->gallery, fetching->page.file, err) ||
	    output_keep(&fetching->page, err))
		return -1;
	session_note(session,
		     xasprintf(lang_plural("%zu picture on %s", "%zu pictures on %s", n), n, path));
	return 0;
}

static int finish(struct fetching *fetching, struct err *err)
{
	struct session *session = fetching->session;
	const char *folder = session->options.output_dir;
	size_t saved = fetching->saved;
	char *total;

	session_end_progress(session);
	if (!fetching->fields.n) {
		total = grouped(fetching->total);
		(void)printf("TOTAL BYTES: %s\n", total);
		free(total);
		if (fflush(stdout))
			return err_errno(err, ERR_IO, _("standard output"));
	}
	if (folder)
		session_note(session,
			     xasprintf(lang_plural("%zu file in %s", "%zu files in %s", saved),
				       saved, folder));
	return write_gallery(fetching, err);
}

static void release(struct fetching *fetching)
{
	for (size_t i = 0; fetching->items && i < fetching->urls.n; i++) {
		free(fetching->items[i].file);
		free(fetching->items[i].lines);
	}
	free(fetching->items);
	urls_release(&fetching->urls);
	fields_release(&fetching->fields);
	output_release(&fetching->page);
	gallery_free(fetching->gallery);
	free(fetching->folder_from_page);
}

static int fetch(struct session *session, struct err *err)
{
	struct fetching fetching = { .session = session };
	int rc;

	if (session->options.dry_run)
		return forecast_urls(stdout, session, err);
	rc = prepare(&fetching, err);
	if (!rc) {
		make_items(&fetching);
		rc = ask_all(&fetching, err) || finish(&fetching, err) ? -1 : 0;
	}
	release(&fetching);
	return rc;
}

int cmd_fetch(int argc, char **argv, struct err *err)
{
	return command_over_urls(FOR_FETCH, fetch, argc, argv, err);
}
