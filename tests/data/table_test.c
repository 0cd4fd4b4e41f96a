#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>
#include "data/table.h"

/* Every row has its number as length, to be told by. */
static const uint64_t counts[] = { 7,    4096, 1, 5000, 4095, 1, 7, 5000, UINT64_MAX,
				   4097, 2,    7, 4095, 4096, 1, 3, 7 };
static const size_t in_order[] = { 8, 3, 7, 9, 1, 13, 4, 12, 0, 6, 11, 16, 15, 10, 2, 5, 14 };

enum { N = sizeof(counts) / sizeof(*counts) };

static void the_top_is_by_count_then_by_place_however_many_are_wanted(void **state)
{
	struct tally_row rows[N];
	struct table_rows table = { rows, N }, cut;

	(void)state;
	for (size_t i = 0; i < N; i++)
		rows[i] = (struct tally_row) { { "", i }, counts[i] };
	for (size_t limit = 0; limit <= N + 1; limit++) {
		size_t n, wanted = limit < N ? limit : N;
		const struct tally_row **top = table_top(&table, limit, &n);

		assert_int_equal(n, wanted);
		for (size_t i = 0; i < n; i++)
			assert_ptr_equal(top[i], &rows[in_order[i]]);
		free(top);
		cut = table_cut(&table, limit);
		assert_int_equal(cut.n, wanted);
		for (size_t i = 0; i < cut.n; i++)
			assert_int_equal(cut.rows[i].token.len, in_order[i]);
		free(cut.rows);
	}
}

static void nothing_has_no_top(void **state)
{
	struct table_rows none = { 0 };
	size_t n;

	(void)state;
	free(table_top(&none, 5, &n));
	assert_int_equal(n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_top_is_by_count_then_by_place_however_many_are_wanted),
		cmocka_unit_test(nothing_has_no_top),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
