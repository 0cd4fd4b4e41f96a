/*
 * page - the arrow from collect to process: bytes and where they came from.
 */
#ifndef DATA_PAGE_H
#define DATA_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "data/err.h"

struct big_file;

enum { PAGE_HASH_SIZE = 65 }; /* 64 hex digits of SHA-256, and a NUL */

struct page {
	char *source;                /* URL as asked for, or the file's path */
	char *content_type;          /* the header's value; NULL: none was sent, or a local file */
	char *body;                  /* as received, after content decoding */
	size_t len;                  /* of body, bytes */
	char *etag;                  /* the header's value; NULL: as above */
	int64_t fetched;             /* seconds since 1970; 0: a local file */
	struct big_file *big;        /* a local file that was only opened; body is NULL */
	bool from_public;            /* its server is of the open net */
	char sha256[PAGE_HASH_SIZE]; /* of body, lower-case hex; "" until page_hash */
};

void page_release(struct page *page);

/* Reads a local file (source is PATH, no content type); at most MAX bytes. */
int page_read_file(struct page *page, const char *path, size_t max, struct err *err);

/* The same, but a file of more is only opened, whatever its size. */
int page_open_file(struct page *page, const char *path, size_t max, struct err *err);

/* Fills sha256. */
void page_hash(struct page *page);
int page_hash_file(char sha256[PAGE_HASH_SIZE], const struct big_file *file, struct err *err);

/* HASH becomes that of the LEN bytes of DATA. */
void page_hash_bytes(char hash[PAGE_HASH_SIZE], const char *data, size_t len);

/* The body begins as an HTML document does: error pages are sent as text too, so the type that
 * the server says it has does not count. */
bool page_is_html(const struct page *page);

#endif
