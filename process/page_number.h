/*
 * page_number - the numbers of a printed book's pages and lines that stand in its HTML.
 *
 *   <span class="pagenum">[Pg 12]</span>   <a id="Page_12">12</a>   <span class="linenum">40</span>
 *
 * Some classes say it for sure; of others, and of an anchor that is called Page_12, the text must
 * be a number, too. Never takes a number of a chapter, a note or a verse's own words for one. Pure.
 */
#ifndef PROCESS_PAGE_NUMBER_H
#define PROCESS_PAGE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

enum page_number {
	PAGE_NUMBER_NO,
	PAGE_NUMBER_MAYBE, /* if its text is a number */
	PAGE_NUMBER_SURE,  /* if its text is short */
};

/* What an element of these attributes (name, value, ..., NULL; or NULL) may be. */
enum page_number page_number_named(const char **attributes);

/* Whether TEXT, all that stands in such an element, is one. */
bool page_number_is(enum page_number kind, const char *text, size_t len);

#endif
