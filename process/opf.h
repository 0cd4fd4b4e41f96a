/*
 * opf - an EPUB's package: what the book is called, and which of its files are read in which order.
 *
 * Pure. Only for epub.
 */
#ifndef PROCESS_OPF_H
#define PROCESS_OPF_H

#include <stddef.h>
#include "data/err.h"
#include "data/page.h"
#include "data/text.h"

enum { OPF_MOST_PAGES = 10000 };

struct opf {
	char **pages; /* names in the archive, in the order of the spine, each once */
	size_t n;
	char *contents; /* the name of the page that is their table, for EPUB 2; or NULL */
};

/* Where container.xml says that the package is; NULL: ERR. The caller's to free(). */
char *opf_path(const char *xml, size_t len, struct err *err);

/* Whether encryption.xml says that more than fonts is encrypted. */
bool opf_is_locked(const char *xml, size_t len);

/* PATH, of the package in the archive, is what its names are relative to. Also fills title,
 * author, date and language of TEXT. The body of PACKAGE may go. */
int opf_read(struct opf *opf, struct text *text, const char *path, struct page *package,
	     struct err *err);
void opf_release(struct opf *opf);

/* HREF, percent-encoded, of a file in the folder of PATH: the name in the archive, or NULL where it
 * leads out of it. The caller's to free(). */
char *opf_name(const char *path, const char *href);

#endif
