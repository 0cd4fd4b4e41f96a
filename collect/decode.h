/*
 * decode - a body's content coding (RFC 9110, 8.4) undone as it arrives, and seen to its end.
 *
 * gzip and deflate, also deflate without its zlib header, as some servers send it. libcurl
 * decodes too, but takes a stream that stops in the middle for whole.
 */
#ifndef COLLECT_DECODE_H
#define COLLECT_DECODE_H

#include <stdbool.h>
#include <stddef.h>
#include "data/err.h"

/* What we ask for. */
#define DECODE_ACCEPT "gzip, deflate"

struct decode;

/* Takes decoded bytes; -1 and ERR: no more. */
typedef int decode_sink(const char *bytes, size_t len, void *arg, struct err *err);

/* CODING is Content-Encoding's value; NULL: none, the bytes go through. NULL, ERR_FORMAT: one we
 * do not know. */
struct decode *decode_new(const char *coding, struct err *err);
void decode_free(struct decode *decode);

int decode_feed(struct decode *decode, const char *bytes, size_t len, decode_sink *sink, void *arg,
		struct err *err);

/* ERR_NETWORK where the stream has not come to its end. */
int decode_end(const struct decode *decode, struct err *err);

#endif
