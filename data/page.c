#include "data/page.h"

#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "data/buf.h"
#include "data/mem.h"

void page_release(struct page *page)
{
	free(page->source);
	free(page->content_type);
	free(page->body);
	*page = (struct page) { 0 };
}

void page_hash(struct page *page)
{
	static const char digits[] = "0123456789abcdef";
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx context;
	size_t i;

	sha256_init(&context);
	if (page->len)
		sha256_update(&context, page->len, (const uint8_t *)page->body);
	sha256_digest(&context, sizeof(digest), digest);
	for (i = 0; i < sizeof(digest); i++) {
		page->sha256[2 * i] = digits[digest[i] >> 4];
		page->sha256[2 * i + 1] = digits[digest[i] & 15];
	}
	page->sha256[2 * i] = '\0';
}

int page_read_file(struct page *page, const char *path, size_t max, struct err *err)
{
	struct buf bytes;

	buf_init(&bytes, max);
	if (buf_read_file(&bytes, path, err)) {
		buf_release(&bytes);
		return -1;
	}
	*page = (struct page) { .source = xstrdup(path), .len = bytes.len };
	page->body = buf_take(&bytes);
	page_hash(page);
	return 0;
}

static bool begins_with(const char *data, size_t len, const char *word)
{
	size_t size = strlen(word);

	return len >= size && strncasecmp(data, word, size) == 0;
}

bool page_is_html(const struct page *page)
{
	const char *data = page->body;
	size_t len = page->len;

	if (begins_with(data, len, "\xef\xbb\xbf")) {
		data += 3;
		len -= 3;
	}
	while (len && memchr(" \t\r\n", *data, 4)) {
		data++;
		len--;
	}
	return begins_with(data, len, "<!doctype html") || begins_with(data, len, "<html") ||
	       begins_with(data, len, "<head") || begins_with(data, len, "<body");
}
