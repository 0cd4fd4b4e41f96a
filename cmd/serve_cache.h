/*
 * serve_cache - replies that were rendered, for as long as what they are made of stays the same.
 *
 * Bounded, in number and in bytes: what was not asked for the longest goes.
 */
#ifndef CMD_SERVE_CACHE_H
#define CMD_SERVE_CACHE_H

#include <stdint.h>

struct reply;
struct serve_cache;

struct serve_cache *serve_cache_new(void);
void serve_cache_free(struct serve_cache *cache);

/* All are of VERSION; those of another one go. */
void serve_cache_set_version(struct serve_cache *cache, int64_t version);

/* NULL: it is not there. */
struct reply *serve_cache_find(struct serve_cache *cache, const char *key);

/* Takes REPLY over; it is valid until the next call. */
void serve_cache_put(struct serve_cache *cache, const char *key, struct reply *reply);

#endif
