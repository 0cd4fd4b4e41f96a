#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <unicode/ucasemap.h>
#include <unicode/utf8.h>
#include "analyze/fold.h"

static void assert_as_icu(struct fold *fold, UCaseMap *map, const char *data, size_t len)
{
	UErrorCode status = U_ZERO_ERROR;
	struct token folded;
	struct err err;
	char wanted[256];
	int32_t size =
		ucasemap_utf8ToLower(map, wanted, sizeof(wanted), data, (int32_t)len, &status);

	assert_true(U_SUCCESS(status));
	assert_int_equal(fold_token(fold, &folded, (struct token) { data, len }, &err), 0);
	assert_int_equal(folded.len, size);
	assert_memory_equal(folded.data, wanted, size);
}

/* Each code point by itself, and at every place of tokens of up to 20 bytes. */
static void a_token_is_folded_as_icu_does(void **state)
{
	static const char around[] = "\xc3\x83zZ[@`{\xc3\x97\xc3\xb7\xe2\x80\x9c\xce\xa3"
				     "Aa";
	UErrorCode status = U_ZERO_ERROR;
	UCaseMap *map = ucasemap_open("", 0, &status);
	struct err err;
	struct fold *fold = fold_new(&err);

	(void)state;
	for (UChar32 c = 0; c <= 0x2600; c++) {
		for (size_t before = 0; before < sizeof(around); before++) {
			char *token = calloc(1, before + U8_MAX_LENGTH + 1);
			size_t len = before;

			while (U8_IS_TRAIL(around[before]))
				before++;
			memcpy(token, around, before);
			len = before;
			U8_APPEND_UNSAFE(token, len, c);
			/* In memory of its own, that nothing beyond its end is read. */
			token = realloc(token, len);
			assert_as_icu(fold, map, token, len);
			free(token);
		}
	}
	fold_free(fold);
	ucasemap_close(map);
}

static void a_token_in_lower_case_is_not_copied(void **state)
{
	static const char *const tokens[] = { "a",   "coração",  "«é»",
					      "“x”", "abcdefgh", "0123456789@[`{" };
	struct err err;
	struct fold *fold = fold_new(&err);

	(void)state;
	for (size_t i = 0; i < sizeof(tokens) / sizeof(*tokens); i++) {
		struct token token = { tokens[i], strlen(tokens[i]) }, folded;

		assert_int_equal(fold_token(fold, &folded, token, &err), 0);
		assert_ptr_equal(folded.data, token.data);
	}
	fold_free(fold);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_token_is_folded_as_icu_does),
		cmocka_unit_test(a_token_in_lower_case_is_not_copied),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
