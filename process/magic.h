/*
 * magic - files that hold no text for us, by their first bytes; and data that is no text at all.
 *
 * Binary data that is none of them is known by its type or name, or as "binary". Pure.
 */
#ifndef PROCESS_MAGIC_H
#define PROCESS_MAGIC_H

#include <stdbool.h>
#include <stddef.h>
#include "data/page.h"
#include "process/kind.h"

/* Both: a kind that is refused, or NULL. */
const struct kind *magic_of(const struct page *page);
const struct kind *magic_of_binary(const struct page *page, const char **why);

/* Whether the LEN bytes from AT on are those of MAGIC. */
bool magic_at(const struct page *page, size_t at, const char *magic, size_t len);

#endif
