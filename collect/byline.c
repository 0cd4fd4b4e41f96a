#include "collect/byline.h"

#include <ctype.h>
#include <string.h>
#include "collect/catalog_build.h"

static bool is_blank_at(const char *text, size_t len, size_t i)
{
	return i < len && trimmed_start(text + i, len - i) > 0;
}

/* "by" as a word, also after a letter that was lost ("Indi?by Augusta"). */
static bool is_by(const char *text, size_t len, size_t i)
{
	unsigned char before = (unsigned char)text[i - 1];

	if (i + 2 >= len || (text[i] | 0x20) != 'b' || (text[i + 1] | 0x20) != 'y')
		return false;
	if (!is_blank_at(text, len, i + 2) && text[i + 2] != ',')
		return false;
	return !isalnum(before) && (before < 0x80 || trimmed_end(text, i) < i);
}

static bool begins_name(const char *text, size_t len)
{
	while (len && (*text == ' ' || *text == ','))
		text++, len--;
	return len && !islower((unsigned char)*text);
}

static bool has_digit(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (isdigit((unsigned char)text[i]))
			return true;
	return false;
}

/* ", por Voltaire": what stands for "by" in other languages, before a capital. */
static size_t foreign_by(const char *text, size_t len, size_t comma)
{
	static const char *const words[] = { " por ", " par ", " von ", " door ", " di ", " per " };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t author = comma + 1 + strlen(words[i]);

		if (author < len && memcmp(text + comma + 1, words[i], strlen(words[i])) == 0 &&
		    begins_name(text + author, len - author))
			return author;
	}
	return 0;
}

/* Where TEXT names the author, 0: nowhere. *TITLE is the length of what is before. */
static size_t find_author(const char *text, size_t len, size_t *title)
{
	size_t author = 0, foreign = 0, digit = len;

	for (size_t i = len; i-- > 1;) {
		digit = isdigit((unsigned char)text[i]) ? i : digit;
		if (text[i] == ',' && !author && !foreign) {
			foreign = foreign_by(text, len, i);
			*title = foreign ? i : *title;
		}
		if (!is_by(text, len, i))
			continue;
		if (text[trimmed_end(text, i) - 1] == ',') {
			*title = i;
			return i + 2;
		}
		if (!author && digit == len && begins_name(text + i + 2, len - i - 2)) {
			*title = i;
			author = i + 2;
		}
	}
	return author ? author : foreign;
}

/* ", ed. by" says more than ", by", but not about the title. */
static size_t without_role(const char *text, size_t len)
{
	static const char *const roles[] = {
		", ed.",      ", edited",      ", tr.",       ", trans.",   ", translated",
		", compiled", ", illustrated", ", collected", ", selected", ", pub.",
	};

	len = trimmed_end(text, len);
	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++) {
		size_t n = strlen(roles[i]);

		if (len > n && has_prefix(text + len - n, n, roles[i]))
			return len - n;
	}
	return len;
}

/* Off with commas at the end, and with a bracket that was never opened. */
static size_t tidied(const char *text, size_t len)
{
	const char *stray = memchr(text, '[', len) ? ",;" : ",;]";

	while (len && (len = trimmed_end(text, len)) && strchr(stray, text[len - 1]))
		len--;
	return len;
}

bool byline_find(struct byline *byline, const char *text, size_t len)
{
	size_t title = len, author = find_author(text, len, &title);

	*byline = (struct byline) { .title_len = tidied(text, len) };
	if (!author)
		return false;
	while (author < len && strchr(", ", text[author]))
		author++;
	if (has_prefix(text + author, len - author, "by "))
		author += 3;
	byline->title_len = tidied(text, without_role(text, title));
	byline->author = author;
	byline->author_len = tidied(text + author, len - author);
	return byline->author_len > 0;
}

char *byline_comma(char *title)
{
	char *comma = strrchr(title, ',');

	if (!comma || comma == title || !begins_name(comma, strlen(comma)))
		return NULL;
	return has_digit(comma, strlen(comma)) ? NULL : comma;
}

char *byline_name(char *comma)
{
	return comma + 1 + strspn(comma + 1, " ");
}

void byline_end_title(char *comma)
{
	do
		*comma-- = '\0';
	while (*comma == ' ');
}
