#include "process/html_charset.h"

#include <string.h>
#include "process/charset.h"

int html_charset_decode(struct text *text, struct page *page, struct err *err)
{
	const char *from, *end, *nul;
	char *to;

	if (charset_decode_html(text, page, err))
		return -1;
	from = text->data;
	end = from + text->len;
	for (to = text->data; from < end; from = nul + 1) {
		nul = memchr(from, '\0', (size_t)(end - from));
		nul = nul ? nul : end;
		memmove(to, from, (size_t)(nul - from));
		to += nul - from;
	}
	text->len = (size_t)(to - text->data);
	*to = '\0';
	return 0;
}

const char *html_charset_meant(const char *at, const char *end)
{
	/* windows-1252 from 0x80 to 0x9f; what it has no character for is none. */
	static const char *const characters[] = {
		"€", "",  "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "", "Ž", "",
		"",  "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "", "ž", "Ÿ",
	};

	if (end - at < 2 || *at != '\xc2' || (at[1] & 0xe0) != 0x80)
		return NULL;
	return characters[at[1] & 0x1f];
}
