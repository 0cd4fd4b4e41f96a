/*
 * convert - a named character set -> UTF-8.
 *
 * Names are taken as people write them ("UTF8", "CP-1251", "ISO Latin-1",
 * "ISO-646-US (US-ASCII)"). Character sets of one byte go through a table of 256
 * that ICU fills once; the others through ICU's converters.
 */
#ifndef PROCESS_CONVERT_H
#define PROCESS_CONVERT_H

#include <stdbool.h>
#include <stddef.h>
#include "data/buf.h"
#include "data/err.h"

enum charset_kind {
	CHARSET_UNKNOWN,
	CHARSET_ASCII,
	CHARSET_UTF8,
	CHARSET_BYTE,  /* a character a byte, the first 128 as in ASCII */
	CHARSET_MULTI, /* one or more bytes a character */
	CHARSET_WIDE,  /* UTF-16, UTF-32: ASCII text does not look like ASCII in it */
};

struct charset {
	enum charset_kind kind;
	char name[48]; /* as MIME or else IANA spells it: "ISO-8859-1", "windows-1251" */
};

/* What did not go well. */
struct charset_damage {
	size_t replaced; /* what is no character: each U+FFFD */
	size_t controls; /* C1 controls, of a charset of one byte a character */
};

/* What the label names, whole or by one of its words; false: nothing we can read. */
bool charset_named(struct charset *charset, const char *label, size_t len);

/* The charset that has this one's characters and more, all or most in the same places, and that
 * those who name this one often use; false: there is none. */
bool charset_superset(struct charset *superset, const struct charset *charset);

/* Adds the text to OUT; what is none becomes U+FFFD. */
int charset_convert(struct buf *out, const struct charset *charset, const char *bytes, size_t len,
		    struct charset_damage *damage, struct err *err);

#endif
