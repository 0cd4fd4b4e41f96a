/*
 * zip - the files in a zip, one after another, from memory to memory. Pure.
 *
 * Names only tell one file from another; no file is ever made. What all that is read of a zip comes
 * to is at most ZIP_RATIO times its size, or ZIP_FREE bytes.
 */
#ifndef DATA_ZIP_H
#define DATA_ZIP_H

#include <stdbool.h>
#include <stddef.h>
#include "data/buf.h"
#include "data/err.h"

enum { ZIP_MOST_FILES = 10000, ZIP_RATIO = 50, ZIP_FREE = 1 << 20 };

struct zip;

/* It begins as a zip does. */
bool zip_is(const char *bytes, size_t len);

/* Borrows BYTES until zip_close. NULL: ERR_FORMAT or ERR_LIMIT. */
struct zip *zip_open(const char *bytes, size_t len, struct err *err);
void zip_close(struct zip *zip);

/* 1: the next file, no folder, whose NAME lives until the one after; 0: there is none; -1: ERR. */
int zip_next(struct zip *zip, const char **name, struct err *err);

/* Adds that file to OUT. ERR_FORMAT: damaged, encrypted, or neither stored nor deflated. ERR_LIMIT:
 * more than OUT may hold, or than the zip may come to. */
int zip_read(struct zip *zip, struct buf *out, struct err *err);

/* As ends_with says: whatever the case of ASCII letters. */
bool zip_name_ends(const char *name, const char *end);

#endif
