/*
 * letters - what happened to a text's characters before it came.
 *
 *   "Ã©" -> "é"     UTF-8 that was read as windows-1252 or Latin-1, once or twice
 *   "so­ft" -> "soft"   soft hyphens, and what has no width
 *
 * Only on request: a text is shown as it is. Pure; in place, as both only make it shorter.
 */
#ifndef PROCESS_LETTERS_H
#define PROCESS_LETTERS_H

#include <stdbool.h>
#include <stddef.h>

/* Of well-formed UTF-8; a NUL goes behind the last byte. Return the bytes that are left. */

/* A run of characters that are the bytes of others becomes those; what is right stays. */
size_t letters_repair(char *text, size_t len);

/* Joiners stay behind letters of scripts that are spelled with them (Persian, Hindi). */
size_t letters_drop_invisible(char *text, size_t len);

#endif
