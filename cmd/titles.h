/*
 * titles - what a book is called: as the list says, else the index, else the file itself,
 * else its file name, or for a page of a web archive its URL.
 */
#ifndef CMD_TITLES_H
#define CMD_TITLES_H

struct book;
struct catalog;
struct summary;
struct text;

/* SUMMARY has what the file says of itself (or nothing); CATALOG may be NULL. */
void titles_complete(struct summary *summary, const struct book *book,
		     const struct catalog *catalog);

/* The language of BOOK, whose text is TEXT, by the same rule; NULL: not known. */
const char *titles_language(const struct book *book, const struct catalog *catalog,
			    const struct text *text);

#endif
