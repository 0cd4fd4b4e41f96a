#include "process/kind.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "process/process.h"
#include "tests/fuzz/fuzz.h"

/* A file as it came, whatever it is; its first line is also its name, or its type. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct process_options options = { .explain = true };
	char *line = string_of(data, size);

	line[strcspn(line, "\r\n")] = '\0';
	for (int i = 0; i < 2; i++) {
		struct page page = { .body = xmalloc(size + 1), .len = size };
		struct text text;
		struct err err = { 0 };
		const char *why;

		memcpy(page.body, data, size);
		page.body[size] = '\0';
		*(i ? &page.source : &page.content_type) = xstrdup(line);
		assert(kind_of(&page, &why)->name && why);
		if (process_page(&text, &page, &options, &err) == 0) {
			assert(text.kind && text.kind_by && is_utf8(text.data, text.len));
			assert(text.words <= text.words_whole);
		} else {
			assert(err.code && *err.text);
		}
		text_release(&text);
		page_release(&page);
	}
	free(line);
	return 0;
}
