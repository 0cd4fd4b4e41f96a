/*
 * pending - who is still awaited, and what there is to say of it at each tick.
 *
 * The pure half of progress: time comes in as milliseconds, what is to be shown
 * goes out into a buffer. Knows no clock, no thread and no terminal.
 *
 *   dots:  ........ [missing A, B]      after 50 ticks in which nothing completed
 *          ... A done!                  at the first tick after it completed
 *          !                            at the end
 *   bar:   [#####-----] 1/3  1.2 MB, 90 kB/s  2 at once  0:02 left  waiting for example.org, 1.4 s
 *   plain: 1/2 A
 */
#ifndef PRESENT_PENDING_H
#define PRESENT_PENDING_H

#include <stddef.h>
#include <stdint.h>
#include "data/buf.h"
#include "present/progress.h"

enum { PENDING_TICK_MS = 100 };

struct pending;

struct pending *pending_new(enum progress_kind kind); /* not PROGRESS_AUTO */
void pending_free(struct pending *pending);

/* The same label may be awaited several times. One that is not awaited completes all the same. */
void pending_add(struct pending *pending, const char *label, uint64_t now);
void pending_done(struct pending *pending, const char *label, const char *failure, uint64_t now);
void pending_bytes(struct pending *pending, size_t received);
void pending_asking(struct pending *pending, int requests);
void pending_waiting(struct pending *pending, const char *what, uint64_t until);

/* What is to be written now, added to OUT. COLUMNS is the terminal's width (bar). */
void pending_tick(struct pending *pending, uint64_t now, int columns, struct buf *out);
void pending_say(struct pending *pending, const char *line, struct buf *out);
void pending_finish(struct pending *pending, uint64_t now, int columns, struct buf *out);

#endif
