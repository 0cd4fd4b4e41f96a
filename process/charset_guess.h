/*
 * charset_guess - what bytes are that nobody says what they are.
 *
 * libuchardet's guess, with a closer look at the kin that it takes for each other and at Western
 * Europe on DOS and the old Mac, which it does not know. Only for charset.
 */
#ifndef PROCESS_CHARSET_GUESS_H
#define PROCESS_CHARSET_GUESS_H

#include <stdbool.h>
#include <stddef.h>
#include "process/convert.h"

/* UTF-16 without its mark: read one way round it has what every text has, read the other way not,
 * and in bytes neither. */
bool guess_wide(struct charset *charset, const char *bytes, size_t len);

/* ISO-2022-JP and its kin are ASCII to the eye. */
bool guess_has_escapes(const char *bytes, size_t len);

/* Neither ASCII, UTF-8 nor UTF-16; false: it has no guess. LEN is not 0. */
bool guess_charset(struct charset *charset, const char *bytes, size_t len);

#endif
