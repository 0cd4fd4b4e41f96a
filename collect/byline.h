/*
 * byline - where, in a line of GUTINDEX.ALL, the title ends and the author begins.
 *
 *   Roget's Thesaurus by Peter Mark Roget
 *   Recent Fiction,by William Dean Howells
 *   Orlando Furioso, di Ludovico Ariosto
 *   Punch, Vol. 158, ed. by Sir Owen Seaman    (an editor counts as author)
 *
 * After the last ", by"; else the last " by" before what may be a name ("by 1789" is
 * none); else another language's word for it.
 */
#ifndef COLLECT_BYLINE_H
#define COLLECT_BYLINE_H

#include <stdbool.h>
#include <stddef.h>

struct byline {
	size_t title_len;
	size_t author, author_len; /* where it begins, and its length */
};

/* False: no author is named, all of TEXT is the title. */
bool byline_find(struct byline *byline, const char *text, size_t len);

/* "Dracula, Bram Stoker": the last comma, if what is behind it may be a name, or NULL;
 * and that name. */
char *byline_comma(char *title);
char *byline_name(char *comma);

/* The title ends before it, and the blanks before it. */
void byline_end_title(char *comma);

#endif
