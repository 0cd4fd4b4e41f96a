/*
 * arena - bytes that are kept until all are let go at once.
 *
 * What is in it never moves.
 */
#ifndef ANALYZE_ARENA_H
#define ANALYZE_ARENA_H

#include <stddef.h>

struct arena {
	struct arena_chunk *chunks; /* the first is the one that is being filled */
};

void arena_release(struct arena *arena);

/* Room for SIZE bytes, until the next call; what arena_keep is told of stays. */
char *arena_reserve(struct arena *arena, size_t size);
void arena_keep(struct arena *arena, size_t size);

char *arena_copy(struct arena *arena, const char *data, size_t len);

#endif
