#include "cmd/job.h"

#include <stdlib.h>
#include "analyze/analyze.h"
#include "cmd/session.h"
#include "cmd/titles.h"
#include "collect/url.h"
#include "data/mem.h"

void job_release(struct job *job)
{
	page_release(&job->page);
	text_release(&job->text);
	summary_release(&job->summary);
}

bool job_is_over(const struct job *job)
{
	return job->done || job->failure.code != ERR_NONE;
}

char *job_label(const struct job *job)
{
	const struct book *book = job->book;

	if (book->title)
		return xstrdup(book->title);
	return book->source ? url_printable(book->source) : xasprintf("%ld", book->id);
}

void job_process(struct job *job, const struct session *session)
{
	if (process_page(&job->text, &job->page, &session->options.process, &job->failure))
		return;
	/* Who reads an archive of the web does not miss a library's marks. */
	if (job->book->kind == BOOK_RECORD && job->text.found)
		job->text.warning = NULL;
	page_release(&job->page);
}

void job_analyze(struct job *job, const struct session *session)
{
	const struct options *options = &session->options;
	struct present_needs needs = present_needs(options->format);
	struct analyze_options wanted = {
		.tables = options->has_table ? 1U << options->table : needs.tables,
		.measures = !options->has_table && !options->no_measures && needs.measures,
		.curves = options->curves || needs.curves,
		.running = options->running,
		.language = titles_language(job->book, session->catalog, &job->text),
		.syllables = session->syllables,
	};

	if (analyze_text(&job->summary, &job->text, &wanted, &job->failure))
		return;
	titles_complete(&job->summary, job->book, session->catalog);
	free(job->text.data);
	job->text.data = NULL;
	job->done = true;
}
