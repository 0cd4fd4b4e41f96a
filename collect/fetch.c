#include "collect/fetch.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <utlist.h>
#include <uv.h>
#include "data/lang.h"
#include "data/mem.h"

enum {
	CONNECT_TIMEOUT_S = 30,
	MAX_HEADER_VALUE = 8192,
};

struct exchange {
	struct fetch *fetch;
	CURL *easy;
	struct fetch_answer answer;
	struct err failure; /* set in a callback: why we gave up ourselves */
	char curl_error[CURL_ERROR_SIZE];
	fetch_done *done;
	void *arg;
	struct exchange *prev, *next;
};

struct fetch {
	struct fetch_options options;
	fetch_progress *progress;
	void *arg;
	uv_loop_t *loop;
	uv_timer_t *timer;
	CURLM *multi;
	struct exchange *running;
};

/* ---- what arrives ---- */

static size_t on_body(char *bytes, size_t size, size_t count, void *arg)
{
	struct exchange *exchange = arg;
	size_t len = size * count;

	if (buf_add(&exchange->answer.body, bytes, len, &exchange->failure))
		return 0;
	if (exchange->fetch->progress)
		exchange->fetch->progress(len, exchange->fetch->arg);
	return len;
}

static void keep_value(char **to, const char *value, size_t len)
{
	while (len && (*value == ' ' || *value == '\t')) {
		value++;
		len--;
	}
	while (len && strchr(" \t\r\n", value[len - 1]))
		len--;
	if (len > MAX_HEADER_VALUE || memchr(value, '\0', len))
		return;
	free(*to);
	*to = xstrndup(value, len);
}

static size_t on_header(char *line, size_t size, size_t count, void *arg)
{
	struct exchange *exchange = arg;
	struct fetch_answer *answer = &exchange->answer;
	const struct {
		const char *name;
		char **value;
	} wanted[] = {
		{ "content-type:", &answer->content_type },   { "location:", &answer->location },
		{ "retry-after:", &answer->retry_after },     { "etag:", &answer->etag },
		{ "last-modified:", &answer->last_modified },
	};
	size_t len = size * count;

	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++) {
		size_t name = strlen(wanted[i].name);

		if (len > name && strncasecmp(line, wanted[i].name, name) == 0)
			keep_value(wanted[i].value, line + name, len - name);
	}
	return len;
}

/* ---- the end of an exchange ---- */

static void exchange_free(struct exchange *exchange)
{
	(void)curl_multi_remove_handle(exchange->fetch->multi, exchange->easy);
	curl_easy_cleanup(exchange->easy);
	buf_release(&exchange->answer.body);
	free(exchange->answer.content_type);
	free(exchange->answer.location);
	free(exchange->answer.retry_after);
	free(exchange->answer.etag);
	free(exchange->answer.last_modified);
	free(exchange);
}

static void name_failure(struct err *err, const struct exchange *exchange, CURLcode code)
{
	const char *detail =
		*exchange->curl_error ? exchange->curl_error : curl_easy_strerror(code);

	switch (code) {
	case CURLE_OPERATION_TIMEDOUT:
		err_set(err, ERR_NETWORK, _("time-out (%s)"), detail);
		break;
	case CURLE_PARTIAL_FILE:
		err_set(err, ERR_NETWORK, _("the body arrived only in part (%s)"), detail);
		break;
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_CONNECT:
		err_set(err, ERR_NETWORK, _("no connection (%s)"), detail);
		break;
	default:
		err_set(err, ERR_NETWORK, _("transfer failed (%s)"), detail);
	}
}

static void exchange_end(struct exchange *exchange, CURLcode code)
{
	struct err failure = exchange->failure;

	/* Out first, so that what DONE starts may use the connection again. */
	DL_DELETE(exchange->fetch->running, exchange);
	(void)curl_multi_remove_handle(exchange->fetch->multi, exchange->easy);
	if (code != CURLE_OK && failure.code == ERR_NONE)
		name_failure(&failure, exchange, code);
	(void)curl_easy_getinfo(exchange->easy, CURLINFO_RESPONSE_CODE, &exchange->answer.status);
	exchange->done(&exchange->answer, failure.code == ERR_NONE ? NULL : &failure,
		       exchange->arg);
	exchange_free(exchange);
}

static void end_finished(struct fetch *fetch)
{
	CURLMsg *message;
	int left;

	while ((message = curl_multi_info_read(fetch->multi, &left))) {
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
	struct fetch *fetch = timer->data;
	int running;

	(void)curl_multi_socket_action(fetch->multi, CURL_SOCKET_TIMEOUT, 0, &running);
	end_finished(fetch);
}

static int set_timer(CURLM *multi, long ms, void *arg)
{
	struct fetch *fetch = arg;

	(void)multi;
	if (ms < 0)
		(void)uv_timer_stop(fetch->timer);
	else
		(void)uv_timer_start(fetch->timer, on_timer, (uint64_t)ms, 0);
	return 0;
}

struct watch {
	uv_poll_t poll;
	struct fetch *fetch;
	curl_socket_t socket;
};

static void on_ready(uv_poll_t *poll, int status, int events)
{
	struct watch *watch = (struct watch *)poll;
	struct fetch *fetch = watch->fetch;
	int flags = 0, running;

	if (status < 0)
		flags = CURL_CSELECT_ERR;
	if (events & UV_READABLE)
		flags |= CURL_CSELECT_IN;
	if (events & UV_WRITABLE)
		flags |= CURL_CSELECT_OUT;
	(void)curl_multi_socket_action(fetch->multi, watch->socket, flags, &running);
	end_finished(fetch);
}

static int watch_socket(CURL *easy, curl_socket_t socket, int what, void *arg, void *known)
{
	struct fetch *fetch = arg;
	struct watch *watch = known;
	int events = 0;

	(void)easy;
	if (what == CURL_POLL_REMOVE) {
		if (watch)
			uv_close((uv_handle_t *)&watch->poll, free_handle);
		(void)curl_multi_assign(fetch->multi, socket, NULL);
		return 0;
	}
	if (!watch) {
		watch = xcalloc(1, sizeof(*watch));
		watch->fetch = fetch;
		watch->socket = socket;
		if (uv_poll_init_socket(fetch->loop, &watch->poll, socket)) {
			free(watch);
			return -1;
		}
		(void)curl_multi_assign(fetch->multi, socket, watch);
	}
	if (what != CURL_POLL_OUT)
		events |= UV_READABLE;
	if (what != CURL_POLL_IN)
		events |= UV_WRITABLE;
	return uv_poll_start(&watch->poll, events, on_ready) ? -1 : 0;
}

/* ---- the blocking way ---- */

static void run_to_the_end(struct fetch *fetch)
{
	struct curl_waitfd stop = { .fd = fetch->options.stop_fd, .events = CURL_WAIT_POLLIN };
	unsigned stops = fetch->options.stop_fd >= 0;
	int running = 1;

	while (running && !stop.revents) {
		(void)curl_multi_perform(fetch->multi, &running);
		if (running)
			(void)curl_multi_poll(fetch->multi, &stop, stops, 1000, NULL);
	}
	if (stop.revents)
		err_set(&fetch->running->failure, ERR_STOPPED, _("interrupted"));
	if (running)
		exchange_end(fetch->running, CURLE_ABORTED_BY_CALLBACK);
	else
		end_finished(fetch);
}

/* ---- front ---- */

struct fetch *fetch_new(struct uv_loop_s *loop, const struct fetch_options *options,
			fetch_progress *progress, void *arg, struct err *err)
{
	struct fetch *fetch = xcalloc(1, sizeof(*fetch));

	fetch->options = *options;
	fetch->progress = progress;
	fetch->arg = arg;
	fetch->loop = loop;
	fetch->multi = curl_multi_init();
	if (!fetch->multi) {
		err_set(err, ERR_IO, _("libcurl cannot be set up"));
		free(fetch);
		return NULL;
	}
	if (options->sync)
		return fetch;
	fetch->timer = xcalloc(1, sizeof(*fetch->timer));
	(void)uv_timer_init(loop, fetch->timer);
	fetch->timer->data = fetch;
	(void)curl_multi_setopt(fetch->multi, CURLMOPT_SOCKETFUNCTION, watch_socket);
	(void)curl_multi_setopt(fetch->multi, CURLMOPT_SOCKETDATA, fetch);
	(void)curl_multi_setopt(fetch->multi, CURLMOPT_TIMERFUNCTION, set_timer);
	(void)curl_multi_setopt(fetch->multi, CURLMOPT_TIMERDATA, fetch);
	return fetch;
}

static void set_options(struct exchange *exchange, const char *url)
{
	const struct fetch_options *options = &exchange->fetch->options;
	CURL *easy = exchange->easy;

	(void)curl_easy_setopt(easy, CURLOPT_URL, url);
	(void)curl_easy_setopt(easy, CURLOPT_PRIVATE, exchange);
	(void)curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	(void)curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	(void)curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	(void)curl_easy_setopt(easy, CURLOPT_USERAGENT, options->user_agent);
	(void)curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
	(void)curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_TIMEOUT_S);
	(void)curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, options->timeout_ms);
	(void)curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, exchange->curl_error);
	(void)curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
	(void)curl_easy_setopt(easy, CURLOPT_WRITEDATA, exchange);
	(void)curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
	(void)curl_easy_setopt(easy, CURLOPT_HEADERDATA, exchange);
}

void fetch_start(struct fetch *fetch, const char *url, fetch_done *done, void *arg)
{
	struct exchange *exchange = xcalloc(1, sizeof(*exchange));

	exchange->fetch = fetch;
	exchange->done = done;
	exchange->arg = arg;
	exchange->easy = curl_easy_init();
	buf_init(&exchange->answer.body, fetch->options.max_body);
	DL_APPEND(fetch->running, exchange);
	if (!exchange->easy) {
		exchange_end(exchange, CURLE_FAILED_INIT);
		return;
	}
	set_options(exchange, url);
	(void)curl_multi_add_handle(fetch->multi, exchange->easy);
	if (fetch->options.sync)
		run_to_the_end(fetch);
}

void fetch_free(struct fetch *fetch)
{
	struct exchange *exchange, *next;

	if (!fetch)
		return;
	DL_FOREACH_SAFE (fetch->running, exchange, next)
		exchange_free(exchange);
	(void)curl_multi_cleanup(fetch->multi);
	if (fetch->timer)
		uv_close((uv_handle_t *)fetch->timer, free_handle);
	free(fetch);
}
