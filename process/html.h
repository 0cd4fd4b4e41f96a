/*
 * html - the markup of a page -> the text that its reader sees.
 *
 *   byte order mark > HTTP charset > <meta charset> > what the bytes are (process/charset)
 *   UTF-8 -> data/markup -> libxml2's HTML parser -> process/flow -> text
 *
 * Scripts, styles, templates, and what browsers keep for those without scripts or frames are left
 * out. Blocks begin and end lines, paragraphs are separated by an empty one, a <br> ends a line,
 * the cells of a row are separated by tabs, <pre> stays as it is. All of the page is kept, its
 * menus too, unless its article is asked for. However deep the markup, there is no recursion.
 */
#ifndef PROCESS_HTML_H
#define PROCESS_HTML_H

#include <stdbool.h>
#include "data/err.h"
#include "data/page.h"
#include "data/text.h"

/* It begins as HTML does; or HTTP says that it is, and it begins with a tag. */
bool html_is(const struct page *page);

/* As charset_decode, for the text; also title, author, day and language, as the page says them
 * (process/html_facts). */
int html_decode(struct text *text, struct page *page, struct err *err);

/* The same, of the article alone, as these RULES (process/article_rules) find it. Where none
 * stands out all is taken, and that is TEXT's warning. */
int html_article(struct text *text, struct page *page, unsigned rules, struct err *err);

/* Either, RULES being 0 for all of the page; without what its transcribers say (process/html_notes),
 * if DROP_NOTES. */
int html_read(struct text *text, struct page *page, unsigned rules, bool drop_notes,
	      struct err *err);

#endif
