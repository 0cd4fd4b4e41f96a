/*
 * label - a text from outside, fit to be shown on a terminal.
 *
 * Titles, host names and error texts come from strangers: what could move the
 * cursor, change colours or turn the writing around never gets through.
 */
#ifndef PRESENT_LABEL_H
#define PRESENT_LABEL_H

#include <stddef.h>

/* TEXT as one harmless line of well-formed UTF-8, the caller's to free(): line ends and tabs
 * become spaces, other control characters '?', ill-formed bytes U+FFFD. */
char *label_new(const char *text);

/* DATA as well-formed UTF-8, the caller's to free(), and otherwise as it is: ill-formed bytes become
 * U+FFFD, NUL characters U+2400. Not fit for a terminal. */
char *label_text(const char *data, size_t len);

/* How many bytes of TEXT, a label, fit into COLUMNS of a terminal; *USED, where it is not NULL,
 * is the columns they take. A wide character takes two, a combining mark none. */
size_t label_fit(const char *text, int columns, int *used);

/* LABEL, which is taken over, of at most so many COLUMNS; where it is cut, an ellipsis says so. The
 * caller's to free(). */
char *label_cut(char *label, int columns);

#endif
