/*
 * json_ld - what a page says of itself in JSON (schema.org): facts, and the text of its article.
 *
 * Scripts of more than JSON_LD_LONGEST bytes, and those after the first JSON_LD_MOST, are not
 * read: the memory of a page's JSON is at most some 20 times that, for one at a time. Pure.
 */
#ifndef PROCESS_JSON_LD_H
#define PROCESS_JSON_LD_H

#include <stddef.h>
#include "process/html_facts.h"

enum { JSON_LD_LONGEST = 1 << 20, JSON_LD_MOST = 16 };

struct json_ld {
	struct facts *facts;
	char *body; /* articleBody, the longest; NULL: none. The owner's to free() */
	size_t n;   /* scripts seen */
};

/* One script. What is no JSON says nothing. */
void json_ld_read(struct json_ld *ld, const char *json, size_t len);

#endif
