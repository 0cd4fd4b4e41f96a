#include "cmd/print.h"

#include <stdlib.h>
#include "cmd/options.h"
#include "cmd/recipe.h"
#include "cmd/totals.h"
#include "data/mem.h"

static int print(FILE *out, const struct options *options, const struct summary *const *summaries,
		 size_t n, struct err *err)
{
	const struct format *format = options->format;

	if (options->partial)
		return present(out, present_format_partial(), summaries, n, err);
	if (options->has_table)
		return present_table(out, options->table, options->order, summaries, n, err);
	if (options->csv_guard)
		format = present_guarded(format);
	if (options->provenance)
		format = present_proven(format);
	return present(out, format, summaries, n, err);
}

int print_summaries(FILE *out, const struct options *options, const struct summary *const *books,
		    size_t n, struct totals *totals, struct err *err)
{
	size_t n_books = totals && options->partial ? 0 : n, n_totals;
	struct summary *summaries;
	const struct summary **all;
	int rc;

	if (!totals)
		return print(out, options, books, n, err);
	summaries =
		totals_read(totals, recipe_tables(options), recipe_measures(options), &n_totals);
	all = xcalloc(n_books + n_totals, sizeof(struct summary *));
	for (size_t i = 0; i < n_books; i++)
		all[i] = books[i];
	for (size_t i = 0; i < n_totals; i++)
		all[n_books + i] = &summaries[i];
	rc = print(out, options, all, n_books + n_totals, err);
	for (size_t i = 0; i < n_totals; i++)
		summary_release(&summaries[i]);
	free(summaries);
	free(all);
	return rc;
}
