#include "cmd/serve_library.h"

#include <microhttpd.h>
#include <stdarg.h>
#include "data/library.h"

static const struct library microhttpd = { { "libmicrohttpd.so.12" },
					   "libmicrohttpd",
					   "libmicrohttpd12" };

int serve_library_load(struct err *err)
{
	return library_load(&microhttpd, err);
}

#define MHD_FUNCTION(type, name, parameters, ...)                                                  \
	LIBRARY_FUNCTION(&microhttpd, type, name, parameters, __VA_ARGS__)

MHD_FUNCTION(const char *, MHD_get_version, (void));
MHD_FUNCTION(struct MHD_Daemon *, MHD_start_daemon_va,
	     (unsigned flags, uint16_t port, MHD_AcceptPolicyCallback accept, void *accept_arg,
	      MHD_AccessHandlerCallback answer, void *answer_arg, va_list options),
	     flags, port, accept, accept_arg, answer, answer_arg, options);
MHD_FUNCTION(void, MHD_stop_daemon, (struct MHD_Daemon * daemon), daemon);
MHD_FUNCTION(enum MHD_Result, MHD_run, (struct MHD_Daemon * daemon), daemon);
MHD_FUNCTION(enum MHD_Result, MHD_get_timeout,
	     (struct MHD_Daemon * daemon, MHD_UNSIGNED_LONG_LONG *ms), daemon, ms);
MHD_FUNCTION(void, MHD_suspend_connection, (struct MHD_Connection * connection), connection);
MHD_FUNCTION(void, MHD_resume_connection, (struct MHD_Connection * connection), connection);
MHD_FUNCTION(int, MHD_get_connection_values,
	     (struct MHD_Connection * connection, enum MHD_ValueKind kind,
	      MHD_KeyValueIterator take, void *arg),
	     connection, kind, take, arg);
MHD_FUNCTION(const char *, MHD_lookup_connection_value,
	     (struct MHD_Connection * connection, enum MHD_ValueKind kind, const char *key),
	     connection, kind, key);
MHD_FUNCTION(enum MHD_Result, MHD_queue_response,
	     (struct MHD_Connection * connection, unsigned status, struct MHD_Response *response),
	     connection, status, response);
MHD_FUNCTION(struct MHD_Response *, MHD_create_response_from_buffer,
	     (size_t size, void *buffer, enum MHD_ResponseMemoryMode mode), size, buffer, mode);
MHD_FUNCTION(struct MHD_Response *, MHD_create_response_from_callback,
	     (uint64_t size, size_t block, MHD_ContentReaderCallback read, void *arg,
	      MHD_ContentReaderFreeCallback release),
	     size, block, read, arg, release);
MHD_FUNCTION(enum MHD_Result, MHD_add_response_header,
	     (struct MHD_Response * response, const char *header, const char *value), response,
	     header, value);
MHD_FUNCTION(void, MHD_destroy_response, (struct MHD_Response * response), response);

__attribute__((used)) static struct MHD_Daemon *
lazy_MHD_start_daemon(unsigned flags, uint16_t port, MHD_AcceptPolicyCallback accept,
		      void *accept_arg, MHD_AccessHandlerCallback answer, void *answer_arg, ...)
{
	struct MHD_Daemon *daemon;
	va_list options;

	va_start(options, answer_arg);
	daemon = MHD_start_daemon_va(flags, port, accept, accept_arg, answer, answer_arg, options);
	va_end(options);
	return daemon;
}
LIBRARY_DEFINE(MHD_start_daemon);

/* Of what we ask, nothing takes further arguments. */
__attribute__((used)) static const union MHD_DaemonInfo *
lazy_MHD_get_daemon_info(struct MHD_Daemon *daemon, enum MHD_DaemonInfoType info, ...)
{
	LIBRARY_LOOK_UP(&microhttpd, MHD_get_daemon_info);
	return function(daemon, info);
}
LIBRARY_DEFINE(MHD_get_daemon_info);

__attribute__((used)) static const union MHD_ConnectionInfo *
lazy_MHD_get_connection_info(struct MHD_Connection *connection, enum MHD_ConnectionInfoType info,
			     ...)
{
	LIBRARY_LOOK_UP(&microhttpd, MHD_get_connection_info);
	return function(connection, info);
}
LIBRARY_DEFINE(MHD_get_connection_info);
