/*
 * prose - how long the lines and the sentences of a text are.
 *
 * A line's length is in code points, its end not counted; lines without a visible character
 * are left out. A sentence (sentences.h) is one that has a word; its length is in words:
 * visible sequences with a letter or digit (L*, Nd), which the end of a sentence parts, too:
 * "Hello?World" has two sentences of one word each. That is so whatever tokens the other measures
 * are of, so that sentences of texts that were counted by other rules can be compared.
 */
#ifndef ANALYZE_PROSE_H
#define ANALYZE_PROSE_H

#include <stdbool.h>
#include <stddef.h>
#include "analyze/lengths.h"

/* Adds those of DATA, well-formed UTF-8: a whole text, or a piece that ends where a paragraph does.
 * PORTABLE: as on machines that can do less than this one. */
void prose_measure(struct lengths *lines, struct lengths *sentences, const char *data, size_t len,
		   bool portable);

#endif
