#include "analyze/arena.h"

#include <stdlib.h>
#include <string.h>
#include "data/mem.h"

enum { CHUNK = 65536 };

struct arena_chunk {
	struct arena_chunk *next;
	size_t used, size;
	char data[];
};

void arena_release(struct arena *arena)
{
	while (arena->chunks) {
		struct arena_chunk *next = arena->chunks->next;

		free(arena->chunks);
		arena->chunks = next;
	}
}

char *arena_reserve(struct arena *arena, size_t size)
{
	struct arena_chunk *chunk = arena->chunks;

	if (!chunk || chunk->size - chunk->used < size) {
		size_t room = size > CHUNK ? size : CHUNK;

		chunk = xmalloc(sizeof(*chunk) + room);
		*chunk = (struct arena_chunk) { arena->chunks, 0, room };
		arena->chunks = chunk;
	}
	return chunk->data + chunk->used;
}

void arena_keep(struct arena *arena, size_t size)
{
	arena->chunks->used += size;
}

char *arena_copy(struct arena *arena, const char *data, size_t len)
{
	char *to = arena_reserve(arena, len);

	memcpy(to, data, len);
	arena_keep(arena, len);
	return to;
}
