/* process: files, or what is cached, to clean text. */
#include "cmd/commands.h"

#include <stdio.h>
#include <stdlib.h>
#include "cmd/books.h"
#include "cmd/command.h"
#include "cmd/session.h"
#include "cmd/work.h"
#include "data/lang.h"
#include "data/mem.h"

static void say(struct session *session, const struct job *job)
{
	const char *warning = job->text.warning ? _(job->text.warning) : NULL;
	char *label = job_label(job);
	char *line;

	if (!job->done) {
		session->some_failed = true;
	} else if (!job->text.found) {
		line = xasprintf("%s: %s", label, warning ? warning : _("the cut found no text"));
		session_failure(session, line);
		free(line);
	} else if (warning) {
		session_note(session, xasprintf("%s: %s", label, warning));
	}
	free(label);
}

static int print_texts(FILE *out, struct session *session, struct work *work, struct err *err)
{
	size_t n;
	struct job *jobs = work_jobs(work, &n);

	for (size_t i = 0; i < n; i++)
		say(session, &jobs[i]);
	session_end_progress(session);
	for (size_t i = 0; i < n; i++) {
		const struct text *text = &jobs[i].text;

		if (!jobs[i].done || !text->found)
			continue;
		if (fwrite(text->data, 1, text->len, out) != text->len || putc('\n', out) == EOF)
			return err_errno(err, ERR_IO, _("the output cannot be written"));
	}
	return 0;
}

int cmd_process(int argc, char **argv, struct err *err)
{
	return command_over_books(FOR_PROCESS, books_choose, STAGE_PROCESS, print_texts, argc, argv,
				  err);
}
