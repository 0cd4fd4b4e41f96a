/*
 * spelling - what the types of a text are made of: letters, and in some languages syllables.
 *
 * A letter is a letter or digit (L*, Nd). Syllables are counted in each run of letters of a
 * type, which apostrophes and accents of their own (Mn) do not end; digits do.
 */
#ifndef ANALYZE_SPELLING_H
#define ANALYZE_SPELLING_H

#include <stdint.h>
#include "analyze/lengths.h"
#include "analyze/patterns.h"
#include "analyze/tally.h"

/* Of all tokens. */
struct spelling {
	uint64_t words;      /* tokens with a letter */
	uint64_t long_words; /* with more than six */
	uint64_t letters, syllables;
	uint64_t unspaced;      /* letters of scripts that put no spaces between words */
	struct lengths lengths; /* of tokens, in code points; its histogram is the caller's */
};

/* Adds those of FOLDED. PATTERNS may be NULL: no syllables. */
void spelling_of(struct spelling *out, const struct tally *folded, const struct patterns *patterns);

#endif
