/* run, analyze and crawl: books, or pages, to reports. What is presented is printed at the end, in order. */
#include "cmd/commands.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include "analyze/syllables.h"
#include "cmd/books.h"
#include "cmd/command.h"
#include "cmd/corpus.h"
#include "cmd/crawl.h"
#include "cmd/print.h"
#include "cmd/recipe.h"
#include "cmd/session.h"
#include "cmd/titles.h"
#include "cmd/work.h"
#include "data/lang.h"
#include "data/mem.h"

/* A book without numbers is still a line of the report; of a table it is none, and must be said
 * where the progress does not. */
static void complete_failed(struct session *session, struct job *job)
{
	const struct options *options = &session->options;
	struct summary *summary = &job->summary;
	bool is_silent = options->quiet || options->progress == PROGRESS_NONE;

	titles_complete(summary, job->book, session->catalog);
	summary->failure = xstrdup(job->failure.text);
	session->some_failed = true;
	if (options->has_table && !options->partial && is_silent) {
		char *line = xasprintf("%s: %s", summary->title, summary->failure);

		session_failure(session, line);
		free(line);
	}
}

static void say(struct session *session, const struct job *job)
{
	const char *warning = job->text.warning ? _(job->text.warning) : NULL;
	char *line;

	if (job->done && !job->summary.found) {
		line = xasprintf("%s: %s", job->summary.title,
				 warning ? warning : _("the cut found no text"));
		session_failure(session, line);
		free(line);
	} else if (warning) {
		session_note(session, xasprintf("%s: %s", job->summary.title, warning));
	}
	if (job->done && job->page.big && recipe_measures(&session->options))
		session_note(session, xasprintf(_("%s: larger than --max-body, and not held: "
						  "measures that need the running text are null"),
						job->summary.title));
}

/* What of the measures could not be taken, as the machine lacks a file. */
static void say_missing(struct session *session)
{
	const char *package;

	for (size_t i = 0; (package = syllables_missing(session->syllables, i)); i++)
		session_note(session,
			     xasprintf(_("syllables and flesch are null: there are no hyphenation "
					 "patterns for the language (Debian's package %s)"),
				       package));
}

static int print_reports(FILE *out, struct session *session, struct work *work, struct err *err)
{
	const struct summary **summaries;
	struct job *jobs;
	size_t n;
	int rc;

	jobs = work_jobs(work, &n);
	summaries = xcalloc(n, sizeof(struct summary *));
	for (size_t i = 0; i < n; i++) {
		if (!jobs[i].done)
			complete_failed(session, &jobs[i]);
		say(session, &jobs[i]);
		summaries[i] = &jobs[i].summary;
	}
	say_missing(session);
	qsort(summaries, n, sizeof(struct summary *), summary_compare);
	session_end_progress(session);
	rc = session->corpus ? corpus_keep(session->corpus, jobs, n, err) : 0;
	if (!rc)
		rc = print_summaries(out, &session->options, summaries, n, session->totals, err);
	free(summaries);
	return rc;
}

int cmd_run(int argc, char **argv, struct err *err)
{
	return command_over_books(FOR_RUN, books_choose, STAGE_ANALYZE, print_reports, argc, argv,
				  err);
}

int cmd_analyze(int argc, char **argv, struct err *err)
{
	return command_over_books(FOR_ANALYZE, books_choose, STAGE_ANALYZE, print_reports, argc,
				  argv, err);
}

int cmd_crawl(int argc, char **argv, struct err *err)
{
	return command_over_books(FOR_CRAWL, crawl_choose, STAGE_ANALYZE, print_reports, argc, argv,
				  err);
}
