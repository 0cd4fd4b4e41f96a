/*
 * page_title - the title of a page that is a book -> the book's title and author.
 *
 *   "The Project Gutenberg eBook of The Worm, by A. Worm." -> "The Worm", "A. Worm"
 *
 * Only where the title names the library: others are taken as they are. Pure.
 */
#ifndef PROCESS_PAGE_TITLE_H
#define PROCESS_PAGE_TITLE_H

/* TITLE becomes the book's, and AUTHOR, where it is said, the caller's to free(); else both stay. */
void page_title_split(char **title, char **author);

#endif
