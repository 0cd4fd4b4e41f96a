#include "process/charset.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "process/letters.h"
#include "tests/fuzz/fuzz.h"

static void check(const struct text *text)
{
	assert(is_utf8(text->data, text->len));
	assert(!text->data[text->len]);
	assert(!memchr(text->data, '\r', text->len));
	assert(*text->charset && text->charset_by);
}

/* What came out is UTF-8: told so, it comes out again. */
static void check_again(const struct text *text)
{
	struct page page = { .content_type = (char[]) { "text/plain; charset=utf-8" } };
	struct text again = { 0 };

	if (text->len >= 3 && memcmp(text->data, "\xef\xbb\xbf", 3) == 0)
		return;
	if (text->len && memchr(text->data, '\0', text->len))
		return;
	page.body = bytes_of(text->data, text->len);
	page.len = text->len;
	assert(charset_decode(&again, &page, NULL) == 0);
	assert(again.len == text->len && memcmp(again.data, text->data, text->len) == 0);
	assert(!again.replaced);
	text_release(&again);
	free(page.body);
}

static void check_letters(const struct text *text)
{
	char *copy = bytes_of(text->data, text->len);
	size_t len = letters_repair(copy, text->len);

	assert(len <= text->len && !copy[len] && is_utf8(copy, len));
	len = letters_drop_invisible(copy, len);
	assert(!copy[len] && is_utf8(copy, len));
	assert(letters_drop_invisible(copy, len) <= len);
	free(copy);
}

/* A book as it came; its first line is also what the server says of it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *line = string_of(data, size);
	struct page page = { 0 };

	line[strcspn(line, "\r\n")] = '\0';
	for (int i = 0; i < 2; i++, page.content_type = line) {
		struct text text = { 0 };
		struct err err = { 0 };

		page.body = bytes_of(data, size);
		page.len = size;
		(void)page_is_html(&page);
		if ((i ? charset_decode : charset_decode_html)(&text, &page, &err) == 0) {
			check(&text);
			check_again(&text);
			check_letters(&text);
		} else {
			assert(err.code);
		}
		text_release(&text);
		free(page.body);
	}
	free(line);
	return 0;
}
