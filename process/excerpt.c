#include "process/excerpt.h"

#include <string.h>

size_t excerpt_line_start(const char *bytes, size_t len, size_t number)
{
	size_t i = 0;

	for (; number > 1 && i < len; i++)
		number -= bytes[i] == '\n' ||
			  (bytes[i] == '\r' && (i + 1 == len || bytes[i + 1] != '\n'));
	return number > 1 ? len : i;
}

size_t excerpt_line_end(const char *bytes, size_t len, size_t n)
{
	while (n && len) {
		char last = bytes[--len];

		if (last == '\n' && len && bytes[len - 1] == '\r')
			len--;
		n -= last == '\n' || last == '\r';
	}
	return n ? 0 : len;
}

/* Those that go from one alphabet to another, and back perhaps in the next line only. */
static bool has_states(const struct charset *charset)
{
	static const char *const names[] = { "ISO-2022", "HZ", "UTF-7", "SCSU", "BOCU" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strncmp(charset->name, names[i], strlen(names[i])) == 0)
			return true;
	return false;
}

bool excerpt_may_part(struct charset *charset, const struct text *text)
{
	return charset_named(charset, text->charset, strlen(text->charset)) &&
	       charset->kind != CHARSET_WIDE && !has_states(charset);
}
