/*
 * links - the addresses that a page of HTML refers to.
 *
 * Every href in the order of the page, whatever the element, but the base. As they are
 * written: entities are resolved, white space at the ends is off, nothing else is done;
 * collect/url.h makes addresses of them. Nothing is fetched, and no tree is built.
 */
#ifndef COLLECT_LINKS_H
#define COLLECT_LINKS_H

#include <stddef.h>
#include "data/err.h"

struct links {
	char *base;   /* the page's first <base href>; NULL: it has none */
	char **hrefs; /* none is empty */
	size_t n, size;
};

/* HTML may be broken in any way. At most 2^16 links of 8 KiB each, and none from elements
 * nested more than 1000 deep: what is beyond is left out. ERR_LIMIT: more than 64 MiB. */
int links_read(struct links *links, const char *html, size_t len, struct err *err);
void links_release(struct links *links);

#endif
