#include "cmd/serve_asked.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "data/lang.h"
#include "data/results.h"

enum { MOST_BOOKS = 10000, MOST_OFFSET = 1000000000 };

enum { TAKES_TABLE = 1, TAKES_LIMIT = 2, TAKES_OFFSET = 4 };

static const struct address {
	const char *before, *after; /* what stands around the name of a book; NULL: there is none */
	unsigned takes;
	long most; /* limit */
} table[] = {
	[SERVE_SHELF] = { "/", NULL, TAKES_LIMIT | TAKES_OFFSET, SERVE_BOOKS_AT_ONCE },
	[SERVE_PAGE] = { "/books/", "", 0, 0 },
	[SERVE_LIVE] = { "/live", NULL, 0, 0 },
	[SERVE_EVENTS] = { "/live/events", NULL, 0, 0 },
	[SERVE_LIST] = { "/api/books", NULL, TAKES_LIMIT | TAKES_OFFSET, MOST_BOOKS },
	[SERVE_BOOK] = { "/api/books/", "", 0, 0 },
	[SERVE_TOKENS] = { "/api/books/", "/tokens", TAKES_TABLE | TAKES_LIMIT, RESULTS_TOKENS },
};

/* From 1 to 18 digits; -1: it is no number. */
static long number_in(const char *text, size_t len)
{
	long number = 0;

	if (!len || len > 18)
		return -1;
	for (size_t i = 0; i < len; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		number = 10 * number + text[i] - '0';
	}
	return number;
}

static bool read_name(struct serve_question *question, const char *name, size_t len)
{
	bool ours = len && *name == 's';
	long number = number_in(name + ours, len - ours);

	if (number < 1)
		return false;
	if (ours)
		question->summary = number;
	else
		question->number = number;
	return true;
}

static bool is_at(const struct address *address, const char *path, struct serve_question *question)
{
	size_t before = strlen(address->before), len = strlen(path), after;

	if (!address->after)
		return strcmp(path, address->before) == 0;
	after = strlen(address->after);
	return len > before + after && strncmp(path, address->before, before) == 0 &&
	       strcmp(path + len - after, address->after) == 0 &&
	       read_name(question, path + before, len - before - after);
}

int serve_asked_path(struct serve_asked *out, const char *path, struct err *err)
{
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		if (is_at(&table[i], path, &out->question)) {
			out->what = (enum serve_what)i;
			return 0;
		}
	}
	return err_set(err, ERR_MISSING,
		       _("there is nothing here: see /, /live, /api/books, /api/books/ID and "
			 "/api/books/ID/tokens"));
}

static int read_number(const char *name, const char *value, long least, long most, long *to,
		       struct err *err)
{
	long number = number_in(value, strlen(value));

	if (number >= least && number <= most) {
		*to = number;
		return 0;
	}
	return err_set(err, ERR_USAGE, _("%s takes a number from %ld to %ld"), name, least, most);
}

int serve_asked_parameter(struct serve_asked *asked, const char *name, const char *value,
			  struct err *err)
{
	struct serve_question *question = &asked->question;
	const struct address *address = &table[asked->what];
	unsigned takes = address->takes;

	if (takes & TAKES_TABLE && strcmp(name, "table") == 0)
		return table_named(&question->table, value) == 0
			       ? 0
			       : err_set(err, ERR_USAGE,
					 _("table takes characters, characters-folded, sequences "
					   "or sequences-folded"));
	if (takes & TAKES_LIMIT && strcmp(name, "limit") == 0)
		return read_number(name, value, 1, address->most, &question->limit, err);
	if (takes & TAKES_OFFSET && strcmp(name, "offset") == 0)
		return read_number(name, value, 0, MOST_OFFSET, &question->offset, err);
	return err_set(err, ERR_USAGE, _("'%.40s' is no parameter here"), name);
}

/* "gzip", or "*". */
bool serve_asked_gzip(const char *list)
{
	while (list && *list) {
		size_t len;

		list += strspn(list, " \t,");
		len = strcspn(list, ",; \t");
		if ((len == 4 && strncasecmp(list, "gzip", 4) == 0) || (len == 1 && *list == '*')) {
			const char *q = list + len + strspn(list + len, " \t;");

			return strncasecmp(q, "q=", 2) != 0 || strtod(q + 2, NULL) > 0;
		}
		list += strcspn(list, ",");
	}
	return false;
}
