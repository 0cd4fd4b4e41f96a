#include "present/label.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include "data/mem.h"

enum { REPLACEMENT = 0xfffd, NUL_SYMBOL = 0x2400 };

static bool turns_the_writing(UChar32 c)
{
	return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static bool is_plain(UChar32 c)
{
	return c >= ' ' && c <= '~';
}

static UChar32 harmless(UChar32 c)
{
	if (is_plain(c))
		return c;
	if (c < 0)
		return REPLACEMENT;
	if (c >= ' ' && c < 0x7f)
		return c;
	if ((c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029)
		return ' ';
	if (u_charType(c) == U_CONTROL_CHAR || turns_the_writing(c))
		return '?';
	return c;
}

static int32_t length(const char *text)
{
	size_t len = strlen(text);

	return len > INT32_MAX / 4 ? INT32_MAX / 4 : (int32_t)len;
}

char *label_new(const char *text)
{
	int32_t len = length(text), in = 0, out = 0;
	/* One ill-formed byte becomes the three of U+FFFD. */
	char *label = xmalloc(3 * (size_t)len + 1);

	while (in < len) {
		UChar32 c;

		U8_NEXT(text, in, len, c);
		c = harmless(c);
		U8_APPEND_UNSAFE(label, out, c);
	}
	label[out] = '\0';
	return label;
}

char *label_text(const char *data, size_t len)
{
	char *text = xmalloc(3 * len + 1);
	size_t out = 0;

	for (size_t in = 0; in < len;) {
		UChar32 c;

		U8_NEXT_OR_FFFD(data, in, len, c);
		c = c ? c : NUL_SYMBOL;
		U8_APPEND_UNSAFE(text, out, c);
	}
	text[out] = '\0';
	return text;
}

static int columns_of(UChar32 c)
{
	int type, width;

	if (is_plain(c))
		return 1;
	type = u_charType(c);
	if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR)
		return 0;
	width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
	return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

size_t label_fit(const char *text, int columns, int *used)
{
	int32_t len = length(text), at = 0, next = 0;
	int total = 0;

	while (next < len) {
		UChar32 c;
		int width;

		U8_NEXT(text, next, len, c);
		width = columns_of(c < 0 ? REPLACEMENT : c);
		if (total + width > columns)
			break;
		total += width;
		at = next;
	}
	if (used)
		*used = total;
	return (size_t)at;
}

char *label_cut(char *label, int columns)
{
	char *shorter;

	if (label_fit(label, columns, NULL) == strlen(label))
		return label;
	shorter = xasprintf("%.*s…", (int)label_fit(label, columns - 1, NULL), label);
	free(label);
	return shorter;
}
