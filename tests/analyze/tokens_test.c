#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include "analyze/tokens.h"

/* What the header says, character by character. */
struct plain {
	struct token tokens[4096];
	size_t n;
	uint64_t lines, lines_visible;
};

static void read_plainly(struct plain *plain, const char *data, size_t len)
{
	const char *start = NULL;
	bool visible = false;

	*plain = (struct plain) { .lines = 1 };
	for (size_t i = 0, at = 0; at < len; at = i) {
		UChar32 c;

		U8_NEXT(data, i, len, c);
		if (!u_isspace(c)) {
			start = start ? start : data + at;
			visible = true;
			continue;
		}
		if (start)
			plain->tokens[plain->n++] =
				(struct token) { start, (size_t)(data + at - start) };
		start = NULL;
		if (c != '\n' && c != '\r')
			continue;
		/* CR and LF together are one. */
		plain->lines += c == '\r' || at == 0 || data[at - 1] != '\r';
		plain->lines_visible += visible;
		visible = false;
	}
	if (start)
		plain->tokens[plain->n++] = (struct token) { start, (size_t)(data + len - start) };
	plain->lines_visible += visible;
}

static void assert_path(const struct plain *plain, const char *data, size_t len, bool portable)
{
	struct token batch[TOKENS_BATCH];
	struct tokens tokens;
	size_t seen = 0, n;

	tokens_init(&tokens, data, len);
	tokens.portable = portable;
	while ((n = tokens_next(&tokens, batch)) > 0)
		for (size_t i = 0; i < n; i++, seen++) {
			assert_true(seen < plain->n);
			assert_ptr_equal(batch[i].data, plain->tokens[seen].data);
			assert_int_equal(batch[i].len, plain->tokens[seen].len);
		}
	assert_int_equal(seen, plain->n);
	assert_int_equal(tokens.line_ends + 1, plain->lines);
	assert_int_equal(tokens.lines_visible, plain->lines_visible);
	assert_int_equal(tokens_next(&tokens, batch), 0);
}

static void assert_as_plain(const char *data, size_t len)
{
	static struct plain plain;

	read_plainly(&plain, data, len);
	assert_path(&plain, data, len, false);
	assert_path(&plain, data, len, true);
}

static void white_space_is_icus_for_every_character_there_is(void **state)
{
	int spaces = 0;

	(void)state;
	for (UChar32 c = 0; c <= 0x10ffff; c++) {
		char text[8] = "a";
		size_t len = 1;

		if (U_IS_SURROGATE(c))
			continue;
		U8_APPEND_UNSAFE(text, len, c);
		text[len++] = 'b';
		assert_as_plain(text, len);
		spaces += u_isspace(c) != 0;
	}
	assert_int_equal(spaces, 29);
}

/* The next of a fixed row of numbers that look like chance. */
static uint32_t chance(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 16;
}

/* Exactly as long as it says, so that a sanitizer sees what is read beyond. */
static void texts_of_all_lengths_are_read_as_a_plain_loop_would(void **state)
{
	static const UChar32 characters[] = {
		'a',    'B',    0,      0x7f,   0xe1,   0x84,   0xa1,    0x3c3,  0x1681, 0x200b,
		0x202e, 0x3001, 0x3042, 0xd7ff, 0xfeff, 0xfffd, 0x1f600, ' ',    '\r',   '\n',
		'\t',   0x1f,   0x85,   0xa0,   0x1680, 0x2003, 0x2028,  0x205f, 0x3000,
	};
	uint32_t seed = 1;

	(void)state;
	for (size_t i = 0; i < 3000; i++) {
		size_t n = i < 400 ? i : chance(&seed) % 3000, len = 0;
		/* From nearly all white space to nearly none. */
		size_t kinds = 1 + chance(&seed) % (sizeof(characters) / sizeof(*characters));
		size_t first = chance(&seed) % kinds;
		char *text = malloc(4 * n + 1);

		for (size_t j = 0; j < n; j++) {
			UChar32 c = characters[first + chance(&seed) % (kinds - first)];

			U8_APPEND_UNSAFE(text, len, c);
		}
		text = realloc(text, len ? len : 1);
		assert_as_plain(text, len);
		free(text);
	}
}

static void a_batch_is_never_more_than_full(void **state)
{
	enum { LEN = 4001 };
	char text[LEN];

	(void)state;
	for (size_t i = 0; i < LEN; i++)
		text[i] = i % 2 ? ' ' : 'x';
	assert_as_plain(text, LEN);
	memset(text, '\n', LEN);
	assert_as_plain(text, LEN);
}

static void no_text_is_one_empty_line(void **state)
{
	(void)state;
	assert_as_plain("", 0);
	assert_as_plain(NULL, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(white_space_is_icus_for_every_character_there_is),
		cmocka_unit_test(texts_of_all_lengths_are_read_as_a_plain_loop_would),
		cmocka_unit_test(a_batch_is_never_more_than_full),
		cmocka_unit_test(no_text_is_one_empty_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
