#include "cmd/serve_cache.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include "cmd/serve_reply.h"
#include "data/mem.h"

enum { MOST = 256, MOST_BYTES = 32 << 20 };

struct entry {
	char *key;
	struct reply *reply;
	uint64_t used; /* when, in requests */
};

struct serve_cache {
	struct entry entries[MOST];
	size_t n, bytes;
	uint64_t now;
	int64_t version;
};

struct serve_cache *serve_cache_new(void)
{
	return xcalloc(1, sizeof(struct serve_cache));
}

static void drop(struct serve_cache *cache, size_t i)
{
	struct entry *entry = &cache->entries[i];

	cache->bytes -= reply_size(entry->reply);
	reply_free(entry->reply);
	free(entry->key);
	*entry = cache->entries[--cache->n];
}

static void clear(struct serve_cache *cache)
{
	while (cache->n)
		drop(cache, cache->n - 1);
}

void serve_cache_free(struct serve_cache *cache)
{
	if (!cache)
		return;
	clear(cache);
	free(cache);
}

void serve_cache_set_version(struct serve_cache *cache, int64_t version)
{
	if (version != cache->version)
		clear(cache);
	cache->version = version;
}

struct reply *serve_cache_find(struct serve_cache *cache, const char *key)
{
	for (size_t i = 0; i < cache->n; i++) {
		if (strcmp(cache->entries[i].key, key) == 0) {
			cache->entries[i].used = ++cache->now;
			return cache->entries[i].reply;
		}
	}
	return NULL;
}

static void drop_oldest(struct serve_cache *cache)
{
	size_t oldest = 0;

	for (size_t i = 1; i < cache->n; i++) {
		if (cache->entries[i].used < cache->entries[oldest].used)
			oldest = i;
	}
	drop(cache, oldest);
}

void serve_cache_put(struct serve_cache *cache, const char *key, struct reply *reply)
{
	/* One that is larger than all may be stands alone. */
	while (cache->n && (cache->n == MOST || cache->bytes + reply_size(reply) > MOST_BYTES))
		drop_oldest(cache);
	cache->entries[cache->n++] = (struct entry) { xstrdup(key), reply, ++cache->now };
	cache->bytes += reply_size(reply);
}
