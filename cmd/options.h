/*
 * options - what was asked for: the words of the command line and the configuration file, read.
 *
 * The same thing has the same name in every command: see option_rows.h.
 */
#ifndef CMD_OPTIONS_H
#define CMD_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include "analyze/running.h"
#include "cmd/commands.h"
#include "cmd/values.h"
#include "collect/collect.h"
#include "collect/scope.h"
#include "data/err.h"
#include "data/summary_order.h"
#include "data/token_rules.h"
#include "present/present.h"
#include "present/progress.h"
#include "process/process.h"

enum pace_by { PACE_BY_HOST, PACE_BY_IP };
enum group_by { GROUP_BY_BOOK, GROUP_BY_STAGE };

struct options {
	struct texts authors, titles, ids, arguments, mirrors, headers;
	struct texts include, exclude;
	enum scope_kind scope;
	long depth, max_pages;
	bool author_exact;
	const char *language;

	const char *cache, *index, *mirrors_file, *contact, *user_agent, *audit, *warc;
	enum via via;
	bool offline, allow_private, robots, json, ordered;
	bool refresh, dry_run, sync, has_table, no_measures, curves;
	double delay, timeout;
	double max_age_days; /* negative: not given */
	long max_in_flight, per_host, retries, budget;
	size_t max_body;
	enum group_by group_by;
	enum color color;
	enum pace_by pace_by;
	long jobs;
	struct process_options process;
	struct token_rules tokens;
	long ngrams; /* 0: not given */
	struct running_options running;
	const struct format *format;
	enum table table;
	enum order order;
	enum total_by totals;
	enum summary_order sort;
	int64_t since; /* seconds since 1970; 0: ever */
	bool partial, provenance, keep, save, csv_guard, chart;
	const char *counts, *texts;

	const char *output, *output_dir, *gallery, *json_fields, *lang, *listen;
	bool quiet, help, version;
	enum progress_kind progress;

	char *strings[8]; /* what we own: defaults, and values of the configuration file */
	size_t n_strings;
};

/* How old an index, or another list of a library, may be before it is asked for again. */
double options_index_age_s(const struct options *options);

void options_release(struct options *options);

/* Defaults, then the configuration file, then the command line (the last word wins).
 * ARGV[0] is the command's name; COMMAND one of FOR_*. */
int options_parse(struct options *options, unsigned command, int argc, char **argv,
		  struct err *err);

/* Does WORD, "--name" or "-x", take the next word as its value, in any command? */
bool options_want_value(const char *word);

#endif
