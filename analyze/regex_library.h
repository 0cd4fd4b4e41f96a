/*
 * regex_library - ICU's regular expressions, loaded when first called (see data/library).
 *
 * Its functions that we use are defined here; who calls them includes <unicode/uregex.h>, as ever.
 */
#ifndef ANALYZE_REGEX_LIBRARY_H
#define ANALYZE_REGEX_LIBRARY_H

#include "data/err.h"

/* -1 and ERR: it is not there. To be asked before anything of it is called. */
int regex_library_load(struct err *err);

#endif
