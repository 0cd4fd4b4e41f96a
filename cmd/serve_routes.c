#include "cmd/serve_routes.h"

#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "cmd/serve_asked.h"
#include "cmd/serve_books.h"
#include "cmd/serve_cache.h"
#include "cmd/serve_guests.h"
#include "cmd/serve_listen.h"
#include "cmd/serve_live.h"
#include "cmd/serve_pages.h"
#include "cmd/serve_reply.h"
#include "data/lang.h"
#include "data/mem.h"
#include "present/site.h"

enum kind { JSON, PAGE, LIVE, EVENTS };

static const struct route {
	enum kind kind;
	serve_write *write;
} routes_of[] = {
	[SERVE_SHELF] = { PAGE, serve_pages_shelf },
	[SERVE_PAGE] = { PAGE, serve_pages_page },
	[SERVE_LIVE] = { LIVE, NULL },
	[SERVE_EVENTS] = { EVENTS, NULL },
	[SERVE_LIST] = { JSON, serve_pages_list },
	[SERVE_BOOK] = { JSON, serve_pages_book },
	[SERVE_TOKENS] = { JSON, serve_pages_tokens },
};

/* ---- what is asked ---- */

struct request {
	struct serve_asked asked;
	struct err err;
};

static const struct route *route_of(const struct request *request)
{
	return &routes_of[request->asked.what];
}

static enum MHD_Result on_parameter(void *arg, enum MHD_ValueKind kind, const char *name,
				    const char *value)
{
	struct request *request = arg;

	(void)kind;

	return serve_asked_parameter(&request->asked, name, value ? value : "", &request->err)
		       ? MHD_NO
		       : MHD_YES;
}

/* ---- and answered ---- */

static char *policy_of(enum kind kind)
{
	char *text = NULL;
	size_t len;
	FILE *out = open_memstream(&text, &len);

	if (!out)
		return xstrdup("default-src 'none'");
	if (kind == LIVE)
		site_live_policy(out);
	else
		site_policy(out);
	(void)fputs("; frame-ancestors 'none'", out);
	(void)fclose(out);
	return text;
}

static struct reply *make_reply(char *body, size_t len, enum kind which)
{
	struct reply_kind kind = {
		"application/json",
		"default-src 'none'; frame-ancestors 'none'",
	};
	struct reply *reply;
	char *policy;

	if (which == JSON)
		return reply_new(body, len, &kind);
	policy = policy_of(which);
	kind = (struct reply_kind) { "text/html; charset=utf-8", policy };
	reply = reply_new(body, len, &kind);
	free(policy);
	return reply;
}

/* NULL: its err. */
static struct reply *render(const struct serve_routes *routes, struct request *request)
{
	const struct route *route = route_of(request);
	char *body = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&body, &len);
	int rc;

	if (!out) {
		err_errno(&request->err, ERR_IO, _("no memory"));
		return NULL;
	}
	rc = route->kind == LIVE
		     ? serve_live_page(out, routes->live, &request->err)
		     : route->write(out, routes->books, &request->asked.question, &request->err);
	if (fclose(out) && !rc)
		rc = err_errno(&request->err, ERR_IO, _("no memory"));
	if (rc) {
		free(body);
		return NULL;
	}
	return make_reply(body, len, route->kind);
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

static int send_kept(const struct serve_routes *routes, struct request *request,
		     struct MHD_Connection *connection)
{
	const struct serve_question *question = &request->asked.question;
	struct reply *reply;
	int64_t version;
	char key[160];

	if (serve_books_version(routes->books, &version, &request->err))
		return refuse(connection, &request->err);
	(void)snprintf(key, sizeof(key), "%d %lld %ld %d %ld %ld", (int)request->asked.what,
		       (long long)question->summary, question->number, (int)question->table,
		       question->limit, question->offset);
	serve_cache_set_version(routes->cache, version);
	reply = serve_cache_find(routes->cache, key);
	if (!reply) {
		reply = render(routes, request);
		if (!reply)
			return refuse(connection, &request->err);
		serve_cache_put(routes->cache, key, reply);
	}
	return reply_send(reply, connection);
}

static int send_once(const struct serve_routes *routes, struct request *request,
		     struct MHD_Connection *connection)
{
	struct reply *reply = render(routes, request);
	int rc;

	if (!reply)
		return refuse(connection, &request->err);
	rc = reply_send(reply, connection);
	reply_free(reply);
	return rc;
}

int serve_route(const struct serve_routes *routes, struct MHD_Connection *connection,
		const char *path)
{
	const char *host = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host");
	struct request request = { .asked.question.table = TABLE_SEQUENCES };

	if (routes->loopback && host && !serve_host_is_ours(host))
		return reply_error(connection, MHD_HTTP_FORBIDDEN,
				   _("this server answers only to names of this machine; 'traca "
				     "serve --listen ADDRESS' answers to others"));
	if (serve_asked_path(&request.asked, path, &request.err))
		return refuse(connection, &request.err);
	(void)MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, on_parameter, &request);
	if (request.err.code != ERR_NONE)
		return refuse(connection, &request.err);
	if (route_of(&request)->kind == EVENTS) {
		guest_stays(serve_guest_of(connection));
		return serve_live_send(routes->live, connection);
	}
	if (route_of(&request)->kind == LIVE)
		return send_once(routes, &request, connection);
	return send_kept(routes, &request, connection);
}
