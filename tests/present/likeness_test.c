/* How far apart books are, and in which order the tree joins them. */
#include "present/likeness.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <cmocka.h>

enum { MOST = 8 };

/* A book of words of one letter: "aab" has two a and one b. */
struct shelf {
	struct tally_row rows[MOST][26];
	const struct tally_row *sorted[MOST][26];
	struct likeness_book books[MOST];
	struct likeness likeness;
};

static void put(struct shelf *shelf, size_t book, const char *words)
{
	size_t n = 0;

	for (char letter = 'a'; letter <= 'z'; letter++) {
		static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
		uint64_t count = 0;

		for (const char *p = words; *p; p++)
			count += *p == letter;
		if (!count)
			continue;
		shelf->rows[book][n] =
			(struct tally_row) { { letters + (letter - 'a'), 1 }, count };
		shelf->sorted[book][n] = &shelf->rows[book][n];
		n++;
	}
	shelf->books[book] = (struct likeness_book) { shelf->sorted[book], n };
}

static const struct {
	const char *name, *left, *right;
	double distance;
} pairs[] = {
	{ "the same words, as often: 0", "aab", "aab", 0 },
	{ "the same words, in the same proportion: 0", "aab", "aaaabb", 0 },
	{ "no word in common: 1", "aab", "ccd", 1 },
	{ "half of the words: 1 - 1/2", "ab", "bc", 0.5 },
	{ "counts weigh: 1 - 4 / (sqrt 5 * sqrt 5)", "aab", "abb", 0.2 },
	{ "a book without words is as far as can be", "", "ab", 1 },
};

static void distances(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		struct shelf shelf = { 0 };

		put(&shelf, 0, pairs[i].left);
		put(&shelf, 1, pairs[i].right);
		likeness_find(&shelf.likeness, shelf.books, 2);
		if (fabs(shelf.likeness.distances[1] - pairs[i].distance) > 1e-12)
			fail_msg("%s: %g", pairs[i].name, shelf.likeness.distances[1]);
		assert_true(shelf.likeness.distances[0] == 0);
		assert_true(shelf.likeness.distances[1] == shelf.likeness.distances[2]);
		likeness_release(&shelf.likeness);
	}
}

static void nearest_are_joined_first(void **state)
{
	struct shelf shelf = { 0 };
	const struct likeness *likeness = &shelf.likeness;

	(void)state;
	put(&shelf, 0, "aaab");
	put(&shelf, 1, "zzzy");
	put(&shelf, 2, "aaabc");
	put(&shelf, 3, "zzy");
	likeness_find(&shelf.likeness, shelf.books, 4);
	assert_int_equal(likeness->joins[0].left, 1);
	assert_int_equal(likeness->joins[0].right, 3);
	assert_int_equal(likeness->joins[1].left, 0);
	assert_int_equal(likeness->joins[1].right, 2);
	assert_true(likeness->joins[0].distance < likeness->joins[1].distance);
	/* The two groups share nothing. */
	assert_true(likeness->joins[2].distance == 1);
	assert_int_equal(likeness->order[0], 0);
	assert_int_equal(likeness->order[1], 2);
	assert_int_equal(likeness->order[2], 1);
	assert_int_equal(likeness->order[3], 3);
	likeness_release(&shelf.likeness);
}

static void few_books(void **state)
{
	struct shelf shelf = { 0 };

	(void)state;
	likeness_find(&shelf.likeness, shelf.books, 0);
	likeness_release(&shelf.likeness);
	put(&shelf, 0, "ab");
	likeness_find(&shelf.likeness, shelf.books, 1);
	assert_int_equal(shelf.likeness.order[0], 0);
	likeness_release(&shelf.likeness);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(distances),
		cmocka_unit_test(nearest_are_joined_first),
		cmocka_unit_test(few_books),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
