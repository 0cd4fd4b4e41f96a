/* merge: what --partial wrote on several machines, added up. */
#include "cmd/commands.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "cmd/command.h"
#include "cmd/output.h"
#include "cmd/print.h"
#include "cmd/session.h"
#include "cmd/totals.h"
#include "data/lang.h"
#include "data/mem.h"
#include "data/summary_lines.h"

static const char *name_of(const struct summary *summary)
{
	return summary->title ? summary->title : summary->source ? summary->source : "?";
}

/* What was named where it was analyzed is named here, too: it is missing in the sum. */
static void say_missing(struct session *session, const char *path, const struct summary *summary)
{
	char *line = xasprintf("%s: %s: %s", path, name_of(summary),
			       summary->failure ? summary->failure : _("the cut found no text"));

	session_failure(session, line);
	free(line);
}

static int add(struct session *session, const char *path, const struct summary *summary,
	       struct err *err)
{
	if (summary->failure || !summary->found) {
		say_missing(session, path, summary);
		return 0;
	}
	for (int i = 0; i < TABLES; i++) {
		if (!summary->tables[i].rows)
			return err_set(err, ERR_USAGE, _("no whole tables: --partial writes them"));
	}
	return totals_add(session->totals, summary, err);
}

static int add_lines(struct session *session, const char *path, FILE *file, struct err *err)
{
	struct summary_lines *lines = summary_lines_new(file);
	struct summary summary;
	int more;

	while ((more = summary_lines_next(lines, &summary, err)) > 0) {
		more = add(session, path, &summary, err);
		summary_release(&summary);
		if (more)
			(void)err_prefix(err, _("line %zu"), summary_lines_number(lines));
		else
			more = session_check_stop(session, err);
		if (more)
			break;
	}
	summary_lines_free(lines);
	return more;
}

static int add_file(struct session *session, const char *path, struct err *err)
{
	bool is_stdin = strcmp(path, "-") == 0;
	FILE *file = is_stdin ? stdin : fopen(path, "re");
	int rc;

	if (!file)
		return err_errno(err, ERR_USAGE, _("%s cannot be opened"), path);
	rc = add_lines(session, path, file, err);
	if (!is_stdin)
		(void)fclose(file);
	return rc && err->code != ERR_STOPPED ? err_prefix(err, "%s", path) : rc;
}

static int merge(struct session *session, struct err *err)
{
	const struct options *options = &session->options;
	const struct texts *files = &options->arguments;
	struct output output;
	int rc;

	if (!files->n)
		return err_set(err, ERR_USAGE, _("no files: give what --partial wrote"));
	session->totals = totals_new(options->totals ? options->totals : TOTAL_BY_ALL);
	rc = output_open(&output, options->output, err);
	for (size_t i = 0; i < files->n && !rc; i++)
		rc = add_file(session, files->items[i], err);
	if (!rc && (print_summaries(output.file, options, NULL, 0, session->totals, err) ||
		    output_keep(&output, err)))
		rc = -1;
	output_release(&output);
	return rc;
}

int cmd_merge(int argc, char **argv, struct err *err)
{
	return command_over_urls(FOR_MERGE, merge, argc, argv, err);
}
