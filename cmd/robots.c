/* robots: what one robots.txt allows one crawler, URL by URL. */
#include "cmd/commands.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "cmd/options.h"
#include "cmd/session.h"
#include "collect/robots.h"
#include "collect/url.h"
#include "data/buf.h"
#include "data/lang.h"
#include "data/mem.h"

enum { MAX_FILE = 64 << 20 };

/* A URL, or only its path. */
static int target_of(char **target, const char *url, struct err *err)
{
	char *normal;

	if (*url == '/') {
		*target = xstrdup(url);
		return 0;
	}
	if (url_normalise(&normal, url, err))
		return -1;
	*target = url_target(normal);
	free(normal);
	return 0;
}

static int print_verdicts(const struct robots *robots, const struct texts *arguments,
			  struct err *err)
{
	int code = EXIT_DONE;

	for (size_t i = 2; i < arguments->n; i++) {
		struct robots_verdict verdict = { 0 };
		const char *url = arguments->items[i];
		char *target;

		if (target_of(&target, url, err))
			return -1;
		if (!robots_allows(robots, target, &verdict))
			code = EXIT_SOME_FAILED;
		free(target);
		(void)printf("%s\t%s\t%s\n", verdict.allowed ? "allow" : "disallow", url,
			     verdict.line);
	}
	return fflush(stdout) ? err_errno(err, ERR_IO, _("standard output")) : code;
}

static int ask_file(const struct texts *arguments, struct err *err)
{
	struct robots *robots;
	struct buf file;
	int code = -1;

	if (arguments->n < 3)
		return err_set(err, ERR_USAGE, _("needs a file, a crawler's name and a URL"));
	buf_init(&file, MAX_FILE);
	if (buf_read_file(&file, arguments->items[0], err) == 0) {
		robots = robots_parse(file.data ? file.data : "", file.len, arguments->items[1]);
		code = print_verdicts(robots, arguments, err);
		robots_free(robots);
	}
	buf_release(&file);
	return code;
}

int cmd_robots(int argc, char **argv, struct err *err)
{
	struct options options;
	int code = options_parse(&options, FOR_ROBOTS, argc, argv, err);

	if (code == 0)
		code = ask_file(&options.arguments, err);
	options_release(&options);
	return code;
}
