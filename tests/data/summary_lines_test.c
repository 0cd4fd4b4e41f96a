#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "data/summary_lines.h"
#include "present/present.h"

#define HEAD                                                                                       \
	"{\"schema\":1,\"id\":7,\"title\":\"T\\u00e9\",\"author\":null,\"language\":\"pt\","       \
	"\"source\":\"x.txt\","
#define TEXT                                                                                       \
	"\"sha256\":\"00ff\",\"language_by\":null,\"language_detected\":null,"                     \
	"\"charset\":{\"name\":\"UTF-8\",\"by\":\"bom\",\"declared\":null},"                       \
	"\"cut\":{\"rule\":\"markers\",\"first_line\":3,\"last_line\":8,\"of_lines\":9}"
#define TOP(count) "{\"tokens\":[\"a\"],\"" count "\":2}"
#define NUMBERS                                                                                    \
	"\"lines\":{\"blank\":1,\"visible\":2,\"total\":3},"                                       \
	"\"characters\":{\"visible\":3,\"distinct\":2,\"distinct_folded\":2,"                      \
	"\"most_used\":" TOP("count") ",\"most_used_folded\":" TOP(                                \
		"count") "},"                                                                      \
			 "\"tokens\":{\"name\":\"words\",\"options\":[\"nfc\",\"split-"            \
			 "apostrophe\"]},"                                                         \
			 "\"sequences\":{\"total\":3,\"distinct\":2,\"distinct_folded\":2,"        \
			 "\"most_used\":" TOP("count") ",\"most_used_folded\":" TOP(               \
				 "count") ","                                                      \
					  "\"longest\":" TOP("length") ",\"longest_folded\":" TOP( \
						  "length") "}"
#define ROWS "[[\"a\",2],[\"\\u0000b\",1]]"
#define TABLES_OF(rows)                                                                            \
	"\"tables\":{\"characters\":" ROWS ",\"characters-folded\":" ROWS ",\"sequences\":" rows   \
	",\"sequences-folded\":" ROWS "}"
#define WHOLE HEAD TEXT "," NUMBERS "}"
#define PARTIAL HEAD TEXT "," NUMBERS "," TABLES_OF(ROWS) "}"
#define TOTAL HEAD "\"total\":{\"by\":\"all\",\"books\":2}," NUMBERS "}"

static char *written(const struct summary *summary, const struct format *format)
{
	char *text = NULL;
	size_t len;
	FILE *out = open_memstream(&text, &len);

	assert_int_equal(present(out, format, &summary, 1, NULL), 0);
	fclose(out);
	return text;
}

static void what_was_written_is_read(void **state)
{
	static const struct {
		const char *name, *line;
	} cases[] = {
		{ "a summary", WHOLE },
		{ "one with tables", PARTIAL },
		{ "a total", TOTAL },
		{ "a book without text", HEAD TEXT "}" },
		{ "a book that failed", HEAD "\"error\":\"gone\"}" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct err err = { 0 };
		struct summary summary;
		const char *line = cases[i].line;
		bool partial = strstr(line, "tables") != NULL;
		char *again;

		if (summary_line_read(&summary, line, strlen(line), &err))
			fail_msg("%s: %s", cases[i].name, err.text);
		again = written(&summary, partial ? present_format_partial()
						  : present_format_named("ndjson"));
		assert_int_equal(again[strlen(again) - 1], '\n');
		again[strlen(again) - 1] = '\0';
		/* jansson writes what needs no escape as it is. */
		assert_string_equal(strstr(again, "\"language\""), strstr(line, "\"language\""));
		assert_string_equal(summary.title, "T\xc3\xa9");
		assert_int_equal(summary.id, 7);
		free(again);
		summary_release(&summary);
	}
}

static void tables_hold_any_token(void **state)
{
	struct summary summary;

	(void)state;
	assert_int_equal(summary_line_read(&summary, PARTIAL, strlen(PARTIAL), NULL), 0);
	assert_int_equal(summary.tables[TABLE_SEQUENCES].n, 2);
	assert_int_equal(summary.tables[TABLE_SEQUENCES].rows[1].token.len, 2);
	assert_memory_equal(summary.tables[TABLE_SEQUENCES].rows[1].token.data, "\0b", 2);
	summary_release(&summary);
}

static void what_does_not_add_up_is_refused(void **state)
{
	static const struct {
		const char *name, *line, *why;
	} cases[] = {
		{ "no object", "[1]", "not the JSON" },
		{ "broken off", "{\"schema\":1,\"id\":7,\"ti", "not the JSON" },
		{ "something after it", WHOLE " x", "not the JSON" },
		{ "no schema", "{\"id\":1}", "not the JSON" },
		{ "a newer one", "{\"schema\":2}", "newer" },
		{ "a text where a number is due",
		  HEAD TEXT ",\"lines\":{\"blank\":\"1\",\"visible\":2,\"total\":3}}",
		  "not the JSON" },
		{ "numbers without the others", HEAD TEXT ",\"lines\":{}}", "not the JSON" },
		{ "a table of another kind", HEAD "\"tables\":{\"words\":[]}}", "'words'" },
		{ "a count that is missing", HEAD TEXT "," NUMBERS "," TABLES_OF("[[\"a\",2]]") "}",
		  "sequences does not add up" },
		{ "a count too large",
		  HEAD TEXT "," NUMBERS
			    "," TABLES_OF("[[\"a\",9223372036854775807],[\"b\",2]]") "}",
		  "sequences does not add up" },
		{ "more tokens than there are",
		  HEAD TEXT "," NUMBERS "," TABLES_OF("[[\"a\",1],[\"b\",1],[\"c\",1]]") "}",
		  "sequences does not add up" },
		{ "a count of nothing",
		  HEAD TEXT "," NUMBERS "," TABLES_OF("[[\"a\",3],[\"b\",0]]") "}",
		  "not the JSON" },
		{ "a count below nothing",
		  HEAD TEXT "," NUMBERS "," TABLES_OF("[[\"a\",4],[\"b\",-1]]") "}",
		  "not the JSON" },
		{ "the same table twice", HEAD "\"tables\":{\"sequences\":[],\"sequences\":[]}}",
		  "not the JSON" },
		{ "a total of no books", HEAD "\"total\":{\"by\":\"all\",\"books\":0}," NUMBERS "}",
		  "not the JSON" },
		{ "a total by something else",
		  HEAD "\"total\":{\"by\":\"age\",\"books\":2}," NUMBERS "}", "not the JSON" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct err err = { 0 };
		struct summary summary;

		if (!summary_line_read(&summary, cases[i].line, strlen(cases[i].line), &err))
			fail_msg("%s: was read", cases[i].name);
		if (!strstr(err.text, cases[i].why))
			fail_msg("%s: %s", cases[i].name, err.text);
	}
}

static void lines_come_one_by_one(void **state)
{
	static char file[] = WHOLE "\n\r\n" TOTAL "\r\n" HEAD TEXT "}";
	FILE *in = fmemopen(file, strlen(file), "r");
	struct summary_lines *lines = summary_lines_new(in);
	struct summary summary;
	static const size_t numbers[] = { 1, 3, 4 }, books[] = { 0, 2, 0 };

	(void)state;
	for (int i = 0; i < 3; i++) {
		assert_int_equal(summary_lines_next(lines, &summary, NULL), 1);
		assert_int_equal(summary_lines_number(lines), numbers[i]);
		assert_int_equal(summary.books, books[i]);
		summary_release(&summary);
	}
	assert_int_equal(summary_lines_next(lines, &summary, NULL), 0);
	summary_lines_free(lines);
	fclose(in);
}

static void a_wrong_line_is_named(void **state)
{
	static char file[] = WHOLE "\n{\n";
	FILE *in = fmemopen(file, strlen(file), "r");
	struct summary_lines *lines = summary_lines_new(in);
	struct summary summary;
	struct err err = { 0 };

	(void)state;
	assert_int_equal(summary_lines_next(lines, &summary, &err), 1);
	summary_release(&summary);
	assert_int_equal(summary_lines_next(lines, &summary, &err), -1);
	assert_string_equal(err.text, "line 2: not the JSON of a summary");
	summary_lines_free(lines);
	fclose(in);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_written_is_read),
		cmocka_unit_test(tables_hold_any_token),
		cmocka_unit_test(what_does_not_add_up_is_refused),
		cmocka_unit_test(lines_come_one_by_one),
		cmocka_unit_test(a_wrong_line_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
