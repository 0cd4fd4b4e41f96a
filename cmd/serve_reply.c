#include "cmd/serve_reply.h"

#include <jansson.h>
#include <microhttpd.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include "cmd/serve_asked.h"
#include "data/mem.h"
#include "data/page.h"

enum { TAG_DIGITS = 32, NOT_WORTH_PACKING = 256 };

struct reply {
	char *body;
	size_t len;
	char *type, *policy;
	char tag[TAG_DIGITS + 1];
	struct MHD_Response *plain, *packed, *same; /* the latter two: made when asked for */
};

static const struct reply_kind error_kind = {
	"application/json",
	"default-src 'none'; frame-ancestors 'none'",
};

void reply_add_headers(struct MHD_Response *response, const struct reply_kind *kind)
{
	const char *const headers[][2] = {
		{ "Content-Type", kind->type },
		{ "Content-Security-Policy", kind->policy },
		{ "X-Content-Type-Options", "nosniff" },
		{ "Referrer-Policy", "no-referrer" },
		{ "Cross-Origin-Resource-Policy", "same-origin" },
		{ "Cache-Control", "no-cache" },
	};

	for (size_t i = 0; i < sizeof(headers) / sizeof(*headers); i++)
		(void)MHD_add_response_header(response, headers[i][0], headers[i][1]);
}

/* MARK tells apart what is packed. */
static struct MHD_Response *respond(const struct reply *reply, char *bytes, size_t len,
				    enum MHD_ResponseMemoryMode mode, const char *mark)
{
	struct MHD_Response *response = MHD_create_response_from_buffer(len, bytes, mode);
	char *tag = xasprintf("\"%s%s\"", reply->tag, mark);

	reply_add_headers(response, &(const struct reply_kind) { reply->type, reply->policy });
	(void)MHD_add_response_header(response, "ETag", tag);
	(void)MHD_add_response_header(response, "Vary", "Accept-Encoding");
	free(tag);
	return response;
}

struct reply *reply_new(char *body, size_t len, const struct reply_kind *kind)
{
	struct reply *reply = xcalloc(1, sizeof(*reply));
	char hash[PAGE_HASH_SIZE];

	page_hash_bytes(hash, body, len);
	memcpy(reply->tag, hash, TAG_DIGITS);
	reply->body = body;
	reply->len = len;
	reply->type = xstrdup(kind->type);
	reply->policy = xstrdup(kind->policy);
	/* The answer owns the bytes: it may outlive us. */
	reply->plain = respond(reply, body, len, MHD_RESPMEM_MUST_FREE, "");
	return reply;
}

void reply_free(struct reply *reply)
{
	if (!reply)
		return;
	MHD_destroy_response(reply->plain);
	if (reply->packed)
		MHD_destroy_response(reply->packed);
	if (reply->same)
		MHD_destroy_response(reply->same);
	free(reply->type);
	free(reply->policy);
	free(reply);
}

size_t reply_size(const struct reply *reply)
{
	return 2 * reply->len + sizeof(*reply);
}

/* ---- gzip ---- */

/* NULL: it would not be shorter. */
static char *pack(const char *bytes, size_t len, size_t *packed_len)
{
	enum { GZIP = 16 };
	z_stream stream = { 0 };
	char *packed;

	if (len > UINT32_MAX ||
	    deflateInit2(&stream, 6, Z_DEFLATED, MAX_WBITS + GZIP, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		return NULL;
	packed = xmalloc(len);
	stream.next_in = (Bytef *)bytes;
	stream.avail_in = (uInt)len;
	stream.next_out = (Bytef *)packed;
	stream.avail_out = (uInt)len;
	if (deflate(&stream, Z_FINISH) != Z_STREAM_END) {
		free(packed);
		packed = NULL;
	}
	*packed_len = stream.total_out;
	(void)deflateEnd(&stream);
	return packed ? xreallocarray(packed, *packed_len, 1) : NULL;
}

static struct MHD_Response *packed(struct reply *reply)
{
	size_t len;
	char *bytes;

	if (reply->packed || reply->len < NOT_WORTH_PACKING)
		return reply->packed;
	bytes = pack(reply->body, reply->len, &len);
	if (!bytes)
		return NULL;
	reply->packed = respond(reply, bytes, len, MHD_RESPMEM_MUST_FREE, "-gzip");
	(void)MHD_add_response_header(reply->packed, "Content-Encoding", "gzip");
	return reply->packed;
}

/* ---- not again ---- */

/* Is the entity named in a list of them? Weakly: gzip or not. */
static bool is_known(const struct reply *reply, const char *list)
{
	return list && (strcmp(list, "*") == 0 || strstr(list, reply->tag));
}

static struct MHD_Response *same(struct reply *reply)
{
	static char nothing[1];

	if (!reply->same)
		reply->same = respond(reply, nothing, 0, MHD_RESPMEM_PERSISTENT, "");
	return reply->same;
}

static const char *header(struct MHD_Connection *connection, const char *name)
{
	return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

int reply_send(struct reply *reply, struct MHD_Connection *connection)
{
	struct MHD_Response *response = NULL;

	if (is_known(reply, header(connection, "If-None-Match")))
		return (int)MHD_queue_response(connection, MHD_HTTP_NOT_MODIFIED, same(reply));
	if (serve_asked_gzip(header(connection, "Accept-Encoding")))
		response = packed(reply);
	return (int)MHD_queue_response(connection, MHD_HTTP_OK, response ? response : reply->plain);
}

int reply_error(struct MHD_Connection *connection, unsigned status, const char *text)
{
	json_t *object = json_pack("{s: s}", "error", text);
	char *body = object ? json_dumps(object, JSON_COMPACT) : NULL;
	struct MHD_Response *response;
	int rc;

	json_decref(object);
	if (!body)
		body = xstrdup("{\"error\":\"?\"}");
	response = MHD_create_response_from_buffer(strlen(body), body, MHD_RESPMEM_MUST_FREE);
	reply_add_headers(response, &error_kind);
	if (status == MHD_HTTP_METHOD_NOT_ALLOWED)
		(void)MHD_add_response_header(response, "Allow", "GET, HEAD");
	if (status == MHD_HTTP_SERVICE_UNAVAILABLE)
		(void)MHD_add_response_header(response, "Retry-After", "5");
	rc = (int)MHD_queue_response(connection, status, response);
	MHD_destroy_response(response);
	return rc;
}
