/*
 * cut_rules - the lines by which Project Gutenberg's own words are known from the book's.
 *
 * A pattern is matched at a line's start, after white space, stars, brackets and the
 * like, whatever the case of ASCII letters. In it a space stands for any white space
 * or none, '~' for up to 24 bytes of anything, '%' for up to 120, '!' at its end for
 * somebody: a name, or a last word, not "the heat of". One of "*[<-" at its start is
 * wanted before the line's words. Each row has an example that it matches.
 */
#ifndef PROCESS_CUT_RULES_H
#define PROCESS_CUT_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include "process/lines.h"

enum cut_part {
	CUT_START,       /* the book begins after it */
	CUT_SMALL_PRINT, /* the end of the licence that stood before the book in the 1990s */
	CUT_FIELD,       /* a field of the header, or of what a book says of itself */
	CUT_FIELD_SURE,  /* one that only headers have */
	CUT_END,         /* the book ended before it */
	CUT_LICENSE,     /* what comes after the end, where the end is not marked */
	CUT_CREDIT,      /* begins a paragraph on who made the file */
	CUT_CREDIT_MORE, /* the same, but only after another such paragraph */
	CUT_CREDIT_NAME, /* anywhere in a short paragraph of the same kind */
	CUT_NOTICE,      /* begins a paragraph between the parts of some collections */
	CUT_NOTE,        /* begins a note of the transcriber's */
};

enum { CUT_RULES_MOST = 192 };

struct cut_rule {
	enum cut_part part;
	const char *name, *pattern, *example;
};

/* Row I of the table, which is in the order of the parts, and has no more than CUT_RULES_MOST; NULL
 * after the last. */
const struct cut_rule *cut_rule_at(size_t i);

bool cut_rule_matches(const struct cut_rule *rule, struct line line);

/* Whether any rule of the part does, but for row WITHOUT: to see what that one is good for. */
bool cut_part_matches(enum cut_part part, struct line line, size_t without);

#endif
