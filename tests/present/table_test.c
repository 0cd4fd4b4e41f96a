#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "present/present.h"

static struct tally_row rows[] = {
	{ { "b", 1 }, 2 }, { { "\xc3\xa9", 2 }, 7 }, { { "ab", 2 }, 2 },
	{ { "a", 1 }, 2 }, { { "a\0z", 3 }, 1 },     { { "\xf0\x9f\x98\x80", 4 }, 7 },
};
static const struct summary book = {
	.title = (char *)"T",
	.author = (char *)"A",
	.found = true,
	.tables = { [TABLE_SEQUENCES] = { rows, sizeof(rows) / sizeof(*rows) } },
};
static const struct summary other = {
	.source = (char *)"x.txt",
	.found = true,
	.tables = { [TABLE_SEQUENCES] = { rows, 1 } },
};
static const struct summary empty = { .title = (char *)"E", .found = true };
static const struct summary failed = { .title = (char *)"F", .failure = (char *)"404" };

static void tables(void **state)
{
	static const struct {
		const char *name;
		enum order order;
		const struct summary *summaries[3];
		size_t n;
		const char *written;
	} cases[] = {
		{ "by count, equals by first appearance",
		  ORDER_COUNT,
		  { &book },
		  1,
		  "\u00e9\t7\n\U0001f600\t7\nb\t2\nab\t2\na\t2\na@z\t1\n" },
		{ "by token, in code-point order",
		  ORDER_TOKEN,
		  { &book },
		  1,
		  "a\t2\na@z\t1\nab\t2\nb\t2\n\u00e9\t7\n\U0001f600\t7\n" },
		{ "several books have headings",
		  ORDER_TOKEN,
		  { &other, &failed, &empty },
		  3,
		  "==> x.txt <==\nb\t2\n\n==> E <==\n" },
		{ "with the author where there is one",
		  ORDER_TOKEN,
		  { &failed, &book },
		  2,
		  "==> A: T <==\na\t2\na@z\t1\nab\t2\nb\t2\n\u00e9\t7\n\U0001f600\t7\n" },
		{ "nothing of nothing", ORDER_COUNT, { &empty }, 1, "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *written = NULL, *nul;
		size_t len;
		FILE *out = open_memstream(&written, &len);

		print_message("# %s\n", cases[i].name);
		assert_int_equal(present_table(out, TABLE_SEQUENCES, cases[i].order,
					       cases[i].summaries, cases[i].n, NULL),
				 0);
		fclose(out);
		while ((nul = memchr(written, '\0', len)))
			*nul = '@';
		assert_int_equal(len, strlen(cases[i].written));
		assert_string_equal(written, cases[i].written);
		free(written);
	}
}

static void a_full_disk_is_an_error(void **state)
{
	const struct summary *const summaries[] = { &book };
	FILE *out = fopen("/dev/full", "w");
	struct err err = { 0 };

	(void)state;
	assert_non_null(out);
	assert_int_equal(present_table(out, TABLE_SEQUENCES, ORDER_COUNT, summaries, 1, &err), -1);
	assert_int_equal(err.code, ERR_FULL);
	fclose(out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tables),
		cmocka_unit_test(a_full_disk_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
