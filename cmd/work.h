/*
 * work - the books of a session through the stages, in one of four arrangements.
 *
 *   by stage   all are collected, then all processed, then all analyzed
 *   by book    each is processed and analyzed as soon as it is there
 *
 * each of them one after another (--sync), or on the loop and its worker threads. The
 * results are the same, byte for byte.
 */
#ifndef CMD_WORK_H
#define CMD_WORK_H

#include <stddef.h>
#include "cmd/job.h"

struct session;
struct work;

/* The books of SESSION up to and with stage UNTIL. */
struct work *work_new(struct session *session, enum stage until);
void work_free(struct work *work);

/* -1: interrupted, or the machine's fault (ERR): some jobs are not done. */
int work_run(struct work *work, struct err *err);

/* In the order of the book list. */
struct job *work_jobs(struct work *work, size_t *n);

#endif
