#include "collect/robots_path.h"

#include <string.h>

static bool is_unreserved(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '-' || c == '.' || c == '_' || c == '~';
}

/* The value of the escape "%XX" at I, or -1. */
static int escape_at(const char *path, size_t len, size_t i)
{
	static const char digits[] = "0123456789ABCDEF0123456789abcdef";
	int value = 0;

	if (path[i] != '%' || len - i < 3)
		return -1;
	for (size_t k = i + 1; k <= i + 2; k++) {
		const char *digit = memchr(digits, path[k], sizeof(digits) - 1);

		if (!digit)
			return -1;
		value = value * 16 + (int)((digit - digits) % 16);
	}
	return value;
}

static char *put(char *out, char c, bool plain)
{
	static const char digits[] = "0123456789ABCDEF";
	unsigned char byte = (unsigned char)c;

	if (plain) {
		*out++ = c;
		return out;
	}
	*out++ = '%';
	*out++ = digits[byte >> 4];
	*out++ = digits[byte & 15];
	return out;
}

static size_t canonical(char *out, const char *path, size_t len, bool pattern, bool in_query)
{
	char *start = out;
	bool query = false;

	for (size_t i = 0; i < len; i++) {
		int value = escape_at(path, len, i);
		char c = value >= 0 ? (char)value : path[i];
		bool structural = c == '/' || c == '?';

		if (value < 0) {
			out = put(out, c, is_unreserved(c) || structural || (pattern && c == '*'));
			query = query || (in_query && c == '?');
		} else {
			out = put(out, c, is_unreserved(c) || (query && structural));
			i += 2;
		}
	}
	return (size_t)(out - start);
}

struct robots_pattern robots_pattern_write(char *out, const char *path, size_t len)
{
	struct robots_pattern pattern = { .text = out };

	pattern.to_end = len && path[len - 1] == '$';
	if (pattern.to_end)
		len--;
	pattern.in_query = len && memchr(path, '?', len);
	pattern.len = canonical(out, path, len, true, pattern.in_query);
	return pattern;
}

size_t robots_target_write(char *out, const char *target, size_t len, bool in_query)
{
	return canonical(out, target, len, false, in_query);
}

size_t robots_path_weight(const char *path, size_t len)
{
	size_t weight = 0;

	for (size_t i = 0; i < len; i++) {
		int value = escape_at(path, len, i);

		weight += path[i] & 0x80 ? 3 : 1;
		if (value >= 0 && is_unreserved((char)value))
			i += 2;
	}
	return weight;
}

static size_t until_star(const char *text, size_t len)
{
	const char *star = len ? memchr(text, '*', len) : NULL;

	return star ? (size_t)(star - text) : len;
}

/* What is between two stars is taken where it first occurs: later would match no more. */
bool robots_pattern_matches(const struct robots_pattern *pattern, const char *target, size_t len)
{
	const char *text = pattern->text, *end = text + pattern->len, *found;
	size_t piece = until_star(text, pattern->len);

	if (piece > len || memcmp(text, target, piece) != 0)
		return false;
	while (text + piece < end) {
		target += piece;
		len -= piece;
		text += piece + 1;
		piece = until_star(text, (size_t)(end - text));
		if (text + piece == end && pattern->to_end)
			return piece <= len && memcmp(text, target + len - piece, piece) == 0;
		found = memmem(target, len, text, piece);
		if (!found)
			return false;
		len -= (size_t)(found - target);
		target = found;
	}
	return !pattern->to_end || piece == len;
}
