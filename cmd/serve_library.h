/*
 * serve_library - libmicrohttpd, loaded when first called (see data/library).
 *
 * Its functions that we use are defined here; who calls them includes <microhttpd.h>, as ever.
 */
#ifndef CMD_SERVE_LIBRARY_H
#define CMD_SERVE_LIBRARY_H

#include "data/err.h"

/* -1 and ERR: it is not there. To be asked before anything of it is called. */
int serve_library_load(struct err *err);

#endif
