/*
 * claims - what a page is said to be written in, by itself or by whoever sent it.
 *
 *   HTTP charset > XML declaration > <meta charset> > "Character set encoding:"
 *
 * Claims lie: process/charset weighs them against the bytes. Only for charset.
 */
#ifndef PROCESS_CLAIMS_H
#define PROCESS_CLAIMS_H

#include <stdbool.h>
#include <stddef.h>
#include "data/page.h"
#include "process/convert.h"

enum { CLAIMS_MOST = 4 };

struct claim {
	struct charset charset;
	const char *by; /* "http", "xml", "meta", "declared" */
};

/* The most trusted first. IS_HTML: it may have a <meta>. Returns how many. */
size_t claims_read(struct claim claims[CLAIMS_MOST], const struct page *page, bool is_html);

#endif
