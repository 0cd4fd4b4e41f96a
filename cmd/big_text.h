/*
 * big_text - the numbers of one big local text, which is never held in memory.
 *
 *   file -> windows of whole lines -> UTF-8 -> a count for each thread -> summary
 *
 * What its beginning and its end say of the charset is taken for granted, and where it is UTF-8
 * looked at on the way; only where it was not so, or is a charset of old, the file is gone through
 * twice, with the first places that are not like the ends. The marks of the cut are looked for in
 * the first and the last window. The results do not depend on the threads.
 */
#ifndef CMD_BIG_TEXT_H
#define CMD_BIG_TEXT_H

#include "analyze/analyze.h"
#include "data/big_file.h"
#include "data/summary.h"
#include "data/text.h"
#include "process/process.h"

struct big_text_options {
	struct process_options process;
	struct analyze_options analyze;
	size_t window; /* bytes; 0: as many as are good */
	long threads;
	bool hash; /* the summary has the file's SHA-256 */
};

/* 1: done, TEXT (without data) and SUMMARY are the caller's to release; 0: no plain text of a
 * charset that can be read by the window, nothing is filled; -1: ERR. */
int big_text_analyze(struct summary *summary, struct text *text, const struct big_file *file,
		     const struct big_text_options *options, struct err *err);

#endif
