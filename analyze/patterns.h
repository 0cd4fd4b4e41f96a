/*
 * patterns - hyphenation patterns (Liang's, as TeX and LibreOffice have them), applied to words.
 *
 *   . a g o r a .    with "a1go", "1ra"    ->    a-go-ra
 *
 * libhyphen reads them, and keeps them as an automaton whose steps are sought in lists: asking
 * it for each type of a book took as long as all the rest of an analysis. Its states are laid
 * out as a table here, and applied to several words at a time. Pure.
 */
#ifndef ANALYZE_PATTERNS_H
#define ANALYZE_PATTERNS_H

#include <stdbool.h>
#include <stddef.h>
#include "analyze/sixteen.h"

enum { PATTERNS_SHORT = 16, PATTERNS_AT_ONCE = 16 };

struct patterns;

/* Of TEXT, a dictionary's file, which is taken apart. NULL: it is none. */
struct patterns *patterns_new(char *text);
void patterns_free(struct patterns *patterns);

/* Whether they are of UTF-8, else of ISO 8859-1. */
bool patterns_are_utf8(const struct patterns *patterns);

/* WORD is LEN bytes with a full stop before and after; VALUES, as many, are what the patterns
 * give to the place after each byte: where it is odd, they part the word. */
void patterns_apply(const struct patterns *patterns, const unsigned char *word, size_t len,
		    unsigned char *values);

/* The same of PATTERNS_AT_ONCE words of as many bytes, at most PATTERNS_SHORT with both full stops.
 * PARTS are a bit for each place, the first the lowest: it is set where the word is parted. */
void patterns_part(const struct patterns *patterns, const sixteen words[PATTERNS_AT_ONCE],
		   size_t len, unsigned parts[PATTERNS_AT_ONCE]);

#endif
