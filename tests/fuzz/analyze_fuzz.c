#include "analyze/analyze.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include "analyze/count.h"
#include "tests/fuzz/fuzz.h"

/*
 * The same numbers as analyze's, in the plainest way: character by character, each token
 * sought among all, every occurrence put in lower case on its own.
 */
struct table_plain {
	struct tally_row *rows; /* their tokens are copies */
	size_t n;
};

struct plain {
	struct table_plain tables[TABLES];
	uint64_t lines, lines_visible, characters, sequences;
};

static bool same(struct token a, struct token b)
{
	return a.len == b.len && memcmp(a.data, b.data, a.len) == 0;
}

static void count(struct table_plain *table, struct token token)
{
	size_t i = 0;

	while (i < table->n && !same(table->rows[i].token, token))
		i++;
	if (i == table->n) {
		char *copy = memcpy(xmalloc(token.len), token.data, token.len);

		table->rows = xreallocarray(table->rows, ++table->n, sizeof(*table->rows));
		table->rows[i] = (struct tally_row) { .token = { copy, token.len } };
	}
	table->rows[i].count++;
}

static void count_folded(struct table_plain *table, struct token token)
{
	enum { MOST = 4 }; /* times as long, at most */
	int32_t room = MOST * (int32_t)token.len, len;
	UChar *wide = xmalloc((size_t)room * sizeof(*wide));
	UChar *lower = xmalloc((size_t)room * sizeof(*lower));
	char *text = xmalloc((size_t)room);
	UErrorCode code = U_ZERO_ERROR;

	u_strFromUTF8(wide, room, &len, token.data, (int32_t)token.len, &code);
	len = u_strToLower(lower, room, wide, len, "", &code);
	u_strToUTF8(text, room, &len, lower, len, &code);
	assert(U_SUCCESS(code));
	count(table, (struct token) { text, (size_t)len });
	free(wide);
	free(lower);
	free(text);
}

static void count_token(struct plain *plain, enum table table, const char *data, size_t len)
{
	struct token token = { data, len };

	count(&plain->tables[table], token);
	count_folded(&plain->tables[table + 1], token);
}

static void count_all(struct plain *plain, const struct text *text)
{
	const char *data = text->data;
	size_t sequence = 0, next;
	bool visible = false;
	UChar32 c;

	plain->lines = 1;
	for (size_t i = 0; i <= text->len; i = next) {
		next = i + 1;
		c = '\n';
		if (i < text->len) {
			next = i;
			U8_NEXT(data, next, text->len, c);
		}
		if (!u_isspace(c)) {
			plain->characters++;
			count_token(plain, TABLE_CHARACTERS, data + i, next - i);
			visible = true;
			continue;
		}
		if (sequence < i) {
			plain->sequences++;
			count_token(plain, TABLE_SEQUENCES, data + sequence, i - sequence);
		}
		sequence = next;
		if (c != '\n' && c != '\r')
			continue;
		/* CR and LF together are one. */
		plain->lines += i < text->len && (c == '\r' || i == 0 || data[i - 1] != '\r');
		plain->lines_visible += visible;
		visible = false;
	}
}

static uint64_t count_of(const struct tally_row *row)
{
	return row->count;
}

static uint64_t length_of(const struct tally_row *row)
{
	uint64_t n = 0;

	for (size_t i = 0; i < row->token.len; n++)
		U8_FWD_1(row->token.data, i, row->token.len);
	return n;
}

static void check_top(const struct top *top, const struct table_plain *table,
		      uint64_t (*value_of)(const struct tally_row *row))
{
	uint64_t most = 0;
	size_t n = 0, found = 0;

	for (size_t i = 0; i < table->n; i++)
		most = value_of(&table->rows[i]) > most ? value_of(&table->rows[i]) : most;
	for (size_t i = 0; i < table->n; i++) {
		if (value_of(&table->rows[i]) != most)
			continue;
		n++;
		for (size_t j = 0; j < top->n; j++)
			found += same(top->tokens[j], table->rows[i].token);
	}
	assert(top->value == most && top->n == n && found == n);
}

static void check_table(const struct summary *summary, enum table which,
			const struct table_plain *table)
{
	const struct table_rows *rows = &summary->tables[which];

	assert(summary->distinct[which] == table->n && rows->n == table->n);
	for (size_t i = 0; i < table->n; i++) {
		assert(rows->rows[i].count == table->rows[i].count);
		assert(same(rows->rows[i].token, table->rows[i].token));
	}
	check_top(&summary->most_used[which], table, count_of);
}

static void release(struct plain *plain)
{
	for (int i = 0; i < TABLES; i++) {
		while (plain->tables[i].n)
			free((char *)plain->tables[i].rows[--plain->tables[i].n].token.data);
		free(plain->tables[i].rows);
	}
}

static void check(struct summary *summary, const struct plain *plain)
{
	assert(summary->lines == plain->lines && summary->lines_visible == plain->lines_visible);
	assert(summary->lines_blank == plain->lines - plain->lines_visible);
	assert(summary->characters == plain->characters && summary->sequences == plain->sequences);
	for (int i = 0; i < TABLES; i++)
		check_table(summary, (enum table)i, &plain->tables[i]);
	check_top(&summary->longest, &plain->tables[TABLE_SEQUENCES], length_of);
	check_top(&summary->longest_folded, &plain->tables[TABLE_SEQUENCES_FOLDED], length_of);
	summary_release(summary);
}

static void check_whole(const struct text *text, const struct plain *plain, bool portable)
{
	struct analyze_options options = { .tables = (1 << TABLES) - 1, .portable = portable };
	struct summary summary = { 0 };

	assert(analyze_text(&summary, text, &options, NULL) == 0);
	check(&summary, plain);
}

/* As by several threads: each line is a piece, each word a window. */
static void check_parted(const struct text *text, const struct plain *plain)
{
	enum { THREADS = 3 };
	struct analyze_options options = { .tables = (1 << TABLES) - 1 };
	const char *at = text->data, *end = at + text->len;
	struct count counts[THREADS] = { 0 }, all = { 0 };
	struct summary summary = { 0 };

	for (size_t i = 0; at < end; i++) {
		const char *lf = memchr(at, '\n', (size_t)(end - at));
		const char *stop = lf ? lf + 1 : end;
		struct count *count = &counts[i * i % THREADS];

		count_begin(count, i);
		while (at < stop) {
			const char *space = memchr(at, ' ', (size_t)(stop - at));
			const char *next = space ? space + 1 : stop;

			count_window(count, at, (size_t)(next - at));
			at = next;
		}
	}
	count_join(&all, counts, THREADS);
	assert(analyze_count(&summary, text, &all, &options, NULL) == 0);
	check(&summary, plain);
	for (int i = 0; i < THREADS; i++)
		count_release(&counts[i]);
	count_release(&all);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text text = text_of(data, size);
	struct plain plain = { 0 };

	count_all(&plain, &text);
	check_whole(&text, &plain, false);
	check_whole(&text, &plain, true);
	check_parted(&text, &plain);
	release(&plain);
	text_release(&text);
	return 0;
}
