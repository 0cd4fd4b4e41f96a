/*
 * cache_name - the file of a URL: readable, safe, and no other URL's.
 *
 *   https://example.org/a/b.txt            example.org/a/b.txt
 *   http://127.0.0.1:8080/ebooks/1?x=y     127.0.0.1_http_8080/ebooks/1?x=y
 *   https://example.org/a                  example.org/a,file
 *   https://example.org/v1.0/              example.org/v1.0,dir/,index
 *
 * The comma is ours: none stays from a URL, so ",file" tells /a from the folder of /a/b
 * (names with a dot or a query are files, names without are folders, unless marked), and
 * ",2E" is a byte that a name should not hold or begin with. What is too long ends in
 * ",cut" and a SHA-256. User and password show as a hash. Whatever the URL, the name is
 * relative, has no "." or ".." in it, and differs from the names of all other URLs.
 */
#ifndef DATA_CACHE_NAME_H
#define DATA_CACHE_NAME_H

#include "data/err.h"

/* No name of cache_name ends so, or begins so in its first folder. */
#define CACHE_NAME_FACTS ",json"
#define CACHE_NAME_TEMPORARY ",tmp"

/* The caller's to free(); NULL, ERR_FORMAT: no absolute URL. Normalise the URL before. */
char *cache_name(const char *url, struct err *err);

#endif
