#include "data/page.h"

#include <nettle/sha2.h>
#include <stdlib.h>
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
