/*
 * twins - who has the same content as somebody before: it is processed and analyzed once.
 *
 * The same bytes, sent as the same type: a server may send them as another, and then they are
 * another text. May be used by several threads at once.
 */
#ifndef CMD_TWINS_H
#define CMD_TWINS_H

#include <stddef.h>

struct catalog;
struct job;
struct page;
struct twins;

struct twins *twins_new(void);
void twins_free(struct twins *twins);

/* The first OWNER whose page of that KIND (any number) had the content of PAGE: OWNER itself,
 * where it is the first, or where the content is not known (page_hash). */
void *twins_first(struct twins *twins, const struct page *page, int kind, void *owner);

/* What came of TWIN, which is over, is what comes of JOB, under the names of its own. */
void twins_take(struct job *job, const struct job *twin, const struct catalog *catalog);

/* That N had a twin, for the user; the caller's to free(). */
char *twins_line(size_t n);

#endif
