#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "process/utf8.h"
#include "process/well_formed.h"

/* In memory that ends where the bytes do. */
static void assert_as_counted(const char *bytes, size_t len)
{
	char *copy = malloc(len ? len : 1);

	memcpy(copy, bytes, len);
	assert_int_equal(well_formed(copy, len), !utf8_count(copy, len).ill_formed);
	free(copy);
}

/* At each place of the vectors that they are read by, and between two of them. */
static void every_sequence_of_up_to_four_bytes_that_matters(void **state)
{
	static const unsigned char leads[] = { 0x41, 0x7f, 0x80, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf,
					       0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1,
					       0xf3, 0xf4, 0xf5, 0xf7, 0xf8, 0xff };
	static const unsigned char others[] = { 0x00, 0x41, 0x80, 0x8f, 0x90, 0x9f,
						0xa0, 0xbf, 0xc2, 0xe0, 0xf0 };
	enum { LEADS = sizeof(leads), OTHERS = sizeof(others), ROOM = 80 };

	(void)state;
	for (size_t i = 0; i < (size_t)LEADS * OTHERS * OTHERS * OTHERS; i++) {
		size_t at = 20 + i % 19, n = i;
		char text[ROOM];

		memset(text, 'a', sizeof(text));
		text[at] = (char)leads[n % LEADS];
		n /= LEADS;
		for (size_t j = 1; j < 4; j++, n /= OTHERS)
			text[at + j] = (char)others[n % OTHERS];
		assert_as_counted(text, sizeof(text));
		/* Broken off anywhere. */
		for (size_t j = 1; j <= 4; j++)
			assert_as_counted(text, at + j);
	}
}

static void bytes_by_chance(void **state)
{
	uint32_t seed = 1;
	char text[256];

	(void)state;
	for (size_t i = 0; i < 20000; i++) {
		size_t len = i % sizeof(text);

		for (size_t j = 0; j < len; j++) {
			seed = seed * 1664525 + 1013904223;
			text[j] = (char)(seed >> 24 < 200 ? 'x' : seed >> 16);
		}
		/* Mostly two that belong together. */
		for (size_t j = 1; j < len && i % 3; j++) {
			unsigned char before = (unsigned char)text[j - 1];

			if (before >= 0xc0)
				text[j] = (char)(0x80 | (text[j] & 0x3f));
		}
		assert_as_counted(text, len);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_sequence_of_up_to_four_bytes_that_matters),
		cmocka_unit_test(bytes_by_chance),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
