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
	free(page->etag);
	free(page->body);
	*page = (struct page) { 0 };
}

void page_hash_bytes(char hash[PAGE_HASH_SIZE], const char *data, size_t len)
{
	static const char digits[] = "0123456789abcdef";
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx context;
	size_t i;

	sha256_init(&context);
	if (len)
		sha256_update(&context, len, (const uint8_t *)data);
	sha256_digest(&context, sizeof(digest), digest);
	for (i = 0; i < sizeof(digest); i++) {
		hash[2 * i] = digits[digest[i] >> 4];
		hash[2 * i + 1] = digits[digest[i] & 15];
	}
	hash[2 * i] = '\0';
}

void page_hash(struct page *page)
{
	page_hash_bytes(page->sha256, page->body, page->len);
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
	return 0;
}

/* Past what may stand before the first tag: one of these each time. */
static const char *skip_before_tag(const char *p, const char *end)
{
	static const struct {
		const char *first, *last;
	} skipped[] = { { "\xef\xbb\xbf", "" }, { "<?xml", "?>" }, { "<!--", "-->" } };

	while (p < end && (*p == ' ' || (*p >= '\t' && *p <= '\r')))
		p++;
	for (size_t i = 0; i < sizeof(skipped) / sizeof(*skipped); i++) {
		size_t len = strlen(skipped[i].first);
		const char *found;

		if ((size_t)(end - p) < len || strncasecmp(p, skipped[i].first, len) != 0)
			continue;
		found = memmem(p + len, (size_t)(end - p) - len, skipped[i].last,
			       strlen(skipped[i].last));
		return found ? found + strlen(skipped[i].last) : end;
	}
	return p;
}

bool page_is_html(const struct page *page)
{
	static const char *const tags[] = { "<!doctype html", "<html", "<head", "<title", "<body" };
	const char *p = page->body ? page->body : "", *end = p + page->len, *from;

	do {
		from = p;
		p = skip_before_tag(p, end);
	} while (p != from);
	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++) {
		size_t len = strlen(tags[i]);

		if ((size_t)(end - p) >= len && strncasecmp(p, tags[i], len) == 0)
			return true;
	}
	return false;
}
