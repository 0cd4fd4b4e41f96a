#include "cmd/commands.h"

#include <stddef.h>
#include <string.h>
#include "data/lang.h"

static const struct command commands[] = {
	{ "run", cmd_run, FOR_RUN, N_("[OPTIONS] [LIST|URL|FILE|ID|@AUTHOR]..."),
	  N_("collect, process, analyze and present books") },
	{ "collect", cmd_collect, FOR_COLLECT, N_("[OPTIONS] [LIST|URL|ID|@AUTHOR]..."),
	  N_("books into the cache; one line of JSON for each") },
	{ "process", cmd_process, FOR_PROCESS, N_("[OPTIONS] [FILE|LIST]..."),
	  N_("files, or what is cached, to clean text") },
	{ "analyze", cmd_analyze, FOR_ANALYZE, N_("[OPTIONS] [FILE|LIST]..."),
	  N_("files, or what is cached, to reports; never the network") },
	{ "present", cmd_present, FOR_PRESENT, N_("[OPTIONS] [SUMMARIES]..."),
	  N_("what was counted before, from the store or from lines of JSON") },
	{ "serve", cmd_serve, FOR_SERVE, N_("[OPTIONS]"),
	  N_("what was counted before as a web page and a JSON API, and how crawls go; it only "
	     "reads") },
	{ "crawl", cmd_crawl, FOR_CRAWL, N_("[OPTIONS] URL..."),
	  N_("follow links; reports on the pages, as on books") },
	{ "merge", cmd_merge, FOR_MERGE, N_("[OPTIONS] FILE..."),
	  N_("what --partial wrote on several machines, added up") },
	{ "check", cmd_check, FOR_CHECK, N_("[OPTIONS] [LIST|URL]..."),
	  N_("the status of each URL, asked for once; the count, as JSON") },
	{ "fetch", cmd_fetch, FOR_FETCH, N_("[OPTIONS] [LIST|URL|TEMPLATE]..."),
	  N_("downloads, shown as they complete: files, pictures, fields of JSON") },
	{ "robots", cmd_robots, FOR_ROBOTS, N_("FILE AGENT URL..."),
	  N_("what one robots.txt allows a crawler; exit code 1 if it forbids") },
	{ "config", cmd_config, FOR_SELF, N_("[OPTIONS]"),
	  N_("the settings in force, as a configuration file") },
	{ "completions", cmd_completions, FOR_SELF, "bash|zsh|fish",
	  N_("what a shell needs to complete commands and options") },
	{ "manual", cmd_manual, FOR_SELF, N_("[OPTIONS]"),
	  N_("the manual page: traca manual | man -l -") },
};

const struct command *commands_all(size_t *n)
{
	*n = sizeof(commands) / sizeof(*commands);
	return commands;
}

const struct command *command_named(const char *name)
{
	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++) {
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	}
	return NULL;
}
