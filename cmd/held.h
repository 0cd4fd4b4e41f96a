/*
 * held - what many books have in hand between two stages: in memory up to a limit, on the disk beyond.
 *
 *   page -> held -> (all are collected) -> page -> text -> held -> (all are processed) -> text
 *
 * A page that is not held is read again, from the cache or its own file; a text is put into a
 * temporary file that has no name. A job is one thread's at a time; different ones may come from
 * different threads.
 */
#ifndef CMD_HELD_H
#define CMD_HELD_H

#include <stddef.h>
#include "data/err.h"

struct collect;
struct held;
struct job;

/* MOST bytes are held, of all jobs together. Borrows COLLECT. Where there is none (NULL), nothing
 * is put anywhere. */
struct held *held_new(const struct collect *collect, size_t most);
void held_free(struct held *held);

/* After a stage: the page of JOB, or its text, for the next one. A text that cannot
 * be put on the disk stays in memory. */
void held_put_page(struct held *held, struct job *job);
void held_put_text(struct held *held, struct job *job);

/* Before a stage. -1: it is not what it was, or not there any more. */
int held_get_page(struct held *held, struct job *job, struct err *err);
int held_get_text(struct held *held, struct job *job, struct err *err);

#endif
