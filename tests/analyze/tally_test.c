#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "analyze/tally.h"

static void assert_row(const struct tally *tally, size_t i, struct token token, uint64_t count)
{
	const struct tally_row *row = &tally->rows[i];

	assert_int_equal(row->token.len, token.len);
	assert_memory_equal(row->token.data, token.data, token.len);
	assert_int_equal(row->count, count);
}

static void tokens_differ_by_every_byte_and_by_length(void **state)
{
	static const struct token tokens[] = {
		{ "a", 1 },
		{ "a\0", 2 },
		{ "\0", 1 },
		{ "\0\0", 2 },
		{ "0123456789abcdef", 16 },
		{ "0123456789abcdef\0", 17 },
		{ "0123456789abcdefg", 17 },
		{ "0123456789abcdeg", 16 },
		{ "0123456789abcdef0123456789abcdef0", 33 },
		{ "0123456789abcdef0123456789abcdef1", 33 },
		{ "0123456789abcdef0123456789abcde_0", 33 },
	};
	enum { N = sizeof(tokens) / sizeof(*tokens) };
	struct tally tally = { 0 };

	(void)state;
	for (size_t i = 0; i < N; i++)
		assert_int_equal(tally_add(&tally, tokens[i], i + 1), i);
	for (size_t i = 0; i < N; i++)
		assert_int_equal(tally_add(&tally, tokens[i], 1), i);
	assert_int_equal(tally.n, N);
	for (size_t i = 0; i < N; i++)
		assert_row(&tally, i, tokens[i], i + 2);
	tally_release(&tally);
}

enum { N = 20000, TYPES = 7000, LONGEST = 24 };

/* Token I of N, in order of TYPES, of all lengths up to LONGEST. */
static size_t write_token(char *to, size_t i)
{
	char name[LONGEST + 1];
	int len = snprintf(name, sizeof(name), "%0*zu", (int)(1 + i % TYPES % LONGEST), i % TYPES);

	memcpy(to, name, (size_t)len);
	return (size_t)len;
}

/* As tokens of one text, which ends where its memory does, of anywhere, and one by one. */
static void all_ways_of_adding_count_the_same(void **state)
{
	static char draft[N * LONGEST];
	static struct token tokens[N];
	static uint32_t which[N];
	struct tally each = { 0 }, one = { 0 }, far = { .portable = true };
	size_t len = 0, at = 0;
	char *text;

	(void)state;
	for (size_t i = 0; i < N; i++)
		len += tokens[i].len = write_token(draft + len, i);
	text = malloc(len);
	memcpy(text, draft, len);
	for (size_t i = 0; i < N; at += tokens[i++].len)
		tokens[i].data = text + at;

	tally_add_each(&each, tokens, N, text + len, which);
	tally_add_each(&each, tokens, 0, text + len, which);
	tally_add_each(&far, tokens, N, NULL, NULL);
	tally_settle(&each);
	tally_settle(&far);
	for (size_t i = 0; i < N; i++)
		assert_int_equal(tally_add(&one, tokens[i], 1), which[i]);
	/* The tally does not look at the text again. */
	memset(text, '!', len);
	assert_int_equal(each.n, TYPES);
	assert_int_equal(far.n, TYPES);
	assert_int_equal(one.n, TYPES);
	for (size_t i = 0; i < TYPES; i++) {
		struct token token = { draft + (tokens[i].data - text), tokens[i].len };
		uint64_t count = (N - i + TYPES - 1) / TYPES;

		assert_row(&each, i, token, count);
		assert_row(&one, i, token, count);
		assert_row(&far, i, token, count);
	}
	tally_release(&each);
	tally_release(&one);
	tally_release(&far);
	free(text);
}

/* The last bytes of the two words that a token is compared by. */
static void tokens_that_differ_in_two_bytes_are_in_order(void **state)
{
	enum { KINDS = 90, ALL = KINDS * KINDS, LEN = 16 };
	static char text[ALL * LEN];
	static struct token tokens[ALL];
	static uint32_t which[ALL];
	struct tally tally = { 0 };

	(void)state;
	memset(text, 'x', sizeof(text));
	for (size_t i = 0; i < ALL; i++) {
		tokens[i] = (struct token) { text + i * LEN, LEN };
		text[i * LEN + 7] = (char)('!' + i % KINDS);
		text[i * LEN + 15] = (char)('!' + i / KINDS);
	}
	tally_add_each(&tally, tokens, ALL, text + sizeof(text), which);
	tally_add_each(&tally, tokens, ALL, text + sizeof(text), NULL);
	tally_settle(&tally);
	assert_int_equal(tally.n, ALL);
	for (size_t i = 0; i < ALL; i++) {
		assert_int_equal(which[i], i);
		assert_row(&tally, i, tokens[i], 2);
	}
	tally_release(&tally);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tokens_differ_by_every_byte_and_by_length),
		cmocka_unit_test(tokens_that_differ_in_two_bytes_are_in_order),
		cmocka_unit_test(all_ways_of_adding_count_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
