/*
 * gutenberg - where Project Gutenberg, or a mirror of it, keeps its index and its books.
 *
 *   id -> {mirror}/cache/epub/ID/pgID.txt                    directly, or
 *   id -> {mirror}/ebooks/ID -> the first link to a .txt     by the landing page
 *
 * MIRROR is the base of every address, with or without a slash at its end. Pure.
 */
#ifndef COLLECT_GUTENBERG_H
#define COLLECT_GUTENBERG_H

#include "data/err.h"
#include "data/page.h"

/* All are the caller's to free(). */
char *gutenberg_index_url(const char *mirror);
char *gutenberg_text_url(const char *mirror, long id);
char *gutenberg_landing_url(const char *mirror, long id);

/* The text's address on a landing page: the first href with ".txt" and without "-readme"
 * that leads to http or https, as seen from the page's own base, else from BASE_URL, where
 * PAGE was found in the end. ERR_MISSING: the page has none. */
int gutenberg_landing_text(char **url, const struct page *page, const char *base_url,
			   struct err *err);

#endif
