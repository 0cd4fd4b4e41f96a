/*
 * summary - the arrow from analyze to present: the numbers of one book.
 */
#ifndef DATA_SUMMARY_H
#define DATA_SUMMARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "data/measures.h"

/* Not terminated: tokens may hold NUL characters. */
struct token {
	const char *data;
	size_t len; /* bytes */
};

/* Tokens that share the highest count or the greatest length, in code-point order. */
struct top {
	struct token *tokens;
	size_t n;
	uint64_t value; /* count, or length in code points */
};

struct tally_row {
	struct token token;
	uint64_t count;
};

enum table {
	TABLE_CHARACTERS,
	TABLE_CHARACTERS_FOLDED,
	TABLE_SEQUENCES,
	TABLE_SEQUENCES_FOLDED,
	TABLES,
};

/* Every token with its count, in order of first appearance. */
struct table_rows {
	struct tally_row *rows;
	size_t n;
};

struct summary {
	long id; /* Gutenberg's number, 0: none */
	char *title, *author, *language, *source;
	char sha256[65];
	char *failure; /* why there are no numbers: one line; NULL: there are */

	char charset[48];       /* "" where the book failed */
	const char *charset_by; /* static; as in struct text */
	const char *cut_rule;   /* static */
	size_t first_line, last_line, of_lines;
	bool found; /* false: the cut found no text, and all below is 0 */

	uint64_t lines_blank, lines_visible, lines;
	uint64_t characters; /* visible */
	uint64_t sequences;
	uint64_t distinct[TABLES];
	struct top most_used[TABLES];
	struct top longest, longest_folded; /* sequences */

	struct measures *measures;        /* NULL: not asked for */
	struct table_rows tables[TABLES]; /* only where asked for */
	void *memory;                     /* what the tokens live in; summary_release frees it */
	void (*free_memory)(void *memory);
};

void summary_release(struct summary *summary);

/* Copies the tokens, wherever they are, to one block that SUMMARY owns; it owned none before. */
void summary_own_tokens(struct summary *summary);

/* All but the names: title, author, language, source and failure of TO are NULL. */
void summary_copy_numbers(struct summary *to, const struct summary *from);

/* By author, then title, then source, in code-point order; for qsort over struct summary *. */
int summary_compare(const void *a, const void *b);

#endif
