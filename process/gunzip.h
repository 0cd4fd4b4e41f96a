/*
 * gunzip - a page in gzip -> the page, seen to its end. Pure.
 *
 * At most GUNZIP_RATIO times as many bytes, or GUNZIP_FREE. Several members are one page; what
 * stands behind the last is not ours to judge.
 */
#ifndef PROCESS_GUNZIP_H
#define PROCESS_GUNZIP_H

#include "data/err.h"
#include "data/page.h"

enum { GUNZIP_RATIO = 50, GUNZIP_FREE = 1 << 20 };

/* As the unpack of struct kind. ERR_FORMAT: damaged, or not whole; ERR_LIMIT: a bomb. */
int gunzip_page(struct page *inner, const struct page *page, struct err *err);

#endif
