/* serve: what was counted before as a web page and a JSON API, and how crawls go. */
#include "cmd/commands.h"

#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <uv.h>
#include "cmd/command.h"
#include "cmd/serve_books.h"
#include "cmd/serve_cache.h"
#include "cmd/serve_guests.h"
#include "cmd/serve_listen.h"
#include "cmd/serve_library.h"
#include "cmd/serve_live.h"
#include "cmd/serve_reply.h"
#include "cmd/serve_routes.h"
#include "cmd/session.h"
#include "data/lang.h"
#include "data/mem.h"

enum {
	MOST_CONNECTIONS = 2000,
	OTHER_FILES = 64,
	CONNECTION_BYTES = 16 << 10, /* for a request's head and an answer's */
	IDLE_S = 20,
	ASK_MS = 30 * 1000,       /* for a request, however it trickles */
	TAKE_MS = 10 * 60 * 1000, /* for its answer */
	LONGEST_ADDRESS = 2048,
};

/* One thread, one loop: libuv's, which looks after libmicrohttpd's. */
struct server {
	struct serve_routes routes;
	struct serve_place place;
	struct serve_guests *guests;
	struct MHD_Daemon *daemon;
	uv_poll_t poll;
	uv_timer_t timer; /* what libmicrohttpd waits for */
};

/* What is known of a request before it is read whole. */
static char too_long, has_nul, seen;

static void *on_address(void *arg, const char *address, struct MHD_Connection *connection)
{
	(void)arg;
	(void)connection;
	if (strstr(address, "%00"))
		return &has_nul;
	return strlen(address) > LONGEST_ADDRESS ? &too_long : NULL;
}

/* ---- who is there ---- */

static void on_connection(void *arg, struct MHD_Connection *connection, void **guest,
			  enum MHD_ConnectionNotificationCode code)
{
	struct server *server = arg;
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);

	if (code == MHD_CONNECTION_NOTIFY_STARTED)
		*guest = serve_guests_come(server->guests, info->connect_fd);
	else
		serve_guests_go(server->guests, *guest);
}

static void on_answered(void *arg, struct MHD_Connection *connection, void **state,
			enum MHD_RequestTerminationCode code)
{
	(void)arg;
	(void)state;
	(void)code;
	guest_answered(serve_guest_of(connection));
}

/* ---- what is asked ---- */

static enum MHD_Result on_request(void *arg, struct MHD_Connection *connection, const char *path,
				  const char *method, const char *version, const char *data,
				  size_t *size, void **state)
{
	const struct server *server = arg;

	(void)version;
	(void)data;
	if (*state == &too_long)
		return (enum MHD_Result)reply_error(connection, MHD_HTTP_URI_TOO_LONG,
						    _("the address is too long"));
	if (*state == &has_nul) /* what comes after it would be lost */
		return (enum MHD_Result)reply_error(connection, MHD_HTTP_BAD_REQUEST,
						    _("no address has a zero byte"));
	if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
		return (enum MHD_Result)reply_error(connection, MHD_HTTP_METHOD_NOT_ALLOWED,
						    _("only GET and HEAD: nothing is written"));
	/* An answer that comes before the whole request closes the connection. */
	if (!*state || *size) {
		*size = 0;
		*state = &seen;
		return MHD_YES;
	}
	guest_asked(serve_guest_of(connection));
	return (enum MHD_Result)serve_route(&server->routes, connection, path);
}

/* ---- the loop ---- */

static void look_after(struct server *server);

static void on_timer(uv_timer_t *timer)
{
	look_after(timer->data);
}

static void look_after(struct server *server)
{
	MHD_UNSIGNED_LONG_LONG ms;

	(void)MHD_run(server->daemon);
	if (MHD_get_timeout(server->daemon, &ms) == MHD_YES)
		(void)uv_timer_start(&server->timer, on_timer, ms, 0);
	else
		(void)uv_timer_stop(&server->timer);
}

static void on_ready(uv_poll_t *poll, int status, int events)
{
	(void)status;
	(void)events;
	look_after(poll->data);
}

/* Not at once: it may be libmicrohttpd that brought us here. */
static void on_resumed(void *arg)
{
	struct server *server = arg;

	(void)uv_timer_start(&server->timer, on_timer, 0, 0);
}

/* ---- its beginning and end ---- */

static unsigned most_connections(void)
{
	long files = sysconf(_SC_OPEN_MAX);

	if (files < 0 || files > MOST_CONNECTIONS + OTHER_FILES)
		return MOST_CONNECTIONS;
	return files > 2 * OTHER_FILES ? (unsigned)(files - OTHER_FILES) : OTHER_FILES;
}

/* For tests: less. */
static int64_t patience_ms(void)
{
	const char *ms = getenv("TRACA_TEST_PATIENCE");

	return ms ? strtol(ms, NULL, 10) : ASK_MS;
}

static int start(struct server *server, struct session *session, struct err *err)
{
	const union MHD_DaemonInfo *info;
	const struct serve_patience patience = { patience_ms(), TAKE_MS };
	unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME;

	server->daemon = MHD_start_daemon(
		flags | (server->place.v6 ? MHD_USE_IPv6 : 0), 0, NULL, NULL, on_request, server,
		MHD_OPTION_LISTEN_SOCKET, server->place.fd, MHD_OPTION_CONNECTION_LIMIT,
		most_connections(), MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_BYTES,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_S, MHD_OPTION_URI_LOG_CALLBACK,
		on_address, NULL, MHD_OPTION_NOTIFY_CONNECTION, on_connection, server,
		MHD_OPTION_NOTIFY_COMPLETED, on_answered, server, MHD_OPTION_END);
	if (!server->daemon)
		return err_errno(err, ERR_IO, _("the server cannot be started"));
	server->place.fd = -1; /* the daemon's */
	server->guests = serve_guests_new(session->loop, &patience);
	info = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD);
	(void)uv_timer_init(session->loop, &server->timer);
	(void)uv_poll_init(session->loop, &server->poll, info->epoll_fd);
	server->timer.data = server->poll.data = server;
	(void)uv_poll_start(&server->poll, UV_READABLE, on_ready);
	server->routes.live =
		serve_live_new(server->routes.books, session->loop, on_resumed, server);
	return 0;
}

/* Whoever waits is let go before the daemon is. */
static void stop(struct server *server, struct session *session)
{
	if (server->daemon) {
		serve_live_stop(server->routes.live);
		(void)MHD_run(server->daemon);
		uv_close((uv_handle_t *)&server->poll, NULL);
		uv_close((uv_handle_t *)&server->timer, NULL);
		serve_guests_stop(server->guests);
		MHD_stop_daemon(server->daemon);
		(void)uv_run(session->loop, UV_RUN_DEFAULT);
	}
	if (server->place.fd >= 0)
		(void)close(server->place.fd);
	serve_live_free(server->routes.live);
	serve_guests_free(server->guests);
	serve_cache_free(server->routes.cache);
	serve_books_free(server->routes.books);
}

static void say_where(struct session *session, const struct server *server)
{
	(void)printf("http://%s/\n", server->place.text);
	(void)fflush(stdout);
	if (!server->place.loopback)
		session_note(session, xasprintf(_("whoever reaches %s can read what is kept here"),
						server->place.text));
}

static int serve(struct session *session, struct err *err)
{
	const struct options *options = &session->options;
	struct server server = { .place.fd = -1 };
	int rc = -1;

	if (options->arguments.n)
		return err_set(err, ERR_USAGE,
			       _("takes no arguments: what is served is in --cache"));
	if (serve_library_load(err))
		return -1;
	server.routes.books = serve_books_open(options->cache, err);
	if (!server.routes.books || serve_place_open(&server.place, options->listen, err))
		goto out;
	server.routes.loopback = server.place.loopback;
	server.routes.cache = serve_cache_new();
	if (start(&server, session, err))
		goto out;
	say_where(session, &server);
	look_after(&server);
	rc = session_run_loop(session, err);
	if (session->signal) {
		/* That is how it ends. */
		session->signal = 0;
		rc = 0;
	}
out:
	stop(&server, session);
	return rc;
}

int cmd_serve(int argc, char **argv, struct err *err)
{
	return command_over_urls(FOR_SERVE, serve, argc, argv, err);
}
