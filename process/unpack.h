/*
 * unpack - the one page in a zip: a text, an HTML page, a book.
 *
 * Names tell what may be read (12.txt, 12-h/12-h.htm) from what is beside it (covers, styles,
 * 12-readme.txt). Several such are refused, and named. Pure.
 */
#ifndef PROCESS_UNPACK_H
#define PROCESS_UNPACK_H

#include "data/err.h"
#include "data/page.h"

/* As the unpack of struct kind; limits and errors are those of data/zip. */
int unpack_zip(struct page *inner, const struct page *page, struct err *err);

#endif
