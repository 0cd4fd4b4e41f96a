/*
 * status_line - how far all of it is, on one line of a terminal.
 *
 *   [#####-----] 1/3  1.2 MB, 90 kB/s  2 at once  0:02 left  waiting for example.org, 1.4 s
 *
 * Pure: time comes in as milliseconds of a clock that only goes forward.
 */
#ifndef PRESENT_STATUS_LINE_H
#define PRESENT_STATUS_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "data/buf.h"

enum {
	STATUS_RECENT = 8, /* completions that the time left is estimated from */
	STATUS_TICKS = 20, /* over which the rate is measured */
};

struct status_wait;

struct status_line {
	size_t left, done;
	bool over;
	int asking;                                     /* requests under way */
	uint64_t bytes, started, recent[STATUS_RECENT]; /* when it began; the last completions */
	struct status_wait *waits;                      /* of hosts, by name */
	char *last;                                     /* the one that was told last; NULL: none */
	struct {
		uint64_t when, bytes;
	} ticks[STATUS_TICKS];
	size_t n_ticks;
};

void status_release(struct status_line *status);

/* WHAT, a label, is waited for until then; NULL: nothing is any more. */
void status_waiting(struct status_line *status, const char *what, uint64_t until);

/* At each tick: the line, of at most COLUMNS, is added to OUT, which is empty. A part that does not
 * fit is left out. */
void status_write(struct status_line *status, uint64_t now, int columns, struct buf *out);

#endif
