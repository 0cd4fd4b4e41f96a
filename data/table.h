/*
 * table - tokens, and how often each of them occurs.
 */
#ifndef DATA_TABLE_H
#define DATA_TABLE_H

#include <stddef.h>
#include <stdint.h>

/* Not terminated: tokens may hold NUL characters. */
struct token {
	const char *data;
	size_t len; /* bytes */
};

/* For qsort over struct token: by code points, whose order is that of bytes in UTF-8. */
int token_compare(const void *a, const void *b);

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

enum { ALL_TABLES = (1 << TABLES) - 1 }; /* a bit 1 << enum table for each */

/* "characters", "characters-folded", "sequences", "sequences-folded". */
const char *table_name(enum table table);
int table_named(enum table *table, const char *name); /* -1: none of them */

/* Every token with its count, in order of first appearance; of a total, in code-point order. */
struct table_rows {
	struct tally_row *rows;
	size_t n;
};

/* The LIMIT rows of TABLE with the highest counts, or all, highest first; among equals the one that
 * comes first. Their array, of *N, is the caller's to free(). */
const struct tally_row **table_top(const struct table_rows *table, size_t limit, size_t *n);

/* The same rows by themselves, the caller's to free() as the tokens are not. */
struct table_rows table_cut(const struct table_rows *table, size_t limit);

#endif
