#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "data/lang.h"
#include "present/present.h"

static char *written(const struct summary *const *summaries, size_t n)
{
	char *text = NULL;
	size_t len;
	FILE *out = open_memstream(&text, &len);

	assert_int_equal(present(out, present_format_named("table"), summaries, n, NULL), 0);
	fclose(out);
	return text;
}

static void columns_stand_below_each_other(void **state)
{
	static struct token wide[] = { { "\xe3\x81\x82\xe3\x81\x84",
					 6 } }; /* two, of two columns */
	const struct summary first = {
		.title = (char *)"Tributo",
		.author = (char *)"Ana",
		.found = true,
		.lines = 12345,
		.most_used = { [TABLE_SEQUENCES_FOLDED] = { wide, 1, 9 } },
		.longest_folded = { wide, 1, 2 },
	};
	const struct summary second = {
		.title = (char *)"\xe4\xba\xba\xe6\xb0\x91",
		.found = true,
	};
	const struct summary third = { .title = (char *)"X", .failure = (char *)"gone\n" };
	const struct summary total = { .books = 2, .total_by = TOTAL_BY_ALL, .found = true };
	const struct summary *const summaries[] = { &first, &second, &third, &total };
	char *text = written(summaries, 4);

	(void)state;
	assert_string_equal(
		text,
		"author  title    lines  characters  sequences  distinct  most used  longest\n"
		"Ana     Tributo  12345           0          0         0  "
		"\xe3\x81\x82\xe3\x81\x84       \xe3\x81\x82\xe3\x81\x84\n"
		"        \xe4\xba\xba\xe6\xb0\x91         0           0          0         0\n"
		"        X        gone \n"
		"        2 books      0           0          0         0\n");
	free(text);
}

static void what_is_too_long_is_cut_where_it_is_seen(void **state)
{
	const struct summary one = {
		.title = (char *)"0123456789012345678901234567890123456789",
		.author = (char *)"\x1b[31mred",
		.found = true,
	};
	const struct summary *const summaries[] = { &one };
	char *text = written(summaries, 1);

	(void)state;
	assert_non_null(strstr(text, "?[31mred  0123456789012345678901234567890\xe2\x80\xa6  "));
	free(text);
}

static void headings_are_in_the_language(void **state)
{
	char *text;

	(void)state;
	assert_int_equal(lang_set("pt"), 0);
	text = written(NULL, 0);
	assert_int_equal(lang_set("en"), 0);
	assert_string_equal(text, "autor  t\xc3\xadtulo  linhas  caracteres  sequ\xc3\xaancias  "
				  "distintas  mais usada  mais longa\n");
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_stand_below_each_other),
		cmocka_unit_test(what_is_too_long_is_cut_where_it_is_seen),
		cmocka_unit_test(headings_are_in_the_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
