#include "collect/curl_library.h"

#include <curl/curl.h>
#include <stdarg.h>
#include "data/library.h"

/* These are macros that check types around the functions of the same name. */
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

static const struct library curl = { { "libcurl.so.4", "libcurl-gnutls.so.4" },
				     "libcurl",
				     "libcurl4" };

int curl_library_load(struct err *err)
{
	return library_load(&curl, err);
}

#define CURL_FUNCTION(type, name, parameters, ...)                                                 \
	LIBRARY_FUNCTION(&curl, type, name, parameters, __VA_ARGS__)

CURL_FUNCTION(void, curl_free, (void *memory), memory);
CURL_FUNCTION(struct curl_slist *, curl_slist_append, (struct curl_slist * list, const char *text),
	      list, text);
CURL_FUNCTION(void, curl_slist_free_all, (struct curl_slist * list), list);
CURL_FUNCTION(time_t, curl_getdate, (const char *text, const time_t *unused), text, unused);
CURL_FUNCTION(curl_version_info_data *, curl_version_info, (CURLversion age), age);
CURL_FUNCTION(CURL *, curl_easy_init, (void));
CURL_FUNCTION(void, curl_easy_cleanup, (CURL * easy), easy);
CURL_FUNCTION(void, curl_easy_reset, (CURL * easy), easy);
CURL_FUNCTION(const char *, curl_easy_strerror, (CURLcode code), code);
CURL_FUNCTION(CURLM *, curl_multi_init, (void));
CURL_FUNCTION(CURLMcode, curl_multi_cleanup, (CURLM * multi), multi);
CURL_FUNCTION(CURLMcode, curl_multi_add_handle, (CURLM * multi, CURL *easy), multi, easy);
CURL_FUNCTION(CURLMcode, curl_multi_remove_handle, (CURLM * multi, CURL *easy), multi, easy);
CURL_FUNCTION(CURLMcode, curl_multi_perform, (CURLM * multi, int *running), multi, running);
CURL_FUNCTION(CURLMcode, curl_multi_poll,
	      (CURLM * multi, struct curl_waitfd files[], unsigned n, int ms, int *ready), multi,
	      files, n, ms, ready);
CURL_FUNCTION(CURLMcode, curl_multi_socket_action,
	      (CURLM * multi, curl_socket_t socket, int events, int *running), multi, socket,
	      events, running);
CURL_FUNCTION(CURLMcode, curl_multi_assign, (CURLM * multi, curl_socket_t socket, void *arg), multi,
	      socket, arg);
CURL_FUNCTION(CURLMsg *, curl_multi_info_read, (CURLM * multi, int *left), multi, left);
CURL_FUNCTION(CURLU *, curl_url, (void));
CURL_FUNCTION(void, curl_url_cleanup, (CURLU * url), url);
CURL_FUNCTION(CURLUcode, curl_url_get, (CURLU * url, CURLUPart part, char **text, unsigned flags),
	      url, part, text, flags);
CURL_FUNCTION(CURLUcode, curl_url_set,
	      (CURLU * url, CURLUPart part, const char *text, unsigned flags), url, part, text,
	      flags);
CURL_FUNCTION(const char *, curl_url_strerror, (CURLUcode code), code);

/* What follows an option is of the type that its number tells.
 * NOLINTBEGIN(bugprone-branch-clone): types are what they differ in */
__attribute__((used)) static CURLcode lazy_curl_easy_setopt(CURL *easy, CURLoption option, ...)
{
	LIBRARY_LOOK_UP(&curl, curl_easy_setopt);
	va_list args;
	CURLcode code;

	va_start(args, option);
	if (option < CURLOPTTYPE_OBJECTPOINT)
		code = function(easy, option, va_arg(args, long));
	else if (option >= CURLOPTTYPE_OFF_T && option < CURLOPTTYPE_BLOB)
		code = function(easy, option, va_arg(args, curl_off_t));
	else
		code = function(easy, option, va_arg(args, void *));
	va_end(args);
	return code;
}
LIBRARY_DEFINE(curl_easy_setopt);

__attribute__((used)) static CURLMcode lazy_curl_multi_setopt(CURLM *multi, CURLMoption option, ...)
{
	LIBRARY_LOOK_UP(&curl, curl_multi_setopt);
	va_list args;
	CURLMcode code;

	va_start(args, option);
	if (option < (int)CURLOPTTYPE_OBJECTPOINT)
		code = function(multi, option, va_arg(args, long));
	else
		code = function(multi, option, va_arg(args, void *));
	va_end(args);
	return code;
}
LIBRARY_DEFINE(curl_multi_setopt);

/* NOLINTEND(bugprone-branch-clone)
 * Always a place to put it. */
__attribute__((used)) static CURLcode lazy_curl_easy_getinfo(CURL *easy, CURLINFO info, ...)
{
	LIBRARY_LOOK_UP(&curl, curl_easy_getinfo);
	va_list args;
	CURLcode code;

	va_start(args, info);
	code = function(easy, info, va_arg(args, void *));
	va_end(args);
	return code;
}
LIBRARY_DEFINE(curl_easy_getinfo);
