/* config: the settings in force, written so that they are a configuration file themselves. */
#include "cmd/commands.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "cmd/config.h"
#include "cmd/option_rows.h"
#include "cmd/options.h"
#include "data/lang.h"

/* What is looked for, and whether it has been found. */
struct wanted {
	const char *name;
	bool found;
};

static int print_setting(const char *name, const char *value, void *arg, struct err *err)
{
	struct wanted *wanted = arg;

	(void)err;
	if (strcmp(name, wanted->name) != 0)
		return 0;
	wanted->found = true;
	(void)printf("%s = %s\n", name, value);
	return 0;
}

static const char *help_of(const char *name)
{
	size_t n;
	const struct option_row *rows = option_rows(&n);

	for (size_t i = 0; i < n; i++) {
		if (strcmp(rows[i].name, name) == 0)
			return _(rows[i].help);
	}
	return "";
}

static int print_settings(struct err *err)
{
	size_t n;
	const char *const *keys = config_keys(&n);
	int rc = 0;

	for (size_t i = 0; i < n && !rc; i++) {
		struct wanted wanted = { .name = keys[i] };
		char *text;

		(void)printf("\n# %s\n", help_of(keys[i]));
		rc = config_read(&text, print_setting, &wanted, err);
		if (!rc && !wanted.found)
			(void)printf("#%s =\n", keys[i]);
		free(text);
	}
	return rc;
}

int cmd_config(int argc, char **argv, struct err *err)
{
	struct options options;
	char *path = config_path();
	int rc = options_parse(&options, FOR_SELF, argc, argv, err);

	if (rc == 0 && options.arguments.n)
		rc = err_set(err, ERR_USAGE, _("takes no arguments: the settings are in %s"), path);
	if (rc == 0) {
		(void)printf(access(path, F_OK) ? _("# %s (not there yet)\n") : "# %s\n", path);
		rc = print_settings(err);
	}
	options_release(&options);
	free(path);
	return rc == 0 && fflush(stdout) ? err_errno(err, ERR_IO, _("standard output")) : rc;
}
