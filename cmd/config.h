/*
 * config - $XDG_CONFIG_HOME/traca/config (or ~/.config/traca/config), an INI file:
 *
 *   # who is asking
 *   contact = ana@example.org
 *   delay = 3
 */
#ifndef CMD_CONFIG_H
#define CMD_CONFIG_H

#include <stddef.h>
#include "data/err.h"

/* Where it is, or would be; the caller's to free(). */
char *config_path(void);

/* All N names that may stand there: what a person sets once, not what a single job is about. */
const char *const *config_keys(size_t *n);

/* -1: NAME or VALUE will not do. */
typedef int config_setting(const char *name, const char *value, void *arg, struct err *err);

/* Calls SETTING with each. A file that is not there is no error; one that cannot be read or
 * understood is. The names and values live in TEXT, the caller's to free() in either case. */
int config_read(char **text, config_setting *setting, void *arg, struct err *err);

#endif
