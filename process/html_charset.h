/*
 * html_charset - the bytes of an HTML page -> UTF-8, as browsers read them.
 *
 * process/charset does the work. Only for html.
 */
#ifndef PROCESS_HTML_CHARSET_H
#define PROCESS_HTML_CHARSET_H

#include "data/err.h"
#include "data/page.h"
#include "data/text.h"

/* As charset_decode; NULs are left out: no parser likes them. */
int html_charset_decode(struct text *text, struct page *page, struct err *err);

/* A C1 control at AT is windows-1252 written as if it were Unicode (&#150;): what it means. NULL:
 * there is none. */
const char *html_charset_meant(const char *at, const char *end);

#endif
