#include "cmd/print.h"

#include <stdbool.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "cmd/options.h"
#include "cmd/recipe.h"
#include "cmd/totals.h"
#include "data/mem.h"
#include "present/bars.h"

/* Where the result is not for a terminal. */
enum { PLAIN_COLUMNS = 80 };

/* https://no-color.org: whatever it is set to, but not to nothing. */
static bool is_set(const char *name)
{
	const char *value = getenv(name);

	return value && *value;
}

/* A report, and its bars, one after the other. */
static int print_charts(FILE *out, const struct options *options, const struct format *format,
			const struct summary *const *summaries, size_t n, struct err *err)
{
	struct winsize size = { 0 };
	bool terminal = isatty(fileno(out)) && ioctl(fileno(out), TIOCGWINSZ, &size) == 0;
	const struct bars bars = {
		.columns = terminal && size.ws_col ? size.ws_col : PLAIN_COLUMNS,
		.blocks = bars_know_unicode(),
		.color = options->color == COLOR_ALWAYS ||
			 (options->color == COLOR_AUTO && terminal && !is_set("NO_COLOR")),
	};

	for (size_t i = 0; i < n; i++) {
		if (present(out, format, &summaries[i], 1, err) ||
		    bars_write(out, summaries[i], &bars, err))
			return -1;
	}
	return 0;
}

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
	if (options->curves)
		format = present_curved(format);
	if (options->provenance)
		format = present_proven(format);
	if (options->chart)
		return print_charts(out, options, format, summaries, n, err);
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
