#include "present/ranking.h"

#include <stdlib.h>
#include "data/mem.h"

/* The rows lie in order of first appearance, so that their addresses tell it. */
static int by_count(const void *a, const void *b)
{
	const struct tally_row *left = *(const struct tally_row *const *)a;
	const struct tally_row *right = *(const struct tally_row *const *)b;

	if (left->count != right->count)
		return left->count > right->count ? -1 : 1;
	return (left > right) - (left < right);
}

static int by_token(const void *a, const void *b)
{
	return token_compare(&(*(const struct tally_row *const *)a)->token,
			     &(*(const struct tally_row *const *)b)->token);
}

const struct tally_row **ranking_of(const struct table_rows *table, enum order order)
{
	const struct tally_row **rows = xreallocarray(NULL, table->n ? table->n : 1, sizeof(*rows));

	for (size_t i = 0; i < table->n; i++)
		rows[i] = &table->rows[i];
	if (table->n)
		qsort(rows, table->n, sizeof(*rows), order == ORDER_COUNT ? by_count : by_token);
	return rows;
}
