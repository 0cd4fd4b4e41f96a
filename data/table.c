#include "data/table.h"

#include <stdlib.h>
#include <string.h>
#include "data/mem.h"

int token_compare(const void *a, const void *b)
{
	const struct token *left = a, *right = b;
	size_t len = left->len < right->len ? left->len : right->len;
	int order = memcmp(left->data, right->data, len);

	return order ? order : (left->len > right->len) - (left->len < right->len);
}

static const char *const table_names[TABLES] = {
	[TABLE_CHARACTERS] = "characters",
	[TABLE_CHARACTERS_FOLDED] = "characters-folded",
	[TABLE_SEQUENCES] = "sequences",
	[TABLE_SEQUENCES_FOLDED] = "sequences-folded",
};

const char *table_name(enum table table)
{
	return table_names[table];
}

int table_named(enum table *table, const char *name)
{
	for (int i = 0; i < TABLES; i++) {
		if (strcmp(table_names[i], name) != 0)
			continue;
		*table = (enum table)i;
		return 0;
	}
	return -1;
}

/* The rows' addresses tell which comes first. */
static int by_count(const void *a, const void *b)
{
	const struct tally_row *left = *(const struct tally_row *const *)a;
	const struct tally_row *right = *(const struct tally_row *const *)b;

	if (left->count != right->count)
		return left->count > right->count ? -1 : 1;
	return (left > right) - (left < right);
}

/* At least LIMIT rows, where there are so many, have this count or a higher one, and not many
 * more, *N: most of a vocabulary need not be sorted. */
static uint64_t least_count(const struct table_rows *table, size_t limit, size_t *n)
{
	enum { MOST = 4096 };
	size_t rows[MOST] = { 0 };
	size_t count = MOST - 1;

	for (size_t i = 0; i < table->n; i++)
		rows[table->rows[i].count < MOST ? table->rows[i].count : MOST - 1]++;
	*n = rows[count];
	while (count > 0 && *n < limit)
		*n += rows[--count];
	return count;
}

const struct tally_row **table_top(const struct table_rows *table, size_t limit, size_t *n)
{
	size_t size = table->n;
	uint64_t least = limit < size ? least_count(table, limit, &size) : 0;
	const struct tally_row **top = xcalloc(size, sizeof(*top));

	*n = 0;
	for (size_t i = 0; i < table->n; i++) {
		if (table->rows[i].count >= least)
			top[(*n)++] = &table->rows[i];
	}
	if (*n)
		qsort(top, *n, sizeof(*top), by_count);
	*n = *n < limit ? *n : limit;
	return top;
}

struct table_rows table_cut(const struct table_rows *table, size_t limit)
{
	struct table_rows cut = { 0 };
	const struct tally_row **top = table_top(table, limit, &cut.n);

	cut.rows = xreallocarray(NULL, cut.n, sizeof(*cut.rows));
	for (size_t i = 0; i < cut.n; i++)
		cut.rows[i] = *top[i];
	free(top);
	return cut;
}
