#include "process/header.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "data/language.h"
#include "data/mem.h"
#include "process/cut.h"
#include "process/lines.h"

enum {
	UNMARKED = 4096,   /* where a file without marks may have fields */
	LINE_BYTES = 1000, /* a longer line is no field */
	COLUMNS = 72,
	KEY_BYTES = 24,
	ID_DIGITS = 9
};

static size_t columns(struct line line)
{
	size_t i, n = 0;

	for (i = 0; i < line.len; i++)
		n += (line.text[i] & 0xc0) != 0x80;
	return n;
}

static struct line first_word(struct line line)
{
	size_t len = 0;

	while (len < line.len && line.text[len] != ' ')
		len++;
	return (struct line) { line.text, len };
}

/* A header is lines of text. */
static bool is_text(struct line line)
{
	return line.len <= LINE_BYTES && !memchr(line.text, '\0', line.len);
}

/* "Author: ...", "Release Date: ...". */
static bool is_field(struct line line)
{
	size_t i = 0;

	while (i < line.len && i < KEY_BYTES &&
	       (isalpha((unsigned char)line.text[i]) || line.text[i] == ' '))
		i++;
	return i > 1 && i < line.len && line.text[i] == ':';
}

/* Whether NEXT is more of the value that LINE, not empty, is the beginning of. */
static bool goes_on(struct line line, struct line next)
{
	if (is_field(next) || *next.text == '*')
		return false;
	return memchr(",;:-", line.text[line.len - 1], 4) ||
	       columns(line) + 1 + columns(first_word(next)) > COLUMNS;
}

static char *join(char *value, struct line line)
{
	char *joined = xasprintf("%s %.*s", value, (int)line.len, line.text);

	free(value);
	return joined;
}

/* The value that starts in the line at AT, after the key. */
static char *read_value(const struct lines *header, size_t at, size_t key)
{
	struct line line = line_trim(lines_at(header, at)), next, value = lines_at(header, at);
	char *text;

	value.text += key;
	value.len -= key;
	value = line_trim(value);
	if (!value.len)
		return NULL;
	text = xstrndup(value.text, value.len);
	while ((at = lines_next(header, at)) != LINES_NONE) {
		next = line_trim(lines_at(header, at));
		if (!next.len || !is_text(next) || !goes_on(line, next))
			break;
		text = join(text, next);
		line = next;
	}
	return text;
}

static void read_field(char **value, const char *key, const struct lines *header, size_t at)
{
	struct line line = lines_at(header, at);
	size_t len = strlen(key);

	if (*value || line.len <= len || strncasecmp(line.text, key, len) != 0)
		return;
	*value = read_value(header, at, len);
}

static long number(const char *p, const char *end)
{
	long n = 0;
	int i;

	for (i = 0; i < ID_DIGITS && p < end && isdigit((unsigned char)*p); i++)
		n = 10 * n + (*p++ - '0');
	return n;
}

/* [EBook #123], [eBook #123], [Etext #123]. */
static long read_id(struct line line)
{
	static const char *const keys[] = { "[ebook #", "[etext #", "[e-book #", "[e-text #" };
	const char *p = line.text, *end = p + line.len;
	size_t i, len;
	long id;

	while ((p = memchr(p, '[', (size_t)(end - p)))) {
		for (i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
			len = strlen(keys[i]);
			if ((size_t)(end - p) <= len || strncasecmp(p, keys[i], len) != 0)
				continue;
			id = number(p + len, end);
			if (id)
				return id;
		}
		p++;
	}
	return 0;
}

/* The number that follows it stands in brackets. */
static void read_date(struct text *text, const struct lines *header, size_t at)
{
	size_t len;

	if (text->date)
		return;
	read_field(&text->date, "Release Date:", header, at);
	if (!text->date)
		return;
	text->date_by = "header";
	len = strcspn(text->date, "[");
	while (len && text->date[len - 1] == ' ')
		len--;
	text->date[len] = '\0';
}

static void take(char **value, const char **by, char *said)
{
	if (!said)
		return;
	free(*value);
	*value = said;
	*by = "header";
}

void header_read(struct text *text)
{
	struct lines header = { text->data, text->len };
	size_t at, end = cut_header_end(&header);
	char *title = NULL, *author = NULL, *language = NULL;
	const char *code;

	if (end < text->header_len)
		end = text->header_len;
	if (!end)
		end = UNMARKED;
	if (end < header.len)
		header.len = end;
	for (at = 0; at != LINES_NONE; at = lines_next(&header, at)) {
		if (!is_text(lines_at(&header, at)))
			continue;
		read_field(&title, "Title:", &header, at);
		read_field(&author, "Author:", &header, at);
		read_field(&language, "Language:", &header, at);
		read_date(text, &header, at);
		if (!text->id)
			text->id = read_id(lines_at(&header, at));
	}
	code = language ? language_code(language) : NULL;
	take(&text->title, &text->title_by, title);
	take(&text->author, &text->author_by, author);
	take(&text->language, &text->language_by, code ? xstrdup(code) : NULL);
	free(language);
}
