/*
 * charset - the bytes of a page -> UTF-8 with '\n' as the only line end.
 *
 *   byte order mark > what it is said to be (process/claims) > UTF-16 that nobody mentions
 *                   > strict UTF-8 > libuchardet, from 64 non-ASCII bytes on > windows-1252
 *
 * Claims lie. One that the bytes contradict loses, and TEXT says so: a legacy charset where the
 * bytes are UTF-8; ASCII where they are not; one in which too many of them mean nothing; a Western
 * one of a page that is all accents. UTF-8 with a slip is UTF-8 where nothing else is claimed, and
 * anything in it is.
 *
 * ISO-8859-1 is windows-1252 where bytes 0x80 to 0x9f occur, as nobody means C1 controls; so with
 * the few other charsets that have a superset. The name stays unless the superset was needed.
 * A byte order mark at the start is taken away; U+FEFF elsewhere stays.
 */
#ifndef PROCESS_CHARSET_H
#define PROCESS_CHARSET_H

#include <stdbool.h>
#include <stddef.h>
#include "data/err.h"
#include "data/page.h"
#include "data/text.h"

/* Fills data, len, charset, charset_by, charset_declared, replaced and doubled of TEXT. The body
 * of PAGE may become the text: it is NULL then. */
int charset_decode(struct text *text, struct page *page, struct err *err);

/* The same of HTML, which may say what it is in a <meta>. */
int charset_decode_html(struct text *text, struct page *page, struct err *err);

/* They are UTF-16 that nobody mentions: no binary data, for all the NULs in it. */
bool charset_looks_wide(const char *bytes, size_t len);

#endif
