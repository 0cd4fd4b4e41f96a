#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>
#include "analyze/nfc.h"

/* ICU over the whole. The caller's to free(). */
static char *plainly(const char *data, size_t len, size_t *out)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t room = 9 * (int32_t)len + 1, n;
	UChar *wide = malloc((size_t)room * sizeof(*wide));
	UChar *normal = malloc((size_t)room * sizeof(*normal));
	char *text = malloc((size_t)room);

	u_strFromUTF8(wide, room, &n, data, (int32_t)len, &status);
	n = unorm2_normalize(unorm2_getNFCInstance(&status), wide, n, normal, room, &status);
	u_strToUTF8(text, room, &n, normal, n, &status);
	assert_true(U_SUCCESS(status));
	*out = (size_t)n;
	free(wide);
	free(normal);
	return text;
}

static void assert_as_icu(struct nfc *nfc, const char *text, size_t len)
{
	const char *data = text;
	size_t n, n_plain;
	char *plain = plainly(text, len, &n_plain);

	n = len;
	assert_int_equal(nfc_apply(nfc, &data, &n, NULL), 0);
	assert_int_equal(n, n_plain);
	assert_memory_equal(data, plain, n);
	/* What was in the form is not copied. */
	if (n == len && memcmp(plain, text, n) == 0)
		assert_ptr_equal(data, text);
	free(plain);
}

/* Wherever a letter of two bytes lies: a mark after it is seen, and nothing is read beyond the end. */
static void letters_across_blocks(void **state)
{
	struct nfc *nfc = nfc_new(NULL);

	(void)state;
	for (size_t before = 0; before < 200; before++) {
		for (int mark = 0; mark < 2; mark++) {
			size_t len = before + (mark ? 4 : 2);
			/* No more than that, so that a sanitizer sees. */
			char *text = malloc(len);

			memset(text, 'x', before);
			memcpy(text + before, mark ? "\xc6\xa0\xcc\x81" : "\xc6\x9e", len - before);
			assert_as_icu(nfc, text, len);
			free(text);
		}
	}
	nfc_free(nfc);
}

static void known_texts(void **state)
{
	static const struct {
		const char *name, *text, *normal;
	} cases[] = {
		{ "ASCII stays", "abc", "abc" },
		{ "what is composed stays", "caf\xc3\xa9", "caf\xc3\xa9" },
		{ "a letter and its accent become one", "cafe\xcc\x81s", "caf\xc3\xa9s" },
		{ "two accents, in either order, are the same", "a\xcc\x81\xcc\xa3",
		  "\xe1\xba\xa1\xcc\x81" },
		{ "the Angstrom sign is a letter", "\xe2\x84\xab", "\xc3\x85" },
		{ "a mark at the beginning",
		  "\xcc\x81"
		  "a",
		  "\xcc\x81"
		  "a" },
		{ "the Greek question mark", "a\xcd\xbe", "a;" },
		{ "Hangul", "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", "\xed\x95\x9c" },
		{ "two in a row",
		  "e\xcc\x81"
		  "e\xcc\x81\nn\xcc\x83",
		  "\xc3\xa9\xc3\xa9\n\xc3\xb1" },
	};
	struct nfc *nfc = nfc_new(NULL);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *data = cases[i].text;
		size_t len = strlen(data);

		print_message("# %s\n", cases[i].name);
		assert_as_icu(nfc, data, len);
		assert_int_equal(nfc_apply(nfc, &data, &len, NULL), 0);
		assert_int_equal(len, strlen(cases[i].normal));
		assert_memory_equal(data, cases[i].normal, len);
	}
	nfc_free(nfc);
}

static void each_character_and_mixtures_are_as_icu_has_them(void **state)
{
	static const UChar32 characters[] = {
		'a',   'e',    ' ',    0xe9,   0x300,  0x301,   0x323,   0x327,   0x345,   0x340,
		0x37e, 0x1100, 0x1161, 0x11a8, 0xac00, 0x5d0,   0x5b7,   0xfb2e,  0x958,   0x2126,
		0x9d7, 0x9c7,  0x200d, 0x4e00, 0xf900, 0x1d15e, 0x1f600, 0x11099, 0x110ba, 0x1d165,
	};
	enum { N = sizeof(characters) / sizeof(*characters) };
	struct nfc *nfc = nfc_new(NULL);
	uint32_t seed = 3;

	(void)state;
	for (UChar32 c = 0; c < 0x30000; c++) {
		char text[20] = "A";
		size_t len = 1;

		if (U_IS_SURROGATE(c))
			continue;
		U8_APPEND_UNSAFE(text, len, c);
		text[len++] = (char)0xcc;
		text[len++] = (char)0x81;
		text[len++] = 'z';
		assert_as_icu(nfc, text, len);
	}
	for (int i = 0; i < 20000; i++) {
		char text[4 * 200];
		size_t len = 0;

		seed = seed * 1664525 + 1013904223;
		for (size_t n = (seed >> 16) % 200; n > 0; n--) {
			seed = seed * 1664525 + 1013904223;
			U8_APPEND_UNSAFE(text, len, characters[(seed >> 16) % (i % 2 ? N : 8)]);
		}
		assert_as_icu(nfc, text, len);
	}
	nfc_free(nfc);
}

static void there_is_a_limit_for_marks(void **state)
{
	enum { LEN = NFC_MARKS + 2 };
	struct nfc *nfc = nfc_new(NULL);
	char *text = malloc(LEN);
	const char *data = text;
	size_t len = LEN;
	struct err err = { 0 };

	(void)state;
	for (size_t i = 0; i < LEN; i += 2)
		memcpy(text + i, "\xcc\x81", 2);
	assert_int_equal(nfc_apply(nfc, &data, &len, &err), -1);
	assert_int_equal(err.code, ERR_LIMIT);
	text[0] = 'a';
	text[1] = 'a';
	len = LEN - 2;
	assert_as_icu(nfc, text, len);
	free(text);
	nfc_free(nfc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_texts),
		cmocka_unit_test(letters_across_blocks),
		cmocka_unit_test(each_character_and_mixtures_are_as_icu_has_them),
		cmocka_unit_test(there_is_a_limit_for_marks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
