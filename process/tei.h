/*
 * tei - a text encoded as the Text Encoding Initiative does (P4, P5) -> what its reader reads.
 *
 *   process/charset -> libxml2's XML parser -> process/flow -> text
 *
 * All of <text>: front and back matter are of the book, too. Notes stay where they stand; verse
 * lines are lines; of two readings the printed one (sic, orig, abbr), of several the editor's
 * (lem). What is not of the text goes: the header, page breaks, running heads, descriptions of
 * pictures, what was struck out. Title, author, date and language are the header's.
 */
#ifndef PROCESS_TEI_H
#define PROCESS_TEI_H

#include <stdbool.h>
#include "data/err.h"
#include "data/page.h"
#include "data/text.h"

/* Its root is TEI's. */
bool tei_is(const struct page *page);

/* As charset_decode; also title, author, date and language. ERR_FORMAT: not well-formed. */
int tei_decode(struct text *text, struct page *page, struct err *err);

#endif
