#include "data/summary_order.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static int compare(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

static int by_author(const struct summary *a, const struct summary *b)
{
	return summary_compare(&a, &b);
}

static int by_title(const struct summary *a, const struct summary *b)
{
	return strcmp(a->title ? a->title : "", b->title ? b->title : "");
}

static int by_id(const struct summary *a, const struct summary *b)
{
	/* 0 becomes the largest. */
	return compare((uint64_t)a->id - 1, (uint64_t)b->id - 1);
}

static int by_date(const struct summary *a, const struct summary *b)
{
	return compare((uint64_t)b->provenance.analyzed, (uint64_t)a->provenance.analyzed);
}

static int by_sequences(const struct summary *a, const struct summary *b)
{
	return compare(b->sequences, a->sequences);
}

static int by_distinct(const struct summary *a, const struct summary *b)
{
	return compare(b->distinct[TABLE_SEQUENCES_FOLDED], a->distinct[TABLE_SEQUENCES_FOLDED]);
}

static int by_characters(const struct summary *a, const struct summary *b)
{
	return compare(b->characters, a->characters);
}

static const struct {
	const char *name;
	int (*compare)(const struct summary *a, const struct summary *b);
} orders[] = {
	[SUMMARY_BY_AUTHOR] = { "author", by_author },
	[SUMMARY_BY_TITLE] = { "title", by_title },
	[SUMMARY_BY_ID] = { "id", by_id },
	[SUMMARY_BY_DATE] = { "date", by_date },
	[SUMMARY_BY_SEQUENCES] = { "sequences", by_sequences },
	[SUMMARY_BY_DISTINCT] = { "distinct", by_distinct },
	[SUMMARY_BY_CHARACTERS] = { "characters", by_characters },
};

int summary_order_named(enum summary_order *order, const char *name)
{
	for (size_t i = 0; i < sizeof(orders) / sizeof(*orders); i++) {
		if (strcmp(orders[i].name, name) != 0)
			continue;
		*order = (enum summary_order)i;
		return 0;
	}
	return -1;
}

static int by_order(const void *a, const void *b, void *order)
{
	const struct summary *left = *(const struct summary *const *)a;
	const struct summary *right = *(const struct summary *const *)b;
	int rc = orders[*(enum summary_order *)order].compare(left, right);

	return rc ? rc : summary_compare(a, b);
}

void summary_sort(const struct summary **summaries, size_t n, enum summary_order order)
{
	if (n)
		qsort_r(summaries, n, sizeof(*summaries), by_order, &order);
}
