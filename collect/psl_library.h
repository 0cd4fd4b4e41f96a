/*
 * psl_library - libpsl, loaded when first called (see data/library).
 *
 * Its functions that we use are defined here; who calls them includes <libpsl.h>, as ever.
 */
#ifndef COLLECT_PSL_LIBRARY_H
#define COLLECT_PSL_LIBRARY_H

#include "data/err.h"

/* -1 and ERR: it is not there. To be asked before anything of it is called. */
int psl_library_load(struct err *err);

#endif
