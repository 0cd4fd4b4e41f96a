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

#include <stdbool.h>
#include <stdint.h>

struct sentence_scan {
	const char *end;  /* where the next sentence begins; NULL: none ends here */
	const char *next; /* from here on candidates are to be looked at */
};

/* Whether CODE_POINT is a candidate: a terminator, a separator, a line end. */
bool sentence_may_end_at(int32_t code_point);

/* Of the candidate at AT in the text from BEGIN to END, well-formed UTF-8. */
struct sentence_scan sentence_after(const char *at, const char *begin, const char *end);

#endif
