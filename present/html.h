/*
 * html - the parts of a report that is one page: html.c the page, html_shelf.c what compares its
 * books, html_book.c one of them. Only for this room.
 *
 * A picture without scripts is whole: a script (report.js) sorts, filters and points. All that
 * strangers wrote is text.
 */
#ifndef PRESENT_HTML_H
#define PRESENT_HTML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include "data/summary.h"
#include "present/charts.h"

/* How many of a book's words and characters are looked at. */
enum { HTML_WORDS = 1000, HTML_CHARACTERS = 100 };

/* The most used, falling. */
struct html_items {
	struct chart_item *items;
	const struct tally_row **rows; /* what each was made of */
	size_t n;
};

struct html_book {
	const struct summary *summary;
	size_t number;                                /* on the page, from 1 */
	const char *link;                             /* where it is instead, or NULL */
	bool has_section;                             /* on the page */
	bool knows_stopwords;                         /* of its language: else CONTENT is empty */
	struct html_items words, content, characters; /* lower-cased; CONTENT: no stop words */
};

/* What its section and the distances are drawn from (html_items.c). */
void html_book_fill(struct html_book *book);
void html_book_release(struct html_book *book);

void html_book_write(FILE *out, const struct html_book *book, bool alone);
void html_shelf_write(FILE *out, const struct html_book *books, size_t n);

/* OF_WORDS, translated, where it is words that all N are made of, and else the same of tokens; see
 * html_terms.c. */
const char *html_term(const struct html_book *books, size_t n, const char *of_words);

/* What stands around a page: the report's style, and a script of
 * its OWN, with where that may connect to (NULL: nowhere). */
struct html_script {
	const char *text;
	size_t len;
	const char *connect;
};

void html_policy(FILE *out, const struct html_script *own); /* Content-Security-Policy */
void html_head(FILE *out, const char *title, const struct html_script *own);
void html_navigation(FILE *out);
void html_end(FILE *out, const struct html_script *own);

/* The title, a link to BOOK where it is on the page or elsewhere. */
void html_name(FILE *out, const struct html_book *book);

/* A figure: its caption, a picture, and the table that begins below it. */
void html_figure_begin(FILE *out, const char *class, const char *caption, const char *more);
void html_data_begin(FILE *out, const char *const *heads, size_t n);
void html_data_end(FILE *out);
void html_figure_end(FILE *out);

/* A cell of a row: a token as it is, a number to the right. */
void html_cell(FILE *out, const char *text);
void html_number(FILE *out, double value, int decimals); /* less than 0: as many as say something */

#endif
