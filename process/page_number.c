#include "process/page_number.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { NAME_MAX = 32, LONGEST = 40 };

/* Classes of the books, in lower case without hyphens, underscores and digits at the end. */
static const struct {
	const char *name;
	enum page_number kind;
} classes[] = {
	{ "pagenum", PAGE_NUMBER_SURE },    { "pagenumber", PAGE_NUMBER_SURE },
	{ "pageno", PAGE_NUMBER_SURE },     { "pagenr", PAGE_NUMBER_SURE },
	{ "pagenumb", PAGE_NUMBER_SURE },   { "pagenums", PAGE_NUMBER_SURE },
	{ "pgnum", PAGE_NUMBER_SURE },      { "pgnumber", PAGE_NUMBER_SURE },
	{ "pgno", PAGE_NUMBER_SURE },       { "xpagenum", PAGE_NUMBER_SURE },
	{ "xpageno", PAGE_NUMBER_SURE },    { "folionum", PAGE_NUMBER_SURE },
	{ "origpage", PAGE_NUMBER_SURE },   { "linenum", PAGE_NUMBER_SURE },
	{ "linenumber", PAGE_NUMBER_SURE }, { "lineno", PAGE_NUMBER_SURE },
	{ "linenr", PAGE_NUMBER_SURE },     { "versenum", PAGE_NUMBER_MAYBE },
	{ "page", PAGE_NUMBER_MAYBE },      { "pages", PAGE_NUMBER_MAYBE },
	{ "pg", PAGE_NUMBER_MAYBE },        { "pn", PAGE_NUMBER_MAYBE },
	{ "pgn", PAGE_NUMBER_MAYBE },       { "pb", PAGE_NUMBER_MAYBE },
	{ "pagebreak", PAGE_NUMBER_MAYBE }, { "newpage", PAGE_NUMBER_MAYBE },
	{ "folio", PAGE_NUMBER_MAYBE },     { "ln", PAGE_NUMBER_MAYBE },
	{ "pnum", PAGE_NUMBER_MAYBE },      { "pageid", PAGE_NUMBER_MAYBE },
	{ "leftpage", PAGE_NUMBER_MAYBE },  { "rightpage", PAGE_NUMBER_MAYBE },
	{ "seite", PAGE_NUMBER_MAYBE },     { "pagina", PAGE_NUMBER_MAYBE },
};

/* What an id or a name begins with that goes on in a number. */
static const char *const ids[] = { "page", "pg", "p", "pb", "seite", "pagina", "folio" };

/* What may stand before the number itself. */
static const char *const words[] = { "page",   "pages", "pg.",  "pg",   "pag.", "pag",   "pág.",
				     "página", "pp.",   "p.",   "p",    "s.",   "seite", "side",
				     "sida",   "blz.",  "str.", "стр.", "fol." };

/* NAME without hyphens and underscores, to OUT; LETTERS: up to its first digit, and whether one
 * follows. */
static bool squeeze(char out[NAME_MAX], const char *name, size_t len, bool letters)
{
	size_t n = 0, i;

	for (i = 0; i < len && n < NAME_MAX - 1; i++) {
		if (name[i] == '-' || name[i] == '_' || name[i] == '.')
			continue;
		if (letters && isdigit((unsigned char)name[i]))
			break;
		out[n++] = (char)tolower((unsigned char)name[i]);
	}
	out[n] = '\0';
	return i < len && isdigit((unsigned char)name[i]);
}

static enum page_number of_class(const char *value)
{
	enum page_number kind = PAGE_NUMBER_NO;
	char name[NAME_MAX];
	size_t len, i;

	for (; *value; value += len + strspn(value + len, " \t\r\n\f")) {
		len = strcspn(value, " \t\r\n\f");
		(void)squeeze(name, value, len, true);
		for (i = 0; i < sizeof(classes) / sizeof(*classes); i++) {
			if (strcmp(name, classes[i].name) == 0 && classes[i].kind > kind)
				kind = classes[i].kind;
		}
	}
	return kind;
}

static enum page_number of_id(const char *value)
{
	char name[NAME_MAX];

	if (!squeeze(name, value, strlen(value), true))
		return PAGE_NUMBER_NO;
	for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++) {
		if (strcmp(name, ids[i]) == 0)
			return PAGE_NUMBER_MAYBE;
	}
	return PAGE_NUMBER_NO;
}

enum page_number page_number_named(const char **attributes)
{
	enum page_number kind = PAGE_NUMBER_NO, other = PAGE_NUMBER_NO;

	for (; attributes && attributes[0]; attributes += 2) {
		if (!attributes[1])
			continue;
		if (strcmp(attributes[0], "class") == 0)
			other = of_class(attributes[1]);
		else if (strcmp(attributes[0], "id") == 0 || strcmp(attributes[0], "name") == 0)
			other = of_id(attributes[1]);
		if (other > kind)
			kind = other;
	}
	return kind;
}

/* Past brackets, dashes and space. */
static const char *past_signs(const char *p, const char *end)
{
	static const char *const signs[] = { "\xc2\xa0", "—", "–" };

	for (const char *from = NULL; p < end && p != from;) {
		from = p;
		while (p < end && *p && strchr(" \t\r\n\f[](){}<>|-:.,*", *p))
			p++;
		for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
			size_t len = strlen(signs[i]);

			if ((size_t)(end - p) >= len && memcmp(p, signs[i], len) == 0)
				p += len;
		}
	}
	return p;
}

static const char *past_word(const char *p, const char *end)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t len = strlen(words[i]);

		if ((size_t)(end - p) > len && strncasecmp(p, words[i], len) == 0 &&
		    !isalpha((unsigned char)p[len]))
			return past_signs(p + len, end);
	}
	return p;
}

/* Past "12" or "12a", or where ROMAN past "xii". */
static const char *past_number(const char *p, const char *end, bool roman)
{
	const char *from = p;

	while (p < end && isdigit((unsigned char)*p))
		p++;
	if (p > from)
		return p < end && isalpha((unsigned char)*p) ? p + 1 : p;
	while (roman && p < end && *p && strchr("ivxlcdmIVXLCDM", *p))
		p++;
	return p;
}

/* Arabic, or Roman where SURE or in brackets; one, or two ("12-13"). */
bool page_number_is(enum page_number kind, const char *text, size_t len)
{
	const char *end = text + len, *start = past_signs(text, end), *p = past_word(start, end);
	bool roman = kind == PAGE_NUMBER_SURE || p > start || (start > text && start[-1] == '[');

	if (kind == PAGE_NUMBER_NO || len > LONGEST)
		return false;
	if (start == end)
		return kind == PAGE_NUMBER_SURE;
	for (int i = 0; i < 2 && p < end; i++) {
		const char *from = p;

		p = past_number(p, end, roman);
		if (p == from)
			return false;
		p = past_signs(p, end);
	}
	return p == end;
}
