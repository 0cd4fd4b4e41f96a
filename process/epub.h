/*
 * epub - a book in an archive, EPUB 2 or 3 -> its text, as it is read from first page to last.
 *
 *   zip -> META-INF/container.xml -> the package (OPF): title, author, date, language; the spine
 *       -> its pages in order, each through process/html -> text
 *
 * Left out: what the spine calls not linear, the page that is the navigation, and such of EPUB 2
 * that are little more than links into the book. An EPUB that is
 * encrypted for one reader (DRM) is refused by name; fonts may be. All its pages together are at
 * most ZIP_RATIO times the archive (data/zip), and their text twice that.
 */
#ifndef PROCESS_EPUB_H
#define PROCESS_EPUB_H

#include <stdbool.h>
#include "data/err.h"
#include "data/page.h"
#include "data/text.h"

/* A zip that says so, or has an EPUB's container in it. */
bool epub_is(const struct page *page);

/* As charset_decode, of the first page; also title, author, date and language. */
int epub_decode(struct text *text, struct page *page, struct err *err);

#endif
