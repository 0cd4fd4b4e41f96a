/*
 * cache - bodies on disk, so that nothing is asked for twice.
 *
 *   DIR/www.gutenberg.org/cache/epub/55752/pg55752.txt        the bytes, as they are
 *   DIR/www.gutenberg.org/cache/epub/55752/pg55752.txt,json   the facts about them
 *
 * (cache_name.h says which file is whose.) A crash at any moment, of the program or the
 * machine, leaves the old page, the new one or none, never half of one: what is not
 * exactly the bytes its facts speak of counts as not there. Several processes may share
 * a folder; the temporary files of dead ones are removed when the next one opens it.
 * Passwords in URLs are written nowhere. A struct cache is for one thread.
 */
#ifndef DATA_CACHE_H
#define DATA_CACHE_H

#include <stddef.h>
#include "data/cache_facts.h"
#include "data/err.h"
#include "data/page.h"

struct cache;

/* Makes DIR where needed, for the user alone. NULL where it cannot be written to. */
struct cache *cache_open(const char *dir, struct err *err);

/* Writes nothing, ever; where DIR is missing it is empty. */
struct cache *cache_open_read_only(const char *dir);

void cache_free(struct cache *cache);

/* As it was given. */
const char *cache_dir(const struct cache *cache);

/* Many at a time: what was written is there, to stay, after the next cache_sync, and not before.
 * ERR_FULL: no room. After a failure the old page, or none, is there. */
int cache_write(struct cache *cache, const char *url, const struct cache_facts *facts,
		const char *body, size_t len, struct err *err);
int cache_sync(struct cache *cache, struct err *err);

/* The same by another thread, while this one goes on writing: what was written so far, NULL:
 * nothing. One batch at a time, in order; none may be left when CACHE ends. */
struct cache_batch;
struct cache_batch *cache_take(struct cache *cache);
int cache_batch_keep(struct cache_batch *batch, struct err *err); /* frees it */

/* 1: PAGE (hashed) and FACTS (may be NULL) are filled, the caller's to release; 0: not there;
 * -1: cannot be read, or ERR_LIMIT: more than MAX bytes. */
int cache_get(const struct cache *cache, const char *url, size_t max, struct page *page,
	      struct cache_facts *facts, struct err *err);

/* Where the body of URL is or would be; the caller's to free(). NULL: no URL. */
char *cache_path(const struct cache *cache, const char *url, struct err *err);

#endif
