/*
 * process - bytes -> clean text: the character set, the line ends, the book's own
 * header, and the part of the file that is the book.
 *
 *   page -> charset -> header -> cut -> text
 *
 * Knows Project Gutenberg's plain texts. No network, no files, no clock.
 */
#ifndef PROCESS_PROCESS_H
#define PROCESS_PROCESS_H

#include "data/err.h"
#include "data/page.h"
#include "data/text.h"
#include "process/cut.h"

struct process_options {
	enum cut cut;
};

/* "auto", "classic", "none"; -1: another name. */
int process_cut_named(enum cut *cut, const char *name);

/* Borrows PAGE; OUT is the caller's to text_release(), and empty on failure. ERR_FORMAT
 * where PAGE is HTML. OUT->found is false where the cut leaves no text. */
int process_page(struct text *out, const struct page *page, const struct process_options *options,
		 struct err *err);

#endif
