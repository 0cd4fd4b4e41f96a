#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "present/present.h"

/* What stands in the field NAME of the one row that SUMMARY makes, as it is written. */
static char *field_of(const struct summary *summary, const struct format *format, char between,
		      const char *name)
{
	char *written = NULL, *value, *at, *heading;
	size_t len;
	FILE *out = open_memstream(&written, &len);

	assert_int_equal(present(out, format, &summary, 1, NULL), 0);
	fclose(out);
	heading = written;
	at = strchr(written, '\n') + 1;
	while (strncmp(heading, name, strlen(name)) != 0 ||
	       !strchr("\t,\r\n", heading[strlen(name)])) {
		heading = strchr(heading, between) + 1;
		/* No field before those that are asked for has a quoted separator. */
		at = strchr(at, between) + 1;
	}
	value = at;
	for (bool quoted = *at == '"', inside = false; *at && (inside || *at != between); at++)
		inside ^= quoted && *at == '"';
	value = strndup(value, (size_t)(at - value));
	free(written);
	return value;
}

static void fields_are_quoted_where_they_must_be(void **state)
{
	static const struct {
		const char *name, *title, *csv, *tsv, *guarded;
	} cases[] = {
		{ "a word", "word", "word", "word", "word" },
		{ "nothing", "", "", "", "" },
		{ "a comma", "a, b", "\"a, b\"", "a, b", "\"a, b\"" },
		{ "a quotation mark in front", "\"x", "\"\"\"x\"", "\"\"\"x\"", "\"\"\"x\"" },
		{ "one inside", "x\"y", "\"x\"\"y\"", "x\"y", "\"x\"\"y\"" },
		{ "a line end", "x\ny", "\"x\ny\"", "\"x\ny\"", "\"x\ny\"" },
		{ "a carriage return", "x\ry", "\"x\ry\"", "\"x\ry\"", "\"x\ry\"" },
		{ "a formula", "=1+1", "=1+1", "=1+1", "'=1+1" },
		{ "another", "@SUM", "@SUM", "@SUM", "'@SUM" },
		{ "a formula with a comma", "-x, y", "\"-x, y\"", "-x, y", "\"'-x, y\"" },
		{ "beyond the basic plane", "\xf0\x9f\x93\x96", "\xf0\x9f\x93\x96",
		  "\xf0\x9f\x93\x96", "\xf0\x9f\x93\x96" },
		{ "a line separator", "a\xe2\x80\xa8", "a\xe2\x80\xa8", "a\xe2\x80\xa8",
		  "a\xe2\x80\xa8" },
		{ "right to left", "\xd7\xa9\xd7\x9c", "\xd7\xa9\xd7\x9c", "\xd7\xa9\xd7\x9c",
		  "\xd7\xa9\xd7\x9c" },
		{ "what is no UTF-8", "a\xff", "a\xef\xbf\xbd", "a\xef\xbf\xbd", "a\xef\xbf\xbd" },
	};
	const struct format *csv = present_format_named("csv"), *tsv = present_format_named("tsv");

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct summary summary = { .title = (char *)cases[i].title };
		char *fields[] = { field_of(&summary, csv, ',', "title"),
				   field_of(&summary, tsv, '\t', "title"),
				   field_of(&summary, present_guarded(csv), ',', "title") };

		print_message("# %s\n", cases[i].name);
		assert_string_equal(fields[0], cases[i].csv);
		assert_string_equal(fields[1], cases[i].tsv);
		assert_string_equal(fields[2], cases[i].guarded);
		for (int j = 0; j < 3; j++)
			free(fields[j]);
	}
}

static void a_tab_is_quoted_in_tsv_alone(void **state)
{
	const struct summary summary = { .title = (char *)"a\tb" };
	const struct summary *const summaries[] = { &summary };
	static const struct {
		const char *format, *field;
	} cases[] = { { "csv", ",a\tb," }, { "tsv", "\t\"a\tb\"\t" } };

	(void)state;
	for (int i = 0; i < 2; i++) {
		char *written = NULL;
		size_t len;
		FILE *out = open_memstream(&written, &len);

		assert_int_equal(
			present(out, present_format_named(cases[i].format), summaries, 1, NULL), 0);
		fclose(out);
		assert_non_null(strstr(written, cases[i].field));
		free(written);
	}
}

static void a_row_says_all_there_is(void **state)
{
	static struct token tokens[] = { { "a", 1 }, { "b\0", 2 } };
	const struct summary summary = {
		.id = 7,
		.sha256 = "00ff",
		.charset = "UTF-8",
		.charset_by = "bom",
		.cut_rule = "markers",
		.first_line = 3,
		.found = true,
		.lines = 9,
		.distinct = { 1, 2, 3, 4 },
		.most_used = { { tokens, 2, 10 } },
		.longest = { tokens, 1, 14 },
		.provenance = { .software = (char *)"traca 1, ICU 2", .fetched = 1790000000 },
	};
	static const struct {
		const char *name, *value;
	} cases[] = {
		{ "id", "7" },
		{ "lines", "9" },
		{ "distinct_sequences_folded", "4" },
		{ "most_used_characters", "a b\xe2\x90\x80" },
		{ "most_used_characters_count", "10" },
		{ "longest_length", "14" },
		{ "sha256", "00ff" },
		{ "charset_by", "bom" },
		{ "first_line", "3" },
		{ "fetched", "2026-09-21" },
		{ "software", "\"traca 1, ICU 2\"" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *value = field_of(&summary, present_format_named("csv"), ',', cases[i].name);

		print_message("# %s\n", cases[i].name);
		assert_string_equal(value, cases[i].value);
		free(value);
	}
}

static void what_failed_has_no_numbers(void **state)
{
	const struct summary summary = { .failure = (char *)"gone" };
	char *lines = field_of(&summary, present_format_named("csv"), ',', "lines");
	char *error = field_of(&summary, present_format_named("csv"), ',', "error");

	(void)state;
	assert_string_equal(lines, "");
	assert_string_equal(error, "gone");
	free(lines);
	free(error);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fields_are_quoted_where_they_must_be),
		cmocka_unit_test(a_tab_is_quoted_in_tsv_alone),
		cmocka_unit_test(a_row_says_all_there_is),
		cmocka_unit_test(what_failed_has_no_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
