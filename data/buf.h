/*
 * buf - bytes that grow up to a limit chosen at creation.
 *
 * So that a server, or a file, cannot make us run out of memory. The bytes are
 * always followed by a NUL that is not counted. { 0 } is empty and without room:
 * give it a limit with buf_init before adding.
 */
#ifndef DATA_BUF_H
#define DATA_BUF_H

#include <stddef.h>
#include "data/err.h"

struct buf {
	char *data; /* NULL while nothing was added */
	size_t len, size, max;
};

void buf_init(struct buf *buf, size_t max);
void buf_release(struct buf *buf);

/* Keeps memory and limit, forgets the bytes. */
void buf_clear(struct buf *buf);

/* ERR_LIMIT, and nothing added, where more than max bytes would stand. */
int buf_add(struct buf *buf, const void *bytes, size_t len, struct err *err);
int buf_add_text(struct buf *buf, const char *text, struct err *err);

/* As printf; nothing where it would be too long. */
void buf_print(struct buf *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Room for LEN more bytes at the end, to be written by the caller who then raises len;
 * NULL (ERR_LIMIT) where the limit forbids it. */
char *buf_reserve(struct buf *buf, size_t len, struct err *err);

/* The bytes, NUL-terminated, the caller's to free(); the buffer is empty after. */
char *buf_take(struct buf *buf);

/* The whole file at PATH ("-": standard input), at most max bytes. */
int buf_read_file(struct buf *buf, const char *path, struct err *err);

#endif
