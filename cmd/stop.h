/*
 * stop - SIGINT and SIGTERM as a descriptor to wait for, so that nothing is cut in half.
 */
#ifndef CMD_STOP_H
#define CMD_STOP_H

#include <stdbool.h>
#include "data/err.h"

/* Blocks both signals in this thread and those it starts; ignores SIGPIPE. The descriptor
 * becomes readable when one came; -1 and ERR. */
int stop_open(struct err *err);

/* While AT_ONCE they end the program as they always do: for what may block, with nothing to lose. */
void stop_at_once(bool at_once);

/* The signal that came; 0: none yet. Does not wait. */
int stop_signal(int fd);

#endif
