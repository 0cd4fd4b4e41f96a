#include "analyze/vocabulary.h"

#include <stdlib.h>
#include <unicode/utf8.h>
#include "analyze/key.h"
#include "data/mem.h"

enum {
	ASCII = 0x80,   /* most characters: they are counted by themselves */
	NEAR = 0x10000, /* up to here code points are found by their number: the basic plane */
};

struct characters {
	struct tally *out;
	uint64_t ascii[ASCII];      /* their counts, and ... */
	uint32_t ascii_rows[ASCII]; /* ... their rows of OUT */
	uint16_t rows[NEAR];        /* from 1; 0: it has none, or is too far down */
};

/* The ASCII at P, up to where there is other. */
static const char *add_ascii(struct characters *all, const char *p, const char *end, uint64_t count)
{
	for (; p < end && (unsigned char)*p < ASCII; p++) {
		uint64_t *known = &all->ascii[(unsigned char)*p];

		if (!*known)
			all->ascii_rows[(unsigned char)*p] =
				(uint32_t)tally_add(all->out, (struct token) { p, 1 }, 0);
		*known += count;
	}
	return p;
}

/* One character that is none. */
static const char *add_other(struct characters *all, const char *p, const char *end, uint64_t count)
{
	size_t len = 0, left = (size_t)(end - p), row;
	UChar32 c;

	U8_NEXT_OR_FFFD(p, len, left, c);
	if (c < NEAR && all->rows[c]) {
		all->out->rows[all->rows[c] - 1].count += count;
		return p + len;
	}
	row = tally_add(all->out, (struct token) { p, len }, count);
	if (c < NEAR && row < UINT16_MAX)
		all->rows[c] = (uint16_t)(row + 1);
	return p + len;
}

void vocabulary_characters(struct tally *out, const struct tally *sequences)
{
	struct characters *all = xcalloc(1, sizeof(*all));

	all->out = out;
	for (size_t i = 0; i < sequences->n; i++) {
		const struct tally_row *row = &sequences->rows[i];
		const char *p = row->token.data, *end = p + row->token.len;

		while ((p = add_ascii(all, p, end, row->count)) < end)
			p = add_other(all, p, end, row->count);
	}
	for (int c = 0; c < ASCII; c++) {
		if (all->ascii[c])
			out->rows[all->ascii_rows[c]].count += all->ascii[c];
	}
	free(all);
}

/* Most types are in lower case already, and most of the rest are so elsewhere in the text: they
 * are found in the table that is there, and need none of their own. */
struct folding {
	struct tally *out;
	const struct tally *tally;
	uint32_t *known; /* for each row of TALLY that is in lower case: its row of OUT, from 1 */
	struct tally others; /* that are no row of TALLY; the same in place of their counts */
};

static size_t new_row(struct tally *out, struct token token)
{
	out->rows[out->n] = (struct tally_row) { .token = token };
	return ++out->n;
}

/* Which row of OUT is FOLDED, which row I of the tally became. */
static size_t folded_row(struct folding *folding, size_t i, struct token folded)
{
	const struct tally *tally = folding->tally;
	bool same = folded.data == tally->rows[i].token.data;
	int64_t at = same ? (int64_t)i : tally_find(tally, folded);
	struct tally_row *other;

	if (at >= 0) {
		if (!folding->known[at])
			folding->known[at] = (uint32_t)new_row(folding->out, tally->rows[at].token);
		return folding->known[at] - 1;
	}
	at = (int64_t)tally_add(&folding->others, folded, 0);
	other = &folding->others.rows[at];
	if (!other->count)
		other->count = new_row(folding->out, other->token);
	return other->count - 1;
}

int vocabulary_fold(struct tally *out, uint32_t *which, const struct tally *tally,
		    struct fold *fold, struct err *err)
{
	struct folding folding = {
		.out = out,
		.tally = tally,
		.known = xcalloc(tally->n, sizeof(*folding.known)),
	};
	int rc = 0;

	out->rows = xreallocarray(out->rows, tally->n, sizeof(*out->rows));
	for (size_t i = 0; i < tally->n; i++) {
		const struct tally_row *row = &tally->rows[i];
		struct token folded;
		size_t entry;

		rc = fold_token(fold, &folded, row->token, err);
		if (rc)
			break;
		entry = folded_row(&folding, i, folded);
		out->rows[entry].count += row->count;
		if (which)
			which[i] = (uint32_t)entry;
	}
	out->arena = folding.others.arena;
	folding.others.arena = (struct arena) { 0 };
	tally_release(&folding.others);
	free(folding.known);
	return rc;
}

/* What tokens are compared by. May be 0 where it is less than LEAST. */
typedef uint64_t top_value(const struct tally_row *row, uint64_t least);

static inline __attribute__((always_inline)) struct top top_of(const struct tally *tally,
							       top_value *value_of)
{
	struct top top = { 0 };

	for (size_t i = 0; i < tally->n; i++) {
		uint64_t value = value_of(&tally->rows[i], top.value);

		if (value > top.value)
			top = (struct top) { .value = value };
		top.n += value == top.value;
	}
	top.tokens = xreallocarray(NULL, top.n, sizeof(*top.tokens));
	for (size_t i = 0, n = 0; n < top.n; i++) {
		if (value_of(&tally->rows[i], top.value) == top.value)
			top.tokens[n++] = tally->rows[i].token;
	}
	qsort(top.tokens, top.n, sizeof(*top.tokens), token_compare);
	return top;
}

static uint64_t count_of(const struct tally_row *row, uint64_t least)
{
	(void)least;
	return row->count;
}

/* Those of eight bytes that continue a code point: 10xxxxxx. */
static inline uint64_t continuations(uint64_t eight)
{
	return (eight >> 7 & ~eight >> 6 & 0x0101010101010101) * 0x0101010101010101 >> 56;
}

uint64_t vocabulary_length(struct token token)
{
	const char *data = token.data;
	uint64_t length = token.len;
	size_t left = token.len;

	for (; left >= 8; left -= 8, data += 8)
		length -= continuations(key_load8(data));
	return left ? length - continuations(key_load_few(data, left)) : length;
}

static uint64_t length_of(const struct tally_row *row, uint64_t least)
{
	return row->token.len < least ? 0 : vocabulary_length(row->token);
}

struct top vocabulary_most_used(const struct tally *tally)
{
	return top_of(tally, count_of);
}

struct top vocabulary_longest(const struct tally *tally)
{
	return top_of(tally, length_of);
}

struct table_rows vocabulary_rows(const struct tally *tally)
{
	struct table_rows table = { .n = tally->n };

	table.rows = xreallocarray(NULL, table.n, sizeof(*table.rows));
	for (size_t i = 0; i < table.n; i++)
		table.rows[i] = tally->rows[i];
	return table;
}

struct table_rows vocabulary_top(const struct tally *tally, size_t n)
{
	return table_cut(&(struct table_rows) { tally->rows, tally->n }, n);
}
