#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <jansson.h>
#include "data/mem.h"
#include "present/present.h"

static struct token a[] = { { "a", 1 } };
static struct token nul_and_quote[] = { { "\0", 1 }, { "\"\xc3\xa9", 3 } };

static const struct summary whole = {
	.id = 54829,
	.title = (char *)"Memorias",
	.author = (char *)"Machado",
	.language = (char *)"pt",
	.source = (char *)"x.txt",
	.sha256 = "00ff",
	.charset = "ISO-8859-1",
	.charset_by = "declared",
	.language_by = "header",
	.language_detected = "gl",
	.language_percent = 93,
	.cut_rule = "markers",
	.first_line = 34,
	.last_line = 8473,
	.of_lines = 8846,
	.found = true,
	.lines_blank = 1,
	.lines_visible = 2,
	.lines = 3,
	.tokens = { "words", .split_apostrophe = true, .join_hyphen = true, .nfc = true },
	.characters = 4,
	.sequences = 5,
	.distinct = { 6, 7, 8, 9 },
	.most_used = { { a, 1, 10 }, { a, 1, 11 }, { nul_and_quote, 2, 12 }, { a, 1, 13 } },
	.longest = { a, 1, 14 },
	.longest_folded = { a, 1, UINT32_MAX + (uint64_t)1 },
};
static const char whole_json[] =
	"{\"schema\":1,\"id\":54829,\"title\":\"Memorias\",\"author\":\"Machado\","
	"\"language\":\"pt\",\"source\":\"x.txt\",\"sha256\":\"00ff\","
	"\"language_by\":\"header\",\"language_detected\":{\"language\":\"gl\",\"percent\":93}"
	","
	"\"charset\":{\"name\":\"ISO-8859-1\",\"by\":\"declared\",\"declared\":null},"
	"\"cut\":{\"rule\":\"markers\",\"first_line\":34,\"last_line\":8473,\"of_lines\":8846},"
	"\"lines\":{\"blank\":1,\"visible\":2,\"total\":3},"
	"\"characters\":{\"visible\":4,\"distinct\":6,\"distinct_folded\":7,"
	"\"most_used\":{\"tokens\":[\"a\"],\"count\":10},"
	"\"most_used_folded\":{\"tokens\":[\"a\"],\"count\":11}},"
	"\"tokens\":{\"name\":\"words\",\"options\":[\"nfc\",\"join-hyphen\",\"split-apostrophe\"]}"
	","
	"\"sequences\":{\"total\":5,\"distinct\":8,\"distinct_folded\":9,"
	"\"most_used\":{\"tokens\":[\"\\u0000\",\"\\\"\u00e9\"],\"count\":12},"
	"\"most_used_folded\":{\"tokens\":[\"a\"],\"count\":13},"
	"\"longest\":{\"tokens\":[\"a\"],\"length\":14},"
	"\"longest_folded\":{\"tokens\":[\"a\"],\"length\":4294967296}}}\n";

static char *write_as(const struct format *format, const struct summary *const *summaries, size_t n)
{
	char *written = NULL;
	size_t len;
	FILE *out = open_memstream(&written, &len);

	assert_int_equal(present(out, format, summaries, n, NULL), 0);
	fclose(out);
	return written;
}

static void one_line_a_book(void **state)
{
	static const struct {
		const char *name;
		struct summary summary;
		const char *json;
	} cases[] = {
		{ "a book without text has no numbers",
		  { .source = (char *)"x",
		    .sha256 = "00",
		    .charset = "UTF-8",
		    .charset_by = "bom",
		    .cut_rule = "no-text",
		    .of_lines = 7 },
		  "{\"schema\":1,\"id\":null,\"title\":null,\"author\":null,\"language\":null,"
		  "\"source\":\"x\",\"sha256\":\"00\","
		  "\"language_by\":null,\"language_detected\":null,"
		  "\"charset\":{\"name\":\"UTF-8\",\"by\":\"bom\",\"declared\":null},"
		  "\"cut\":{\"rule\":\"no-text\",\"first_line\":0,\"last_line\":0,"
		  "\"of_lines\":7}}\n" },
		{ "a book that failed says why",
		  { .id = 3, .title = (char *)"T", .failure = (char *)"404" },
		  "{\"schema\":1,\"id\":3,\"title\":\"T\",\"author\":null,\"language\":null,"
		  "\"source\":null,\"error\":\"404\"}\n" },
		{ "a path that is not UTF-8 is repaired",
		  { .source = (char *)"a\xff/\xc3", .failure = (char *)"" },
		  "{\"schema\":1,\"id\":null,\"title\":null,\"author\":null,\"language\":null,"
		  "\"source\":\"a\ufffd/\ufffd\",\"error\":\"\"}\n" },
	};
	const struct summary *summaries[] = { &whole };
	char *written = write_as(present_format_named("ndjson"), summaries, 1);

	(void)state;
	assert_string_equal(written, whole_json);
	free(written);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		print_message("# %s\n", cases[i].name);
		summaries[0] = &cases[i].summary;
		written = write_as(present_format_named("ndjson"), summaries, 1);
		assert_string_equal(written, cases[i].json);
		free(written);
	}
}

static void an_array_of_as_many_books_as_there_are(void **state)
{
	const struct summary *const summaries[] = { &whole, &whole, &whole };

	(void)state;
	for (size_t n = 0; n <= 3; n++) {
		char *written = write_as(present_format_named("json"), summaries, n);
		json_t *array = json_loads(written, JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, NULL);
		json_t *book = json_loads(whole_json, JSON_ALLOW_NUL, NULL);

		assert_true(json_is_array(array));
		assert_int_equal(json_array_size(array), n);
		for (size_t i = 0; i < n; i++)
			assert_true(json_equal(json_array_get(array, i), book));
		assert_int_equal(written[strlen(written) - 1], '\n');
		json_decref(array);
		json_decref(book);
		free(written);
	}
}

/* The values, told apart by their number. */
static struct summary measured(void)
{
	struct summary summary = { .source = xstrdup("x"), .found = true };

	summary.measures = measures_new();
	for (int i = 0; i < MEASURES; i++)
		summary.measures->values[i] = 1.0 + i;
	summary.measures->values[MEASURE_TTR] = 1.0 / 3;
	summary.measures->values[MEASURE_MTLD] = NAN;
	summary.measures->values[MEASURE_LIX] = INFINITY;
	summary.measures->flesch_formula = "Somebody 1990";
	return summary;
}

static json_t *read_back(const struct summary *summary)
{
	const struct summary *summaries[] = { summary };
	char *written = write_as(present_curved(present_format_named("ndjson")), summaries, 1);
	json_t *book = json_loads(written, JSON_REJECT_DUPLICATES, NULL);

	assert_non_null(book);
	free(written);
	return book;
}

static void measures_read_back_as_the_same_numbers(void **state)
{
	struct summary summary = measured();
	json_t *book = read_back(&summary), *measures = json_object_get(book, "measures");

	(void)state;
	assert_int_equal(json_object_size(measures), MEASURES + 1);
	for (int i = 0; i < MEASURES; i++) {
		double wanted = summary.measures->values[i];
		bool is_whole;
		const json_t *got = json_object_get(measures, measure_name(i, &is_whole));

		assert_true(isfinite(wanted) ? json_number_value(got) == wanted
					     : json_is_null(got));
		assert_true(!is_whole || json_is_integer(got));
	}
	assert_string_equal(json_string_value(json_object_get(measures, "flesch_formula")),
			    "Somebody 1990");
	assert_null(json_object_get(book, "curves"));
	json_decref(book);
	summary_release(&summary);
}

static void curves_are_pairs(void **state)
{
	struct summary summary = measured();
	struct curves *curves = xcalloc(1, sizeof(*curves));
	json_t *book, *wanted;

	(void)state;
	summary.measures->curves = curves;
	curves->growth = (struct curve) { .points = { { 10, 8 }, { 20, 13 } }, .n = 2 };
	curves->rank_frequency = (struct curve) { .points = { { 1, 5 } }, .n = 1 };
	curves->tokens.bins[3] = 7;
	curves->sentences.bins[HISTOGRAM_BINS - 1] = 1;
	book = read_back(&summary);
	wanted = json_loads("{\"growth\":[[10,8],[20,13]],\"rank_frequency\":[[1,5]],"
			    "\"token_lengths\":[[3,7]],\"line_lengths\":[],"
			    "\"sentence_lengths\":[[255,1]],\"dispersion\":[]}",
			    0, NULL);
	assert_true(json_equal(json_object_get(book, "curves"), wanted));
	json_decref(wanted);
	json_decref(book);
	summary_release(&summary);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_line_a_book),
		cmocka_unit_test(an_array_of_as_many_books_as_there_are),
		cmocka_unit_test(measures_read_back_as_the_same_numbers),
		cmocka_unit_test(curves_are_pairs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
