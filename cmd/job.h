/*
 * job - one book on its way through the stages.
 *
 *   book -> page -> text -> summary
 *
 * What a step was given is released when it is done. Each step may run on a thread of its own;
 * nobody else touches the job meanwhile.
 */
#ifndef CMD_JOB_H
#define CMD_JOB_H

#include <stdbool.h>
#include <stdint.h>
#include "data/booklist.h"
#include "data/page.h"
#include "data/summary.h"
#include "data/text.h"

struct session;

enum stage { STAGE_COLLECT, STAGE_PROCESS, STAGE_ANALYZE };

struct job {
	const struct book *book;
	struct page page;       /* its body released once processed, or once the way ends there */
	struct text text;       /* data released once analyzed */
	struct summary summary; /* of a job that is done, also of one that failed */
	struct err failure;     /* ERR_NONE: none */
	bool found;             /* collected */
	bool is_counted;        /* a big file: the summary was made while it was processed */
	bool is_held, is_aside; /* between two stages (cmd/held.h): counted there, not in memory */
	int64_t aside;          /* where its text is */
	bool done;
	bool fatal; /* the failure is the machine's: it is no use to go on */
};

void job_release(struct job *job);

/* Done, or failed. */
bool job_is_over(const struct job *job);

/* What the user calls the book: its title, else where it comes from. The caller's to free(). */
char *job_label(const struct job *job);

/* -1, and failure is set, where the page is larger than what may be held. */
int job_refuse_big(struct job *job, const struct session *session);

/* Page to text, and text to summary, as the options of SESSION have it; what that is to become
 * a part of (session.corpus, session.totals) gets it. Sets failure, if any. */
void job_process(struct job *job, const struct session *session);
void job_analyze(struct job *job, const struct session *session);

/* The provenance that is the page's own. */
void job_prove(struct job *job);

#endif
