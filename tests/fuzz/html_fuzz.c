#include "process/html.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "data/markup.h"
#include "tests/fuzz/fuzz.h"

/* What is tame already stays as it is. */
static void check_markup(const uint8_t *data, size_t size)
{
	char *once = xmalloc(size + 1), *twice = xmalloc(size + 1);
	size_t n = markup_tame(once, (const char *)data, size), m;

	assert(n <= size);
	m = markup_tame(twice, once, n);
	assert(m <= n);
	m = markup_tame(once, once, n);
	assert(memcmp(once, twice, m) == 0);
	free(once);
	free(twice);
}

static void check_text(const struct text *text)
{
	assert(is_utf8(text->data, text->len) && !text->data[text->len]);
	assert(!memchr(text->data, '\0', text->len));
	if (text->len)
		assert(text->data[0] != '\n' && text->data[text->len - 1] != '\n');
	if (text->title) {
		assert(*text->title && !strpbrk(text->title, "\t\n\r"));
		assert(is_utf8(text->title, strlen(text->title)));
	}
	assert(*text->charset && text->charset_by);
	assert(text->header_len <= text->len && text->footer_len <= text->len - text->header_len);
	assert(text->link_len <= text->len);
	assert(is_utf8(text->data + text->header_len,
		       text->len - text->header_len - text->footer_len));
}

/* A page as it came; its first line is also what the server says of it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *line = string_of(data, size);
	struct page page = { 0 };

	line[strcspn(line, "\r\n")] = '\0';
	check_markup(data, size);
	for (int i = 0; i < 2; i++, page.content_type = line) {
		struct text text = { 0 };
		struct err err = { 0 };

		page.body = bytes_of(data, size);
		page.len = size;
		(void)html_is(&page);
		if (html_read(&text, &page, 0, i == 1, &err) == 0)
			check_text(&text);
		else
			assert(err.code);
		text_release(&text);
		free(page.body);
	}
	free(line);
	return 0;
}
