/*
 * analyze - the numbers of a text.
 *
 *   text -> tokens -> tally -> vocabulary -> summary
 *
 * Pure: memory in, memory out. The summary keeps the tokens it names, not the text.
 */
#ifndef ANALYZE_ANALYZE_H
#define ANALYZE_ANALYZE_H

#include <stdbool.h>
#include "analyze/running.h"
#include "data/err.h"
#include "data/summary.h"
#include "data/text.h"

struct syllables;

struct analyze_options {
	unsigned tables; /* to keep whole: a bit 1 << enum table for each */
	unsigned tops;   /* others, of which the rows with the N_TOPS highest counts are enough */
	size_t n_tops;
	bool measures; /* wanted; without, they cost nothing */
	bool curves;   /* with them */
	struct running_options running;
	const char *language;        /* for them; NULL: what the text says */
	struct syllables *syllables; /* of which some are made; NULL: none */
	struct token_rules tokens;   /* what the sequences are */
	unsigned ngrams; /* from 2 on: so many sequences are one, in the tables to keep */
	bool portable;   /* for tests: as where the processor is of the plainest kind */
};

struct count;

/* Borrows TEXT, of at most 4 GiB. On success OUT is the caller's to summary_release(); it
 * also says what TEXT knows of itself. A text that was not found gives no numbers. */
int analyze_text(struct summary *out, const struct text *text,
		 const struct analyze_options *options, struct err *err);

/* The same of a text that was counted: of TEXT only what it knows of itself is looked at. The
 * tallies of COUNT are taken over. */
int analyze_count(struct summary *out, const struct text *text, struct count *count,
		  const struct analyze_options *options, struct err *err);

#endif
