/*
 * big_file - a local file that is not held in memory: it is read a window at a time.
 *
 * May be read by several threads at once. A file that shrinks meanwhile is an error, not a crash.
 */
#ifndef DATA_BIG_FILE_H
#define DATA_BIG_FILE_H

#include <stdint.h>
#include <stddef.h>
#include "data/err.h"

struct big_file {
	int fd;
	char *path;
	uint64_t size; /* bytes, when it was opened */
};

/* NULL, and nothing in ERR, where PATH is no regular file of at least LEAST bytes, or cannot be
 * opened. */
struct big_file *big_file_open(const char *path, uint64_t least);
void big_file_close(struct big_file *file);

/* The LEN bytes from FROM, which the file has, to TO. */
int big_file_read(const struct big_file *file, uint64_t from, char *to, size_t len,
		  struct err *err);

#endif
