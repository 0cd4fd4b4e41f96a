/*
 * serve_reply - what a browser is answered: a body once rendered, plain and packed, or an error.
 *
 *   body -> struct reply -> 200 | 200 in gzip | 304, as the request's headers ask for
 *
 * Every answer has the headers that keep it from being taken for something else.
 */
#ifndef CMD_SERVE_REPLY_H
#define CMD_SERVE_REPLY_H

#include <stddef.h>

struct MHD_Connection;
struct MHD_Response;
struct reply;

struct reply_kind {
	const char *type, *policy; /* Content-Type, Content-Security-Policy */
};

/* Takes BODY over. */
struct reply *reply_new(char *body, size_t len, const struct reply_kind *kind);
void reply_free(struct reply *reply); /* answers under way have what they need */

/* Bytes, at most. */
size_t reply_size(const struct reply *reply);

/* MHD_YES, or MHD_NO where the connection is to be closed. */
int reply_send(struct reply *reply, struct MHD_Connection *connection);

/* {"error": TEXT}. */
int reply_error(struct MHD_Connection *connection, unsigned status, const char *text);

/* The headers that every answer has. */
void reply_add_headers(struct MHD_Response *response, const struct reply_kind *kind);

#endif
