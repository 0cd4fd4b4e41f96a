#include "cmd/options.h"

#include <assert.h>
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "analyze/tokenizer.h"
#include "cmd/config.h"
#include "cmd/nearest.h"
#include "cmd/option_rows.h"
#include "cmd/values.h"
#include "collect/budget.h"
#include "data/lang.h"
#include "data/mem.h"

enum { INDEX_DAYS = 7 };

/* ---- parsing ---- */

static int read_row(struct options *options, const struct option_row *row, const char *value,
		    struct err *err)
{
	if (row->read((char *)options + row->at, value) == 0) {
		if (row->read == value_table)
			options->has_table = true;
		return 0;
	}
	return err_set(err, ERR_USAGE, _("--%s: '%s' will not do; it takes: %s"), row->name, value,
		       _(row->allowed));
}

/* One value, by its long name, for the commands that have it (others: ignored, 0). */
static int set(struct options *options, unsigned command, const char *name, const char *value,
	       struct err *err)
{
	size_t n;
	const struct option_row *rows = option_rows(&n);

	for (size_t i = 0; i < n; i++) {
		if (strcmp(rows[i].name, name) != 0)
			continue;
		return rows[i].commands & command ? read_row(options, &rows[i], value, err) : 0;
	}
	return err_set(err, ERR_USAGE, _("'%s' is not an option"), name);
}

static void set_defaults(struct options *options, unsigned command)
{
	const char *cache = getenv("XDG_CACHE_HOME");
	const char *home = getenv("HOME");

	*options = (struct options) {
		.delay = 2,
		.timeout = 120,
		.max_age_days = -1,
		.budget = BUDGET_USUAL,
		.max_in_flight = command & FOR_CHECK ? INT_MAX : 256,
		.per_host = 1,
		.retries = 4,
		.depth = 5,
		.max_pages = 1000,
		.max_body = 64U << 20,
		.keep = command & FOR_RUN,
		.jobs = sysconf(_SC_NPROCESSORS_ONLN),
		.process.crawled = command & FOR_CRAWL,
		.format = present_format_named("text"),
	};
	/* The XDG rules: a path that is not absolute is as good as none. */
	if (cache && *cache == '/')
		options->strings[options->n_strings] = xasprintf("%s/traca", cache);
	else
		options->strings[options->n_strings] =
			xasprintf("%s/.cache/traca", home ? home : ".");
	options->cache = options->strings[options->n_strings++];
	if (options->jobs < 1)
		options->jobs = 1;
}

/* getopt's own tables, made of ours: option i is returned as FIRST_CODE + i. */
enum { FIRST_CODE = 256, MOST_ROWS = 100 };

static void fill_getopt(struct option *longs, char *shorts, unsigned command)
{
	size_t n;
	const struct option_row *rows = option_rows(&n);

	assert(n <= MOST_ROWS);
	*shorts++ = ':';
	for (size_t i = 0; i < n; i++) {
		if (!(rows[i].commands & command))
			continue;
		*longs++ = (struct option) {
			.name = rows[i].name,
			.has_arg = rows[i].value ? required_argument : no_argument,
			.val = FIRST_CODE + (int)i,
		};
		if (rows[i].letter)
			*shorts++ = rows[i].letter;
	}
	*longs = (struct option) { 0 };
	*shorts = '\0';
}

static const struct option_row *row_of_code(int code)
{
	size_t n;
	const struct option_row *rows = option_rows(&n);

	if (code >= FIRST_CODE)
		return &rows[code - FIRST_CODE];
	for (size_t i = 0; i < n; i++) {
		if (rows[i].letter == code)
			return &rows[i];
	}
	return NULL;
}

bool options_want_value(const char *word)
{
	size_t n;
	const struct option_row *rows = option_rows(&n);

	for (size_t i = 0; i < n; i++) {
		bool named = word[1] == '-' ? strcmp(word + 2, rows[i].name) == 0
					    : word[1] && !word[2] && word[1] == rows[i].letter;

		if (named)
			return rows[i].value;
	}
	return false;
}

static int refuse_option(const char *word, const char *name, unsigned command, struct err *err)
{
	size_t n;
	const struct option_row *rows = option_rows(&n);
	struct nearest meant = { .word = strncmp(word, "--", 2) == 0 ? word + 2 : "" };

	/* What is an option of another command was meant as it is. */
	for (size_t i = 0; i < n; i++) {
		if (rows[i].commands & command || strcmp(rows[i].name, meant.word) == 0)
			nearest_offer(&meant, rows[i].name);
	}
	if (meant.name && meant.edits)
		return err_set(err, ERR_USAGE, _("%s: no such option here; was --%s meant?"), word,
			       meant.name);
	return err_set(err, ERR_USAGE, _("%s: no such option here; 'traca %s --help' lists them"),
		       word, name);
}

static int parse_command_line(struct options *options, unsigned command, int argc, char **argv,
			      struct err *err)
{
	struct option longs[MOST_ROWS + 1];
	char shorts[MOST_ROWS + 2];
	int code;

	fill_getopt(longs, shorts, command);
	opterr = 0;
	optind = 0;
	while ((code = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		if (code == ':')
			return err_set(err, ERR_USAGE, _("%s needs a value"), argv[optind - 1]);
		if (code == '?')
			return refuse_option(argv[optind - 1], argv[0], command, err);
		if (read_row(options, row_of_code(code), optarg, err))
			return -1;
	}
	for (; optind < argc; optind++) {
		if (value_texts(&options->arguments, argv[optind]))
			return err_set(err, ERR_USAGE,
				       _("an argument is empty, or there are too many"));
	}
	return 0;
}

/* Which tokens, and how many in a row: a pattern is wrong before any book is read. */
static int check_tokens(struct options *options, struct err *err)
{
	struct tokenizer *tokenizer = tokenizer_new(&options->tokens, err);

	tokenizer_free(tokenizer);
	if (!tokenizer)
		return err_prefix(err, "--tokens");
	if (!options->ngrams)
		return 0;
	if (options->partial || options->totals != TOTAL_BY_NONE)
		return err_set(err, ERR_USAGE,
			       _("--ngrams goes with neither --totals nor --partial"));
	if (!options->has_table)
		options->table = TABLE_SEQUENCES;
	options->has_table = true;
	if (options->table != TABLE_SEQUENCES && options->table != TABLE_SEQUENCES_FOLDED)
		return err_set(err, ERR_USAGE,
			       _("--ngrams goes with --table sequences or sequences-folded"));
	return 0;
}

static int check(struct options *options, struct err *err)
{
	/* Where nobody sees it nobody waits for it. */
	options->process.languages =
		options->process.explain || options->format != present_format_named("text");
	if (options->per_host > options->max_in_flight)
		options->per_host = options->max_in_flight;
	if (options->timeout < 0.001)
		return err_set(err, ERR_USAGE, _("--timeout must be more than 0"));
	if (options->chart &&
	    (options->has_table || options->format != present_format_named("text")))
		return err_set(err, ERR_USAGE, _("--chart goes with --format text alone"));
	return check_tokens(options, err);
}

/* What the configuration file sets. */
struct configuring {
	struct options *options;
	unsigned command;
};

static int configure(const char *name, const char *value, void *arg, struct err *err)
{
	struct configuring *configuring = arg;

	return set(configuring->options, configuring->command, name, value, err);
}

int options_parse(struct options *options, unsigned command, int argc, char **argv, struct err *err)
{
	struct configuring configuring = { options, command };
	struct texts configured;
	char *text;
	int rc;

	set_defaults(options, command);
	rc = config_read(&text, configure, &configuring, err);
	options->strings[options->n_strings++] = text;
	if (rc)
		return -1;
	configured = options->mirrors;
	options->mirrors = (struct texts) { 0 };
	rc = parse_command_line(options, command, argc, argv, err);
	/* The command line's mirrors are not added to the configured ones. */
	if (options->mirrors.n || options->mirrors_file) {
		free(configured.items);
	} else {
		options->mirrors = configured;
	}
	return rc ? rc : check(options, err);
}

double options_index_age_s(const struct options *options)
{
	double days = options->max_age_days < 0 ? INDEX_DAYS : options->max_age_days;

	return options->refresh ? 0 : days * 24 * 60 * 60;
}

void options_release(struct options *options)
{
	for (size_t i = 0; i < options->n_strings; i++)
		free(options->strings[i]);
	free(options->authors.items);
	free(options->titles.items);
	free(options->ids.items);
	free(options->arguments.items);
	free(options->include.items);
	free(options->exclude.items);
	free(options->headers.items);
	free(options->mirrors.items);
	*options = (struct options) { 0 };
}
