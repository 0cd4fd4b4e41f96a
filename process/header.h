/*
 * header - what a book's own header says it is.
 *
 * Title: and Author: verbatim. A line too long for the header's 72 columns, or that
 * ends in a comma, colon or hyphen, goes on in the next one, joined by one space; any
 * other further line is a subtitle or another author, and not taken. Looks no further
 * than the START mark, else what the page calls its header, else the first lines.
 */
#ifndef PROCESS_HEADER_H
#define PROCESS_HEADER_H

#include "data/text.h"

/* Fills id, title, author, date (of the release) and language of TEXT from its data; what it does
 * not say stays as it is. */
void header_read(struct text *text);

#endif
