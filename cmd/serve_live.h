/*
 * serve_live - the crawls on this store, told to browsers as they go: server-sent events.
 *
 *   traca.db -> struct crawl_view -> an event, where something changed -> all who listen
 *
 * Looks only while somebody listens, once a second, or less often where looking takes long. Who
 * reads slowly misses events, and none is kept for him.
 */
#ifndef CMD_SERVE_LIVE_H
#define CMD_SERVE_LIVE_H

#include <stdio.h>
#include "data/err.h"

struct MHD_Connection;
struct serve_books;
struct serve_live;
struct uv_loop_s;

/* Borrows BOOKS and LOOP. RESUMED is called when connections go on. */
struct serve_live *serve_live_new(struct serve_books *books, struct uv_loop_s *loop,
				  void (*resumed)(void *arg), void *arg);

/* Lets all who listen go; the connections must be looked after once more before they end. */
void serve_live_stop(struct serve_live *live);
void serve_live_free(struct serve_live *live); /* after nobody listens, and the loop ended */

/* Answers with events for as long as the connection lasts. */
int serve_live_send(struct serve_live *live, struct MHD_Connection *connection);

/* The page as it is now. */
int serve_live_page(FILE *out, struct serve_live *live, struct err *err);

#endif
