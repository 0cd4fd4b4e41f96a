/*
 * lines - walking a text line by line, in either direction, without an index of it.
 *
 * The text is well-formed UTF-8 with '\n' between lines; a line is given without
 * it. Offsets are bytes; LINES_NONE is no line. Never reads past the text.
 */
#ifndef PROCESS_LINES_H
#define PROCESS_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LINES_NONE SIZE_MAX

struct lines {
	const char *text;
	size_t len;
};

struct line {
	const char *text;
	size_t len;
};

/* The line that starts at offset AT. */
struct line lines_at(const struct lines *lines, size_t at);

/* Where the line after, or before, the one at AT starts. */
size_t lines_next(const struct lines *lines, size_t at);
size_t lines_previous(const struct lines *lines, size_t at);

/* How many lines start in the bytes from FROM, a line's start, to TO. */
size_t lines_count(const struct lines *lines, size_t from, size_t to);

/* How many sequences of visible characters there are. */
size_t lines_words(const struct lines *lines);

/* The line without the white space (ICU's u_isspace) at its start, or at both ends. */
struct line line_skip_space(struct line line);
struct line line_trim(struct line line);

/* Whether it has a character that is not white space. */
bool line_is_visible(struct line line);

/* At least one cased character, and no lower- or title-case one. */
bool line_is_upper(struct line line);

#endif
