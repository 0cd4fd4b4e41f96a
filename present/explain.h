/*
 * explain - what was done to a file to make text of it, as a line of JSON; no statistics.
 *
 *   {"source": ..., "kind": {"name": "html", "by": "content", "within": null},
 *    "charset": {"name": "UTF-8", "by": "http", "declared": null, "replaced": false},
 *    "cut": {"rule": "start-end", "first_line": 34, "last_line": 8473, "of_lines": 8846},
 *    "id": 54829, "title": ..., "title_by": "header", and so author, date and language,
 *    "language_detected": {"language": "pt", "percent": 99},
 *    "words": {"whole": 66123, "kept": 61549}, "warning": null}
 *
 * Of a file that failed: source, kind and "error".
 */
#ifndef PRESENT_EXPLAIN_H
#define PRESENT_EXPLAIN_H

#include <stdio.h>
#include "data/err.h"
#include "data/text.h"

/* FAILURE: why there is no text; NULL: there is. */
int explain_text(FILE *out, const struct text *text, const char *failure, struct err *err);

#endif
