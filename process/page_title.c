#include "process/page_title.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "data/mem.h"

static const char *const befores[] = {
	"The Project Gutenberg eBook of ",
	"The Project Gutenberg eBook, ",
	"The Project Gutenberg e-Book of ",
	"The Project Gutenberg E-text of ",
	"The Project Gutenberg Etext of ",
	"Project Gutenberg's ",
	"Project Gutenberg’s ",
};

static const char *const afters[] = { " | Project Gutenberg", " - Project Gutenberg" };

static const char *const bys[] = { ", by ", ", par ", ", por ", ", von ", ", di ", ", door " };

/* Without the library's name; whether it is there. */
static bool without_library(const char **from, size_t *len)
{
	bool found = false;

	for (size_t i = 0; i < sizeof(befores) / sizeof(*befores); i++) {
		size_t n = strlen(befores[i]);

		if (*len <= n || strncasecmp(*from, befores[i], n) != 0)
			continue;
		*from += n;
		*len -= n;
		found = true;
		break;
	}
	for (size_t i = 0; i < sizeof(afters) / sizeof(*afters); i++) {
		size_t n = strlen(afters[i]);

		if (*len <= n || strncasecmp(*from + *len - n, afters[i], n) != 0)
			continue;
		*len -= n;
		found = true;
	}
	return found;
}

/* The last of such a word: titles may have one, too. */
static const char *find_by(const char *text, size_t *len)
{
	const char *last = NULL, *at;

	for (size_t i = 0; i < sizeof(bys) / sizeof(*bys); i++) {
		for (at = text; (at = strcasestr(at, bys[i])); at++) {
			if (last && at < last)
				continue;
			last = at;
			*len = strlen(bys[i]);
		}
	}
	return last;
}

void page_title_split(char **title, char **author)
{
	const char *from = *title, *by;
	size_t len = strlen(from), skip = 0;
	char *book;

	if (!without_library(&from, &len))
		return;
	/* A point at its end, but not that of an initial. */
	if (len > 2 && from[len - 1] == '.' && islower((unsigned char)from[len - 2]))
		len--;
	book = xstrndup(from, len);
	by = find_by(book, &skip);
	if (by && by > book && by[skip]) {
		free(*author);
		*author = xstrdup(by + skip);
		book[by - book] = '\0';
	}
	free(*title);
	*title = book;
}
