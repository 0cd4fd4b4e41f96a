/*
 * process - bytes -> clean text: the character set, the line ends, the book's own
 * header, and the part of the file that is the book.
 *
 *   page -> charset, or html -> header -> cut -> text
 *
 * Knows Project Gutenberg's plain texts, and pages of the web. No network, no files, no clock.
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

/* The body of PAGE may become the text: it is NULL then. OUT is the caller's to text_release(), and empty on failure.
 * OUT->found is false where the cut leaves no text. */
int process_page(struct text *out, struct page *page, const struct process_options *options,
		 struct err *err);

#endif
