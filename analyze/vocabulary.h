/*
 * vocabulary - what follows from the count of each type, without the text.
 *
 * Every occurrence of a character lies in a sequence, and the first one in the first
 * occurrence of a sequence: so the characters, their counts and their order are known
 * from the table of sequences, and each type is folded once, not each occurrence.
 */
#ifndef ANALYZE_VOCABULARY_H
#define ANALYZE_VOCABULARY_H

#include "analyze/fold.h"
#include "analyze/tally.h"
#include "data/err.h"
#include "data/summary.h"

/* The sequences are well-formed UTF-8. */
void vocabulary_characters(struct tally *out, const struct tally *sequences);

/* OUT, which is empty, becomes rows that cannot be sought, and borrow the tokens of TALLY. WHICH,
 * where it is not NULL, has room for as many as TALLY has rows, and is told which row of OUT each
 * becomes. */
int vocabulary_fold(struct tally *out, uint32_t *which, const struct tally *tally,
		    struct fold *fold, struct err *err);

/* Of TOKEN, in code points. */
uint64_t vocabulary_length(struct token token);

/* The tokens are borrowed, their array is the caller's to free(). */
struct top vocabulary_most_used(const struct tally *tally);
struct top vocabulary_longest(const struct tally *tally);
struct table_rows vocabulary_rows(const struct tally *tally);
struct table_rows vocabulary_top(const struct tally *tally, size_t n); /* see table_cut */

#endif
