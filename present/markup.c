#include "present/markup.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "data/page.h"

static void put_byte(FILE *out, unsigned char c)
{
	if (c < 0x20 && c != '\n' && c != '\t')
		(void)fprintf(out, "&#%d;", 0x2400 + c);
	else if (strchr("&<>\"'", c))
		(void)fprintf(out, "&#%d;", c);
	else
		(void)fputc(c, out);
}

void markup_text(FILE *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		put_byte(out, (unsigned char)text[i]);
}

void markup_string(FILE *out, const char *text)
{
	markup_text(out, text, strlen(text));
}

void markup_base64(FILE *out, const char *bytes, size_t len)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < len; i += 3) {
		const unsigned char *three = (const unsigned char *)bytes + i;
		uint32_t bits = (uint32_t)three[0] << 16;
		char four[4] = { 0, 0, '=', '=' };

		bits |= i + 1 < len ? (uint32_t)three[1] << 8 : 0;
		bits |= i + 2 < len ? three[2] : 0;
		four[0] = digits[bits >> 18];
		four[1] = digits[bits >> 12 & 63];
		if (i + 1 < len)
			four[2] = digits[bits >> 6 & 63];
		if (i + 2 < len)
			four[3] = digits[bits & 63];
		(void)fwrite(four, 1, 4, out);
	}
}

void markup_hash(FILE *out, const char *content, size_t len)
{
	struct page page = { .body = (char *)content, .len = len };
	char hash[(PAGE_HASH_SIZE - 1) / 2];

	page_hash(&page);
	for (size_t i = 0; i < sizeof(hash); i++) {
		char hex[] = { page.sha256[2 * i], page.sha256[2 * i + 1], '\0' };

		hash[i] = (char)strtoul(hex, NULL, 16);
	}
	(void)fprintf(out, "'sha256-");
	markup_base64(out, hash, sizeof(hash));
	(void)fprintf(out, "'");
}
