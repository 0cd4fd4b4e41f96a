#include "process/claims.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "data/mem.h"

enum {
	META_WITHIN = 4096, /* browsers look no further than a quarter of this */
	XML_WITHIN = 256,
	OWN_LINE_WITHIN = 32768 /* where a book says what its charset is */
};

static const char blanks[] = " \t\r\n\f";

/* As real books write it. */
static const char *const own_lines[] = {
	"Character set encoding:",
	"Chatacter set encoding:",
	"Character set:",
};

static bool of_type(struct charset *charset, const char *content_type)
{
	static const char key[] = "charset=";
	const char *value = content_type ? strcasestr(content_type, key) : NULL;

	if (!value)
		return false;
	value += sizeof(key) - 1;
	value += strspn(value, " \"'");
	return charset_named(charset, value, strcspn(value, " \"';,"));
}

/* Whoever could read a label in a page as ASCII knows that it is not UTF-16. */
static bool of_label(struct charset *charset, const char *label, size_t len)
{
	if (!charset_named(charset, label, len))
		return false;
	return charset->kind != CHARSET_WIDE || charset_named(charset, "UTF-8", 5);
}

/* The value of NAME="..." in TEXT, up to one of STOP. */
static bool of_attribute(struct charset *charset, const char *text, const char *name,
			 const char *stop)
{
	const char *at = strcasestr(text, name);

	if (!at)
		return false;
	at += strlen(name);
	at += strspn(at, blanks);
	if (*at != '=')
		return false;
	at += 1 + strspn(at + 1, " \t\r\n\f\"'");
	return of_label(charset, at, strcspn(at, stop));
}

/* <?xml version="1.0" encoding="..."?> at the very start. */
static bool of_xml(struct charset *charset, const char *bytes, size_t len)
{
	char *start, *stop;
	bool known;

	start = xstrndup(bytes, len < XML_WITHIN ? len : (size_t)XML_WITHIN);
	stop = strstr(start, "?>");
	if (stop)
		*stop = '\0';
	known = stop && strncmp(start, "<?xml", 5) == 0 &&
		of_attribute(charset, start, "encoding", " \t\r\n\f\"'");
	free(start);
	return known;
}

static bool of_meta(struct charset *charset, const char *bytes, size_t len)
{
	char *start = xstrndup(bytes, len < META_WITHIN ? len : (size_t)META_WITHIN);
	char *at = start, *stop;
	bool known = false;

	while (!known && (at = strchr(at, '<'))) {
		stop = strstr(at, strncmp(at, "<!--", 4) == 0 ? "-->" : ">");
		if (!stop)
			break;
		*stop = '\0';
		known = strncasecmp(at, "<meta", 5) == 0 &&
			of_attribute(charset, at, "charset", " \t\r\n\f\"';/");
		at = stop + 1;
	}
	free(start);
	return known;
}

static bool of_line(struct charset *charset, const char *line, size_t len)
{
	size_t i, key;

	while (len && (*line == ' ' || *line == '\t')) {
		line++;
		len--;
	}
	for (i = 0; i < sizeof(own_lines) / sizeof(*own_lines); i++) {
		key = strlen(own_lines[i]);
		if (len <= key || strncasecmp(line, own_lines[i], key) != 0)
			continue;
		for (line += key, len -= key; len && (*line == ' ' || *line == '\t'); len--)
			line++;
		while (len && (line[len - 1] == ' ' || line[len - 1] == '\t'))
			len--;
		return charset_named(charset, line, len);
	}
	return false;
}

static bool of_book(struct charset *charset, const char *bytes, size_t len)
{
	const char *end = bytes + (len < OWN_LINE_WITHIN ? len : OWN_LINE_WITHIN);
	const char *line, *stop;

	for (line = bytes; line < end; line = stop + 1) {
		stop = line;
		while (stop < end && *stop != '\n' && *stop != '\r')
			stop++;
		if (of_line(charset, line, (size_t)(stop - line)))
			return charset->kind != CHARSET_WIDE;
	}
	return false;
}

size_t claims_read(struct claim claims[CLAIMS_MOST], const struct page *page, bool is_html)
{
	size_t n = 0;

	if (of_type(&claims[n].charset, page->content_type))
		claims[n++].by = "http";
	if (of_xml(&claims[n].charset, page->body, page->len))
		claims[n++].by = "xml";
	if (is_html && of_meta(&claims[n].charset, page->body, page->len))
		claims[n++].by = "meta";
	if (of_book(&claims[n].charset, page->body, page->len))
		claims[n++].by = "declared";
	return n;
}
