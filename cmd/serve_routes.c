#include "cmd/serve_routes.h"

#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "cmd/serve_books.h"
#include "cmd/serve_cache.h"
#include "cmd/serve_listen.h"
#include "cmd/serve_live.h"
#include "cmd/serve_pages.h"
#include "cmd/serve_reply.h"
#include "data/lang.h"
#include "data/mem.h"
#include "data/results.h"
#include "present/site.h"

enum { MOST_BOOKS = 10000, MOST_OFFSET = 1000000000 };

enum { TAKES_TABLE = 1, TAKES_LIMIT = 2, TAKES_OFFSET = 4 };
enum what { JSON, PAGE, LIVE, EVENTS };

static const struct route {
	const char *before, *after; /* what stands around the name of a book; NULL: there is none */
	enum what what;
	serve_write *write;
	unsigned takes;
	long most; /* limit */
} table[] = {
	{ "/", NULL, PAGE, serve_pages_shelf, TAKES_LIMIT | TAKES_OFFSET, SERVE_BOOKS_AT_ONCE },
	{ "/books/", "", PAGE, serve_pages_page, 0, 0 },
	{ "/live", NULL, LIVE, NULL, 0, 0 },
	{ "/live/events", NULL, EVENTS, NULL, 0, 0 },
	{ "/api/books", NULL, JSON, serve_pages_list, TAKES_LIMIT | TAKES_OFFSET, MOST_BOOKS },
	{ "/api/books/", "", JSON, serve_pages_book, 0, 0 },
	{ "/api/books/", "/tokens", JSON, serve_pages_tokens, TAKES_TABLE | TAKES_LIMIT,
	  RESULTS_TOKENS },
};

/* ---- what is asked ---- */

struct asked {
	const struct route *route;
	struct serve_question question;
	struct err err;
};

/* From 1 to 18 digits; -1: it is no number. */
static long number_in(const char *text, size_t len)
{
	long number = 0;

	if (!len || len > 18)
		return -1;
	for (size_t i = 0; i < len; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		number = 10 * number + text[i] - '0';
	}
	return number;
}

static bool read_name(struct serve_question *question, const char *name, size_t len)
{
	bool ours = len && *name == 's';
	long number = number_in(name + ours, len - ours);

	if (number < 1)
		return false;
	if (ours)
		question->summary = number;
	else
		question->number = number;
	return true;
}

static bool is_at(const struct route *route, const char *path, struct serve_question *question)
{
	size_t before = strlen(route->before), len = strlen(path), after;

	if (!route->after)
		return strcmp(path, route->before) == 0;
	after = strlen(route->after);
	return len > before + after && strncmp(path, route->before, before) == 0 &&
	       strcmp(path + len - after, route->after) == 0 &&
	       read_name(question, path + before, len - before - after);
}

static int find_route(struct asked *asked, const char *path)
{
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		if (is_at(&table[i], path, &asked->question)) {
			asked->route = &table[i];
			return 0;
		}
	}
	return err_set(&asked->err, ERR_MISSING,
		       _("there is nothing here: see /, /live, /api/books, /api/books/ID and "
			 "/api/books/ID/tokens"));
}

static int read_number(struct asked *asked, const char *name, const char *value, long least,
		       long most, long *to)
{
	*to = number_in(value, strlen(value));
	if (*to >= least && *to <= most)
		return 0;
	return err_set(&asked->err, ERR_USAGE, _("%s takes a number from %ld to %ld"), name, least,
		       most);
}

static int read_parameter(struct asked *asked, const char *name, const char *value)
{
	struct serve_question *question = &asked->question;
	unsigned takes = asked->route->takes;

	if (takes & TAKES_TABLE && strcmp(name, "table") == 0)
		return table_named(&question->table, value) == 0
			       ? 0
			       : err_set(&asked->err, ERR_USAGE,
					 _("table takes characters, characters-folded, sequences "
					   "or sequences-folded"));
	if (takes & TAKES_LIMIT && strcmp(name, "limit") == 0)
		return read_number(asked, name, value, 1, asked->route->most, &question->limit);
	if (takes & TAKES_OFFSET && strcmp(name, "offset") == 0)
		return read_number(asked, name, value, 0, MOST_OFFSET, &question->offset);
	return err_set(&asked->err, ERR_USAGE, _("'%.40s' is no parameter here"), name);
}

static enum MHD_Result on_parameter(void *arg, enum MHD_ValueKind kind, const char *name,
				    const char *value)
{
	(void)kind;
	return read_parameter(arg, name, value ? value : "") ? MHD_NO : MHD_YES;
}

/* ---- and answered ---- */

static char *policy_of(enum what what)
{
	char *text = NULL;
	size_t len;
	FILE *out = open_memstream(&text, &len);

	if (!out)
		return xstrdup("default-src 'none'");
	if (what == LIVE)
		site_live_policy(out);
	else
		site_policy(out);
	(void)fputs("; frame-ancestors 'none'", out);
	(void)fclose(out);
	return text;
}

static struct reply *make_reply(char *body, size_t len, enum what what)
{
	struct reply_kind kind = {
		"application/json",
		"default-src 'none'; frame-ancestors 'none'",
	};
	struct reply *reply;
	char *policy;

	if (what == JSON)
		return reply_new(body, len, &kind);
	policy = policy_of(what);
	kind = (struct reply_kind) { "text/html; charset=utf-8", policy };
	reply = reply_new(body, len, &kind);
	free(policy);
	return reply;
}

/* NULL: asked->err. */
static struct reply *render(const struct serve_routes *routes, struct asked *asked)
{
	const struct route *route = asked->route;
	char *body = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&body, &len);
	int rc;

	if (!out) {
		err_errno(&asked->err, ERR_IO, _("no memory"));
		return NULL;
	}
	rc = route->what == LIVE ? serve_live_page(out, routes->live, &asked->err)
				 : route->write(out, routes->books, &asked->question, &asked->err);
	if (fclose(out) && !rc)
		rc = err_errno(&asked->err, ERR_IO, _("no memory"));
	if (rc) {
		free(body);
		return NULL;
	}
	return make_reply(body, len, route->what);
}

static int refuse(struct MHD_Connection *connection, const struct err *err)
{
	unsigned status = MHD_HTTP_INTERNAL_SERVER_ERROR;

	if (err->code == ERR_MISSING)
		status = MHD_HTTP_NOT_FOUND;
	else if (err->code == ERR_USAGE)
		status = MHD_HTTP_BAD_REQUEST;
	else if (err->code == ERR_IO || err->code == ERR_FULL)
		status = MHD_HTTP_SERVICE_UNAVAILABLE;
	return reply_error(connection, status, err->text);
}

static int send_kept(const struct serve_routes *routes, struct asked *asked,
		     struct MHD_Connection *connection)
{
	const struct serve_question *question = &asked->question;
	struct reply *reply;
	int64_t version;
	char key[160];

	if (serve_books_version(routes->books, &version, &asked->err))
		return refuse(connection, &asked->err);
	(void)snprintf(key, sizeof(key), "%zu %lld %ld %d %ld %ld", (size_t)(asked->route - table),
		       (long long)question->summary, question->number, (int)question->table,
		       question->limit, question->offset);
	serve_cache_set_version(routes->cache, version);
	reply = serve_cache_find(routes->cache, key);
	if (!reply) {
		reply = render(routes, asked);
		if (!reply)
			return refuse(connection, &asked->err);
		serve_cache_put(routes->cache, key, reply);
	}
	return reply_send(reply, connection);
}

static int send_once(const struct serve_routes *routes, struct asked *asked,
		     struct MHD_Connection *connection)
{
	struct reply *reply = render(routes, asked);
	int rc;

	if (!reply)
		return refuse(connection, &asked->err);
	rc = reply_send(reply, connection);
	reply_free(reply);
	return rc;
}

int serve_route(const struct serve_routes *routes, struct MHD_Connection *connection,
		const char *path)
{
	const char *host = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host");
	struct asked asked = { .question.table = TABLE_SEQUENCES };

	if (routes->loopback && host && !serve_host_is_ours(host))
		return reply_error(connection, MHD_HTTP_FORBIDDEN,
				   _("this server answers only to names of this machine; 'traca "
				     "serve --listen ADDRESS' answers to others"));
	if (find_route(&asked, path))
		return refuse(connection, &asked.err);
	(void)MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, on_parameter, &asked);
	if (asked.err.code != ERR_NONE)
		return refuse(connection, &asked.err);
	if (asked.route->what == EVENTS)
		return serve_live_send(routes->live, connection);
	if (asked.route->what == LIVE)
		return send_once(routes, &asked, connection);
	return send_kept(routes, &asked, connection);
}
