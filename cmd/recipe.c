#include "cmd/recipe.h"

#include <stdio.h>
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

/* What is not as it is where nothing is asked for. */
char *recipe_words(const struct options *options)
{
	const struct process_options *process = &options->process;
	const char *part = "";
	char window[48] = "", threshold[48] = "";

	if (options->running.window)
		(void)snprintf(window, sizeof(window), " --mattr-window %ld",
			       (long)options->running.window);
	if (options->running.threshold > 0)
		(void)snprintf(threshold, sizeof(threshold), " --mtld-threshold %.17g",
			       options->running.threshold);
	if (process->part != PART_USUAL)
		part = process->part == PART_ALL ? " --text all" : " --text article";
	return xasprintf("--cut %s%s%s%s%s%s%s", process_cut_name(process->cut), part,
			 process->drop_notes ? " --transcriber-notes drop" : "",
			 process->drop_invisible ? " --drop-invisible" : "",
			 process->repair ? " --repair" : "", window, threshold);
}
