/*
 * catalog_build - what a catalog is made of, for those who make and search it.
 *
 * Only for catalog.c, catalog_query.c and the readers of the two formats: gutindex.c with
 * gutentry.c and byline.c, and pg_catalog.c.
 */
#ifndef COLLECT_CATALOG_BUILD_H
#define COLLECT_CATALOG_BUILD_H

#include <stdbool.h>
#include <stddef.h>
#include "collect/catalog.h"

struct catalog {
	struct catalog_record *records;
	size_t n, size;
	struct chunk *texts; /* what the records' texts live in */
};

/* RECORD without a title takes its number out of the catalog. False: there is no room for
 * it, after 2^20 records. */
bool catalog_add(struct catalog *catalog, const struct catalog_record *record);

/* TEXT as it is kept: blanks (also U+00A0) and controls are one blank, none at the ends,
 * ill-formed UTF-8 is U+FFFD; NULL where nothing is left. */
char *catalog_text(struct catalog *catalog, const char *text, size_t len);

/* What a line of the index may begin or end with: blank, tab, CR, LF, U+00A0. */
size_t trimmed_end(const char *text, size_t len);
size_t trimmed_start(const char *text, size_t len); /* bytes to skip */

/* Whatever the case of ASCII letters. */
bool has_prefix(const char *text, size_t len, const char *prefix);

bool gutindex_recognised(const char *data, size_t len);
void gutindex_read(struct catalog *catalog, const char *data, size_t len);

bool pg_catalog_recognised(const char *data, size_t len);
void pg_catalog_read(struct catalog *catalog, const char *data, size_t len);

#endif
