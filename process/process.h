/*
 * process - bytes -> clean text: the character set, the line ends, the book's own
 * header, and the part of the file that is the book.
 *
 *   page -> kind (unpacked where it is packed) -> charset, html or its article, epub, tei
 *        -> header -> cut -> text
 *
 * Knows Project Gutenberg's texts, pages of the web, EPUBs and TEI; what is none is refused by
 * name. No network, no files, no clock. Memory: at most 8 times the page, 20 times where its article
 * is sought; where it is packed, so much of what comes of it, which is at most 50 times the
 * archive (200: one within another) and 1 MiB.
 */
#ifndef PROCESS_PROCESS_H
#define PROCESS_PROCESS_H

#include <stdbool.h>
#include "data/err.h"
#include "data/page.h"
#include "data/text.h"
#include "process/cut.h"

/* What of a page of the web is its text. */
enum part {
	PART_USUAL,   /* the article of what was crawled, all of what was not */
	PART_ALL,     /* all that can be read */
	PART_ARTICLE, /* the main text, unless the page is a book of the library */
};

struct process_options {
	enum cut cut;
	enum part part;
	bool crawled;        /* and so without the marks of a library, which nobody misses */
	bool languages;      /* are detected, too: see process/language */
	bool explain;        /* words before and after the cut are counted */
	bool drop_notes;     /* of transcribers; only with CUT_AUTO */
	bool drop_invisible; /* soft hyphens, what has no width */
	bool repair;         /* UTF-8 that was read as Latin-1 */
};

/* "auto", "classic", "none"; -1: another name. */
const char *process_cut_name(enum cut cut);
int process_cut_named(enum cut *cut, const char *name);

/* "article", "all"; -1: another word. */
int process_part_named(enum part *part, const char *name);

/* "keep", "drop"; -1: another word. */
int process_notes_named(bool *drop_notes, const char *name);

/* The body of PAGE may become the text: it is NULL then. OUT is the caller's to text_release(), and
 * on failure has only its kind. OUT->found is false where the cut leaves no text. */
int process_page(struct text *out, struct page *page, const struct process_options *options,
		 struct err *err);

#endif
