#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <unicode/utf8.h>
#include "analyze/vocabulary.h"

static struct token token_of(const char *text)
{
	return (struct token) { text, strlen(text) };
}

static void assert_row(const struct tally *tally, size_t i, const char *text, uint64_t count)
{
	const struct tally_row *row = &tally->rows[i];

	assert_in_range(i, 0, tally->n - 1);
	assert_int_equal(row->token.len, strlen(text));
	assert_memory_equal(row->token.data, text, row->token.len);
	assert_int_equal(row->count, count);
}

/* More than a number of 16 bits can say, and all of them twice, before the first of ASCII. */
static void a_text_may_have_all_characters_there_are(void **state)
{
	struct tally sequences = { 0 }, characters = { 0 };
	size_t n = 0;

	(void)state;
	for (UChar32 c = 0x80; c < 0x20000; c++) {
		char text[U8_MAX_LENGTH];
		size_t len = 0;

		if (U_IS_SURROGATE(c))
			continue;
		U8_APPEND_UNSAFE(text, len, c);
		(void)tally_add(&sequences, (struct token) { text, len }, 2);
		n++;
	}
	(void)tally_add(&sequences, token_of("banana"), 3);
	(void)tally_add(&sequences, token_of("né"), 4);
	vocabulary_characters(&characters, &sequences);
	assert_int_equal(characters.n, n + 3);
	assert_row(&characters, 0, "\xc2\x80", 2);
	assert_row(&characters, 0xe9 - 0x80, "é", 6);
	assert_row(&characters, n - 1, "\xf0\x9f\xbf\xbf", 2);
	assert_row(&characters, n, "b", 3);
	assert_row(&characters, n + 1, "a", 9);
	assert_row(&characters, n + 2, "n", 10);
	tally_release(&characters);
	tally_release(&sequences);
}

/* What becomes a row that is there already, one that comes later, and one that is nowhere else. */
static void types_are_folded_in_order_of_first_appearance(void **state)
{
	static const char *const texts[] = { "O",   "casa", "CASA", "o",    "ÁGUA",
					     "Sol", "água", "SOL",  "ΟΔΟΣ", "Casa" };
	static const uint32_t wanted[] = { 0, 1, 1, 0, 2, 3, 2, 3, 4, 1 };
	struct tally sequences = { 0 }, folded = { 0 };
	struct err err;
	struct fold *fold = fold_new(&err);
	uint32_t which[10];

	(void)state;
	for (size_t i = 0; i < 10; i++)
		(void)tally_add(&sequences, token_of(texts[i]), i + 1);
	assert_int_equal(vocabulary_fold(&folded, which, &sequences, fold, &err), 0);
	assert_memory_equal(which, wanted, sizeof(wanted));
	assert_int_equal(folded.n, 5);
	fold_free(fold);
	assert_row(&folded, 0, "o", 1 + 4);
	assert_row(&folded, 1, "casa", 2 + 3 + 10);
	assert_row(&folded, 2, "água", 5 + 7);
	assert_row(&folded, 3, "sol", 6 + 8);
	assert_row(&folded, 4, "οδος", 9);
	tally_release(&folded);
	tally_release(&sequences);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_may_have_all_characters_there_are),
		cmocka_unit_test(types_are_folded_in_order_of_first_appearance),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
