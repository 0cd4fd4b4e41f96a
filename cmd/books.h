/*
 * books - from what the user asked for to a list of books.
 *
 *   --id, --author, --title, --language, lists, URLs, files -> (the index) -> session.books
 */
#ifndef CMD_BOOKS_H
#define CMD_BOOKS_H

#include "data/err.h"

struct session;

/* Fills session->books, and session->catalog where an index was needed or is at hand.
 * What nobody has (an unknown author) is said; -1: nothing can be done, or interrupted. */
int books_choose(struct session *session, struct err *err);

#endif
