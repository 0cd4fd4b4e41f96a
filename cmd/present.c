/* present: what was counted before, from the store or from lines of JSON, without a text. */
#include "cmd/commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "cmd/command.h"
#include "cmd/output.h"
#include "cmd/print.h"
#include "cmd/recipe.h"
#include "cmd/session.h"
#include "collect/names.h"
#include "data/lang.h"
#include "data/mem.h"
#include "data/results.h"
#include "data/store.h"
#include "data/summary_lines.h"

/* Those that are wanted. */
struct shelf {
	const struct options *options;
	struct results *results; /* NULL: not from the store */
	struct summary *books;
	size_t n, size;
	struct name name, query;
};

static bool has_words(struct shelf *shelf, const char *text, const char *wanted, bool exactly)
{
	name_set(&shelf->name, text, text ? strlen(text) : 0);
	name_set(&shelf->query, wanted, strlen(wanted));
	return exactly ? name_is(&shelf->name, &shelf->query)
		       : name_has(&shelf->name, &shelf->query);
}

/* One of WANTED, or none is. */
static bool has_one(struct shelf *shelf, const char *text, const struct texts *wanted, bool exactly)
{
	bool found = wanted->n == 0;

	for (size_t i = 0; i < wanted->n && !found; i++)
		found = has_words(shelf, text, wanted->items[i], exactly);
	return found;
}

static bool has_id(const struct options *options, long id)
{
	bool found = options->ids.n == 0;

	for (size_t i = 0; i < options->ids.n && !found; i++)
		found = id && strtol(options->ids.items[i], NULL, 10) == id;
	return found;
}

static bool is_wanted(struct shelf *shelf, const struct summary *summary)
{
	const struct options *options = shelf->options;

	return has_id(options, summary->id) &&
	       (!options->language ||
		(summary->language && strcmp(summary->language, options->language) == 0)) &&
	       has_one(shelf, summary->author, &options->authors, options->author_exact) &&
	       has_one(shelf, summary->title, &options->titles, false);
}

static void take(struct shelf *shelf, struct summary *summary)
{
	if (shelf->n == shelf->size) {
		shelf->size = shelf->size ? 2 * shelf->size : 64;
		shelf->books = xreallocarray(shelf->books, shelf->size, sizeof(*shelf->books));
	}
	shelf->books[shelf->n++] = *summary;
	*summary = (struct summary) { 0 };
}

static void release(struct shelf *shelf)
{
	for (size_t i = 0; i < shelf->n; i++)
		summary_release(&shelf->books[i]);
	free(shelf->books);
	name_release(&shelf->name);
	name_release(&shelf->query);
}

/* ---- where they are ---- */

static int on_result(struct summary *summary, int64_t id, void *arg, struct err *err)
{
	struct shelf *shelf = arg;
	unsigned tables = recipe_tables(shelf->options);

	if (!is_wanted(shelf, summary))
		return 0;
	if (tables && results_fill(shelf->results, id, summary, tables, err))
		return -1;
	take(shelf, summary);
	return 0;
}

static int read_store(struct shelf *shelf, struct err *err)
{
	const struct options *options = shelf->options;
	struct present_needs needs = present_needs(options->format);
	struct results_query query = {
		.number = options->ids.n == 1 ? strtol(options->ids.items[0], NULL, 10) : 0,
		.since = options->since * 1000,
		.measures = needs.measures && !options->no_measures,
		.curves = needs.curves || options->curves,
	};
	struct store *store;
	int rc;

	if (!store_is_there(options->cache))
		return err_set(err, ERR_MISSING,
			       _("nothing is kept in %s: 'traca run' and 'traca analyze --save' "
				 "do that"),
			       options->cache);
	store = store_open_to_read(options->cache, err);
	if (!store)
		return -1;
	shelf->results = results_new(store);
	rc = results_each(shelf->results, &query, on_result, shelf, err);
	results_free(shelf->results);
	store_free(store);
	return rc;
}

static int read_lines(struct shelf *shelf, FILE *file, struct err *err)
{
	struct summary_lines *lines = summary_lines_new(file);
	struct summary summary;
	int more;

	while ((more = summary_lines_next(lines, &summary, err)) > 0) {
		summary_drop_tables(&summary, recipe_tables(shelf->options));
		if (is_wanted(shelf, &summary))
			take(shelf, &summary);
		summary_release(&summary);
	}
	summary_lines_free(lines);
	return more;
}

static int read_file(struct shelf *shelf, const char *path, struct err *err)
{
	bool is_stdin = strcmp(path, "-") == 0;
	FILE *file = is_stdin ? stdin : fopen(path, "re");
	int rc;

	if (!file)
		return err_errno(err, ERR_USAGE, _("%s cannot be opened"), path);
	rc = read_lines(shelf, file, err);
	if (!is_stdin)
		(void)fclose(file);
	return rc ? err_prefix(err, "%s", path) : 0;
}

static int read_all(struct shelf *shelf, struct err *err)
{
	const struct texts *files = &shelf->options->arguments;
	int rc = 0;

	if (!files->n)
		return read_store(shelf, err);
	for (size_t i = 0; i < files->n && !rc; i++)
		rc = read_file(shelf, files->items[i], err);
	return rc;
}

/* ---- and how they are shown ---- */

static int check_options(const struct options *options, struct err *err)
{
	for (size_t i = 0; i < options->ids.n; i++) {
		char *end;
		long id = strtol(options->ids.items[i], &end, 10);

		if (*end || id < 1)
			return err_set(err, ERR_USAGE, _("--id: '%s' is not a Gutenberg number"),
				       options->ids.items[i]);
	}
	if (options->since && options->arguments.n)
		return err_set(err, ERR_USAGE,
			       _("--since is for what is kept in the store, which knows when it "
				 "was counted"));
	if (options->has_table && !options->arguments.n)
		return err_set(err, ERR_USAGE,
			       _("--table needs whole tables, and the store keeps only the most "
				 "used tokens: give a file that --partial wrote"));
	return 0;
}

static int print(struct session *session, const struct shelf *shelf, struct err *err)
{
	const struct options *options = &session->options;
	const struct summary **books = xcalloc(shelf->n, sizeof(struct summary *));
	struct output output;
	int rc;

	for (size_t i = 0; i < shelf->n; i++)
		books[i] = &shelf->books[i];
	summary_sort(books, shelf->n, options->sort);
	rc = output_open(&output, options->output, err) ||
			     print_summaries(output.file, options, books, shelf->n, NULL, err) ||
			     output_keep(&output, err)
		     ? -1
		     : 0;
	output_release(&output);
	free(books);
	return rc;
}

static int show(struct session *session, struct err *err)
{
	struct shelf shelf = { .options = &session->options };
	int rc = check_options(&session->options, err);

	if (!rc)
		rc = read_all(&shelf, err);
	if (!rc && !shelf.n)
		session_failure(session, _("none that were kept are like that"));
	if (!rc && shelf.n)
		rc = print(session, &shelf, err);
	release(&shelf);
	return rc;
}

int cmd_present(int argc, char **argv, struct err *err)
{
	return command_over_urls(FOR_PRESENT, show, argc, argv, err);
}
