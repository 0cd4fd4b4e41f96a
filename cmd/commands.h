/*
 * commands - the table of them: a name, a function, a bit, and what --help and the manual say.
 */
#ifndef CMD_COMMANDS_H
#define CMD_COMMANDS_H

#include <stddef.h>
#include "data/err.h"

/* Which commands an option belongs to; FOR_ALL: those over books. */
enum {
	FOR_RUN = 1 << 0,
	FOR_COLLECT = 1 << 1,
	FOR_PROCESS = 1 << 2,
	FOR_ANALYZE = 1 << 3,
	FOR_ROBOTS = 1 << 4,
	FOR_CHECK = 1 << 5,
	FOR_FETCH = 1 << 6,
	FOR_CRAWL = 1 << 7,
	FOR_SELF = 1 << 8, /* what is about the program itself */
	FOR_MERGE = 1 << 9,
	FOR_PRESENT = 1 << 10,
	FOR_SERVE = 1 << 11,
	FOR_ALL = FOR_RUN | FOR_COLLECT | FOR_PROCESS | FOR_ANALYZE,
	FOR_EVERY = FOR_ALL | FOR_ROBOTS | FOR_CHECK | FOR_FETCH | FOR_CRAWL | FOR_SELF |
		    FOR_MERGE | FOR_PRESENT | FOR_SERVE,
	FOR_NETWORK = FOR_RUN | FOR_COLLECT | FOR_CHECK | FOR_FETCH | FOR_CRAWL,
};

/* The exit codes of the manual; an interrupted command exits with 128 + the signal. */
enum { EXIT_DONE = 0, EXIT_SOME_FAILED = 1, EXIT_WRONG = 2, EXIT_BUDGET = 3, EXIT_VIOLATION = 4 };

/* ARGV[0] is the command's name, the exit code comes back. -1: ERR, and the exit code is that of
 * its kind. */
typedef int command_run(int argc, char **argv, struct err *err);

command_run cmd_run, cmd_analyze, cmd_collect, cmd_process, cmd_robots, cmd_check, cmd_fetch,
	cmd_crawl, cmd_merge, cmd_present, cmd_serve, cmd_config, cmd_completions, cmd_manual;

struct command {
	const char *name;
	command_run *run;
	unsigned bit;
	const char *usage, *help; /* to be translated */
};

/* All N of them, in the order in which they are told. */
const struct command *commands_all(size_t *n);

/* NULL: none. */
const struct command *command_named(const char *name);

#endif
