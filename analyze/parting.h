/*
 * parting - how many syllables words have, as far as hyphenation patterns tell.
 *
 *   agora -> a-go-ra: 3
 *
 * The estimate: the points where the patterns part a word, and one more. A single letter may
 * stand alone, and a part without a vowel is none; a word has at least one. Words are in lower
 * case, well-formed UTF-8, of letters and apostrophes.
 */
#ifndef ANALYZE_PARTING_H
#define ANALYZE_PARTING_H

#include <stddef.h>
#include <stdint.h>
#include "analyze/patterns.h"

struct parting;

/* Borrows PATTERNS. */
struct parting *parting_new(const struct patterns *patterns);

/* COUNT more of WORD, which may have to wait for others of its length. */
void parting_add(struct parting *parting, const char *word, size_t len, uint64_t count);

/* The syllables of all; ends it. NULL: none. */
uint64_t parting_end(struct parting *parting);

/* Of one word. */
unsigned parting_syllables(const struct patterns *patterns, const char *word, size_t len);

#endif
