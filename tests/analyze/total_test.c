#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "analyze/analyze.h"
#include "analyze/total.h"
#include "present/present.h"

static const char *const texts[] = { "b a b\n\nC", "a c\n", "", "\xc3\x89 b \xc3\xa9" };

enum { TEXTS = sizeof(texts) / sizeof(*texts) };

static void analyze(struct summary *out, const char *text, unsigned tables)
{
	struct text whole = { .data = (char *)text, .len = strlen(text), .found = true };
	struct analyze_options options = { .tables = tables };

	assert_int_equal(analyze_text(out, &whole, &options, NULL), 0);
}

/* Of the texts in that order, as lines of JSON with tables. */
static char *total_of(const int *order)
{
	struct total *total = total_new();
	struct summary sum;
	const struct summary *sums = &sum;
	char *written = NULL;
	size_t len;
	FILE *out = open_memstream(&written, &len);

	for (int i = 0; i < TEXTS; i++) {
		struct summary summary;

		analyze(&summary, texts[order[i]], ALL_TABLES);
		assert_int_equal(total_add(total, &summary, NULL), 0);
		summary_release(&summary);
	}
	total_read(&sum, total, ALL_TABLES, true);
	sum.total_by = TOTAL_BY_ALL;
	assert_int_equal(present(out, present_format_partial(), &sums, 1, NULL), 0);
	fclose(out);
	summary_release(&sum);
	total_free(total);
	return written;
}

static void in_any_order_the_same(void **state)
{
	static const int orders[][TEXTS] = { { 0, 1, 2, 3 }, { 3, 2, 1, 0 }, { 2, 0, 3, 1 } };
	char *first = total_of(orders[0]);

	(void)state;
	for (int i = 1; i < 3; i++) {
		char *other = total_of(orders[i]);

		assert_string_equal(other, first);
		free(other);
	}
	assert_non_null(strstr(first, "\"books\":4"));
	assert_non_null(strstr(first, "\"sequences\":[[\"C\",1],[\"a\",2],[\"b\",3],[\"c\",1],"
				      "[\"\xc3\x89\",1],[\"\xc3\xa9\",1]]"));
	assert_non_null(strstr(first, "\"lines\":{\"blank\":3,\"visible\":4,\"total\":7}"));
	free(first);
}

static void a_total_is_that_of_the_texts_in_one(void **state)
{
	static const int order[] = { 0, 1, 2, 3 };
	struct total *total = total_new();
	struct summary sum, whole;

	(void)state;
	for (int i = 0; i < TEXTS; i++) {
		struct summary summary;

		analyze(&summary, texts[order[i]], ALL_TABLES);
		assert_int_equal(total_add(total, &summary, NULL), 0);
		summary_release(&summary);
	}
	total_read(&sum, total, 0, true);
	analyze(&whole, "b a b\n\nC\na c\n\n\n\xc3\x89 b \xc3\xa9", 0);
	assert_int_equal(sum.sequences, whole.sequences);
	assert_int_equal(sum.characters, whole.characters);
	assert_int_equal(sum.lines, whole.lines);
	assert_memory_equal(sum.distinct, whole.distinct, sizeof(sum.distinct));
	assert_int_equal(sum.most_used[TABLE_SEQUENCES].value, 3);
	assert_null(sum.tables[TABLE_SEQUENCES].rows);
	summary_release(&sum);
	summary_release(&whole);
	total_free(total);
}

static void a_sum_that_is_too_large_is_refused(void **state)
{
	struct total *total = total_new();
	struct summary huge = { .found = true, .sequences = (uint64_t)1 << 52 }, sum;
	struct err err = { 0 };

	(void)state;
	assert_int_equal(total_add(total, &huge, &err), 0);
	huge.sequences = 1;
	assert_int_equal(total_add(total, &huge, &err), -1);
	assert_int_equal(err.code, ERR_LIMIT);
	total_read(&sum, total, 0, true);
	assert_int_equal(sum.books, 1);
	summary_release(&sum);
	total_free(total);
}

static void what_is_counted_by_other_rules_is_refused(void **state)
{
	static const struct token_rules words = { .name = "words" };
	static const struct token_rules composed = { .name = "words", .nfc = true };
	struct total *total = total_new();
	struct summary summary;
	struct err err = { 0 };

	(void)state;
	analyze(&summary, "a b", ALL_TABLES);
	summary.tokens = words;
	assert_int_equal(total_add(total, &summary, NULL), 0);
	assert_int_equal(total_add(total, &summary, NULL), 0);
	summary.tokens = composed;
	assert_int_equal(total_add(total, &summary, &err), -1);
	assert_string_equal(err.text, "tokens of two kinds do not add up: words; words, nfc");
	summary.tokens.name = NULL;
	summary_release(&summary);
	total_read(&summary, total, 0, false);
	assert_string_equal(summary.tokens.name, "words");
	summary_release(&summary);
	total_free(total);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_any_order_the_same),
		cmocka_unit_test(a_total_is_that_of_the_texts_in_one),
		cmocka_unit_test(a_sum_that_is_too_large_is_refused),
		cmocka_unit_test(what_is_counted_by_other_rules_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
