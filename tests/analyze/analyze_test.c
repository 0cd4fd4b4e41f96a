#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "analyze/analyze.h"

#define TEXT(literal) (literal), sizeof(literal) - 1

static void analyze(struct summary *summary, const char *data, size_t len)
{
	const struct analyze_options options = { .tables = (1U << TABLES) - 1 };
	char *copy = malloc(len ? len : 1);
	struct text text = { .data = copy, .len = len, .found = true };

	/* The summary must not look at the text again. */
	memcpy(copy, data, len);
	assert_int_equal(analyze_text(summary, &text, &options, NULL), 0);
	memset(copy, '!', len);
	free(copy);
}

static void lines_and_sums(void **state)
{
	static const struct {
		const char *name, *text;
		size_t len;
		uint64_t blank, visible, characters, sequences;
	} cases[] = {
		{ "an empty text is one blank line", TEXT(""), 1, 0, 0, 0 },
		{ "a line end makes two lines", TEXT("\n"), 2, 0, 0, 0 },
		{ "a line without an end is a line", TEXT("a"), 0, 1, 1, 1 },
		{ "a line of white space is blank", TEXT("a\n \t\x1f \nb c\n"), 2, 2, 3, 3 },
		{ "white space beyond ASCII is white space", TEXT("\u00a0\u3000\na\u2003b"), 1, 1,
		  2, 2 },
		{ "U+2028 parts sequences, not lines", TEXT("a\u2028b\u2029c"), 0, 1, 3, 3 },
		{ "a NUL is a visible character", TEXT("a\0b \0"), 0, 1, 4, 2 },
		{ "a zero-width space and a BOM are visible", TEXT("\u200b \ufeff"), 0, 1, 2, 2 },
		{ "characters beyond the basic plane are one", TEXT("\U0001f600\U00010400"), 0, 1,
		  2, 1 },
		{ "combining marks are characters of their own", TEXT("e\u0301"), 0, 1, 2, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct summary summary;

		print_message("# %s\n", cases[i].name);
		analyze(&summary, cases[i].text, cases[i].len);
		assert_true(summary.found);
		assert_int_equal(summary.lines_blank, cases[i].blank);
		assert_int_equal(summary.lines_visible, cases[i].visible);
		assert_int_equal(summary.lines, cases[i].blank + cases[i].visible);
		assert_int_equal(summary.characters, cases[i].characters);
		assert_int_equal(summary.sequences, cases[i].sequences);
		summary_release(&summary);
	}
}

/* "a b 2": the tokens, and what they share. */
static char *show_top(const struct top *top)
{
	char *shown = NULL;
	size_t len;
	FILE *out = open_memstream(&shown, &len);

	for (size_t i = 0; i < top->n; i++) {
		fwrite(top->tokens[i].data, 1, top->tokens[i].len, out);
		fputc(' ', out);
	}
	fprintf(out, "%" PRIu64, top->value);
	fclose(out);
	return shown;
}

enum { LONGEST = TABLES, LONGEST_FOLDED };

static void what_is_most_used_and_longest(void **state)
{
	static const struct {
		const char *name, *text;
		size_t len;
		int which;
		const char *shown;
	} cases[] = {
		{ "nothing is most used in nothing", TEXT(" \n"), TABLE_SEQUENCES, "0" },
		{ "nothing is longest in nothing", TEXT(""), LONGEST_FOLDED, "0" },
		{ "the case counts", TEXT("a A a b B b B B"), TABLE_SEQUENCES, "B 3" },
		{ "the case does not count", TEXT("a A a b A"), TABLE_SEQUENCES_FOLDED, "a 4" },
		{ "ties are all given, by code point, not as they appear",
		  TEXT("z \U0001f600 \uff41 \u00e9 A a"), TABLE_SEQUENCES,
		  "A a z \u00e9 \uff41 \U0001f600 1" },
		{ "a token goes before those that it begins", TEXT("ab a abc"), TABLE_SEQUENCES,
		  "a ab abc 1" },
		{ "characters are counted in all sequences", TEXT("abc cab C"), TABLE_CHARACTERS,
		  "a b c 2" },
		{ "and whatever their case", TEXT("abc cab C"), TABLE_CHARACTERS_FOLDED, "c 3" },
		{ "the longest is so in code points, not in bytes",
		  TEXT("\u3042\u3044 abc \u00e9\u00e8"), LONGEST, "abc 3" },
		{ "the longest may be several, each given once",
		  TEXT("abc xyz b xyz \u00e9\u00e8\u00ea"), LONGEST,
		  "abc xyz \u00e9\u00e8\u00ea 3" },
		{ "folded ones are fewer", TEXT("ABC abc aBc xYz"), LONGEST_FOLDED, "abc xyz 3" },
		{ "lower case may be longer: \u0130 becomes two", TEXT("\u0130\u0130 abc"),
		  LONGEST_FOLDED, "i\u0307i\u0307 4" },
		{ "a sigma that ends a sequence becomes a final one",
		  TEXT("\u039f\u0394\u039f\u03a3"), TABLE_SEQUENCES_FOLDED,
		  "\u03bf\u03b4\u03bf\u03c2 1" },
		{ "a sigma before punctuation still ends a word",
		  TEXT("\u039f\u03a3, \u039f\u03a3\u0391"), LONGEST_FOLDED,
		  "\u03bf\u03c2, \u03bf\u03c3\u03b1 3" },
		{ "a character alone has no final form", TEXT("\u03a3\u03a3\u03a3 \u03c3"),
		  TABLE_CHARACTERS_FOLDED, "\u03c3 4" },
		{ "\u00df and \u00ba are in lower case", TEXT("\u00df \u00df \u00ba"),
		  TABLE_SEQUENCES_FOLDED, "\u00df 2" },
		{ "capitals beyond the basic plane have lower case", TEXT("\U00010400 \U00010428"),
		  TABLE_SEQUENCES_FOLDED, "\U00010428 2" },
		{ "no normalisation: a letter and its accent stay two",
		  TEXT("e\u0301 \u00e9 E\u0301"), TABLE_SEQUENCES_FOLDED, "e\u0301 2" },
		{ "a combining mark is a character", TEXT("e\u0301a\u0301o"), TABLE_CHARACTERS,
		  "\u0301 2" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct summary summary;
		const struct top *top;
		char *shown;

		print_message("# %s\n", cases[i].name);
		analyze(&summary, cases[i].text, cases[i].len);
		top = cases[i].which == LONGEST          ? &summary.longest
		      : cases[i].which == LONGEST_FOLDED ? &summary.longest_folded
							 : &summary.most_used[cases[i].which];
		shown = show_top(top);
		assert_string_equal(shown, cases[i].shown);
		free(shown);
		summary_release(&summary);
	}
}

static char *show_rows(const struct table_rows *table)
{
	char *shown = NULL;
	size_t len;
	FILE *out = open_memstream(&shown, &len);

	for (size_t i = 0; i < table->n; i++) {
		fwrite(table->rows[i].token.data, 1, table->rows[i].token.len, out);
		fprintf(out, "=%" PRIu64 " ", table->rows[i].count);
	}
	fclose(out);
	return shown;
}

static void whole_tables_are_in_order_of_first_appearance(void **state)
{
	static const char text[] = "B\u03a3 ab b\u03c2 \u20ac Ab B\u03a3";
	static const char *const shown[TABLES] = {
		[TABLE_CHARACTERS] = "B=2 \u03a3=2 a=1 b=3 \u03c2=1 \u20ac=1 A=1 ",
		[TABLE_CHARACTERS_FOLDED] = "b=5 \u03c3=2 a=2 \u03c2=1 \u20ac=1 ",
		[TABLE_SEQUENCES] = "B\u03a3=2 ab=1 b\u03c2=1 \u20ac=1 Ab=1 ",
		[TABLE_SEQUENCES_FOLDED] = "b\u03c2=3 ab=2 \u20ac=1 ",
	};
	struct summary summary;

	(void)state;
	analyze(&summary, text, strlen(text));
	for (int i = 0; i < TABLES; i++) {
		char *rows = show_rows(&summary.tables[i]);

		assert_string_equal(rows, shown[i]);
		assert_int_equal(summary.distinct[i], summary.tables[i].n);
		free(rows);
	}
	summary_release(&summary);
}

static void tables_that_nobody_asked_for_are_not_kept(void **state)
{
	const struct analyze_options options = { .tables = 1U << TABLE_SEQUENCES };
	struct text text = { .data = (char[]) { "a b" }, .len = 3, .found = true };
	struct summary summary;

	(void)state;
	assert_int_equal(analyze_text(&summary, &text, &options, NULL), 0);
	assert_int_equal(summary.tables[TABLE_SEQUENCES].n, 2);
	assert_null(summary.tables[TABLE_CHARACTERS].rows);
	assert_int_equal(summary.distinct[TABLE_CHARACTERS], 2);
	summary_release(&summary);
}

static void what_the_text_knows_of_itself_goes_on(void **state)
{
	struct text text = {
		.source = (char[]) { "a.txt" },
		.sha256 = "0123",
		.charset = "ISO-8859-1",
		.charset_by = "declared",
		.cut_rule = "no-text",
		.of_lines = 7,
		.id = 55752,
		.title = (char[]) { "Dom Casmurro" },
	};
	struct summary summary;

	(void)state;
	assert_int_equal(analyze_text(&summary, &text, &(struct analyze_options) { 0 }, NULL), 0);
	assert_string_equal(summary.source, "a.txt");
	assert_string_equal(summary.sha256, "0123");
	assert_string_equal(summary.charset, "ISO-8859-1");
	assert_string_equal(summary.charset_by, "declared");
	assert_string_equal(summary.cut_rule, "no-text");
	assert_int_equal(summary.of_lines, 7);
	assert_int_equal(summary.id, 55752);
	assert_string_equal(summary.title, "Dom Casmurro");
	assert_null(summary.author);
	assert_false(summary.found);
	assert_int_equal(summary.lines, 0);
	summary_release(&summary);
}

static void a_sequence_may_be_as_long_as_the_text(void **state)
{
	enum { LEN = 10 * 1000 * 1000 };
	struct text text = { .data = malloc(LEN), .len = LEN, .found = true };
	struct summary summary;

	(void)state;
	memset(text.data, 'X', LEN);
	memcpy(text.data + LEN - 2, "\u00c9", 2);
	assert_int_equal(analyze_text(&summary, &text, &(struct analyze_options) { 0 }, NULL), 0);
	free(text.data);
	assert_int_equal(summary.sequences, 1);
	assert_int_equal(summary.characters, LEN - 1);
	assert_int_equal(summary.longest_folded.value, LEN - 1);
	assert_memory_equal(summary.longest_folded.tokens[0].data + LEN - 3, "x\u00e9", 3);
	summary_release(&summary);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_and_sums),
		cmocka_unit_test(what_is_most_used_and_longest),
		cmocka_unit_test(whole_tables_are_in_order_of_first_appearance),
		cmocka_unit_test(tables_that_nobody_asked_for_are_not_kept),
		cmocka_unit_test(what_the_text_knows_of_itself_goes_on),
		cmocka_unit_test(a_sequence_may_be_as_long_as_the_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
