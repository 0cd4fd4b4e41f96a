/*
 * markup - HTML as a parser can be given it: tags and text.
 *
 * Comments, declarations, scripts and styles go, and so do a tag's attributes beyond the first
 * 200: libxml2 compares each with all before it, and a page that has half a million of them
 * would keep it busy for minutes. The ends of body and html go too, as there are pages that go on
 * behind them. Tags end where HTML's own tokenizer says. Pure, and linear.
 */
#ifndef DATA_MARKUP_H
#define DATA_MARKUP_H

#include <stddef.h>

enum { MARKUP_MOST_ATTRIBUTES = 200 };

/* HTML, of LEN bytes, to OUT, which has room for as many and may be HTML itself. Returns how many
 * it came to. */
size_t markup_tame(char *out, const char *html, size_t len);

/* A script that holds JSON for other programs (JSON-LD). */
typedef void markup_json(void *arg, const char *json, size_t len);

/* The same, and SEE sees each of these, which go too. */
size_t markup_tame_seeing(char *out, const char *html, size_t len, markup_json *see, void *arg);

#endif
