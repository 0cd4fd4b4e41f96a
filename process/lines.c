#include "process/lines.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

struct line lines_at(const struct lines *lines, size_t at)
{
	const char *start = lines->text + at;
	const char *end = memchr(start, '\n', lines->len - at);

	return (struct line) { start, end ? (size_t)(end - start) : lines->len - at };
}

size_t lines_next(const struct lines *lines, size_t at)
{
	const char *end = memchr(lines->text + at, '\n', lines->len - at);

	return end ? (size_t)(end - lines->text) + 1 : LINES_NONE;
}

size_t lines_previous(const struct lines *lines, size_t at)
{
	const char *end;

	if (at == 0)
		return LINES_NONE;
	end = memrchr(lines->text, '\n', at - 1);
	return end ? (size_t)(end - lines->text) + 1 : 0;
}

size_t lines_count(const struct lines *lines, size_t from, size_t to)
{
	/* Sixteen bytes at once, by the vectors of GCC and clang; so many counts fit a byte. */
	typedef uint8_t wide __attribute__((vector_size(16)));
	enum { WIDE = sizeof(wide), CHUNK = 255 * WIDE };
	const char *p = lines->text + from, *end = lines->text + to;
	size_t n = 0;

	while (end - p >= WIDE) {
		const char *stop = p + (end - p < CHUNK ? (end - p) / WIDE * WIDE : CHUNK);
		wide counts = { 0 }, bytes;

		for (; p < stop; p += WIDE) {
			memcpy(&bytes, p, WIDE);
			counts -= (wide)(bytes == '\n');
		}
		for (int i = 0; i < WIDE; i++)
			n += counts[i];
	}
	for (; p < end; p++)
		n += *p == '\n';
	return n;
}

size_t lines_words(const struct lines *lines)
{
	size_t n = 0, at = 0;
	bool within = false;
	UChar32 c;

	while (at < lines->len) {
		U8_NEXT_OR_FFFD(lines->text, at, lines->len, c);
		n += !within && !u_isspace(c);
		within = !u_isspace(c);
	}
	return n;
}

struct line line_skip_space(struct line line)
{
	size_t i = 0, next = 0;
	UChar32 c;

	while (next < line.len) {
		U8_NEXT_OR_FFFD(line.text, next, line.len, c);
		if (!u_isspace(c))
			break;
		i = next;
	}
	return (struct line) { line.text + i, line.len - i };
}

struct line line_trim(struct line line)
{
	const uint8_t *bytes;
	int32_t before;
	UChar32 c;

	line = line_skip_space(line);
	/* Backwards from at most four bytes: the length may not fit ICU's int32_t. */
	while (line.len) {
		bytes = (const uint8_t *)line.text + line.len - (line.len < 4 ? line.len : 4);
		before = line.len < 4 ? (int32_t)line.len : 4;
		U8_PREV_OR_FFFD(bytes, 0, before, c);
		if (!u_isspace(c))
			break;
		line.len -= (line.len < 4 ? line.len : 4) - (size_t)before;
	}
	return line;
}

bool line_is_visible(struct line line)
{
	return line_skip_space(line).len > 0;
}

bool line_is_upper(struct line line)
{
	bool cased = false;
	size_t next = 0;
	UChar32 c;

	while (next < line.len) {
		U8_NEXT_OR_FFFD(line.text, next, line.len, c);
		if (u_isULowercase(c) || u_charType(c) == U_TITLECASE_LETTER)
			return false;
		cased |= u_isUUppercase(c);
	}
	return cased;
}
