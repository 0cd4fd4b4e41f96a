#include "present/ranking.h"

#include <stdlib.h>

static int by_token(const void *a, const void *b)
{
	return token_compare(&(*(const struct tally_row *const *)a)->token,
			     &(*(const struct tally_row *const *)b)->token);
}

const struct tally_row **ranking_of(const struct table_rows *table, enum order order)
{
	size_t n;
	const struct tally_row **rows = table_top(table, table->n, &n);

	if (order == ORDER_TOKEN && n)
		qsort(rows, n, sizeof(*rows), by_token);
	return rows;
}
