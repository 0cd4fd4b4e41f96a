/*
 * html_facts - what a page says of itself: title, author, day, language.
 *
 *   JSON-LD > OpenGraph > <meta> > <title>, and <html lang>
 *
 * Of the same kind the first counts. A day is ISO 8601's; what is written in another way is
 * none, nor is an author who is a URL. Bounded: FACTS_LONGEST bytes each. Pure.
 */
#ifndef PROCESS_HTML_FACTS_H
#define PROCESS_HTML_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include "data/text.h"

enum { FACTS_LONGEST = 1000 };

enum fact { FACT_TITLE, FACT_AUTHOR, FACT_DATE, FACT_LANGUAGE, N_FACTS };

/* In the order of what they are worth. */
enum fact_by { FACT_BY_TITLE, FACT_BY_META, FACT_BY_OPENGRAPH, FACT_BY_JSON_LD, FACT_BY_LANG };

struct facts {
	char *values[N_FACTS]; /* NULL: not known */
	enum fact_by by[N_FACTS];
};

void facts_release(struct facts *facts);

/* VALUE of LEN bytes, unless what is known is worth as much, or this is worth nothing. */
void facts_add(struct facts *facts, enum fact fact, enum fact_by by, const char *value, size_t len);

/* An element: <html>, <meta> and <time> say something. */
void facts_start(struct facts *facts, const char *name, const char **attributes);

/* Title, author, date and language of TEXT, and where each came from. */
void facts_tell(struct facts *facts, struct text *text);

#endif
