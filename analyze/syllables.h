/*
 * syllables - how many syllables a word has, as far as hyphenation patterns tell.
 *
 *   agora -> a-go-ra: 3
 *
 * The estimate: the points where the patterns of the distribution's dictionaries (libhyphen's,
 * in /usr/share/hyphen) part a word, and one more. A single letter may stand alone, and a part
 * without a vowel is none. The dictionaries are read once, when their language is first asked
 * for: the one place of this room that reads files. Several threads may ask.
 */
#ifndef ANALYZE_SYLLABLES_H
#define ANALYZE_SYLLABLES_H

#include <stddef.h>
#include "analyze/patterns.h"

struct syllables;

struct syllables *syllables_new(void);
void syllables_free(struct syllables *syllables);

/* Of a language (ISO 639-1; NULL: unknown), borrowed; NULL: there are none. */
const struct patterns *syllables_patterns(struct syllables *syllables, const char *language);

/* Debian's package of the I-th language that was asked for and is missing; NULL: no more. */
const char *syllables_missing(const struct syllables *syllables, size_t i);

/* Of a word in lower case, well-formed UTF-8, of letters and apostrophes; at least 1. */
unsigned syllables_count(const struct patterns *patterns, const char *word, size_t len);

#endif
