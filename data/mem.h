/*
 * mem - memory that is there, or the program ends.
 *
 * For what we size ourselves. What a stranger sizes goes into a struct buf,
 * which has a limit.
 */
#ifndef DATA_MEM_H
#define DATA_MEM_H

#include <stddef.h>

/* All are the caller's to free(). */
void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xreallocarray(void *old, size_t count, size_t size);
char *xstrdup(const char *text);
char *xstrndup(const char *text, size_t len); /* at most LEN bytes, always terminated */
char *xasprintf(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* What was given back is kept for the next book, which needs as much: the system would have to
 * clear it anew. Once, before there are threads. */
void mem_keep(void);

#endif
