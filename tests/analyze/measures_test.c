#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "analyze/analyze.h"
#include "analyze/spectrum.h"
#include "analyze/zipf.h"

static void analyze(struct summary *summary, const char *data, bool curves)
{
	const struct analyze_options options = { .measures = true, .curves = curves };
	struct text text = { .data = (char *)data, .len = strlen(data), .found = true };

	assert_int_equal(analyze_text(summary, &text, &options, NULL), 0);
	assert_non_null(summary->measures);
}

/* 1e-12 of the value; NaN is NaN. */
static void assert_close(const char *name, double got, double wanted)
{
	if (isnan(wanted) ? isnan(got) : fabs(got - wanted) <= 1e-12 * fmax(1, fabs(wanted)))
		return;
	fail_msg("%s: %.17g, not %.17g", name, got, wanted);
}

/* "a a a a b b c D": 8 tokens of 4 types, 4, 2, 1 and 1 times. */
static const char eight[] = "a A a a\nb b c\n\nD";

static void measures_by_hand(void **state)
{
	static const struct {
		const char *name, *text;
		enum measure measure;
		double wanted;
	} cases[] = {
		{ "tokens are counted", eight, MEASURE_TOKENS, 8 },
		{ "types are in lower case", eight, MEASURE_TYPES, 4 },
		{ "two occur once", eight, MEASURE_HAPAX, 2 },
		{ "one occurs twice", eight, MEASURE_DIS, 1 },
		{ "types a token", eight, MEASURE_TTR, 0.5 },
		{ "Herdan: ln 4 / ln 8", eight, MEASURE_HERDAN_C, 2.0 / 3 },
		{ "Guiraud: 4 / sqrt 8", eight, MEASURE_GUIRAUD_R, M_SQRT2 },
		{ "Carroll: 4 / sqrt 16", eight, MEASURE_CARROLL_CTTR, 1 },
		{ "Maas: (ln 8 - ln 4) / (ln 8)^2 = 1 / (9 ln 2)", eight, MEASURE_MAAS_A2,
		  1 / (9 * M_LN2) },
		{ "Dugast: its inverse", eight, MEASURE_DUGAST_U, 9 * M_LN2 },
		{ "Yule: 1e4 (16 + 4 + 1 + 1 - 8) / 64", eight, MEASURE_YULE_K, 2187.5 },
		{ "Simpson: (4 3 + 2 1) / (8 7)", eight, MEASURE_SIMPSON_D, 0.25 },
		{ "Honore: 100 ln 8 / (1 - 2/4)", eight, MEASURE_HONORE_H, 600 * M_LN2 },
		{ "Brunet: 8 ^ 4^-0.165 = 2 ^ (3 2^-0.33)", eight, MEASURE_BRUNET_W,
		  5.2292695986904656 },
		{ "entropy: 1/2 1 + 1/4 2 + 2 1/8 3", eight, MEASURE_ENTROPY, 1.75 },
		{ "fewer than 42 tokens have no HD-D", eight, MEASURE_HDD, NAN },
		{ "all one long", eight, MEASURE_MEAN_TOKEN_LENGTH, 1 },
		{ "code points, not bytes", "\u00e9 \u3042\u3042\u3042", MEASURE_MEAN_TOKEN_LENGTH,
		  2 },
		{ "deviation of one and three", "\u00e9 \u3042\u3042\u3042",
		  MEASURE_SD_TOKEN_LENGTH, 1 },
		{ "lower case may be longer", "\u0130", MEASURE_MEAN_TOKEN_LENGTH, 2 },
		{ "no tokens have no ratio", " \n", MEASURE_TTR, NAN },
		{ "nor entropy", "", MEASURE_ENTROPY, NAN },
		{ "nor a mean length", "", MEASURE_MEAN_TOKEN_LENGTH, NAN },
		{ "but their number is known", "", MEASURE_TOKENS, 0 },
		{ "one token: ln 1 / ln 1", "a", MEASURE_HERDAN_C, NAN },
		{ "one token makes no pair", "a", MEASURE_SIMPSON_D, NAN },
		{ "where all occur once, Honore's is not defined", "a b", MEASURE_HONORE_H, NAN },
		{ "nor Dugast's", "a b", MEASURE_DUGAST_U, NAN },
		{ "and Maas's is 0", "a b", MEASURE_MAAS_A2, 0 },
		{ "one type has no rank but the first", "a a", MEASURE_ZIPF, NAN },
		{ "all as frequent: flat", "a b c a b c", MEASURE_ZIPF, 0 },
		{ "two types, 4 to 1: 1 / (1 + 2^-a) = 4/5", "a a b a a", MEASURE_ZIPF, 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct summary summary;

		analyze(&summary, cases[i].text, false);
		assert_close(cases[i].name, summary.measures->values[cases[i].measure],
			     cases[i].wanted);
		summary_release(&summary);
	}
}

/* The chance of a draw, factor by factor, where nothing is small. */
static void hdd_is_the_mean_of_what_is_drawn(void **state)
{
	char text[200] = "";
	double wanted = 0, none = 1;
	struct summary summary;

	(void)state;
	for (int i = 0; i < 50; i++)
		strcat(text, i < 40 ? "a " : "b ");
	analyze(&summary, text, false);
	/* 40 of 50 are surely drawn; 10 of 50 are not with C(40, 42) = 0: surely, too. */
	assert_close("both", summary.measures->values[MEASURE_HDD], 2.0 / 42);
	summary_release(&summary);
	*text = '\0';
	for (int i = 0; i < 50; i++)
		strcat(text, i < 45 ? "a " : "b ");
	for (int j = 0; j < 42; j++)
		none *= 1 - 5.0 / (50 - j);
	wanted = (1 + 1 - none) / 42;
	analyze(&summary, text, false);
	assert_close("five of fifty", summary.measures->values[MEASURE_HDD], wanted);
	summary_release(&summary);
}

/* Sum by sum over all ranks, in long double. */
static double slope_at(const struct spectrum *spectrum, double a)
{
	long double sum = 0, log_sum = 0, seen = 0;
	double rank = 1;

	for (size_t i = 0; i < spectrum->n; i++)
		for (uint64_t j = 0; j < spectrum->rows[i].types; j++, rank++) {
			long double power = powl(rank, -(long double)a);

			sum += power;
			log_sum += power * logl(rank);
			seen += (long double)spectrum->rows[i].count * logl(rank);
		}
	return (double)(log_sum / sum - seen / (long double)spectrum->tokens);
}

static void zipf_is_where_the_likelihood_is_greatest(void **state)
{
	static const struct {
		const char *name;
		struct spectrum_row rows[4];
	} cases[] = {
		{ "a small text", { { 4, 1 }, { 2, 1 }, { 1, 2 } } },
		{ "just more types than are added one by one", { { 9, 2 }, { 3, 20 }, { 1, 19 } } },
		{ "a book", { { 2000, 10 }, { 100, 90 }, { 5, 3000 }, { 1, 12000 } } },
		{ "a flat one", { { 3, 10 }, { 2, 200000 }, { 1, 300000 } } },
		{ "a steep one", { { 1000000, 1 }, { 10, 3 }, { 2, 30 }, { 1, 500 } } },
		{ "near one, with a million types",
		  { { 400000, 10 }, { 3000, 1000 }, { 30, 50000 }, { 1, 950000 } } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct spectrum_row rows[4];
		struct spectrum spectrum = { .rows = rows };
		double a;

		memcpy(rows, cases[i].rows, sizeof(rows));
		for (; spectrum.n < 4 && rows[spectrum.n].types; spectrum.n++) {
			spectrum.types += rows[spectrum.n].types;
			spectrum.tokens += rows[spectrum.n].types * rows[spectrum.n].count;
		}
		a = zipf_exponent(&spectrum);
		print_message("# %s: %.10f\n", cases[i].name, a);
		assert_true(slope_at(&spectrum, a - 1e-10) > 0);
		assert_true(slope_at(&spectrum, a + 1e-10) < 0);
	}
}

static void running_measures_by_hand(void **state)
{
	static const struct {
		const char *name, *text;
		struct running_options options;
		enum measure measure;
		double wanted;
	} cases[] = {
		{ "windows ab, ba, aa: 2 + 2 + 1 types",
		  "a b a A",
		  { .window = 2 },
		  MEASURE_MATTR,
		  5.0 / 6 },
		{ "windows of one", "a b a", { .window = 1 }, MEASURE_MATTR, 1 },
		{ "the whole where there are no more", "a b a", { 0 }, MEASURE_MATTR, 2.0 / 3 },
		{ "as many as a window has", "a b a", { .window = 3 }, MEASURE_MATTR, 2.0 / 3 },
		{ "nothing has no mean", "", { 0 }, MEASURE_MATTR, NAN },
		{ "aa, aa: two factors", "a a a a", { 0 }, MEASURE_MTLD, 2 },
		{ "aa and b; baa: one factor", "a a b", { 0 }, MEASURE_MTLD, 3 },
		{ "what is left counts for 0.2 / 0.28", "a b c d a", { 0 }, MEASURE_MTLD, 7 },
		{ "or, with another threshold, 0.2 / 0.5",
		  "a b c d a",
		  { .threshold = 0.5 },
		  MEASURE_MTLD,
		  12.5 },
		{ "both directions: 4 and 3",
		  "a a b c",
		  { .threshold = 0.6 },
		  MEASURE_MTLD,
		  (4 + 4 / (0.25 / 0.4)) / 2 },
		{ "18 of 25 are not below 0.72",
		  "a b c d e f g h i j k l m n o p q r r r r r r r r r",
		  { 0 },
		  MEASURE_MTLD,
		  (26 + 26 / 4.0) / 2 },
		{ "without a repetition there is no factor", "a b c", { 0 }, MEASURE_MTLD, NAN },
		{ "fewer than 1000 tokens have no law of Heaps",
		  "a b a",
		  { 0 },
		  MEASURE_HEAPS_BETA,
		  NAN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct analyze_options options = { .measures = true,
							 .running = cases[i].options };
		struct text text = { .data = (char *)cases[i].text,
				     .len = strlen(cases[i].text),
				     .found = true };
		struct summary summary;

		assert_int_equal(analyze_text(&summary, &text, &options, NULL), 0);
		assert_close(cases[i].name, summary.measures->values[cases[i].measure],
			     cases[i].wanted);
		summary_release(&summary);
	}
}

/* Window by window. */
static double plain_mattr(const uint32_t *types, size_t n, size_t window)
{
	double sum = 0;

	for (size_t from = 0; from + window <= n; from++) {
		size_t distinct = 0;

		for (size_t i = from; i < from + window; i++) {
			size_t j = from;

			while (types[j] != types[i])
				j++;
			distinct += j == i;
		}
		sum += (double)distinct / (double)window;
	}
	return sum / (double)(n - window + 1);
}

/* Factor by factor; STEP 1: forth, -1: back. */
static double plain_mtld(const uint32_t *types, size_t n, int step, double threshold)
{
	size_t begin = 0, distinct = 0;
	double factors = 0, ratio = 1;

	for (size_t at = 0; at < n; at++) {
		size_t j = begin;

		while (types[step > 0 ? j : n - 1 - j] != types[step > 0 ? at : n - 1 - at])
			j++;
		distinct += j == at;
		ratio = (double)distinct / (double)(at + 1 - begin);
		if (ratio < threshold) {
			factors++;
			begin = at + 1;
			distinct = 0;
		}
	}
	if (begin < n)
		factors += (1 - ratio) / (1 - threshold);
	return (double)n / factors;
}

static void running_measures_in_pieces(void **state)
{
	enum { MOST = 400 };
	uint32_t types[MOST];

	(void)state;
	srand(1);
	for (int round = 0; round < 300; round++) {
		struct running_options options = { .window = 1 + rand() % 60,
						   .threshold = 0.3 + rand() % 60 / 100.0 };
		size_t n = 1 + (size_t)rand() % MOST, cut = (size_t)rand() % n;
		size_t kinds = 1 + (size_t)rand() % 50;
		size_t window = (size_t)options.window < n ? (size_t)options.window : n;
		struct running *running = running_new(n, kinds, &options);
		struct measures *measures = measures_new();

		for (size_t i = 0; i < n; i++)
			types[i] = (uint32_t)((size_t)rand() % kinds);
		running_forth(running, types, cut);
		running_forth(running, types + cut, n - cut);
		running_back(running, types + cut, n - cut);
		running_back(running, types, cut);
		running_measure(running, measures);
		assert_close("mattr", measures->values[MEASURE_MATTR],
			     plain_mattr(types, n, window));
		if (isfinite(measures->values[MEASURE_MTLD]))
			assert_close("mtld", measures->values[MEASURE_MTLD],
				     (plain_mtld(types, n, 1, options.threshold) +
				      plain_mtld(types, n, -1, options.threshold)) /
					     2);
		measures_free(measures);
		running_free(running);
	}
}

/* TOKENS tokens, all different, or only the first TYPES of them. */
static void analyze_growing(struct summary *summary, int tokens, int types)
{
	char *text = NULL;
	size_t len;
	FILE *out = open_memstream(&text, &len);

	for (int i = 0; i < tokens; i++)
		fprintf(out, "%d ", i < types ? i : 0);
	fclose(out);
	analyze(summary, text, true);
	free(text);
}

static void vocabularies_grow(void **state)
{
	const struct curve *growth;
	struct summary summary;

	(void)state;
	analyze_growing(&summary, 1000, 1000);
	assert_close("each token is new: n^1", summary.measures->values[MEASURE_HEAPS_BETA], 1);
	assert_close("once", summary.measures->values[MEASURE_HEAPS_K], 1);
	summary_release(&summary);
	analyze_growing(&summary, 2000, 10);
	assert_close("none is: n^0", summary.measures->values[MEASURE_HEAPS_BETA], 0);
	assert_close("ten times", summary.measures->values[MEASURE_HEAPS_K], 10);
	growth = &summary.measures->curves->growth;
	assert_int_equal(growth->n, 100);
	assert_int_equal(growth->points[0].x, 20);
	assert_int_equal(growth->points[99].x, 2000);
	assert_int_equal(growth->points[99].y, 10);
	summary_release(&summary);
	analyze_growing(&summary, 7, 3);
	growth = &summary.measures->curves->growth;
	assert_int_equal(growth->n, 7);
	assert_int_equal(growth->points[2].y, 3);
	assert_int_equal(growth->points[6].x, 7);
	summary_release(&summary);
}

static void what_nobody_asked_for_is_not_there(void **state)
{
	struct text text = { .data = (char[]) { "a b" }, .len = 3, .found = true };
	struct summary summary;

	(void)state;
	assert_int_equal(analyze_text(&summary, &text, &(struct analyze_options) { 0 }, NULL), 0);
	assert_null(summary.measures);
	summary_release(&summary);
	analyze(&summary, "a b", false);
	assert_null(summary.measures->curves);
	summary_release(&summary);
}

static void curves_by_rank_and_length(void **state)
{
	const struct curve *ranks;
	struct summary summary;

	(void)state;
	analyze(&summary, eight, true);
	ranks = &summary.measures->curves->rank_frequency;
	assert_int_equal(ranks->n, 4);
	for (size_t i = 0; i < ranks->n; i++) {
		static const uint64_t counts[] = { 4, 2, 1, 1 };

		assert_int_equal(ranks->points[i].x, i + 1);
		assert_int_equal(ranks->points[i].y, counts[i]);
	}
	assert_int_equal(summary.measures->curves->tokens.bins[1], 8);
	summary_release(&summary);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(measures_by_hand),
		cmocka_unit_test(hdd_is_the_mean_of_what_is_drawn),
		cmocka_unit_test(zipf_is_where_the_likelihood_is_greatest),
		cmocka_unit_test(running_measures_by_hand),
		cmocka_unit_test(running_measures_in_pieces),
		cmocka_unit_test(vocabularies_grow),
		cmocka_unit_test(what_nobody_asked_for_is_not_there),
		cmocka_unit_test(curves_by_rank_and_length),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
