#include "analyze/count.h"

#include <stdlib.h>
#include "data/mem.h"

/* The rows from FIRST on were new in this piece, or in one after it. */
struct count_piece {
	size_t number, first;
};

void count_init(struct count *count, bool portable)
{
	*count = (struct count) { .visible.portable = portable };
}

void count_release(struct count *count)
{
	tally_release(&count->visible);
	free(count->pieces);
	*count = (struct count) { 0 };
}

void count_begin(struct count *count, size_t number)
{
	size_t n = count->n_pieces;

	/* At each power of two there is room for as many again. */
	if (!(n & (n - 1)))
		count->pieces = xreallocarray(count->pieces, n ? 2 * n : 1, sizeof(*count->pieces));
	count->pieces[count->n_pieces++] = (struct count_piece) { number, count->visible.n };
	tokens_init(&count->tokens, NULL, 0);
	count->tokens.portable = count->visible.portable;
}

void count_window(struct count *count, const char *data, size_t len)
{
	uint64_t ends = count->tokens.line_ends, visible = count->tokens.lines_visible;
	struct token batch[TOKENS_BATCH];
	size_t n;

	if (!count->visible.n)
		tally_reserve(&count->visible, tally_guess(len));
	tokens_go_on(&count->tokens, data, len);
	while ((n = tokens_next(&count->tokens, batch)) > 0) {
		tally_add_each(&count->visible, batch, n, count->tokens.end, NULL);
		count->sequences += n;
	}
	count->line_ends += count->tokens.line_ends - ends;
	count->lines_visible += count->tokens.lines_visible - visible;
}

/* ---- joining ---- */

/* The next piece of a count, with the rows that were new in it. */
struct turn {
	struct count *count;
	size_t next;
};

static size_t first_row(const struct turn *turn, size_t piece)
{
	return piece < turn->count->n_pieces ? turn->count->pieces[piece].first
					     : turn->count->visible.n;
}

static struct turn *earliest(struct turn *turns, size_t n)
{
	struct turn *first = NULL;

	for (size_t i = 0; i < n; i++) {
		struct turn *turn = &turns[i];

		if (turn->next < turn->count->n_pieces &&
		    (!first || turn->count->pieces[turn->next].number <
				       first->count->pieces[first->next].number))
			first = turn;
	}
	return first;
}

void count_join(struct count *out, struct count *counts, size_t n)
{
	struct turn *turns, *turn;

	if (n == 1) {
		count_release(out);
		*out = counts[0];
		counts[0] = (struct count) { 0 };
		tally_settle(&out->visible);
		return;
	}
	turns = xcalloc(n, sizeof(*turns));
	for (size_t i = 0; i < n; i++) {
		turns[i].count = &counts[i];
		/* Each has most of what all have. */
		if (counts[i].visible.n > out->visible.n)
			tally_reserve(&out->visible, counts[i].visible.n);
		out->sequences += counts[i].sequences;
		out->line_ends += counts[i].line_ends;
		out->lines_visible += counts[i].lines_visible;
		tally_settle(&counts[i].visible);
	}
	while ((turn = earliest(turns, n))) {
		size_t end = first_row(turn, turn->next + 1);

		for (size_t i = first_row(turn, turn->next); i < end; i++) {
			const struct tally_row *row = &turn->count->visible.rows[i];

			(void)tally_add(&out->visible, row->token, row->count);
		}
		turn->next++;
	}
	free(turns);
}
