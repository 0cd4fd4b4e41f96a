/*
 * site - the report as the pages of a server, and a page on which crawls are watched.
 *
 *   /  -> links to /books/...       /live  <- /live/events, lines of JSON
 *
 * Like the one page of the report, whole without scripts; needs nothing from elsewhere.
 */
#ifndef PRESENT_SITE_H
#define PRESENT_SITE_H

#include <stddef.h>
#include <stdio.h>
#include "data/crawl_view.h"
#include "data/err.h"
#include "data/summary.h"

/* Which of ALL books are on a page, from the first, 0; where the others are (NULL: there are none). */
struct site_place {
	size_t first, all;
	const char *before, *after;
};

/* The report with a way to the other pages. LINKS: where each has a page of its own, the
 * caller's; NULL: they are all on this one. */
int site_write(FILE *out, const struct summary *const *summaries, const char *const *links,
	       size_t n, const struct site_place *place, struct err *err);

/* The page of the crawls as they are, which asks /live/events for what comes. */
int site_write_live(FILE *out, const struct crawl_view *view, struct err *err);

/* One line: an object with "jobs", "hosts" and "processes". */
int site_write_view(FILE *out, const struct crawl_view *view, struct err *err);

/* The Content-Security-Policy of the former two. */
void site_policy(FILE *out);
void site_live_policy(FILE *out);

#endif
