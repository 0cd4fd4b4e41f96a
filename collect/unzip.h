/*
 * unzip - the one text of a zip file, from memory to memory. Pure.
 *
 * The name within the zip only tells a text (*.txt, but no *-readme.txt) from what is none.
 */
#ifndef COLLECT_UNZIP_H
#define COLLECT_UNZIP_H

#include <stddef.h>
#include "data/buf.h"
#include "data/err.h"

struct page;

/* Adds the text to TEXT. ERR_FORMAT and ERR_LIMIT as in data/zip; ERR_FORMAT also where there is
 * not exactly one text. TEXT is of no use after a failure. */
int unzip_text(struct buf *text, const char *zip, size_t len, struct err *err);

/* PAGE, a zip, becomes its text of at most MAX bytes, as text/plain; as it was after a failure. */
int unzip_page(struct page *page, size_t max, struct err *err);

#endif
