#include "cmd/work.h"

#include <stdlib.h>
#include <string.h>
#include <utlist.h>
#include <uv.h>
#include "cmd/held.h"
#include "cmd/keep.h"
#include "cmd/session.h"
#include "cmd/twins.h"
#include "data/lang.h"
#include "data/mem.h"

/* What is done to a job in one go. */
enum step {
	LOOK = 1 << 0, /* in the cache */
	PROCESS = 1 << 1,
	ANALYZE = 1 << 2,
};

enum { HELD_MOST = 32 << 20 };

/* A job and the worker thread's hold on it. */
struct task {
	uv_work_t request;
	struct work *work;
	struct job *job;
	unsigned steps;
	bool queued;
	struct task *twin; /* whose content is the same, and came first; NULL: it has none */
	bool waits;        /* for that one: nothing is done to it */
	struct task *followers, *next_follower; /* who wait for it */
};

struct work {
	struct session *session;
	enum stage until;
	struct job *jobs;
	struct task *tasks; /* as many */
	size_t n;
	struct twins *twins; /* NULL: each is done by itself */
	struct held *held;   /* by stage: what waits for the next one; NULL: nothing does */
	size_t n_twins;
	unsigned after_asking; /* steps for a book that came from the web */
	bool ending;           /* nothing new is begun */
};

/* ---- one job ---- */

/* True: somebody else's content is the same, and is worked on for both. */
static bool has_twin(struct task *task)
{
	struct job *job = task->job;
	struct task *first;

	if (!task->work->twins)
		return false;
	first = twins_first(task->work->twins, &job->page, job->book->kind == BOOK_RECORD, task);
	if (first == task)
		return false;
	task->twin = first;
	free(job->page.body);
	job->page.body = NULL;
	return true;
}

static void process(struct task *task)
{
	struct work *work = task->work;
	struct job *job = task->job;

	if (held_get_page(work->held, job, &job->failure) || has_twin(task))
		return;
	job_process(job, work->session);
	job->done = job->failure.code == ERR_NONE && work->until == STAGE_PROCESS;
	if (!job_is_over(job))
		held_put_text(work->held, job);
}

static void do_steps(struct task *task)
{
	struct work *work = task->work;
	struct job *job = task->job;
	unsigned steps = task->steps;
	int there = job->found;

	if (steps & LOOK)
		there = collect_cached(work->session->collect, job->book, &job->page,
				       &job->failure);
	job->found = there == 1;
	/* A text is printed without it; nobody compares big files. */
	if (job->found && work->until != STAGE_PROCESS && !*job->page.sha256 && !job->page.big)
		page_hash(&job->page);
	/* Only numbers are made of what is not held. */
	if (job->found && work->until != STAGE_ANALYZE && job_refuse_big(job, work->session))
		return;
	if (job->found && work->until == STAGE_COLLECT) {
		free(job->page.body);
		job->page.body = NULL;
		job->done = true;
	}
	if (job->found && (steps & PROCESS))
		process(task);
	if (job->found && (steps & ANALYZE) && !task->twin && !job_is_over(job) &&
	    !held_get_text(work->held, job, &job->failure))
		job_analyze(job, work->session);
	if (job->found && !job_is_over(job) && !(steps & (PROCESS | ANALYZE)))
		held_put_page(work->held, job);
}

/* Says what there is to say of JOB once its way is over, or, by stage, once it is collected. */
static void report(struct work *work, struct job *job, unsigned steps)
{
	bool by_stage = work->session->options.group_by == GROUP_BY_STAGE;
	bool failed = job->failure.code != ERR_NONE;
	char *label;

	if (by_stage && !(steps & LOOK))
		return;
	if (!(job_is_over(job) || (by_stage && job->found)))
		return;
	label = job_label(job);
	progress_done(work->session->progress, label, failed ? job->failure.text : NULL);
	free(label);
}

static void take_from_twin(struct task *task)
{
	task->work->n_twins++;
	twins_take(task->job, task->twin->job, task->work->session->catalog);
}

static void stop(struct session *session, const struct err *why)
{
	session->fatal = *why;
	uv_stop(session->loop);
}

static void conclude(struct task *task)
{
	struct session *session = task->work->session;
	struct err err = { 0 };

	report(task->work, task->job, task->steps);
	if (session->keep && task->job->done && keep_add(session->keep, task->job, &err))
		stop(session, &err);
}

/* The steps are done. */
static void settle(struct task *task)
{
	struct task *twin = task->twin, *follower;

	if (task->job->fatal) {
		stop(task->work->session, &task->job->failure);
		return;
	}
	task->waits = twin && (twin->queued || !job_is_over(twin->job));
	if (task->waits) {
		LL_APPEND2(twin->followers, task, next_follower);
		return;
	}
	if (twin)
		take_from_twin(task);
	conclude(task);
	if (!job_is_over(task->job))
		return;
	LL_FOREACH2(task->followers, follower, next_follower)
	{
		take_from_twin(follower);
		conclude(follower);
	}
	task->followers = NULL;
}

/* ---- many jobs ---- */

static void on_worker(uv_work_t *request)
{
	do_steps(request->data);
}

static void on_worked(uv_work_t *request, int status)
{
	struct task *task = request->data;

	task->queued = false;
	if (status == 0)
		settle(task);
}

static void start_task(struct work *work, size_t i, unsigned steps)
{
	struct task *task = &work->tasks[i];

	task->steps = steps;
	if (work->session->options.sync) {
		do_steps(task);
		settle(task);
		return;
	}
	task->queued = true;
	(void)uv_queue_work(work->session->loop, &task->request, on_worker, on_worked);
}

static int do_all(struct work *work, unsigned steps, struct err *err)
{
	for (size_t i = 0; i < work->n; i++) {
		if (job_is_over(&work->jobs[i]) || work->tasks[i].waits)
			continue;
		start_task(work, i, steps);
		if (work->session->options.sync && session_run_loop(work->session, err))
			return -1;
	}
	return session_run_loop(work->session, err);
}

/* ---- asking the web ---- */

static void on_page(struct page *page, const struct err *failure, void *arg)
{
	struct task *task = arg;
	struct session *session = task->work->session;

	if (task->work->ending)
		return;
	if (page) {
		task->job->page = *page;
		*page = (struct page) { 0 };
		task->job->found = true;
		/* Before a worker has hold of the job. */
		if (session->options.group_by == GROUP_BY_STAGE)
			report(task->work, task->job, LOOK);
		start_task(task->work, (size_t)(task - task->work->tasks),
			   task->work->after_asking);
	} else if (failure->code == ERR_STOPPED) {
		uv_stop(session->loop);
	} else if (failure->code == ERR_FULL || failure->code == ERR_IO) {
		stop(session, failure);
	} else {
		task->job->failure = *failure;
		session->budget_spent |= failure->code == ERR_BUDGET;
		report(task->work, task->job, LOOK);
	}
}

static void ask(struct work *work, size_t i)
{
	session_introduce(work->session);
	collect_ask(work->session->collect, work->jobs[i].book, on_page, &work->tasks[i]);
}

static int ask_for_missing(struct work *work, unsigned after, struct err *err)
{
	work->after_asking = after;
	for (size_t i = 0; i < work->n; i++) {
		if (work->jobs[i].found || job_is_over(&work->jobs[i]))
			continue;
		ask(work, i);
		if (work->session->options.sync && session_run_loop(work->session, err))
			return -1;
	}
	return session_run_loop(work->session, err);
}

/* ---- the arrangements ---- */

static int by_stage(struct work *work, struct err *err)
{
	return do_all(work, LOOK, err) || ask_for_missing(work, 0, err) ||
			       (work->until >= STAGE_PROCESS && do_all(work, PROCESS, err)) ||
			       (work->until >= STAGE_ANALYZE && do_all(work, ANALYZE, err))
		       ? -1
		       : 0;
}

static unsigned steps_until(enum stage until)
{
	return (until >= STAGE_PROCESS ? PROCESS : 0U) | (until >= STAGE_ANALYZE ? ANALYZE : 0U);
}

static int by_book(struct work *work, struct err *err)
{
	unsigned steps = steps_until(work->until);

	return do_all(work, LOOK | steps, err) || ask_for_missing(work, steps, err) ? -1 : 0;
}

static int by_book_one_after_another(struct work *work, struct err *err)
{
	unsigned steps = steps_until(work->until);

	work->after_asking = steps;
	for (size_t i = 0; i < work->n; i++) {
		start_task(work, i, LOOK | steps);
		if (!work->jobs[i].found && !job_is_over(&work->jobs[i]))
			ask(work, i);
		if (session_run_loop(work->session, err))
			return -1;
	}
	return 0;
}

/* ---- front ---- */

struct work *work_new(struct session *session, enum stage until)
{
	const struct options *options = &session->options;
	struct work *work = xcalloc(1, sizeof(*work));

	work->session = session;
	work->until = until;
	work->n = session->books.n;
	work->twins =
		until == STAGE_ANALYZE && !options->totals && !options->counts && !options->texts
			? twins_new()
			: NULL;
	if (options->group_by == GROUP_BY_STAGE)
		work->held = held_new(session->collect, HELD_MOST);
	work->jobs = xcalloc(work->n, sizeof(*work->jobs));
	work->tasks = xcalloc(work->n, sizeof(*work->tasks));
	for (size_t i = 0; i < work->n; i++) {
		struct task *task = &work->tasks[i];

		*task = (struct task) { .work = work, .job = &work->jobs[i] };
		task->request.data = task;
		task->job->book = &session->books.books[i];
	}
	return work;
}

static bool any_queued(const struct work *work)
{
	for (size_t i = 0; i < work->n; i++) {
		if (work->tasks[i].queued)
			return true;
	}
	return false;
}

/* What no worker has begun is taken back; what one holds is waited for, before the collector
 * that it reads from goes. */
static void finish_tasks(struct work *work)
{
	work->ending = true;
	for (size_t i = 0; i < work->n; i++) {
		if (work->tasks[i].queued)
			(void)uv_cancel((uv_req_t *)&work->tasks[i].request);
	}
	while (any_queued(work))
		(void)uv_run(work->session->loop, UV_RUN_ONCE);
	session_end_collecting(work->session);
}

int work_run(struct work *work, struct err *err)
{
	const struct options *options = &work->session->options;
	int rc;

	for (size_t i = 0; i < work->n; i++) {
		char *label = job_label(&work->jobs[i]);

		progress_add(work->session->progress, label);
		free(label);
	}
	if (options->group_by == GROUP_BY_STAGE)
		rc = by_stage(work, err);
	else if (options->sync)
		rc = by_book_one_after_another(work, err);
	else
		rc = by_book(work, err);
	finish_tasks(work);
	if (work->n_twins)
		session_note(work->session, twins_line(work->n_twins));
	/* Also of a run that was interrupted. */
	if (work->session->keep && keep_flush(work->session->keep, rc ? NULL : err))
		rc = -1;
	return rc;
}

struct job *work_jobs(struct work *work, size_t *n)
{
	*n = work->n;
	return work->jobs;
}

void work_free(struct work *work)
{
	if (!work)
		return;
	for (size_t i = 0; i < work->n; i++)
		job_release(&work->jobs[i]);
	if (work->twins)
		twins_free(work->twins);
	held_free(work->held);
	free(work->jobs);
	free(work->tasks);
	free(work);
}
