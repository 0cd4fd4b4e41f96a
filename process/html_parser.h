/*
 * html_parser - HTML -> what begins, what ends, and the text between, in order.
 *
 *   UTF-8 that data/markup has tamed -> libxml2's HTML parser -> events
 *
 * What begins also ends, within each other, also where the page does not say so. No more than
 * HTML_DEEPEST elements are open at a slice's end (and so never more than some 2,400): then all
 * end, and what follows is read as if a page began there. What references of the 1990s mean
 * (&#150;) is put right, entities are characters. No recursion, and no memory that grows with the
 * page but what an element's own tag takes.
 */
#ifndef PROCESS_HTML_PARSER_H
#define PROCESS_HTML_PARSER_H

#include <stddef.h>
#include "data/err.h"

enum {
	HTML_LONGEST_PAGE = 1 << 30, /* bytes: the parser's own numbers end at 2^31 */
	HTML_DEEPEST = 1000,
};

/* Names are in lower case. ATTRIBUTES: name, value (NULL: none), ..., NULL; or NULL. */
struct html_events {
	void (*start)(void *arg, const char *name, const char **attributes);
	void (*end)(void *arg, const char *name);
	void (*text)(void *arg, const char *bytes, size_t len);
	void (*stop)(void *arg); /* nothing is open now */
};

int html_parse(const struct html_events *events, void *arg, const char *html, size_t len,
	       struct err *err);

/* Of the attributes of an element; NULL: it has none of that name, or one without a value. */
const char *html_attribute(const char **attributes, const char *name);

#endif
