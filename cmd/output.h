/*
 * output - where a command's result goes: standard output, or the file of --output.
 *
 *   FILE.PID.tmp -> (all is written, and on the disk) -> FILE
 *
 * A file that was there is replaced whole or stays as it was; what is no regular file
 * (/dev/null, a pipe) is written to as it is.
 */
#ifndef CMD_OUTPUT_H
#define CMD_OUTPUT_H

#include <stdio.h>
#include "data/err.h"

struct output {
	FILE *file;
	char *path;      /* NULL: standard output */
	char *temporary; /* NULL: none */
};

/* PATH NULL or "-": standard output. Opened before the work begins, so that a wrong path is
 * said at once. In either case output_release. */
int output_open(struct output *output, const char *path, struct err *err);

/* All is written: it is made to stay. */
int output_keep(struct output *output, struct err *err);

/* What was not kept is gone. */
void output_release(struct output *output);

#endif
