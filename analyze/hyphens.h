/*
 * hyphens - words that a hyphen breaks at a line end, in one piece again: exem-, plo -> exemplo.
 *
 * A hyphen (-, U+2010 or the soft U+00AD) goes, with the line end, where a letter is before it
 * and the next line begins with a lower-case letter; blanks around the line end go, too. So
 * "guarda-, chuva" loses its own hyphen: only a dictionary would know.
 *
 * A line that may go on in the next chunk is held back until that one comes, up to HYPHENS_LINE.
 */
#ifndef ANALYZE_HYPHENS_H
#define ANALYZE_HYPHENS_H

#include <stdbool.h>
#include <stddef.h>

enum { HYPHENS_LINE = 1 << 16 };

struct hyphens {
	char held[HYPHENS_LINE]; /* the last line of the chunk before */
	size_t n_held;
	char *text; /* what was handed out */
};

void hyphens_release(struct hyphens *hyphens);

/* *DATA and *LEN are a chunk that begins and ends at line ends; they become what is to be read
 * instead, which lives until the next call. */
void hyphens_join(struct hyphens *hyphens, const char **data, size_t *len, bool is_last);

#endif
