/*
 * fuzz - what libFuzzer calls, and what several targets say of a text.
 *
 * NAME_fuzz.c is a target: it hands any bytes to one parser of what strangers send, and
 * asserts what must hold whatever they are. seeds/NAME has bytes to begin with, one case a
 * file. A new target is a new file, a folder of seeds and a row in run.sh, which says more.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unicode/utf8.h>
#include "data/mem.h"
#include "data/text.h"
#include "process/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline bool is_utf8(const char *text, size_t len)
{
	for (size_t i = 0; i < len;) {
		UChar32 c;

		U8_NEXT(text, i, len, c);
		if (c < 0)
			return false;
	}
	return true;
}

/* The bytes up to a NUL as a string, the caller's to free(). */
static inline char *string_of(const uint8_t *data, size_t size)
{
	return xstrndup((const char *)data, size);
}

/* The same of all the bytes, and a NUL. */
static inline char *bytes_of(const void *data, size_t size)
{
	char *bytes = xmalloc(size + 1);

	if (size)
		memcpy(bytes, data, size);
	bytes[size] = '\0';
	return bytes;
}

/* The bytes as what the stages after charset get: well-formed, and not a byte of room more. */
static inline struct text text_of(const uint8_t *data, size_t size)
{
	struct text text = { .found = true };

	text.data = xmalloc(3 * size);
	text.len = utf8_repair(text.data, (const char *)data, size);
	text.data = xreallocarray(text.data, text.len, 1);
	return text;
}

#endif
