#include "collect/catalog.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "collect/names.h"
#include "data/language.h"
#include "tests/fuzz/fuzz.h"

/* One line, not empty, nothing around it. */
static void check_text(const char *text)
{
	size_t len;

	if (!text)
		return;
	len = strlen(text);
	assert(len && text[0] != ' ' && text[len - 1] != ' ');
	assert(is_utf8(text, len));
	for (size_t i = 0; i < len; i++)
		assert((unsigned char)text[i] >= ' ' && text[i] != 0x7f);
}

static void check_record(const struct catalog *catalog, size_t i)
{
	const struct catalog_record *record = catalog_record(catalog, i);

	assert(record->id > 0 && record->title && record->line > 0);
	assert(i == 0 || catalog_record(catalog, i - 1)->id < record->id);
	assert(catalog_find(catalog, record->id) == record);
	check_text(record->title);
	check_text(record->full_title);
	check_text(record->author);
	check_text(record->also);
	check_text(record->language);
}

static bool has_words(const char *text)
{
	struct name name = { 0 };
	bool yes;

	name_set(&name, text, text ? strlen(text) : 0);
	yes = name.words > 0;
	name_release(&name);
	return yes;
}

static size_t count_selected(const struct catalog *catalog, const struct catalog_query *query)
{
	struct booklist list = { 0 };
	size_t n = catalog_select(&list, catalog, query);

	assert(list.n == n && n <= catalog_count(catalog));
	for (size_t i = 0; i < n; i++)
		assert(catalog_find(catalog, list.books[i].id));
	booklist_release(&list);
	return n;
}

/* Who asks for what a record says finds it. */
static void check_search(const struct catalog *catalog, const struct catalog_record *record)
{
	const char *language = record->language ? language_code(record->language) : NULL;
	char *names[3];
	size_t n = count_selected(catalog, &(struct catalog_query) { 0 });

	assert(n == catalog_count(catalog));
	if (has_words(record->title))
		assert(count_selected(catalog, &(struct catalog_query) { .title = record->title }));
	if (language && n < 32) /* what no code has been sought for is found nowhere */
		assert(count_selected(catalog, &(struct catalog_query) { .language = language }));
	if (!has_words(record->author))
		return;
	assert(count_selected(catalog, &(struct catalog_query) { .author = record->author }));
	assert(count_selected(catalog, &(struct catalog_query) { .author = record->author,
								 .author_exact = true }));
	n = catalog_nearest_authors(names, 3, catalog, record->author);
	assert(n <= 3);
	while (n)
		free(names[--n]);
}

/* A GUTINDEX.ALL or a pg_catalog.csv. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct err err = { 0 };
	struct catalog *catalog = catalog_parse((const char *)data, size, &err);
	size_t n;

	if (!catalog) {
		assert(err.code == ERR_FORMAT);
		return 0;
	}
	n = catalog_count(catalog);
	assert(n > 0 && !catalog_record(catalog, n));
	for (size_t i = 0; i < n; i++)
		check_record(catalog, i);
	/* ICU is slow to say that it does not know a language. */
	if (size % 8 == 0)
		check_search(catalog, catalog_record(catalog, n - 1));
	catalog_free(catalog);
	return 0;
}
