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

/* Counts from here on are few, and are sorted by comparison; of all others each has its place. */
enum { HIGH = 4096 };

static size_t place_of(const struct tally_row *row)
{
	return row->count < HIGH ? row->count : HIGH;
}

/* How many rows have each count becomes where they begin, highest first, down to the first count
 * at which there are LIMIT or all: most of a vocabulary need not be sorted. That count. */
static size_t begin_places(size_t places[HIGH + 1], size_t limit, size_t *n)
{
	size_t place = HIGH + 1, rows;

	*n = 0;
	do {
		rows = places[--place];
		places[place] = *n;
		*n += rows;
	} while (place && *n < limit);
	return place;
}

const struct tally_row **table_top(const struct table_rows *table, size_t limit, size_t *n)
{
	size_t places[HIGH + 1] = { 0 }, least, n_high;
	const struct tally_row **top;

	for (size_t i = 0; i < table->n; i++)
		places[place_of(&table->rows[i])]++;
	n_high = places[HIGH];
	least = begin_places(places, limit, n);
	top = xcalloc(*n, sizeof(*top));
	for (size_t i = 0; i < table->n; i++) {
		size_t place = place_of(&table->rows[i]);

		if (place >= least)
			top[places[place]++] = &table->rows[i];
	}
	if (n_high)
		qsort(top, n_high, sizeof(*top), by_count);
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
