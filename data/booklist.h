/*
 * booklist - the list a user writes, and the books it comes to.
 *
 *   # comment
 *   55752                                          a Gutenberg id
 *   55752<TAB>Dom Casmurro<TAB>Machado de Assis    with title and author
 *   @Machado de Assis                              every book of an author
 *   https://example.org/book.txt<TAB>Title<TAB>Author
 *   ./local/file.txt<TAB>Title<TAB>Author
 *
 * Pure: knows nothing of the index or the network.
 */
#ifndef DATA_BOOKLIST_H
#define DATA_BOOKLIST_H

#include <stddef.h>
#include "data/err.h"

enum book_kind {
	BOOK_ID,     /* id */
	BOOK_AUTHOR, /* author: a name to look up in the index */
	BOOK_URL,    /* source */
	BOOK_FILE,   /* source */
};

struct book {
	enum book_kind kind;
	long id;        /* Gutenberg's number, 0: none */
	char *source;   /* URL or path; NULL: sought by id */
	char *title;    /* NULL: not known (yet) */
	char *author;   /* the same */
	char *language; /* ISO 639 code or NULL */
};

struct booklist {
	struct book *books;
	size_t n, size;
};

void book_release(struct book *book);
void booklist_release(struct booklist *list);

/* Takes what BOOK points to over; a second book of the same id, URL or path is dropped. */
void booklist_add(struct booklist *list, struct book *book);

/* Parses a whole list. NAME and the line number stand in the error; a path is relative to
 * the working directory. At most 2^20 entries, 64 KiB a line. */
int booklist_parse(struct booklist *list, const char *name, const char *data, size_t len,
		   struct err *err);

/* One argument of a command: "-" (a list on standard input), an id, @author, a URL, or a
 * file; a file that holds a list is read as one, any other is a book. */
int booklist_add_argument(struct booklist *list, const char *argument, struct err *err);

#endif
