#include "cmd/job.h"

#include <stdlib.h>
#include "analyze/analyze.h"
#include "cmd/corpus.h"
#include "cmd/recipe.h"
#include "cmd/session.h"
#include "cmd/titles.h"
#include "cmd/totals.h"
#include "cmd/version.h"
#include "collect/url.h"
#include "data/mem.h"
#include "data/results.h"

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
	if (process_page(&job->text, &job->page, &options, &job->failure))
		return;
	free(job->page.body);
	job->page.body = NULL;
}

void job_prove(struct job *job)
{
	struct provenance *provenance = &job->summary.provenance;

	if (!provenance->software)
		return;
	provenance->fetched = job->page.fetched;
	free(provenance->etag);
	provenance->etag = job->page.etag ? xstrdup(job->page.etag) : NULL;
}

static void prove(struct job *job, const struct session *session)
{
	struct provenance *provenance = &job->summary.provenance;

	if (!recipe_proves(&session->options))
		return;
	provenance->software = version_software();
	provenance->options = recipe_words(&session->options);
	if (job->text.found)
		page_hash_bytes(provenance->text_sha256, job->text.data, job->text.len);
	job_prove(job);
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
	unsigned kept = recipe_book_tables(options);
	struct analyze_options wanted = {
		.tables = kept,
		.measures = recipe_measures(options),
		.curves = recipe_curves(options),
		.running = options->running,
		.language = titles_language(job->book, session->catalog, &job->text),
		.syllables = session->syllables,
		.tokens = options->tokens,
		.ngrams = (unsigned)options->ngrams,
	};

	if (options->counts)
		wanted.tables |= 1U << corpus_table(options);
	if (options->totals != TOTAL_BY_NONE || session->keep)
		wanted.tables = ALL_TABLES;
	if (analyze_text(&job->summary, &job->text, &wanted, &job->failure))
		return;
	titles_complete(&job->summary, job->book, session->catalog);
	prove(job, session);
	job->fatal = pass_on(job, session) != 0;
	/* Many books have much more in their tables than in their reports. */
	if (session->keep)
		summary_cut_tables(&job->summary, ~kept, RESULTS_TOKENS);
	else
		summary_drop_tables(&job->summary, kept);
	free(job->text.data);
	job->text.data = NULL;
	job->done = !job->fatal;
}
