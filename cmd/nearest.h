/*
 * nearest - the name that was perhaps meant.
 */
#ifndef CMD_NEAREST_H
#define CMD_NEAREST_H

#include <stddef.h>

/* What is closest so far; { .word = ... } to begin. */
struct nearest {
	const char *word; /* as it was typed; borrowed */
	const char *name; /* NULL: none is close enough */
	int edits;
};

/* NAME, borrowed, may be what was meant: at most a third of the word's letters, and 3, have to be
 * put in, left out, changed, or changed about with their neighbour (the restricted edit distance
 * of Damerau and Levenshtein). Words beyond 31 letters are not looked at. */
void nearest_offer(struct nearest *nearest, const char *name);

#endif
