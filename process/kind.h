/*
 * kind - what the bytes of a page are, and who makes text of them.
 *
 *   what the bytes say > the Content-Type > the name
 *
 * One table: a kind is decoded to text, unpacked (an archive around a page), or refused by name,
 * with what to do. What is nothing else, and no binary data, is plain text. Pure.
 */
#ifndef PROCESS_KIND_H
#define PROCESS_KIND_H

#include <stdbool.h>
#include "data/err.h"
#include "data/page.h"
#include "data/text.h"

struct kind {
	const char *name; /* "text", "html", "zip", "pdf", ... */

	/* "content", "type" or "name": why PAGE is of this kind, after those before it in the table;
	 * NULL: it is not. */
	const char *(*is)(const struct page *page);

	/* As charset_decode, and whatever else the page says of the text. */
	int (*decode)(struct text *text, struct page *page, struct err *err);

	/* INNER, whose source is what it is called in there, is the caller's to release. */
	int (*unpack)(struct page *inner, const struct page *page, struct err *err);

	bool is_packed;
	const char *refusal; /* translatable (N_): what it is, what to do; NULL: it is read */
};

/* Never NULL. WHY: as KIND->is says. */
const struct kind *kind_of(const struct page *page, const char **why);

#endif
