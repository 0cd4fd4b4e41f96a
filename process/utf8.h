/*
 * utf8 - is it UTF-8, and what to do where it is not.
 *
 * Well-formed as in the Unicode standard, table 3-7: no overlong forms, no
 * surrogates, nothing above U+10FFFF. Ill-formed bytes are counted and replaced
 * one maximal subpart at a time, as chapter 3.9 recommends. NULs are characters.
 */
#ifndef PROCESS_UTF8_H
#define PROCESS_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* What bytes look like when read as UTF-8. */
struct utf8_census {
	size_t non_ascii;  /* bytes */
	size_t sequences;  /* well-formed, of two bytes or more */
	size_t ill_formed; /* maximal subparts */
};

/* Stops early, with what it has, where thousands are ill-formed and few are not. */
struct utf8_census utf8_count(const char *bytes, size_t len);

/* How many of the bytes are not ASCII. */
size_t utf8_non_ascii(const char *bytes, size_t len);

/* Copies with U+FFFD for each ill-formed maximal subpart; OUT has room for 3 * LEN bytes.
 * Returns the bytes written. */
size_t utf8_repair(char *out, const char *bytes, size_t len);

/* Whether the eight bytes at P are all ASCII: what makes the usual text fast. */
static inline bool utf8_ascii_8(const void *p)
{
	uint64_t word;

	memcpy(&word, p, sizeof(word));
	return !(word & UINT64_C(0x8080808080808080));
}

#endif
