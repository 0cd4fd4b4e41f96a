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
 * UTF-8, also with a byte order mark and CRLF; blanks around a field do not count. An id
 * has at most nine digits, a URL is http or https, and a path has a '/' or a '.' in it, or
 * is a file's that exists. Pure, but for looking whether a file exists: knows nothing of
 * the index or the network.
 */
#ifndef DATA_BOOKLIST_H
#define DATA_BOOKLIST_H

#include <stddef.h>
#include <stdint.h>
#include "data/err.h"

enum book_kind {
	BOOK_ID,     /* id */
	BOOK_AUTHOR, /* author: a name to look up in the index */
	BOOK_URL,    /* source */
	BOOK_FILE,   /* source */
	BOOK_RECORD, /* archive, offset: a page in a web archive; source: its URL */
};

struct book {
	enum book_kind kind;
	long id;        /* Gutenberg's number, 0: none */
	char *source;   /* URL or path; NULL: sought by id */
	char *title;    /* NULL: not known (yet) */
	char *author;   /* the same */
	char *language; /* ISO 639 code or NULL */
	char *archive;  /* a file's path */
	int64_t offset; /* of the record in it */
};

struct booklist {
	struct book *books;
	size_t n, size;
	struct booklist_seen *seen; /* which are in it */
};

void book_release(struct book *book);
void booklist_release(struct booklist *list);

/* Takes what BOOK points to over; a second book of the same id, URL, path or sought author
 * is dropped. */
void booklist_add(struct booklist *list, struct book *book);

/* Parses a whole list. ERR_USAGE with NAME, the line's number and what is wrong there; a
 * path is relative to the working directory. At most 2^20 entries, 64 KiB a line. What was
 * read before the error stays in LIST. */
int booklist_parse(struct booklist *list, const char *name, const char *data, size_t len,
		   struct err *err);

/* One argument of a command: "-" (a list on standard input), an id, @author, a URL, or a
 * file. A file is read as a list when half of its first lines, comments aside, are meant as
 * entries, be they right or wrong: of five, and where they are of all in its first 64 KiB. Prose,
 * what holds NUL bytes, and what is of more than 64 MiB, is a book; what is no regular file (a
 * pipe) is a list. */
int booklist_add_argument(struct booklist *list, const char *argument, struct err *err);

#endif
