/*
 * letters - runs of letters, to be counted in lower case.
 *
 * A run is a letter (category L, as u_isalpha has it: what the Standardized Project Gutenberg
 * Corpus counts) and the letters and marks (M) that follow, so that decomposed text is not
 * torn; a joiner (U+200C, U+200D) between two of them belongs to it, as spelling asks for it.
 */
#ifndef ANALYZE_LETTERS_H
#define ANALYZE_LETTERS_H

#include <stdbool.h>
#include "analyze/tokenizer.h"

extern const struct tokenizer_kind letters_kind;

/* Whether a letter, marks of its own included, ends at P, not before START. */
bool letters_end_at(const char *start, const char *p);

#endif
