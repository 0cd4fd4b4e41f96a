/*
 * windows - a part of a big file, piece by piece, by several threads.
 *
 *   file -> pieces of whole lines, for whoever is free -> windows that end in white space
 *
 * A piece is the lines that begin in its share of the file, and is all but empty where one line is
 * longer than that; its windows come one after another. No more is held than a window for each
 * thread, or the longest run without white space.
 */
#ifndef CMD_WINDOWS_H
#define CMD_WINDOWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "data/big_file.h"
#include "data/err.h"

struct windows {
	const struct big_file *file;
	uint64_t start, end; /* bytes */
	size_t size;         /* of a window, and of the share of a piece */
};

/* A window of piece NUMBER; IS_FIRST: its first. BYTES are borrowed for the length of the call. */
typedef int on_window(void *arg, size_t number, bool is_first, const char *bytes, size_t len,
		      struct err *err);

/* Each of N threads calls TO_DO with its own of the N ARGS; the numbers grow. */
int windows_read(const struct windows *windows, on_window *to_do, void *const *args, long n,
		 struct err *err);

/* Behind the last white space of ASCII after which a text may be parted; 0: there is none. */
size_t windows_end(const char *bytes, size_t len);

#endif
