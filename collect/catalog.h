/*
 * catalog - the books that a library says it has, and which of them are meant.
 *
 *   GUTINDEX.ALL or pg_catalog.csv -> records -> author, title, language -> booklist
 *
 * Pure: whoever calls brings the bytes. Names of people read as on a title page
 * ("Lewis Carroll", also where the index says "Carroll, Lewis, 1832-1898"); several are
 * one string, joined as the index joins them, or by " and ". Numbers that the index only
 * reserves are not books. Of a number listed twice the later record stands: what differs
 * in the newer one is a misprint of the number.
 */
#ifndef COLLECT_CATALOG_H
#define COLLECT_CATALOG_H

#include <stdbool.h>
#include <stddef.h>
#include "data/booklist.h"
#include "data/err.h"

struct catalog;

/* Texts are one line of well-formed UTF-8 and live as long as the catalog. */
struct catalog_record {
	long id;
	const char *title;
	const char *full_title; /* where it differs, all of it; NULL */
	const char *author;     /* NULL: the index names none */
	const char *also;       /* other names of the author, for the search only; NULL */
	const char *language;   /* as the index says it, for language_code(); NULL: empty */
	bool copyrighted;
	size_t line; /* of the index, from 1 */
};

/* DATA is borrowed for the call. ERR_FORMAT: it is neither of the two, or lists no book. */
struct catalog *catalog_parse(const char *data, size_t len, struct err *err);
void catalog_free(struct catalog *catalog);

/* The records are in order of id; NULL: it is not there. */
size_t catalog_count(const struct catalog *catalog);
const struct catalog_record *catalog_record(const struct catalog *catalog, size_t i);
const struct catalog_record *catalog_find(const struct catalog *catalog, long id);

/* What is NULL is not asked. Words as in collect/names.h. */
struct catalog_query {
	const char *author;   /* every word is in the author's name, or in another name of theirs */
	bool author_exact;    /* the whole name, of one of the authors */
	const char *title;    /* every word is in the title */
	const char *language; /* ISO 639 code */
};

/* Adds each book that all of QUERY fits to LIST, as BOOK_ID and with the code of its
 * language; returns how many fit. */
size_t catalog_select(struct booklist *list, const struct catalog *catalog,
		      const struct catalog_query *query);

/* Authors whose name is almost AUTHOR's, the nearest first, at most N and each once.
 * Returns how many; the strings are the caller's to free(). */
size_t catalog_nearest_authors(char **names, size_t n, const struct catalog *catalog,
			       const char *author);

#endif
