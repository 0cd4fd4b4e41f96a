/*
 * serve_pages - books of the store, written as pages and as JSON.
 */
#ifndef CMD_SERVE_PAGES_H
#define CMD_SERVE_PAGES_H

#include <stdio.h>
#include "cmd/serve_books.h"
#include "data/err.h"

enum { SERVE_TOKENS_AT_ONCE = 100 }; /* where no limit is given */

/* -1: ERR_MISSING where there is no such book. */
typedef int serve_write(FILE *out, struct serve_books *books, const struct serve_question *question,
			struct err *err);

serve_write serve_pages_shelf, serve_pages_page;                    /* HTML */
serve_write serve_pages_list, serve_pages_book, serve_pages_tokens; /* JSON */

#endif
