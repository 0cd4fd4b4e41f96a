#include "cmd/job.h"

#include <stdlib.h>
#include "analyze/analyze.h"
#include "cmd/big_text.h"
#include "cmd/corpus.h"
#include "cmd/recipe.h"
#include "cmd/session.h"
#include "cmd/titles.h"
#include "cmd/totals.h"
#include "cmd/version.h"
#include "collect/url.h"
#include "data/lang.h"
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

/* Two settings of the environment are for tests, that they see small files in many windows, and
 * what machines do that have no AVX2. */
static size_t test_window(void)
{
	const char *window = getenv("TRACA_TEST_WINDOW");

	return window ? strtoul(window, NULL, 10) : 0;
}

static struct analyze_options what_to_analyze(const struct job *job, const struct session *session)
{
	const struct options *options = &session->options;
	struct analyze_options wanted = {
		.tables = recipe_book_tables(options),
		.measures = recipe_measures(options),
		.curves = recipe_curves(options),
		.running = options->running,
		.language = titles_language(job->book, session->catalog, &job->text),
		.syllables = session->syllables,
		.tokens = options->tokens,
		.ngrams = (unsigned)options->ngrams,
		.portable = getenv("TRACA_TEST_PORTABLE") != NULL,
	};

	if (options->counts)
		wanted.tables |= 1U << corpus_table(options);
	if (options->totals != TOTAL_BY_NONE)
		wanted.tables = ALL_TABLES;
	if (session->keep) {
		wanted.tops = ALL_TABLES;
		wanted.n_tops = RESULTS_TOKENS;
	}
	return wanted;
}

/* As many threads as are not needed for other books. */
static long threads_for_one(const struct session *session)
{
	long threads = session->options.jobs / (long)session->books.n;

	return session->options.sync || threads < 1 ? 1 : threads;
}

/* More is asked for than to count what is there as it is. */
static bool must_be_held(const struct session *session)
{
	const struct options *options = &session->options;
	const struct process_options *process = &options->process;

	return session->corpus || options->ngrams > 1 || !token_rules_are_usual(&options->tokens) ||
	       process->drop_notes || process->drop_invisible || process->repair ||
	       process->explain;
}

int job_refuse_big(struct job *job, const struct session *session)
{
	if (!job->page.big)
		return 0;
	return err_set(
		&job->failure, ERR_LIMIT,
		must_be_held(session)
			? _("more than %zu bytes: so much is not held, and without that only "
			    "its visible sequences can be counted, as they are: see --max-body")
			: _("more than %zu bytes, and cannot be read by the window: "
			    "see --max-body"),
		session->options.max_body);
}

/* Both steps at once. Nothing is done to what is not held: it is counted as it is. */
static int analyze_big(struct job *job, const struct session *session)
{
	const struct options *options = &session->options;
	struct big_text_options wanted = {
		.process = options->process,
		.analyze = what_to_analyze(job, session),
		.window = test_window(),
		.threads = threads_for_one(session),
		/* Nobody is shown it otherwise. */
		.hash = session->keep || recipe_proves(options) ||
			(!options->has_table && options->format != present_format_named("text")),
	};

	if (must_be_held(session))
		return 0;
	return big_text_analyze(&job->summary, &job->text, job->page.big, &wanted, &job->failure);
}

void job_process(struct job *job, const struct session *session)
{
	struct process_options options = session->options.process;

	job->is_counted = job->page.big && analyze_big(job, session);
	if (job->is_counted || job_refuse_big(job, session))
		return;
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
	if (job->text.found && !job->is_counted)
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
	const struct analyze_options wanted = what_to_analyze(job, session);
	unsigned kept = recipe_book_tables(&session->options);

	if (!job->is_counted && analyze_text(&job->summary, &job->text, &wanted, &job->failure))
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
