#include "process/letters.h"

#include <stdint.h>
#include <string.h>
#include <unicode/utf8.h>
#include "process/utf8.h"

enum { LONGEST_RUN = 256, TWICE = 2 };

/* windows-1252 from 0x80 to 0x9f; 0: no character, and what Latin-1 has there is a control. */
static const uint16_t signs[32] = {
	0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
	0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
	0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

/* The byte that C was read from, or -1. */
static int byte_of(UChar32 c)
{
	if (c >= 0x80 && c <= 0xff)
		return c;
	for (int i = 0; i < 32; i++) {
		if (signs[i] && signs[i] == c)
			return 0x80 + i;
	}
	return -1;
}

/* The run of such characters at AT as the bytes that they were; returns where it ends. */
static size_t read_run(char bytes[LONGEST_RUN], size_t *n, const char *text, size_t at, size_t len)
{
	*n = 0;
	while (at < len && *n < LONGEST_RUN) {
		size_t next = at;
		UChar32 c;
		int byte;

		U8_NEXT_OR_FFFD(text, next, len, c);
		byte = c < 0x80 ? -1 : byte_of(c);
		if (byte < 0)
			break;
		bytes[(*n)++] = (char)byte;
		at = next;
	}
	return at;
}

static size_t repair_once(char *text, size_t len)
{
	char bytes[LONGEST_RUN], *to = text;
	size_t at = 0, end, n;

	while (at < len) {
		struct utf8_census census;

		end = read_run(bytes, &n, text, at, len);
		census = utf8_count(bytes, n);
		if (n && census.sequences && !census.ill_formed) {
			memcpy(to, bytes, n);
			to += n;
			at = end;
			continue;
		}
		while (!n && end < len && !(text[end] & 0x80))
			end++;
		if (end == at)
			U8_FWD_1(text, end, len);
		memmove(to, text + at, end - at);
		to += end - at;
		at = end;
	}
	return (size_t)(to - text);
}

size_t letters_repair(char *text, size_t len)
{
	for (int i = 0; i < TWICE; i++)
		len = repair_once(text, len);
	text[len] = '\0';
	return len;
}

/* Arabic to Mongolian, and pictures: what joiners and their opposites mean something between. */
static bool is_joined(UChar32 before)
{
	return (before >= 0x600 && before < 0x2000) || before == 0xfe0f || before >= 0x1f000 ||
	       (before >= 0x2600 && before < 0x2800);
}

static bool is_invisible(UChar32 c, UChar32 before)
{
	switch (c) {
	case 0xad:   /* soft hyphen */
	case 0x200b: /* zero width space */
	case 0x2060: /* word joiner */
	case 0xfeff: /* zero width no-break space */
		return true;
	case 0x200c: /* zero width non-joiner */
	case 0x200d: /* zero width joiner */
		return !is_joined(before);
	default:
		return false;
	}
}

size_t letters_drop_invisible(char *text, size_t len)
{
	UChar32 c, before = 0;
	size_t at = 0, next;
	char *to = text;

	for (; at < len; at = next) {
		next = at;
		if (!(text[at] & 0x80)) {
			before = (unsigned char)text[next];
			*to++ = text[next++];
			continue;
		}
		U8_NEXT_OR_FFFD(text, next, len, c);
		if (is_invisible(c, before))
			continue;
		memmove(to, text + at, next - at);
		to += next - at;
		before = c;
	}
	*to = '\0';
	return (size_t)(to - text);
}
