#include "cmd/session.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>
#include <uv.h>
#include "analyze/syllables.h"
#include "cmd/config.h"
#include "cmd/corpus.h"
#include "cmd/keep.h"
#include "cmd/mirrors.h"
#include "cmd/stop.h"
#include "cmd/totals.h"
#include "cmd/version.h"
#include "collect/audit.h"
#include "collect/capture.h"
#include "collect/catalog.h"
#include "data/cache.h"
#include "data/lang.h"
#include "data/mem.h"
#include "present/number.h"

/* ---- what the collector tells ---- */

static void on_bytes(size_t count, void *arg)
{
	struct session *session = arg;

	progress_bytes(session->progress, count);
}

static void on_asking(int requests, void *arg)
{
	struct session *session = arg;

	progress_asking(session->progress, requests);
}

static void on_waiting(const char *host, int64_t ms, void *arg)
{
	struct session *session = arg;

	progress_waiting(session->progress, host, (double)ms / 1000);
}

static void on_asked(const struct visit_record *record, void *arg)
{
	struct session *session = arg;

	if (session->audit)
		audit_request(session->audit, record);
	if (session->capture && session->fatal.code == ERR_NONE &&
	    capture_visit(session->capture, record, &session->fatal))
		uv_stop(session->loop);
}

static void on_note(const char *line, void *arg)
{
	session_note(arg, xstrdup(line));
}

static void say(struct session *session, const char *line)
{
	if (session->progress)
		progress_say(session->progress, line);
	else
		(void)fprintf(stderr, "%s\n", line);
}

void session_note(struct session *session, char *line)
{
	if (!session->options.quiet)
		say(session, line);
	free(line);
}

void session_failure(struct session *session, const char *line)
{
	say(session, line);
	session->some_failed = true;
}

/* Who asked for what is new did not get it; an index is asked for again by itself. */
static void on_outdated(const char *line, enum err_code why, void *arg)
{
	struct session *session = arg;
	const struct options *options = &session->options;

	if (options->refresh || options->max_age_days >= 0)
		session_failure(session, line);
	else
		session_note(session, xstrdup(line));
	session->budget_spent |= why == ERR_BUDGET;
}

void session_introduce(struct session *session)
{
	const struct options *options = &session->options;
	char *path;

	if (session->introduced || options->offline || options->contact || options->user_agent)
		return;
	session->introduced = true;
	path = config_path();
	session_note(session, xasprintf(_("no contact given: say who is asking with --contact "
					  "ADDRESS, or once and for all with 'contact = "
					  "ADDRESS' in %s"),
					path));
	free(path);
}

/* ---- signals ---- */

static void on_stop(uv_poll_t *poll, int status, int events)
{
	struct session *session = poll->data;

	(void)status;
	(void)events;
	session->signal = stop_signal(session->stop_fd);
	if (session->signal)
		uv_stop(session->loop);
}

int session_check_stop(struct session *session, struct err *err)
{
	if (!session->signal)
		session->signal = stop_signal(session->stop_fd);
	return session->signal ? err_set(err, ERR_STOPPED, _("interrupted")) : 0;
}

int session_run_loop(struct session *session, struct err *err)
{
	(void)uv_run(session->loop, UV_RUN_DEFAULT);
	if (session->fatal.code != ERR_NONE) {
		*err = session->fatal;
		return -1;
	}
	return session_check_stop(session, err);
}

/* ---- opening and closing ---- */

static char *name_ourselves(const struct options *options)
{
	if (options->user_agent)
		return xstrdup(options->user_agent);
	if (options->contact)
		return xasprintf("traca/%s (%s)", TRACA_VERSION, options->contact);
	return xasprintf("traca/%s (no contact given)", TRACA_VERSION);
}

struct visit_options session_visits(struct session *session)
{
	const struct options *options = &session->options;

	return (struct visit_options){
		.user_agent = session->user_agent,
		.delay_ms = (int64_t)(options->delay * 1000 + 0.999),
		.timeout_ms = (long)(options->timeout * 1000),
		.retries = (int)options->retries,
		.max_body = options->max_body,
		.max_in_flight = (int)options->max_in_flight,
		.per_host = (int)options->per_host,
		.pace_by_ip = options->pace_by == PACE_BY_IP,
		.budget = options->budget,
		.allow_private = options->allow_private,
		.keep_heads = session->capture != NULL,
		.sync = options->sync,
		.stop_fd = session->stop_fd,
		.watch = {
			.bytes = on_bytes,
			.asking = on_asking,
			.waiting = on_waiting,
			.note = on_note,
			.outdated = on_outdated,
			.asked = on_asked,
			.arg = session,
		},
	};
}

/* Whatever was fetched before is asked for again, also in this very second. */
int64_t session_keep_since(const struct options *options)
{
	/* What a dry run only says, the run would do. */
	if (options->offline && !options->dry_run)
		return 0;
	if (options->refresh)
		return time(NULL) + 1;
	if (options->max_age_days < 0)
		return 0;
	return time(NULL) + 1 - (int64_t)(options->max_age_days * 24 * 60 * 60);
}

/* A crawl asks by itself: what comes after works from the cache. */
static int open_collector(struct session *session, unsigned command, struct err *err)
{
	const struct options *options = &session->options;
	struct collect_options collect = {
		.mirrors = session->mirrors.urls,
		.n_mirrors = session->mirrors.n,
		.language = options->language,
		.max_age_s = (int64_t)options_index_age_s(options),
		.via = options->via,
		.offline = options->offline || command == FOR_CRAWL,
		.keep_since = command == FOR_CRAWL ? 0 : session_keep_since(options),
		.visit = session_visits(session),
	};

	session->cache = options->offline ? cache_open_read_only(options->cache)
					  : cache_open(options->cache, err);
	if (!session->cache)
		return -1;
	session->collect = collect_new(session->loop, &collect, session->cache);
	return 0;
}

static int open_loop(struct session *session, struct err *err)
{
	session->stop_fd = stop_open(err);
	if (session->stop_fd < 0)
		return -1;
	session->loop = xcalloc(1, sizeof(*session->loop));
	session->stop_watch = xcalloc(1, sizeof(*session->stop_watch));
	if (uv_loop_init(session->loop) ||
	    uv_poll_init(session->loop, session->stop_watch, session->stop_fd))
		return err_set(err, ERR_IO, _("the event loop cannot be set up"));
	session->stop_watch->data = session;
	(void)uv_poll_start(session->stop_watch, UV_READABLE, on_stop);
	/* It does not keep the loop going. */
	uv_unref((uv_handle_t *)session->stop_watch);
	return 0;
}

/* Each request holds a descriptor. The soft limit is raised to the hard one first; whose number
 * is lowered is told. */
static void limit_in_flight(struct session *session)
{
	enum { OTHER_FILES = 128 }; /* half of it libcurl's own */
	struct options *options = &session->options;
	long asked = options->max_in_flight;
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit))
		return;
	if (limit.rlim_cur < limit.rlim_max) {
		limit.rlim_cur = limit.rlim_max;
		(void)setrlimit(RLIMIT_NOFILE, &limit);
		(void)getrlimit(RLIMIT_NOFILE, &limit);
	}
	if (limit.rlim_cur == RLIM_INFINITY || (rlim_t)asked + OTHER_FILES <= limit.rlim_cur)
		return;
	options->max_in_flight =
		limit.rlim_cur > OTHER_FILES + 1 ? (long)limit.rlim_cur - OTHER_FILES : 1;
	if (asked != INT_MAX && !options->offline)
		session_note(session, xasprintf(_("this machine lets us open %lu files: "
						  "--max-in-flight is %ld, not %ld"),
						(unsigned long)limit.rlim_cur,
						options->max_in_flight, asked));
}

/* What check has to say on standard error is what is wrong, not what is done; fetch says what is
 * done on standard output. */
static enum progress_kind progress_wanted(const struct options *options, unsigned command)
{
	bool plain = !isatty(STDERR_FILENO);
	bool none = (command == FOR_CHECK && plain) ||
		    (command == FOR_FETCH && (plain || isatty(STDOUT_FILENO)));

	if (options->quiet || options->dry_run || (none && options->progress == PROGRESS_AUTO))
		return PROGRESS_NONE;
	return options->progress;
}

static void say_per_host(struct session *session)
{
	if (session->options.per_host > 1 && !session->options.offline)
		session_note(session, xasprintf(_("up to %ld requests at once to a host, as "
						  "--per-host says: not every host likes that"),
						session->options.per_host));
}

/* What is kept of the requests, beside their answers. */
static int open_records(struct session *session, struct err *err)
{
	const struct options *options = &session->options;

	if (options->audit && !options->dry_run) {
		session->audit = audit_open(options->audit, (int)options->per_host, err);
		if (!session->audit)
			return -1;
	}
	if (options->warc && !options->offline) {
		session->capture = capture_open(options->warc, "traca/" TRACA_VERSION,
						session->user_agent, err);
		if (!session->capture)
			return -1;
	}
	return 0;
}

int session_open(struct session *session, unsigned command, int argc, char **argv, struct err *err)
{
	struct options *options = &session->options;
	char jobs[32];

	*session = (struct session) { .stop_fd = -1 };
	if (options_parse(options, command, argc, argv, err))
		return -1;
	if (!(command & FOR_NETWORK) || options->dry_run)
		options->offline = true;
	(void)snprintf(jobs, sizeof(jobs), "%ld", options->jobs);
	(void)setenv("UV_THREADPOOL_SIZE", jobs, 1);
	session->user_agent = name_ourselves(options);
	session->syllables = syllables_new();
	limit_in_flight(session);
	if (open_records(session, err) || mirrors_choose(session, err) || open_loop(session, err) ||
	    ((command & (FOR_ALL | FOR_CRAWL)) && open_collector(session, command, err)))
		return -1;
	session->progress = progress_new(stderr, progress_wanted(options, command));
	say_per_host(session);
	return 0;
}

void session_end_progress(struct session *session)
{
	if (session->progress)
		progress_finish(session->progress);
	session->progress = NULL;
}

int session_code(const struct session *session)
{
	if (session->budget_spent)
		return EXIT_BUDGET;
	return session->some_failed ? EXIT_SOME_FAILED : EXIT_DONE;
}

int session_end_audit(struct session *session, int code, struct err *err)
{
	size_t violations;
	double efficiency;
	int rc;

	if (session->capture && capture_close(session->capture, err))
		code = -1;
	session->capture = NULL;
	if (!session->audit)
		return code;
	rc = audit_close(session->audit, &violations, &efficiency, err);
	session->audit = NULL;
	if (rc)
		return -1;
	if (efficiency > 0)
		session_note(session, xasprintf(_("politeness efficiency: %s"),
						number_of(efficiency, 3).text));
	if (!violations)
		return code;
	session_note(session, xasprintf(_("%zu requests came too early: see %s"), violations,
					session->options.audit));
	return code < 0 ? code : EXIT_VIOLATION;
}

void session_end_collecting(struct session *session)
{
	collect_free(session->collect);
	session->collect = NULL;
	if (session->loop)
		(void)uv_run(session->loop, UV_RUN_DEFAULT);
}

void session_close(struct session *session)
{
	session_end_collecting(session);
	session_end_progress(session);
	if (session->loop && session->stop_watch->data) {
		uv_close((uv_handle_t *)session->stop_watch, NULL);
		(void)uv_run(session->loop, UV_RUN_DEFAULT);
		(void)uv_loop_close(session->loop);
	}
	free(session->stop_watch);
	free(session->loop);
	if (session->stop_fd >= 0)
		(void)close(session->stop_fd);
	corpus_free(session->corpus);
	keep_free(session->keep);
	totals_free(session->totals);
	cache_free(session->cache);
	catalog_free(session->catalog);
	syllables_free(session->syllables);
	booklist_release(&session->books);
	mirrors_release(&session->mirrors);
	free(session->user_agent);
	options_release(&session->options);
}
