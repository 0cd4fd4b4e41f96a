/*
 * text - the arrow from process to analyze: clean UTF-8 and how it was made.
 */
#ifndef DATA_TEXT_H
#define DATA_TEXT_H

#include <stdbool.h>
#include <stddef.h>

struct text {
	char *source;                  /* of the page */
	char sha256[65];               /* of the page's bytes */
	char *data;                    /* well-formed UTF-8; lines are the pieces between '\n' */
	size_t len;                    /* bytes; a text of n line ends has n + 1 lines */
	size_t header_len, footer_len; /* of them before the cut, what a page calls its library's */
	size_t links, link_len;        /* of a page: that lead into it or its book; their bytes */
	bool found;                    /* false: the cut found no text (data is then empty) */

	const char *kind;    /* static: "text", "html", ... (process/kind) */
	const char *kind_by; /* "content", "type", "name" */
	char *within;        /* what it was unpacked from: "zip: 12.txt"; NULL: nothing */

	char charset[48]; /* "UTF-8", "ISO-8859-1", "windows-1252", ... */
	/* "bom"; "http", "xml", "meta", "declared": what it was said to be; "utf-16", "utf-8",
	 * "detected", "default": what the bytes are. */
	const char *charset_by;
	char charset_declared[48]; /* what it is said to be and is not; "": nothing */
	bool replaced;             /* ill-formed input became U+FFFD */
	bool doubled;              /* its line ends are CR CR LF, each of which became two */

	const char *cut_rule;         /* static: which rule fired; "no-text" where none was found */
	size_t first_line, last_line; /* kept, from 1, in the whole file; 0, 0: nothing */
	size_t of_lines;              /* lines of the whole file */
	size_t dropped_lines;         /* of those kept, what was none of the book's */
	const char *warning; /* static, translatable (N_), or NULL: what the reader should know */
	size_t words, words_whole; /* kept, and in the whole file; 0 unless asked for */

	/* What the file says of itself; NULL where it does not. */
	long id;              /* Gutenberg's number, 0: none */
	char *title, *author; /* verbatim, wrapped lines joined by one space */
	char *date;           /* of its publication, as it is written there */
	char *language;       /* ISO 639-1 code where there is one, else 639-3 */

	/* Where each comes from, static: "header" (Gutenberg's), "json-ld", "opengraph", "meta",
	 * "title", "lang" (a page's), "opf", "tei", ...; of a language also "detected". */
	const char *title_by, *author_by, *date_by, *language_by;

	const char *language_detected; /* static: by its words, whatever it declares; NULL: not
					* sought, or not found */
	int language_percent;          /* of its letters are in that language */
};

void text_release(struct text *text);

#endif
