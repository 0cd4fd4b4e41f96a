/*
 * commands - one function each: ARGV[0] is the command's name, the exit code comes back.
 */
#ifndef CMD_COMMANDS_H
#define CMD_COMMANDS_H

#include "data/err.h"

/* -1: ERR, and the exit code is that of its kind. */
typedef int command_run(int argc, char **argv, struct err *err);

command_run cmd_run, cmd_analyze, cmd_collect, cmd_process, cmd_robots, cmd_check;

#endif
