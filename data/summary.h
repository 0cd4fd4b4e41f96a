/*
 * summary - the arrow from analyze to present: the numbers of one book, or of several together.
 */
#ifndef DATA_SUMMARY_H
#define DATA_SUMMARY_H

#include <stddef.h>
#include <stdint.h>
#include "data/measures.h"
#include "data/provenance.h"
#include "data/table.h"
#include "data/token_rules.h"

/* What the books of a total have in common. */
enum total_by { TOTAL_BY_NONE, TOTAL_BY_AUTHOR, TOTAL_BY_LANGUAGE, TOTAL_BY_ALL };

/* "author", "language", "all"; NULL: of TOTAL_BY_NONE. */
const char *total_by_name(enum total_by by);
int total_by_named(enum total_by *by, const char *name); /* -1: none of them */

struct summary {
	long id; /* Gutenberg's number, 0: none */
	char *title, *author, *language, *source;
	char sha256[65];
	size_t books;           /* that it is the total of; 0: it is one book's */
	enum total_by total_by; /* of a total: author, or language, says whose or which */
	char *failure;          /* why there are no numbers: one line; NULL: there are */

	char charset[48];                                         /* "" where the book failed */
	const char *charset_by, *language_by, *language_detected; /* static; as in struct text */
	char charset_declared[48];                                /* as in struct text */
	int language_percent;
	const char *cut_rule; /* static */
	size_t first_line, last_line, of_lines;
	struct provenance provenance;
	bool found; /* false: the cut found no text, and all below is 0 */

	uint64_t lines_blank, lines_visible, lines;
	struct token_rules tokens;      /* what the sequences are; the name is the summary's own */
	uint64_t characters, sequences; /* the characters are the visible ones */
	uint64_t distinct[TABLES];
	struct top most_used[TABLES];
	struct top longest, longest_folded; /* sequences */

	struct measures *measures;        /* NULL: not asked for */
	struct table_rows tables[TABLES]; /* only where asked for */
	char *kept;                       /* see summary_keep */
	size_t n_kept;
	void *memory; /* what the tokens live in; summary_release frees it */
	void (*free_memory)(void *memory);
};

void summary_release(struct summary *summary);

/* Copies the tokens, wherever they are, to one block that SUMMARY owns; an older one goes. */
void summary_own_tokens(struct summary *summary);

/* A copy of TEXT that lives as long as SUMMARY, for what is static where it was analyzed; NULL: TEXT
 * is NULL or "", or far too long. */
const char *summary_keep(struct summary *summary, const char *text);

/* Keeps only the TABLES, a bit 1 << enum table for each, and their tokens. */
void summary_drop_tables(struct summary *summary, unsigned tables);

/* Of those of the TABLES that it holds, only the N most used tokens, most used first. */
void summary_cut_tables(struct summary *summary, unsigned tables, size_t n);

/* All but the names: title, author, language, source and failure of TO, which is filled, are
 * NULL. */
void summary_copy_numbers(struct summary *to, const struct summary *from);

/* By author, then title, then source, in code-point order; for qsort over struct summary *. */
int summary_compare(const void *a, const void *b);

#endif
