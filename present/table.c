#include <inttypes.h>
#include <stdlib.h>
#include "present/format.h"
#include "present/present.h"
#include "present/ranking.h"

void present_rows(FILE *out, const struct table_rows *table, enum order order)
{
	const struct tally_row **rows = ranking_of(table, order);

	for (size_t i = 0; i < table->n; i++) {
		(void)fwrite(rows[i]->token.data, 1, rows[i]->token.len, out);
		(void)fprintf(out, "\t%" PRIu64 "\n", rows[i]->count);
	}
	free(rows);
}

static void write_heading(FILE *out, const struct summary *summary)
{
	char *of_total = summary->books ? present_total_title(summary) : NULL;

	if (of_total)
		(void)fprintf(out, "==> %s <==\n", of_total);
	else if (summary->author)
		(void)fprintf(out, "==> %s: %s <==\n", summary->author, present_title(summary));
	else
		(void)fprintf(out, "==> %s <==\n", present_title(summary));
	free(of_total);
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
		present_rows(out, &summaries[i]->tables[table], order);
		if (present_goes_on(out, err))
			return -1;
	}
	return present_check(out, err);
}
