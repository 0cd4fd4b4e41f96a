#include "process/tei.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "tests/fuzz/fuzz.h"

static void check_fact(const char *fact, const char *by)
{
	assert(!fact == !by);
	if (fact)
		assert(*fact && !strpbrk(fact, "\t\n\r") && is_utf8(fact, strlen(fact)));
}

/* A file of XML as it came. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct page page = { .body = xmalloc(size + 1), .len = size };
	struct text text = { 0 };
	struct err err = { 0 };

	memcpy(page.body, data, size);
	page.body[size] = '\0';
	(void)tei_is(&page);
	if (tei_decode(&text, &page, &err) == 0) {
		assert(text.len && is_utf8(text.data, text.len) && !text.data[text.len]);
		assert(text.data[0] != '\n' && text.data[text.len - 1] != '\n');
		check_fact(text.title, text.title_by);
		check_fact(text.author, text.author_by);
		check_fact(text.date, text.date_by);
	} else {
		assert(err.code == ERR_FORMAT || err.code == ERR_LIMIT);
	}
	text_release(&text);
	free(page.body);
	return 0;
}
