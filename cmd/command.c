#include "cmd/command.h"

#include <stdio.h>
#include <stdlib.h>
#include "cmd/corpus.h"
#include "cmd/forecast.h"
#include "cmd/keep.h"
#include "cmd/output.h"
#include "cmd/session.h"
#include "cmd/stop.h"
#include "cmd/totals.h"
#include "data/lang.h"
#include "data/mem.h"
#include "present/label.h"
#include "process/language.h"

static void name_pending(struct session *session, struct work *work)
{
	size_t n;
	struct job *jobs = work_jobs(work, &n);

	session_end_progress(session);
	(void)fprintf(stderr, "%s\n", _("traca: pending; the same command goes on from here:"));
	for (size_t i = 0; i < n; i++) {
		char *name = job_label(&jobs[i]), *label = label_new(name);

		if (!jobs[i].done && jobs[i].failure.code == ERR_NONE)
			(void)fprintf(stderr, "  %s\n", label);
		free(label);
		free(name);
	}
}

/* What is made of the books while they are worked on. */
static int open_sums(struct session *session, struct err *err)
{
	const struct options *options = &session->options;

	if (options->keep || options->save)
		session->keep = keep_new(options);
	if (options->totals != TOTAL_BY_NONE)
		session->totals = totals_new(options->totals);
	return corpus_open(&session->corpus, options, session->books.n, err);
}

/* What was not declared could have been found out. */
static void miss_languages(struct session *session, struct work *work)
{
	size_t n, missing = 0;
	struct job *jobs = work_jobs(work, &n);

	if (!session->options.process.languages)
		return;
	for (size_t i = 0; i < n; i++)
		missing += jobs[i].text.found && !jobs[i].text.language;
	if (missing && !language_can_detect())
		session_note(session,
			     xstrdup(_("a language is not declared, and cannot be found out: "
				       "CLD2 is not there (in Debian: libcld2-0)")));
}

static int do_books(struct output *output, struct session *session, struct work *work,
		    command_print *print, struct err *err)
{
	if (session->options.dry_run)
		return forecast_books(output->file, session, err) || output_keep(output, err)
			       ? -1
			       : session_code(session);
	if (open_sums(session, err))
		return -1;
	if (work_run(work, err)) {
		name_pending(session, work);
		return -1;
	}
	miss_languages(session, work);
	/* Nothing is left to lose, and whoever reads the output may not be in a hurry. */
	if (!output->path)
		stop_at_once(true);
	if (print(output->file, session, work, err))
		return output->path ? err_prefix(err, "%s", output->path) : -1;
	if (output_keep(output, err))
		return -1;
	return session_code(session);
}

int command_over_urls(unsigned command, command_work *work, int argc, char **argv, struct err *err)
{
	struct session session;
	int code = -1;

	if (!session_open(&session, command, argc, argv, err) && !work(&session, err))
		code = session_code(&session);
	code = session_end_audit(&session, code, err);
	if (session.signal)
		code = 128 + session.signal;
	session_close(&session);
	return code;
}

int command_over_books(unsigned command, command_choose *choose, enum stage until,
		       command_print *print, int argc, char **argv, struct err *err)
{
	struct output output = { 0 };
	struct session session;
	struct work *work = NULL;
	int code = -1;

	if (!session_open(&session, command, argc, argv, err) &&
	    !output_open(&output, session.options.output, err) && !choose(&session, err)) {
		work = work_new(&session, until);
		code = do_books(&output, &session, work, print, err);
	}
	output_release(&output);
	code = session_end_audit(&session, code, err);
	if (session.signal)
		code = 128 + session.signal;
	/* Before the message of an error, so that it stands on a line of its own. */
	session_close(&session);
	if (code > 128 && !work)
		(void)fprintf(stderr, "traca: %s\n", err->text);
	work_free(work);
	return code;
}
