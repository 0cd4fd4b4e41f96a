/*
 * session - what a command works with: options, loop, cache, collector, progress.
 */
#ifndef CMD_SESSION_H
#define CMD_SESSION_H

#include <stdbool.h>
#include "cmd/options.h"
#include "collect/mirrors.h"
#include "data/booklist.h"

struct audit;
struct cache;
struct capture;
struct catalog;
struct corpus;
struct keep;
struct syllables;
struct totals;
struct uv_loop_s;

struct session {
	struct options options;
	char *user_agent;
	struct uv_loop_s *loop;
	struct uv_poll_s *stop_watch;
	int stop_fd, signal; /* that stopped us; 0: none */
	struct cache *cache;
	struct collect *collect;
	struct progress *progress;
	struct audit *audit;     /* this and the next: NULL where not asked for */
	struct capture *capture; /* --warc */
	struct corpus *corpus;   /* --counts, --texts */
	struct totals *totals;
	struct keep *keep;       /* --save */
	struct catalog *catalog; /* also where it is not there */
	struct syllables *syllables;
	struct mirrors mirrors; /* to ask, at least one */
	struct booklist books;
	struct err fatal; /* the machine's fault, from within the loop */
	bool introduced, some_failed, budget_spent;
};

/* Parses ARGV; -1 and ERR. In either case session_close. */
int session_open(struct session *session, unsigned command, int argc, char **argv, struct err *err);
void session_close(struct session *session);

/* How this session asks the web, for a visitor of the command's own. */
struct visit_options session_visits(struct session *session);
int64_t session_keep_since(const struct options *options); /* see errand.h */

/* Of a command that came to its end. */
int session_code(const struct session *session);

/* The audit and the web archive, where they were asked for, are finished; CODE, or the one of a
 * violation. -1: ERR. */
int session_end_audit(struct session *session, int code, struct err *err);

/* Lets the collector and its requests go; the loop is empty after. */
void session_end_collecting(struct session *session);

/* Before the web is asked: once, a note where the user has not said who is asking. */
void session_introduce(struct session *session);

/* Runs the loop until nothing is left to do. -1: interrupted, or ERR is the machine's fault. */
int session_run_loop(struct session *session, struct err *err);

/* -1 where a signal came since, for work outside the loop. */
int session_check_stop(struct session *session, struct err *err);

/* The last of the progress is shown; what is said after goes straight to standard error. */
void session_end_progress(struct session *session);

/* A warning for the user, unless --quiet; takes LINE over. */
void session_note(struct session *session, char *line);

/* An error that does not end the command: said even with --quiet; some_failed is set. */
void session_failure(struct session *session, const char *line);

#endif
