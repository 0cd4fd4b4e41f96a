/*
 * help - what --help prints, in lines of at most 80 columns.
 */
#ifndef CMD_HELP_H
#define CMD_HELP_H

#include <stdio.h>

struct command;

/* Which commands there are. */
void help_print(FILE *out);

/* What COMMAND does, and its options by topic. */
void help_print_command(FILE *out, const struct command *command);

/* What they mean, in one paragraph. */
const char *help_exit_codes(void);

#endif
