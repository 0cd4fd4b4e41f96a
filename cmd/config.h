/*
 * config - $XDG_CONFIG_HOME/traca/config (or ~/.config/traca/config), an INI file:
 *
 *   # who is asking
 *   contact = ana@example.org
 *   delay = 3
 */
#ifndef CMD_CONFIG_H
#define CMD_CONFIG_H

#include "data/err.h"

struct options;

/* Where it is, or would be; the caller's to free(). */
char *config_path(void);

/* A file that is not there is no error; one that cannot be read or understood is. */
int config_read(struct options *options, unsigned command, struct err *err);

#endif
