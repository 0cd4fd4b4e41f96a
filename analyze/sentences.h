/*
 * sentences - where sentences end: UAX #29, as ICU's rules for the root locale apply it.
 *
 *   "No. 5 went home. (She, too!) And then?"      "No. 5 went home. |(She, too!) |And then?|"
 *
 * Only after a terminator ('.', '!', '?' and their likes) or a separator can a sentence end, so
 * only those are looked at. A text is wrapped by hand: a line end within a paragraph is a space,
 * and a paragraph ends with a line without a visible character. Copies nothing.
 */
#ifndef ANALYZE_SENTENCES_H
#define ANALYZE_SENTENCES_H

#include <stdint.h>
#include "analyze/classes.h"

/* What is asked of a character, once: its USentenceBreak, and some bits more. */
enum {
	SENTENCE_BREAK = 15,
	SENTENCE_KNOWN = 16,
	SENTENCE_SPACE = 32,   /* white space */
	SENTENCE_WORD = 64,    /* a letter or digit (L*, Nd) */
	SENTENCE_MAY_END = 128 /* a candidate: a terminator, a separator, a line end */
};

struct sentence_scan {
	const char *end;  /* where the next sentence begins; NULL: none ends here */
	const char *next; /* from here on candidates are to be looked at */
};

uint8_t sentence_class(uint32_t code_point);

/* A text, well-formed UTF-8; the classes are those above. */
struct sentence_text {
	const char *begin, *end;
	struct classes *classes;
};

/* Of the candidate at AT. */
struct sentence_scan sentence_after(const struct sentence_text *text, const char *at);

#endif
