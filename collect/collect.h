/*
 * collect - the bytes of a book, from the cache or politely from the web.
 *
 *   book -> cached? -> page
 *             | no
 *             +-> each place of each mirror in turn (route.h) -> cache -> page
 *             +-> or the list for robots -> its zip (harvest.h) -> cache -> page
 *
 * What is cached is never asked for again. Offline, no socket is ever opened.
 */
#ifndef COLLECT_COLLECT_H
#define COLLECT_COLLECT_H

#include <stdbool.h>
#include <stdint.h>
#include "collect/visit.h"
#include "data/booklist.h"
#include "data/err.h"
#include "data/page.h"

enum via { VIA_DIRECT, VIA_LANDING, VIA_HARVEST };

struct collect_options {
	struct visit_options visit;
	char *const *mirrors; /* the bases of Gutenberg's addresses, normalised; the first is asked
			       * first */
	size_t n_mirrors;     /* 1 to 64 */
	enum via via;
	const char *language; /* of a harvest; NULL: all */
	int64_t max_age_s;    /* of the pages of a harvest */
	bool offline;
	int64_t keep_since; /* see errand.h; 0: what is cached is never asked for again */
};

struct collect;

/* PAGE is the sink's to keep: *PAGE = { 0 } takes it over. NULL where the book failed, and
 * then FAILURE says why. Called once a book. */
typedef void collect_sink(struct page *page, const struct err *failure, void *arg);

/* -1: "direct", "landing" and "harvest" are the names. */
int collect_via_named(enum via *via, const char *name);

/* Borrows OPTIONS' texts and mirrors, LOOP and CACHE. */
struct collect *collect_new(struct uv_loop_s *loop, const struct collect_options *options,
			    struct cache *cache);

/* Drops what was asked for; no sink is called. Run the loop once more after. */
void collect_free(struct collect *collect);

/* 1: PAGE is filled from the cache, or from the book's own file, which is only opened (page.big)
 * where it is larger than what may be held; 0: not there; -1: ERR.
 * Asks nobody, and may be called from any thread, but with VIA_HARVEST not while something is
 * asked for. */
int collect_cached(const struct collect *collect, const struct book *book, struct page *page,
		   struct err *err);

/* Asks for what is not cached; BOOK is borrowed until SINK is called, from the loop or from
 * within. */
void collect_ask(struct collect *collect, const struct book *book, collect_sink *sink, void *arg);

/* What would be asked for first, the caller's to free(); NULL: nobody knows, or nobody can. */
char *collect_first_url(struct collect *collect, const struct book *book);

/* The same as collect_ask for a single URL that is no book, such as an index. */
void collect_ask_url(struct collect *collect, const char *url, collect_sink *sink, void *arg);

/* The N books of a harvest, or FAILURE: why its pages could not be read. All borrowed. */
typedef void collect_listed(const long *ids, size_t n, const struct err *failure, void *arg);

/* With VIA_HARVEST only: all its pages are read, from the cache where they are young enough. */
void collect_list(struct collect *collect, collect_listed *listed, void *arg);

/* As collect_cached, for a URL that is no book; FETCHED is when, in seconds since 1970. */
int collect_cached_url(const struct collect *collect, const char *url, struct page *page,
		       int64_t *fetched, struct err *err);

#endif
