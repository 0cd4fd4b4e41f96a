/*
 * progress - who is still pending, shown to the person who waits.
 *
 * Any thread may call it. Its own thread draws every tenth of a second, so that
 * a blocking transfer or a busy processor does not stop it. Labels and texts may
 * come from strangers: no control character of theirs reaches the terminal. It
 * never fails: what cannot be shown is not shown.
 */
#ifndef PRESENT_PROGRESS_H
#define PRESENT_PROGRESS_H

#include <stddef.h>
#include <stdio.h>

enum progress_kind {
	PROGRESS_AUTO,  /* a bar on a terminal, plain lines on anything else */
	PROGRESS_BAR,   /* one line, updated in place */
	PROGRESS_DOTS,  /* a dot for each tenth of a second, and now and then who is missing */
	PROGRESS_PLAIN, /* one line for each thing that completes */
	PROGRESS_NONE,  /* nothing but what progress_say says */
};

/* "auto", "bar", "dots" or "none". -1: no such kind. */
int progress_named(enum progress_kind *kind, const char *name);

struct progress;

/* Borrows OUT (stderr) until progress_finish. */
struct progress *progress_new(FILE *out, enum progress_kind kind);

/* One more thing is awaited. */
void progress_add(struct progress *progress, const char *label);

/* It completed, or FAILURE (NULL: it did not fail) says why it will not. */
void progress_done(struct progress *progress, const char *label, const char *failure);

/* So many bytes more were received. */
void progress_bytes(struct progress *progress, size_t received);

/* So many requests are under way. */
void progress_asking(struct progress *progress, int requests);

/* WHAT (a host; NULL: nothing) is waited for, SECONDS more as far as is known, else 0.
 * The seconds count down by themselves. */
void progress_waiting(struct progress *progress, const char *what, double seconds);

/* A warning, on a line of its own. */
void progress_say(struct progress *progress, const char *line);

/* Shows the end and frees; nothing is written to OUT any more. */
void progress_finish(struct progress *progress);

#endif
