#include "cmd/titles.h"

#include <stdlib.h>
#include <string.h>
#include "collect/catalog.h"
#include "collect/url.h"
#include "data/booklist.h"
#include "data/language.h"
#include "data/mem.h"
#include "data/summary.h"
#include "data/text.h"

static void prefer(char **to, const char *better)
{
	if (!better || !*better)
		return;
	free(*to);
	*to = xstrdup(better);
}

static void prefer_language(struct summary *summary, const char *better, const char *by)
{
	if (!better || !*better)
		return;
	prefer(&summary->language, better);
	summary->language_by = by;
}

/* What a report says of where it comes from. */
static void hide_user(char **to, const char *source)
{
	char *printable = source && url_has_scheme(source) ? url_printable(source) : NULL;

	if (!printable && source && source != *to)
		printable = xstrdup(source);
	if (!printable)
		return;
	free(*to);
	*to = printable;
}

static char *file_name(const char *source)
{
	const char *slash = strrchr(source, '/');

	return xstrdup(slash && slash[1] ? slash + 1 : source);
}

static const struct catalog_record *record_of(const struct book *book,
					      const struct catalog *catalog, long id)
{
	id = book->id ? book->id : id;
	return catalog && id ? catalog_find(catalog, id) : NULL;
}

const char *titles_language(const struct book *book, const struct catalog *catalog,
			    const struct text *text)
{
	const struct catalog_record *record = record_of(book, catalog, text->id);
	const char *language = book->language;

	if (!language && record && record->language)
		language = language_code(record->language);
	return language ? language : text->language;
}

void titles_complete(struct summary *summary, const struct book *book,
		     const struct catalog *catalog)
{
	const struct catalog_record *record = record_of(book, catalog, summary->id);

	if (book->id)
		summary->id = book->id;
	if (record) {
		prefer(&summary->title, record->title);
		prefer(&summary->author, record->author);
		prefer_language(summary, record->language ? language_code(record->language) : NULL,
				"catalog");
	}
	prefer(&summary->title, book->title);
	prefer(&summary->author, book->author);
	prefer_language(summary, book->language, "list");
	hide_user(&summary->source, summary->source ? summary->source : book->source);
	if (!summary->title && book->kind == BOOK_RECORD)
		summary->title = xstrdup(book->source);
	if (!summary->title && summary->source)
		summary->title = file_name(summary->source);
	if (!summary->title)
		summary->title = xasprintf("%ld", summary->id);
}
