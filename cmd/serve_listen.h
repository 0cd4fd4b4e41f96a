/*
 * serve_listen - where a server waits for browsers, and which names for that place are believed.
 *
 * A page of the open net can make a browser ask this machine under a name of its own (DNS
 * rebinding): who waits on the loopback only answers to names of the loopback.
 */
#ifndef CMD_SERVE_LISTEN_H
#define CMD_SERVE_LISTEN_H

#include <stdbool.h>
#include "data/err.h"

struct serve_place {
	int fd;         /* listens; the caller's to close */
	char text[120]; /* "127.0.0.1:8077", "[::1]:8077" */
	bool loopback, v6;
};

/* WHERE: ADDRESS[:PORT], "[V6]:PORT"; NULL: the default. */
int serve_place_open(struct serve_place *out, const char *where, struct err *err);

/* May a request to the loopback be meant for HOST, as its header says? */
bool serve_host_is_ours(const char *host);

#endif
