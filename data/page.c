#include "data/page.h"

#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "data/big_file.h"
#include "data/buf.h"
#include "data/mem.h"

void page_release(struct page *page)
{
	free(page->source);
	free(page->content_type);
	free(page->etag);
	free(page->body);
	big_file_close(page->big);
	*page = (struct page) { 0 };
}

static void write_hash(char *to, struct sha256_ctx *context)
{
	static const char digits[] = "0123456789abcdef";
	uint8_t digest[SHA256_DIGEST_SIZE];

	sha256_digest(context, sizeof(digest), digest);
	for (size_t i = 0; i < sizeof(digest); i++) {
		*to++ = digits[digest[i] >> 4];
		*to++ = digits[digest[i] & 15];
	}
	*to = '\0';
}

void page_hash_bytes(char hash[PAGE_HASH_SIZE], const char *data, size_t len)
{
	struct sha256_ctx context;

	sha256_init(&context);
	if (len)
		sha256_update(&context, len, (const uint8_t *)data);
	write_hash(hash, &context);
}

void page_hash(struct page *page)
{
	page_hash_bytes(page->sha256, page->body, page->len);
}

int page_hash_file(char sha256[PAGE_HASH_SIZE], const struct big_file *file, struct err *err)
{
	enum { WINDOW = 65536 };
	char *window = xmalloc(WINDOW);
	struct sha256_ctx context;
	int rc = 0;

	sha256_init(&context);
	for (uint64_t at = 0; at < file->size && !rc; at += WINDOW) {
		uint64_t left = file->size - at;
		size_t len = left < WINDOW ? (size_t)left : WINDOW;

		rc = big_file_read(file, at, window, len, err);
		sha256_update(&context, rc ? 0 : len, (const uint8_t *)window);
	}
	write_hash(sha256, &context);
	free(window);
	return rc;
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

int page_open_file(struct page *page, const char *path, size_t max, struct err *err)
{
	struct big_file *big = big_file_open(path, (uint64_t)max + 1);

	if (!big)
		return page_read_file(page, path, max, err);
	*page = (struct page) { .source = xstrdup(path), .big = big };
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
