#include "collect/fetch.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>
#include <utlist.h>
#include <uv.h>
#include "collect/curl_library.h"
#include "collect/exchange.h"
#include "collect/resolve.h"
#include "data/lang.h"
#include "data/mem.h"

/* libcurl scans its caches of names and connections at every request: with the hosts spread
 * over several handles they stay short. */
enum {
	LANES = 32,
	SPARES = 256,      /* easy handles that are kept for the next exchange */
	OTHER_FILES = 128, /* descriptors that are no connection's; two a lane are libcurl's */
	READY_AT_ONCE = 64,
	MAX_KEPT = 256, /* connections that a lane keeps for the next request to their host */
};

/* One of libcurl's multi handles, on the one loop; opened for the first of its hosts. */
struct lane {
	struct fetch *fetch;
	CURLM *multi;
	uv_timer_t *timer;
};

struct fetch {
	struct fetch_options options;
	uv_loop_t *loop;
	struct lane lanes[LANES];
	int n_lanes;
	struct resolve *names; /* NULL: a proxy's business */
	int sockets;     /* epoll's descriptor of those in use, and what the loop knows of it */
	uv_poll_t *poll; /* NULL: synchronous */
	struct exchange *running;
	void *spares[SPARES];
	int n_spares;
};

/* ---- beginning and end of an exchange ---- */

/* The loop goes on as long as something is under way. */
static void hold_loop(struct fetch *fetch)
{
	if (!fetch->poll)
		return;
	if (fetch->running)
		uv_ref((uv_handle_t *)fetch->poll);
	else
		uv_unref((uv_handle_t *)fetch->poll);
}

/* Making an easy handle costs as much as a small exchange. */
static void keep_easy(struct fetch *fetch, struct exchange *exchange)
{
	if (fetch->n_spares < SPARES && exchange->easy)
		fetch->spares[fetch->n_spares++] = exchange_take_easy(exchange);
}

static void exchange_end(struct exchange *exchange, CURLcode code)
{
	struct fetch *fetch = exchange->lane->fetch;
	struct err failure = { 0 };
	int rc = exchange_result(exchange, (int)code, &failure);

	/* Out first, so that what DONE starts may use the connection again. */
	DL_DELETE(fetch->running, exchange);
	hold_loop(fetch);
	(void)curl_multi_remove_handle(exchange->lane->multi, exchange->easy);
	exchange->done(&exchange->answer, rc ? &failure : NULL, exchange->arg);
	keep_easy(fetch, exchange);
	exchange_free(exchange);
}

static void end_finished(struct lane *lane)
{
	CURLMsg *message;
	int left;

	while ((message = curl_multi_info_read(lane->multi, &left))) {
		struct exchange *exchange = NULL;

		if (message->msg != CURLMSG_DONE)
			continue;
		(void)curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&exchange);
		exchange_end(exchange, message->data.result);
	}
}

/* ---- libcurl's sockets and timer on the loop ---- */

static void free_handle(uv_handle_t *handle)
{
	free(handle);
}

static void on_timer(uv_timer_t *timer)
{
	struct lane *lane = timer->data;
	int running;

	(void)curl_multi_socket_action(lane->multi, CURL_SOCKET_TIMEOUT, 0, &running);
	end_finished(lane);
}

static int set_timer(CURLM *multi, long ms, void *arg)
{
	struct lane *lane = arg;

	(void)multi;
	if (ms < 0)
		(void)uv_timer_stop(lane->timer);
	else
		(void)uv_timer_start(lane->timer, on_timer, (uint64_t)ms, 0);
	return 0;
}

static uint64_t watched(const struct lane *lane, curl_socket_t socket)
{
	return (uint64_t)(lane - lane->fetch->lanes) << 32 | (uint32_t)socket;
}

static void take_event(struct fetch *fetch, const struct epoll_event *event)
{
	struct lane *lane = &fetch->lanes[event->data.u64 >> 32];
	int flags = 0, running;

	/* After a reset: what came before it is still to be read. */
	if (event->events & (EPOLLERR | EPOLLHUP))
		flags = CURL_CSELECT_ERR | CURL_CSELECT_IN;
	if (event->events & EPOLLIN)
		flags |= CURL_CSELECT_IN;
	if (event->events & EPOLLOUT)
		flags |= CURL_CSELECT_OUT;
	(void)curl_multi_socket_action(lane->multi, (curl_socket_t)(uint32_t)event->data.u64, flags,
				       &running);
	end_finished(lane);
}

static void on_ready(uv_poll_t *poll, int status, int events)
{
	struct epoll_event ready[READY_AT_ONCE];
	struct fetch *fetch = poll->data;
	int n = epoll_wait(fetch->sockets, ready, READY_AT_ONCE, 0);

	(void)status;
	(void)events;
	for (int i = 0; i < n; i++)
		take_event(fetch, &ready[i]);
}

static int watch_socket(CURL *easy, curl_socket_t socket, int what, void *arg, void *known)
{
	struct lane *lane = arg;
	struct fetch *fetch = lane->fetch;
	struct epoll_event event = { .data.u64 = watched(lane, socket) };

	(void)easy;
	if (what == CURL_POLL_REMOVE) {
		(void)epoll_ctl(fetch->sockets, EPOLL_CTL_DEL, socket, NULL);
		return 0;
	}
	if (what != CURL_POLL_OUT)
		event.events |= EPOLLIN;
	if (what != CURL_POLL_IN)
		event.events |= EPOLLOUT;
	if (known)
		return epoll_ctl(fetch->sockets, EPOLL_CTL_MOD, socket, &event);
	(void)curl_multi_assign(lane->multi, socket, lane);
	return epoll_ctl(fetch->sockets, EPOLL_CTL_ADD, socket, &event);
}

/* A set of sockets of our own within the loop's: each of them costs it nothing, and a connection
 * is put in and taken out with every request. */
static int open_sockets(struct fetch *fetch, struct err *err)
{
	uv_poll_t *poll;

	fetch->sockets = epoll_create1(EPOLL_CLOEXEC);
	if (fetch->sockets < 0)
		return err_errno(err, ERR_IO, _("libcurl cannot be set up"));
	poll = xcalloc(1, sizeof(*poll));
	if (uv_poll_init(fetch->loop, poll, fetch->sockets)) {
		free(poll);
		return err_set(err, ERR_IO, _("libcurl cannot be set up"));
	}
	poll->data = fetch;
	fetch->poll = poll;
	(void)uv_poll_start(poll, UV_READABLE, on_ready);
	hold_loop(fetch);
	return 0;
}

/* ---- the blocking way ---- */

static void run_to_the_end(struct fetch *fetch)
{
	struct curl_waitfd stop = { .fd = fetch->options.stop_fd, .events = CURL_WAIT_POLLIN };
	unsigned stops = fetch->options.stop_fd >= 0;
	struct lane *lane = &fetch->lanes[0];
	struct err interrupted;
	int running = 1;

	while (running && !stop.revents) {
		(void)curl_multi_perform(lane->multi, &running);
		if (running)
			(void)curl_multi_poll(lane->multi, &stop, stops, 1000, NULL);
	}
	if (stop.revents) {
		err_set(&interrupted, ERR_STOPPED, _("interrupted"));
		exchange_give_up(fetch->running, &interrupted);
	}
	if (running)
		exchange_end(fetch->running, CURLE_ABORTED_BY_CALLBACK);
	else
		end_finished(lane);
}

/* ---- front ---- */

/* How many connections a lane may have: what descriptors there are, shared out. */
static long lane_connections(int lanes)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) || limit.rlim_cur > INT32_MAX)
		return INT32_MAX / LANES;
	if (limit.rlim_cur < OTHER_FILES + (rlim_t)lanes)
		return 1;
	return ((long)limit.rlim_cur - OTHER_FILES) / lanes;
}

/* A connection waits for the next request, when the delay is over; libcurl would close all but
 * four for each exchange under way. It does not use again what was idle for two minutes. */
static void limit_connections(struct lane *lane, int lanes)
{
	long most = lane_connections(lanes);
	long kept = MAX_KEPT * LANES / lanes;

	(void)curl_multi_setopt(lane->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, most);
	(void)curl_multi_setopt(lane->multi, CURLMOPT_MAXCONNECTS, kept < most ? kept : most);
}

/* Where libcurl has none to give, its multi handle is NULL. */
static void lane_open(struct lane *lane, struct fetch *fetch)
{
	lane->fetch = fetch;
	lane->multi = curl_multi_init();
	if (!lane->multi)
		return;
	limit_connections(lane, fetch->n_lanes);
	if (fetch->options.sync)
		return;
	lane->timer = xcalloc(1, sizeof(*lane->timer));
	(void)uv_timer_init(fetch->loop, lane->timer);
	lane->timer->data = lane;
	(void)curl_multi_setopt(lane->multi, CURLMOPT_SOCKETFUNCTION, watch_socket);
	(void)curl_multi_setopt(lane->multi, CURLMOPT_SOCKETDATA, lane);
	(void)curl_multi_setopt(lane->multi, CURLMOPT_TIMERFUNCTION, set_timer);
	(void)curl_multi_setopt(lane->multi, CURLMOPT_TIMERDATA, lane);
}

/* The first of these variables that is set to something. */
static const char *from_environment(const char *const *names)
{
	const char *value = NULL;

	for (; *names && (!value || !*value); names++)
		value = getenv(*names);
	return value && *value ? value : NULL;
}

/* Where libcurl goes through a proxy, that one knows the names, and we may not. */
static int open_names(struct fetch *fetch, struct err *err)
{
	static const char *const proxies[] = { "http_proxy", "https_proxy", "HTTPS_PROXY",
					       "all_proxy",  "ALL_PROXY",   NULL };

	if (from_environment(proxies))
		return 0;
	fetch->names = resolve_new(fetch->loop,
				   &(struct resolve_options) {
					   .sync = fetch->options.sync,
					   .stop_fd = fetch->options.stop_fd,
				   },
				   err);
	return fetch->names ? 0 : -1;
}

struct fetch *fetch_new(struct uv_loop_s *loop, const struct fetch_options *options,
			struct err *err)
{
	static const char *const ca_files[] = { "CURL_CA_BUNDLE", "SSL_CERT_FILE", NULL };
	struct fetch *fetch = xcalloc(1, sizeof(*fetch));

	fetch->options = *options;
	if (!options->ca_file)
		fetch->options.ca_file = from_environment(ca_files);
	fetch->loop = loop;
	fetch->n_lanes = options->sync ? 1 : LANES;
	fetch->sockets = -1;
	if (!curl_library_load(err) && !open_names(fetch, err) &&
	    (options->sync || !open_sockets(fetch, err)))
		return fetch;
	fetch_free(fetch);
	return NULL;
}

struct resolve *fetch_names(struct fetch *fetch)
{
	return fetch->names;
}

/* The same for all URLs of a host, so that its connection is found again. */
static struct lane *lane_of(struct fetch *fetch, const char *host)
{
	unsigned hash = 2166136261U;
	struct lane *lane;

	for (; *host; host++)
		hash = (hash ^ (unsigned char)*host) * 16777619U;
	lane = &fetch->lanes[hash % (unsigned)fetch->n_lanes];
	if (!lane->multi)
		lane_open(lane, fetch);
	return lane;
}

static void begin(struct exchange *exchange)
{
	struct fetch *fetch = exchange->lane->fetch;

	(void)curl_multi_add_handle(exchange->lane->multi, exchange->easy);
	if (fetch->options.sync)
		run_to_the_end(fetch);
}

static void on_addresses(const char *addresses, const struct err *failure, void *arg)
{
	struct exchange *exchange = arg;

	if (failure)
		exchange_give_up(exchange, failure);
	if (failure || exchange_send_to(exchange, addresses))
		exchange_end(exchange, CURLE_COULDNT_RESOLVE_HOST);
	else
		begin(exchange);
}

void fetch_start(struct fetch *fetch, const struct fetch_request *request, fetch_done *done,
		 void *arg)
{
	void *spare = fetch->n_spares ? fetch->spares[--fetch->n_spares] : NULL;
	struct exchange *exchange = exchange_new(&fetch->options, request, spare);

	exchange->lane = lane_of(fetch, exchange->host);
	exchange->done = done;
	exchange->arg = arg;
	DL_APPEND(fetch->running, exchange);
	hold_loop(fetch);
	if (!exchange->easy || !exchange->lane->multi)
		exchange_end(exchange, CURLE_FAILED_INIT);
	else if (fetch->names)
		resolve_ask(fetch->names, exchange->host, on_addresses, exchange);
	else
		begin(exchange);
}

void fetch_free(struct fetch *fetch)
{
	struct exchange *exchange, *next;

	if (!fetch)
		return;
	resolve_free(fetch->names);
	DL_FOREACH_SAFE (fetch->running, exchange, next) {
		(void)curl_multi_remove_handle(exchange->lane->multi, exchange->easy);
		exchange_free(exchange);
	}
	while (fetch->n_spares)
		curl_easy_cleanup(fetch->spares[--fetch->n_spares]);
	for (int i = 0; i < fetch->n_lanes; i++) {
		if (fetch->lanes[i].multi)
			(void)curl_multi_cleanup(fetch->lanes[i].multi);
		if (fetch->lanes[i].timer)
			uv_close((uv_handle_t *)fetch->lanes[i].timer, free_handle);
	}
	if (fetch->poll)
		uv_close((uv_handle_t *)fetch->poll, free_handle);
	if (fetch->sockets >= 0)
		(void)close(fetch->sockets);
	free(fetch);
}
