#include "process/epub.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "process/opf.h"
#include "tests/fuzz/fuzz.h"
#include "tests/process/packing.h"

static void check_name(const char *path, const char *href)
{
	char *name = opf_name(path, href);

	if (name) {
		assert(*name && *name != '/' && strncmp(name, "../", 3) != 0);
		assert(!strstr(name, "/../") && !strstr(name, "//"));
	}
	free(name);
}

static void check_text(const struct text *text)
{
	assert(text->len && is_utf8(text->data, text->len) && !text->data[text->len]);
	assert(!text->title || is_utf8(text->title, strlen(text->title)));
	assert(!text->author || is_utf8(text->author, strlen(text->author)));
	assert(!text->date || is_utf8(text->date, strlen(text->date)));
	assert(*text->charset && text->charset_by);
}

/* BODY goes. */
static void decode(char *body, size_t len)
{
	struct page page = { .body = body, .len = len };
	struct text text = { 0 };
	struct err err = { 0 };

	(void)epub_is(&page);
	if (epub_decode(&text, &page, &err) == 0)
		check_text(&text);
	else
		assert(err.code == ERR_FORMAT || err.code == ERR_LIMIT);
	text_release(&text);
	free(page.body);
}

/* The bytes are an EPUB; and, parted by lines of "--", the files of one, as no mutation of a zip
 * keeps its sums. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct packed_file files[] = {
		{ "META-INF/container.xml", "" },
		{ "OPS/book.opf", "" },
		{ "OPS/one.xhtml", "" },
		{ "OPS/two.xhtml", "" },
		{ "META-INF/encryption.xml", "<encryption/>" },
		{ NULL, NULL },
	};
	char *all = string_of(data, size), *next = all, *whole = xmalloc(size + 1);
	struct page page;

	memcpy(whole, data, size);
	whole[size] = '\0';
	decode(whole, size);
	for (size_t i = 0; files[i].name && next; i++) {
		char *stop = strstr(next, "\n--\n");

		files[i].text = next;
		next = stop ? stop + 4 : NULL;
		if (stop)
			*stop = '\0';
	}
	check_name(files[0].text, files[1].text);
	page = pack_zip(files);
	decode(page.body, page.len);
	free(all);
	return 0;
}
