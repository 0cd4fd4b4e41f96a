/*
 * cut - which part of a file is the book.
 *
 *   header, START mark | credits | the book | "End of ..." | END mark, licence
 *
 * auto     the marks and credits Project Gutenberg has used since the 1990s
 *          (the table in cut_rules), else where a page says its header and footer
 *          are; the whole text, and a warning, without them
 * classic  the rule of the talk this project grew from, to the letter: the first
 *          upper-case line after "Produced by" after the START mark, to the last
 *          visible line before "End of" before the END mark; no text without them
 * none     the whole file
 *
 * Pure. Lines are the pieces between '\n'; the text is well-formed UTF-8.
 */
#ifndef PROCESS_CUT_H
#define PROCESS_CUT_H

#include <stdbool.h>
#include <stddef.h>
#include "process/lines.h"

enum cut { CUT_AUTO, CUT_CLASSIC, CUT_NONE };

struct cut_result {
	bool found;                   /* false: no text, and the next two pairs are 0 */
	size_t start, end;            /* bytes kept */
	size_t first_line, last_line; /* the same in lines of the whole file, from 1 */
	size_t of_lines;
	const char *rule;    /* static: "start-end", "classic", "no-text", ... */
	const char *warning; /* static, translatable; or NULL */
};

/* What a page says are the library's words: so many bytes at its start and at its end, whole lines
 * but for the line end between them and the book. */
struct cut_edges {
	size_t header_len, footer_len;
};

void cut_find(struct cut_result *result, enum cut cut, const struct lines *file,
	      struct cut_edges edges);

/* Where the header ends, in bytes: at the START mark or what stands for it; 0: nowhere. */
size_t cut_header_end(const struct lines *file);

/* What transcribers say goes, and how far that is. */
enum cut_notes {
	CUT_NOTES_KEEP,
	CUT_NOTES_APART,     /* up to two empty lines, as in plain text */
	CUT_NOTES_PARAGRAPH, /* one paragraph, and its heading: markup says where others end */
};

/* Takes away what stands within TEXT and is none of the book's: notices between the parts of some
 * collections, and NOTES. Returns the bytes left (a NUL goes behind them),
 * and in DROPPED how many lines went. */
size_t cut_inside(char *text, size_t len, enum cut_notes notes, size_t *dropped);

/* Whether such a note begins with the line; and the line is but its heading: "Note", "Note:". */
bool cut_is_note(struct line line);
bool cut_is_note_heading(struct line line);

#define CUT_WITH_ALL SIZE_MAX

/* For cut_find: start, end, rule and warning; false: there is nothing to see in the file. Row
 * WITHOUT of the rules is not used. */
bool cut_auto(struct cut_result *result, const struct lines *file, struct cut_edges edges,
	      size_t without);

#endif
