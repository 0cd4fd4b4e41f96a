/*
 * site - what one authority's robots.txt lets us ask for.
 *
 * Kept in the cache for a day. 4xx: all is allowed. 429, 5xx or no answer: nothing is.
 * Never fetches: it says which URL to ask, and is told the answer.
 */
#ifndef COLLECT_SITE_H
#define COLLECT_SITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "data/err.h"

struct buf;
struct cache;
struct site;
struct sites;

enum site_state {
	SITE_UNKNOWN, /* its robots.txt was not asked for yet */
	SITE_ASKING,
	SITE_KNOWN,
	SITE_CLOSED,  /* its robots.txt could not be had */
	SITE_PRIVATE, /* not of the open net: closed for who was led there from that */
};

/* USER_AGENT is what is sent; its product token is matched. Both are borrowed. */
struct sites *sites_new(struct cache *cache, const char *user_agent);
void sites_free(struct sites *sites);

/* The site of a normalised URL, made (or taken from the cache) where it is new. */
struct site *sites_find(struct sites *sites, const char *url);

enum site_state site_state(const struct site *site);
const char *site_robots_url(const struct site *site);
void site_asking(struct site *site);

/* While asking: is it in the cache meanwhile? Then it is known. */
bool site_look_again(struct site *site);

/* STATUS and BODY of robots.txt, or why there are none. */
void site_answered(struct site *site, long status, const struct buf *body,
		   const struct err *failure);

/* Its robots.txt was not asked for, as it is not of the open net; WHY is copied. */
void site_is_private(struct site *site, const struct err *why);

/* It does not answer any more: closed for this run; WHY is copied. */
void site_close(struct site *site, const struct err *why);

/* 0, ERR_FORBIDDEN with the deciding line, or ERR_CLOSED. For a site that is known, closed or
 * private.
 * LINE, if not NULL, is that line ("": none decided), as long as the site lives. */
int site_allows(const struct site *site, const char *url, const char **line, struct err *err);

int64_t site_crawl_delay_ms(const struct site *site);     /* 0: none */
double site_crawl_delay_asked_s(const struct site *site); /* the same, as its file has it */

/* As robots_sitemaps; NULL: its file was not read in this run, nor the day before. */
const char *const *site_sitemaps(const struct site *site, size_t *count);

/* Those who wait for the answer, first come first. */
void site_wait(struct site *site, void *item);
void *site_next_waiting(struct site *site); /* NULL: no more */
size_t site_count_waiting(const struct site *site);

#endif
