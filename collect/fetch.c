#include "collect/fetch.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <utlist.h>
#include <uv.h>
#include "collect/exchange.h"
#include "data/lang.h"
#include "data/mem.h"

/* libcurl scans its caches of names and connections at every request: with the hosts spread
 * over several handles they stay short. */
enum { LANES = 32 };

/* One of libcurl's multi handles, on the one loop. */
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
	struct exchange *running;
};

static void exchange_end(struct exchange *exchange, CURLcode code)
{
	struct fetch *fetch = exchange->lane->fetch;
	struct err failure = { 0 };
	int rc = exchange_result(exchange, (int)code, &failure);

	/* Out first, so that what DONE starts may use the connection again. */
	DL_DELETE(fetch->running, exchange);
	(void)curl_multi_remove_handle(exchange->lane->multi, exchange->easy);
	exchange->done(&exchange->answer, rc ? &failure : NULL, exchange->arg);
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

struct watch {
	uv_poll_t poll;
	struct lane *lane;
	curl_socket_t socket;
	int events;
};

static void on_ready(uv_poll_t *poll, int status, int events)
{
	struct watch *watch = (struct watch *)poll;
	struct lane *lane = watch->lane;
	int flags = 0, running;

	/* After a reset: what came before it is still to be read. */
	if (status < 0)
		flags = CURL_CSELECT_ERR | CURL_CSELECT_IN;
	if (events & UV_READABLE)
		flags |= CURL_CSELECT_IN;
	if (events & UV_WRITABLE)
		flags |= CURL_CSELECT_OUT;
	(void)curl_multi_socket_action(lane->multi, watch->socket, flags, &running);
	/* The loop has stopped watching it. */
	if (status < 0 && !uv_is_closing((uv_handle_t *)poll))
		(void)uv_poll_start(poll, watch->events, on_ready);
	end_finished(lane);
}

static int watch_socket(CURL *easy, curl_socket_t socket, int what, void *arg, void *known)
{
	struct lane *lane = arg;
	struct watch *watch = known;
	int events = 0;

	(void)easy;
	if (what == CURL_POLL_REMOVE) {
		if (watch)
			uv_close((uv_handle_t *)&watch->poll, free_handle);
		(void)curl_multi_assign(lane->multi, socket, NULL);
		return 0;
	}
	if (!watch) {
		watch = xcalloc(1, sizeof(*watch));
		watch->lane = lane;
		watch->socket = socket;
		if (uv_poll_init_socket(lane->fetch->loop, &watch->poll, socket)) {
			free(watch);
			return -1;
		}
		(void)curl_multi_assign(lane->multi, socket, watch);
	}
	if (what != CURL_POLL_OUT)
		events |= UV_READABLE;
	if (what != CURL_POLL_IN)
		events |= UV_WRITABLE;
	watch->events = events;
	return uv_poll_start(&watch->poll, events, on_ready) ? -1 : 0;
}

/* ---- the blocking way ---- */

static void run_to_the_end(struct fetch *fetch)
{
	struct curl_waitfd stop = { .fd = fetch->options.stop_fd, .events = CURL_WAIT_POLLIN };
	unsigned stops = fetch->options.stop_fd >= 0;
	struct lane *lane = &fetch->lanes[0];
	int running = 1;

	while (running && !stop.revents) {
		(void)curl_multi_perform(lane->multi, &running);
		if (running)
			(void)curl_multi_poll(lane->multi, &stop, stops, 1000, NULL);
	}
	if (stop.revents)
		err_set(&fetch->running->failure, ERR_STOPPED, _("interrupted"));
	if (running)
		exchange_end(fetch->running, CURLE_ABORTED_BY_CALLBACK);
	else
		end_finished(lane);
}

/* ---- front ---- */

static int lane_open(struct lane *lane, struct fetch *fetch, struct err *err)
{
	lane->fetch = fetch;
	lane->multi = curl_multi_init();
	if (!lane->multi)
		return err_set(err, ERR_IO, _("libcurl cannot be set up"));
	fetch->n_lanes++;
	if (fetch->options.sync)
		return 0;
	lane->timer = xcalloc(1, sizeof(*lane->timer));
	(void)uv_timer_init(fetch->loop, lane->timer);
	lane->timer->data = lane;
	(void)curl_multi_setopt(lane->multi, CURLMOPT_SOCKETFUNCTION, watch_socket);
	(void)curl_multi_setopt(lane->multi, CURLMOPT_SOCKETDATA, lane);
	(void)curl_multi_setopt(lane->multi, CURLMOPT_TIMERFUNCTION, set_timer);
	(void)curl_multi_setopt(lane->multi, CURLMOPT_TIMERDATA, lane);
	return 0;
}

struct fetch *fetch_new(struct uv_loop_s *loop, const struct fetch_options *options,
			struct err *err)
{
	struct fetch *fetch = xcalloc(1, sizeof(*fetch));
	int lanes = options->sync ? 1 : LANES;

	fetch->options = *options;
	fetch->loop = loop;
	for (int i = 0; i < lanes; i++) {
		if (lane_open(&fetch->lanes[i], fetch, err)) {
			fetch_free(fetch);
			return NULL;
		}
	}
	return fetch;
}

/* The same for all URLs of a host, so that its connection is found again. */
static struct lane *lane_of(struct fetch *fetch, const char *url)
{
	const char *host = strstr(url, "://");
	unsigned hash = 2166136261U;

	host = host ? host + 3 : url;
	for (; *host && *host != '/'; host++)
		hash = (hash ^ (unsigned char)*host) * 16777619U;
	return &fetch->lanes[hash % (unsigned)fetch->n_lanes];
}

void fetch_start(struct fetch *fetch, const struct fetch_request *request, fetch_done *done,
		 void *arg)
{
	struct exchange *exchange = exchange_new(&fetch->options, request);

	exchange->lane = lane_of(fetch, request->url);
	exchange->done = done;
	exchange->arg = arg;
	DL_APPEND(fetch->running, exchange);
	if (!exchange->easy) {
		exchange_end(exchange, CURLE_FAILED_INIT);
		return;
	}
	(void)curl_multi_add_handle(exchange->lane->multi, exchange->easy);
	if (fetch->options.sync)
		run_to_the_end(fetch);
}

void fetch_free(struct fetch *fetch)
{
	struct exchange *exchange, *next;

	if (!fetch)
		return;
	DL_FOREACH_SAFE (fetch->running, exchange, next) {
		(void)curl_multi_remove_handle(exchange->lane->multi, exchange->easy);
		exchange_free(exchange);
	}
	for (int i = 0; i < fetch->n_lanes; i++) {
		(void)curl_multi_cleanup(fetch->lanes[i].multi);
		if (fetch->lanes[i].timer)
			uv_close((uv_handle_t *)fetch->lanes[i].timer, free_handle);
	}
	free(fetch);
}
