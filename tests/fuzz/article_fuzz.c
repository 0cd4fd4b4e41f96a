#include "process/html.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "process/article_rules.h"
#include "tests/fuzz/fuzz.h"

static void check_day(const char *date)
{
	assert(strlen(date) == 10 && date[4] == '-' && date[7] == '-');
}

/* A page; its first byte says which rules are left out. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned without = size ? data[0] & ARTICLE_ALL : 0;
	struct page page = { .body = bytes_of(data, size), .len = size };
	struct text text = { 0 };
	struct err err = { 0 };

	if (without == ARTICLE_ALL)
		without = 0;
	if (html_article(&text, &page, ARTICLE_ALL & ~without, &err) == 0) {
		assert(is_utf8(text.data, text.len) && !text.data[text.len]);
		assert(!memchr(text.data, '\0', text.len));
		assert(!text.title == !text.title_by && !text.author == !text.author_by);
		assert(!text.date == !text.date_by && !text.language == !text.language_by);
		if (text.date)
			check_day(text.date);
	} else {
		assert(err.code);
	}
	text_release(&text);
	page_release(&page);
	return 0;
}
