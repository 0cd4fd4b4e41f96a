#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "data/mem.h"
#include "present/format.h"
#include "present/present.h"

/* The rows lie in order of first appearance, so that their addresses tell it. */
static int by_count(const void *a, const void *b)
{
	const struct tally_row *left = *(const struct tally_row *const *)a;
	const struct tally_row *right = *(const struct tally_row *const *)b;

	if (left->count != right->count)
		return left->count > right->count ? -1 : 1;
	return (left > right) - (left < right);
}

/* In UTF-8 the order of bytes is that of code points. */
static int by_token(const void *a, const void *b)
{
	const struct token *left = &(*(const struct tally_row *const *)a)->token;
	const struct token *right = &(*(const struct tally_row *const *)b)->token;
	int order =
		memcmp(left->data, right->data, left->len < right->len ? left->len : right->len);

	return order ? order : (left->len > right->len) - (left->len < right->len);
}

static void write_rows(FILE *out, const struct table_rows *table, enum order order)
{
	const struct tally_row **rows = xreallocarray(NULL, table->n, sizeof(*rows));

	for (size_t i = 0; i < table->n; i++)
		rows[i] = &table->rows[i];
	qsort(rows, table->n, sizeof(*rows), order == ORDER_COUNT ? by_count : by_token);
	for (size_t i = 0; i < table->n; i++) {
		(void)fwrite(rows[i]->token.data, 1, rows[i]->token.len, out);
		(void)fprintf(out, "\t%" PRIu64 "\n", rows[i]->count);
	}
	free(rows);
}

static void write_heading(FILE *out, const struct summary *summary)
{
	if (summary->author)
		(void)fprintf(out, "==> %s: %s <==\n", summary->author, present_title(summary));
	else
		(void)fprintf(out, "==> %s <==\n", present_title(summary));
}

int present_table(FILE *out, enum table table, enum order order,
		  const struct summary *const *summaries, size_t n, struct err *err)
{
	size_t written = 0;

	for (size_t i = 0; i < n; i++) {
		if (!summaries[i]->found)
			continue;
		if (written++ > 0)
			(void)fputc('\n', out);
		if (n > 1)
			write_heading(out, summaries[i]);
		write_rows(out, &summaries[i]->tables[table], order);
		if (present_check(out, err))
			return -1;
	}
	return present_check(out, err);
}
