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
#include "present/explain.h"
#include "process/kind.h"

static void say(struct session *session, const struct job *job)
{
	const char *warning = job->text.warning ? _(job->text.warning) : NULL;
	char *label = job_label(job);
	char *line;

	if (!job->done && (session->options.quiet || session->options.progress == PROGRESS_NONE)) {
		line = xasprintf("%s: %s", label, job->failure.text);
		session_failure(session, line);
		free(line);
	} else if (!job->done) {
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

static int explain(FILE *out, const struct job *job, struct err *err)
{
	struct text refused = {
		.source = job->page.source ? job->page.source : job->book->source,
		.kind = job->text.kind,
		.kind_by = job->text.kind_by,
	};

	if (job->done)
		return explain_text(out, &job->text, NULL, err);
	if (job->page.body)
		refused.kind = kind_of(&job->page, &refused.kind_by)->name;
	return explain_text(out, &refused, job->failure.text, err);
}

static int explain_texts(FILE *out, const struct job *jobs, size_t n, struct err *err)
{
	for (size_t i = 0; i < n; i++) {
		if (explain(out, &jobs[i], err))
			return -1;
	}
	return 0;
}

static int print_texts(FILE *out, struct session *session, struct work *work, struct err *err)
{
	size_t n;
	struct job *jobs = work_jobs(work, &n);

	for (size_t i = 0; i < n; i++)
		say(session, &jobs[i]);
	session_end_progress(session);
	if (session->options.process.explain)
		return explain_texts(out, jobs, n, err);
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
