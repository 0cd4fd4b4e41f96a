/*
 * corpus - files for each book: its counts (--counts DIR), its text (--texts DIR).
 *
 *   DIR/traca-PID-N.tmp (as soon as a book is done) -> DIR/ID_counts.txt (when all are)
 *
 * The names are Gutenberg's numbers, where a book has one, else made of the name of its file;
 * a second book of the same name gets "-2". They follow from the list of books, not from which
 * of them was done first.
 */
#ifndef CMD_CORPUS_H
#define CMD_CORPUS_H

#include <stddef.h>
#include "data/err.h"
#include "data/summary.h"

struct corpus;
struct job;
struct options;

/* For N jobs. Makes the folders. *OUT is NULL where OPTIONS ask for none; else, also after a
 * failure, the caller's to corpus_free(). */
int corpus_open(struct corpus **out, const struct options *options, size_t n, struct err *err);

/* Whose counts --counts keeps. */
enum table corpus_table(const struct options *options);

/* What was not kept is gone. */
void corpus_free(struct corpus *corpus);

/* The files of JOB, the Ith, which still has its text and its tables. May be called by several
 * threads at once. */
int corpus_add(struct corpus *corpus, size_t i, const struct job *job, struct err *err);

/* All are done: the files of the N JOBS get their names. */
int corpus_keep(struct corpus *corpus, const struct job *jobs, size_t n, struct err *err);

#endif
