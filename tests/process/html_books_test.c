/*
 * The HTML books of the shared shelf, where that is there, against the plain text of the same book:
 * the words are the same, and as often.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <uthash.h>
#include "data/mem.h"
#include "process/process.h"

#define SHELF "../shared/corpus/"

enum { MAX_BYTES = 1 << 26, WORD_MAX = 256 };

struct word {
	char *text;
	double n[2]; /* in HTML, in plain text */
	UT_hash_handle hh;
};

static void add(struct word **words, const char *text, size_t len, int which)
{
	struct word *word;

	HASH_FIND(hh, *words, text, len, word);
	if (!word) {
		word = xcalloc(1, sizeof(*word));
		word->text = xstrndup(text, len);
		HASH_ADD_KEYPTR(hh, *words, word->text, len, word);
	}
	word->n[which]++;
}

/* Lower-cased runs of letters. */
static void count(struct word **words, const struct text *text, int which)
{
	char run[WORD_MAX + U8_MAX_LENGTH];
	int32_t at = 0, len = 0;
	UChar32 c;

	while (at <= (int32_t)text->len) {
		c = ' ';
		if (at < (int32_t)text->len)
			U8_NEXT_OR_FFFD(text->data, at, (int32_t)text->len, c);
		else
			at++;
		if (u_isalpha(c) && len < WORD_MAX) {
			c = u_tolower(c);
			U8_APPEND_UNSAFE(run, len, c);
		} else if (len) {
			add(words, run, (size_t)len, which);
			len = 0;
		}
	}
}

static void read_book(struct text *text, const char *folder, const char *name)
{
	const struct process_options options = { .cut = CUT_AUTO };
	char *path = xasprintf(SHELF "%s/%s", folder, name);
	struct page page = { 0 };
	struct err err = { 0 };

	if (page_read_file(&page, path, MAX_BYTES, &err) ||
	    process_page(text, &page, &options, &err))
		fail_msg("%s", err.text);
	page_release(&page);
	free(path);
}

static const struct {
	const char *html, *plain;
} pairs[] = {
	{ "1342-h.htm", "1342-0.txt" },   { "16696-h.htm", "16696-0.txt" },
	{ "27723-h.htm", "27723-8.txt" }, { "2894-h.htm", "2894-0.txt" },
	{ "33056-h.htm", "33056-8.txt" }, { "4778-h.htm", "4778-0.txt" },
	{ "53101-h.htm", "53101-8.txt" }, { "54829-h.htm", "54829-8.txt" },
	{ "84-h.htm", "84-0.txt" },       { "98-h.htm", "98-0.txt" },
};

static bool same_field(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static void check_pair(const char *html, const char *plain)
{
	double product = 0, squares[2] = { 0 }, totals[2] = { 0 };
	struct word *words = NULL, *word, *next;
	struct text text[2];

	read_book(&text[0], "html/books", html);
	read_book(&text[1], "books", plain);
	for (int i = 0; i < 2; i++)
		count(&words, &text[i], i);
	HASH_ITER (hh, words, word, next) {
		product += word->n[0] * word->n[1];
		for (int i = 0; i < 2; i++) {
			squares[i] += word->n[i] * word->n[i];
			totals[i] += word->n[i];
		}
		HASH_DEL(words, word);
		free(word->text);
		free(word);
	}
	product /= sqrt(squares[0] * squares[1]);
	if (product < 0.9995 || fabs(totals[0] - totals[1]) > 0.002 * totals[1])
		fail_msg("%s: cosine %.6f, %.0f words, not %.0f", html, product, totals[0],
			 totals[1]);
	if (text[0].warning || text[0].id != text[1].id ||
	    !same_field(text[0].title, text[1].title) ||
	    !same_field(text[0].author, text[1].author) ||
	    !same_field(text[0].language, text[1].language))
		fail_msg("%s: %ld, '%s', '%s', '%s'", html, text[0].id, text[0].title,
			 text[0].author, text[0].language);
	text_release(&text[0]);
	text_release(&text[1]);
}

static void the_html_has_the_words_of_the_plain_text(void **state)
{
	(void)state;
	if (access(SHELF "html/books", R_OK) != 0)
		skip();
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		check_pair(pairs[i].html, pairs[i].plain);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_html_has_the_words_of_the_plain_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
