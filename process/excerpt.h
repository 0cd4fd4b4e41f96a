/*
 * excerpt - from lines to bytes, in the beginning and the end of a text that is too big to be held.
 *
 *   beginning + end -> process_page -> first and last line -> what is kept of the file, in bytes
 *
 * The bytes are as they are in the file, of a charset in which line ends are those of ASCII: LF,
 * CR, or both.
 */
#ifndef PROCESS_EXCERPT_H
#define PROCESS_EXCERPT_H

#include <stdbool.h>
#include <stddef.h>
#include "data/text.h"
#include "process/convert.h"

/* Where line NUMBER, from 1, begins; LEN where there are not so many. */
size_t excerpt_line_start(const char *bytes, size_t len, size_t number);

/* Where the line ends after which there are N more line ends, its own included; 0 where there are
 * not so many. 0: LEN. */
size_t excerpt_line_end(const char *bytes, size_t len, size_t n);

/* Whether a text of TEXT's charset, which CHARSET is told, may be parted at any line end and
 * white space of ASCII, and each part be converted by itself. */
bool excerpt_may_part(struct charset *charset, const struct text *text);

#endif
