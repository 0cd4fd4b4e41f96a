#include "cmd/recipe.h"

#include <stdlib.h>
#include <string.h>
#include "cmd/options.h"
#include "data/mem.h"
#include "present/bars.h"

unsigned recipe_tables(const struct options *options)
{
	if (options->partial)
		return ALL_TABLES;
	if (options->has_table)
		return 1U << options->table;
	return present_needs(options->format).tables | (options->chart ? BARS_TABLES : 0);
}

unsigned recipe_book_tables(const struct options *options)
{
	bool totals_alone = options->partial && options->totals != TOTAL_BY_NONE;

	return totals_alone ? 0 : recipe_tables(options);
}

bool recipe_proves(const struct options *options)
{
	return options->provenance || options->partial || options->keep || options->save ||
	       (!options->has_table && present_needs(options->format).provenance);
}

bool recipe_measures(const struct options *options)
{
	bool shown =
		!options->partial && !options->has_table && present_needs(options->format).measures;

	return (shown || options->save) && !options->no_measures;
}

bool recipe_curves(const struct options *options)
{
	return options->curves || options->save || present_needs(options->format).curves;
}

static void add(char **words, char *more)
{
	char *longer = xasprintf("%s %s", *words, more);

	free(*words);
	free(more);
	*words = longer;
}

static void add_rules(char **words, const struct token_rules *rules)
{
	const char *name = token_rules_name(rules);

	if (strcmp(name, "visible") != 0)
		add(words,
		    xasprintf(strpbrk(name, " '\"\\*?[$") ? "--tokens '%s'" : "--tokens %s", name));
	for (unsigned i = 0; token_rules_option(i); i++) {
		if (token_rules_has(rules, i))
			add(words, xasprintf("--%s", token_rules_option(i)));
	}
}

/* All but the cut only where it is not the usual. */
char *recipe_words(const struct options *options)
{
	const struct process_options *process = &options->process;
	const struct running_options *running = &options->running;
	char *words = xasprintf("--cut %s", process_cut_name(process->cut));

	if (process->part != PART_USUAL)
		add(&words, xasprintf("--text %s", process->part == PART_ALL ? "all" : "article"));
	if (process->drop_notes)
		add(&words, xstrdup("--transcriber-notes drop"));
	if (process->drop_invisible)
		add(&words, xstrdup("--drop-invisible"));
	if (process->repair)
		add(&words, xstrdup("--repair"));
	add_rules(&words, &options->tokens);
	if (options->ngrams)
		add(&words, xasprintf("--ngrams %ld", (long)options->ngrams));
	if (running->window)
		add(&words, xasprintf("--mattr-window %ld", running->window));
	if (running->threshold > 0)
		add(&words, xasprintf("--mtld-threshold %.17g", running->threshold));
	return words;
}
