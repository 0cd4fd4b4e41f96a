/*
 * serve_routes - which address is answered with what: one table.
 *
 *   method, host, path, parameters -> a reply of the cache, or one that is made now
 */
#ifndef CMD_SERVE_ROUTES_H
#define CMD_SERVE_ROUTES_H

#include <stdbool.h>

struct MHD_Connection;
struct serve_books;
struct serve_cache;
struct serve_live;

struct serve_routes {
	struct serve_books *books;
	struct serve_cache *cache;
	struct serve_live *live;
	bool loopback; /* only its own names are answered to */
};

/* A request whose head was read; MHD_YES or MHD_NO. PATH is not escaped any more. */
int serve_route(const struct serve_routes *routes, struct MHD_Connection *connection,
		const char *path);

#endif
