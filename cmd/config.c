#include "cmd/config.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "data/buf.h"
#include "data/lang.h"
#include "data/mem.h"

enum { MAX_CONFIG = 64 * 1024 };

/* What may stand there: what a person sets once, not what a single job is about. */
static const char *const keys[] = { "contact", "user-agent", "mirror", "delay", "cache", "lang" };

const char *const *config_keys(size_t *n)
{
	*n = sizeof(keys) / sizeof(*keys);
	return keys;
}

char *config_path(void)
{
	const char *config = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");

	if (config && *config == '/')
		return xasprintf("%s/traca/config", config);
	return xasprintf("%s/.config/traca/config", home ? home : ".");
}

static char *trim(char *text)
{
	size_t len;

	text += strspn(text, " \t\r");
	len = strlen(text);
	while (len && strchr(" \t\r", text[len - 1]))
		text[--len] = '\0';
	return text;
}

static bool is_key(const char *name)
{
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		if (strcmp(keys[i], name) == 0)
			return true;
	}
	return false;
}

static int read_line(char *line, config_setting *setting, void *arg, struct err *err)
{
	char *equals, *name, *value;

	line = trim(line);
	if (!*line || *line == '#' || *line == ';' || *line == '[')
		return 0;
	equals = strchr(line, '=');
	if (!equals)
		return err_set(err, ERR_USAGE, _("not 'name = value': %s"), line);
	*equals = '\0';
	name = trim(line);
	value = trim(equals + 1);
	if (!is_key(name))
		return err_set(err, ERR_USAGE, _("'%s' cannot be set here"), name);
	if (strncmp(value, "~/", 2) == 0)
		return err_set(err, ERR_USAGE,
			       _("~ is home to shells alone: write the whole path"));
	return setting(name, value, arg, err);
}

static int read_lines(char *text, const char *path, config_setting *setting, void *arg,
		      struct err *err)
{
	char *line;

	for (int number = 1; (line = strsep(&text, "\n")); number++) {
		if (read_line(line, setting, arg, err))
			return err_prefix(err, "%s:%d", path, number);
	}
	return 0;
}

int config_read(char **text, config_setting *setting, void *arg, struct err *err)
{
	char *path = config_path();
	struct buf file;
	int rc = 0;

	*text = NULL;
	buf_init(&file, MAX_CONFIG);
	if (access(path, F_OK) == 0) {
		rc = buf_read_file(&file, path, err);
		*text = buf_take(&file);
	}
	if (!rc && *text)
		rc = read_lines(*text, path, setting, arg, err);
	buf_release(&file);
	free(path);
	return rc;
}
