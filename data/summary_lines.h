/*
 * summary_lines - summaries back from lines of JSON, as present writes them.
 *
 *   {"schema":1,"title":...,"tables":{"sequences":[["a",3],...],...}}  ->  struct summary
 *
 * One line is in memory at a time, of at most 1 GiB. Whoever wrote it: what does not add up is
 * refused, keys that are not known are passed over.
 */
#ifndef DATA_SUMMARY_LINES_H
#define DATA_SUMMARY_LINES_H

#include <stdio.h>
#include "data/err.h"
#include "data/summary.h"

struct summary_lines;

/* Borrows FILE. */
struct summary_lines *summary_lines_new(FILE *file);
void summary_lines_free(struct summary_lines *lines);

/* 1: the next one is in OUT, the caller's to summary_release(); 0: there is none; -1: ERR, which
 * names the line. Empty lines are passed over. */
int summary_lines_next(struct summary_lines *lines, struct summary *out, struct err *err);

/* Which line it was, from 1. */
size_t summary_lines_number(const struct summary_lines *lines);

/* One line, without its end. */
int summary_line_read(struct summary *out, const char *line, size_t len, struct err *err);

#endif
