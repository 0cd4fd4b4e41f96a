/*
 * serve_asked - what a browser asks for: its address, parameters, and what it can unpack (pure).
 *
 *   "/api/books/55752/tokens", "limit", "10"  ->  what, question
 */
#ifndef CMD_SERVE_ASKED_H
#define CMD_SERVE_ASKED_H

#include <stdbool.h>
#include "cmd/serve_books.h"
#include "data/err.h"

enum serve_what {
	SERVE_SHELF,
	SERVE_PAGE,
	SERVE_LIVE,
	SERVE_EVENTS,
	SERVE_LIST,
	SERVE_BOOK,
	SERVE_TOKENS,
};

struct serve_asked {
	enum serve_what what;
	struct serve_question question;
};

/* PATH is not escaped any more. ERR_MISSING: there is nothing. */
int serve_asked_path(struct serve_asked *out, const char *path, struct err *err);

/* One parameter of what that path is. ERR_USAGE: it takes none of that name, or no such value. */
int serve_asked_parameter(struct serve_asked *asked, const char *name, const char *value,
			  struct err *err);

/* Is gzip in the list of an Accept-Encoding (NULL: there is none), and not with q=0? */
bool serve_asked_gzip(const char *list);

#endif
