#include "cmd/job.h"

#include <stdlib.h>
#include "analyze/analyze.h"
#include "cmd/corpus.h"
#include "cmd/session.h"
#include "cmd/titles.h"
#include "cmd/totals.h"
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
	struct process_options options = session->options.process;

	options.crawled = options.crawled || job->book->kind == BOOK_RECORD;
	if (process_page(&job->text, &job->page, &options, &job->failure) == 0)
		page_release(&job->page);
}

/* Adds JOB to what is made of all of them. */
static int pass_on(struct job *job, const struct session *session)
{
	size_t i = (size_t)(job->book - session->books.books);
	const struct summary *summary = &job->summary;

	if (session->corpus && corpus_add(session->corpus, i, job, &job->failure))
		return -1;
	return session->totals && summary->found
		       ? totals_add(session->totals, summary, &job->failure)
		       : 0;
}

void job_analyze(struct job *job, const struct session *session)
{
	const struct options *options = &session->options;
	struct present_needs needs = present_needs(options->format);
	bool reports = !options->partial && !options->has_table;
	bool totals_alone = options->partial && options->totals != TOTAL_BY_NONE;
	unsigned shown = totals_alone ? 0 : options_tables(options);
	struct analyze_options wanted = {
		.tables = shown,
		.measures = reports && needs.measures && !options->no_measures,
		.curves = options->curves || needs.curves,
		.running = options->running,
		.language = titles_language(job->book, session->catalog, &job->text),
		.syllables = session->syllables,
		.tokens = options->tokens,
		.ngrams = (unsigned)options->ngrams,
	};

	if (options->counts)
		wanted.tables |= 1U << corpus_table(options);
	if (options->totals != TOTAL_BY_NONE)
		wanted.tables = ALL_TABLES;
	if (analyze_text(&job->summary, &job->text, &wanted, &job->failure))
		return;
	titles_complete(&job->summary, job->book, session->catalog);
	job->fatal = pass_on(job, session) != 0;
	/* Many books have much more in their tables than in their reports. */
	summary_drop_tables(&job->summary, shown);
	free(job->text.data);
	job->text.data = NULL;
	job->done = !job->fatal;
}
