/*
 * sqlite_library - SQLite, loaded when first called (see data/library).
 *
 * Its functions that we use are defined here; who calls them includes <sqlite3.h>, as ever.
 */
#ifndef DATA_SQLITE_LIBRARY_H
#define DATA_SQLITE_LIBRARY_H

#include "data/err.h"

/* -1 and ERR: it is not there. To be asked before anything of it is called. */
int sqlite_library_load(struct err *err);

#endif
