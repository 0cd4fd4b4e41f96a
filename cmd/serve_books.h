/*
 * serve_books - what is kept in the store, found for those who ask. Never writes it.
 *
 *   a book's name in an address: 55752, Gutenberg's number: the newest summary of it
 *                                s12, the summary 12 of the store
 */
#ifndef CMD_SERVE_BOOKS_H
#define CMD_SERVE_BOOKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "data/err.h"
#include "data/summary.h"

enum { SERVE_BOOKS_AT_ONCE = 1000 }; /* where no limit is given */

struct results;
struct serve_books;
struct store;

/* Of the folder DIR; NULL: ERR. */
struct serve_books *serve_books_open(const char *dir, struct err *err);
void serve_books_free(struct serve_books *books);

/* The store, opened again where it failed, or is another file by now; NULL: ERR. */
struct store *serve_books_store(struct serve_books *books, struct err *err);

/* Another number once there is something new. */
int serve_books_version(struct serve_books *books, int64_t *version, struct err *err);

struct serve_question {
	int64_t summary; /* one of the two, or none: all books */
	long number;
	enum table table;
	long limit, offset; /* limit 0: as many as usual */
};

struct serve_found {
	struct summary *summaries;
	int64_t *ids;
	size_t n, size;
};

/* The book that was asked for is that of index *NEWEST; ERR_MISSING: there is none. FOUND, which
 * is empty before, is to be released in either case. */
int serve_books_find(struct serve_books *books, struct serve_found *found,
		     const struct serve_question *question, size_t *newest, struct err *err);
void serve_found_release(struct serve_found *found);

struct serve_list {
	struct serve_found found;
	size_t *order;   /* indexes, by author and title */
	size_t first, n; /* of the order, those that were asked for */
	bool *is_newest; /* of those of the same number */
};

/* All books, without measures; LISTED as FOUND above. */
int serve_books_list(struct serve_books *books, struct serve_list *listed,
		     const struct serve_question *question, struct err *err);
int serve_list_fill(struct serve_books *books, struct serve_list *listed, struct err *err);
void serve_list_release(struct serve_list *listed);

/* The name of one in an address. The caller's to free(). */
char *serve_list_name(const struct serve_list *listed, size_t i);

/* Of the store that was opened last. */
struct results *serve_books_results(const struct serve_books *books);

#endif
