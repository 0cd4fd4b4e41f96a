#include "data/results.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include <sqlite3.h>
#include "data/store.h"
#include "present/present.h"

static int make_dir(void **state)
{
	char *dir = strdup("/tmp/traca-results-XXXXXX");

	*state = mkdtemp(dir);
	return *state ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static int remove_dir(void **state)
{
	int rc = nftw(*state, remove_one, 16, FTW_DEPTH | FTW_PHYS);

	free(*state);
	return rc;
}

static const struct tally_row rows[] = {
	{ { "=1+1", 4 }, 1 }, { { "\"", 1 }, 7 }, { { "a\\b", 3 }, 7 },
	{ { "\0x", 2 }, 2 },  { { "\n", 1 }, 3 }, { { "\xf0\x9f\x93\x96", 4 }, 9 },
};
static struct token odd[] = { { "\0\"", 2 }, { "\xe2\x80\xa8", 3 } };
static struct token plain[] = { { "a", 1 }, { ",", 1 } };

/* All that a summary can say. */
static struct summary book(const char *sha256, const char *options)
{
	struct summary summary = {
		.id = 7,
		.title = (char *)"T\xc3\xad"
				 "tulo",
		.author = (char *)"Ana",
		.language = (char *)"pt",
		.source = (char *)"https://example.org/7",
		.tokens = { .name = "words", .nfc = true, .split_apostrophe = true },
		.charset = "UTF-8",
		.charset_by = "bom",
		.charset_declared = "ISO-8859-1",
		.language_by = "header",
		.language_detected = "pt",
		.language_percent = 98,
		.cut_rule = "markers",
		.first_line = 3,
		.last_line = 8,
		.of_lines = 9,
		.provenance = {
			.software = (char *)"traca 1",
			.options = (char *)options,
			.fetched = 1790000000,
			.etag = (char *)"\"e\"",
			.text_sha256 = "0123",
		},
		.found = true,
		.lines_blank = 1,
		.lines_visible = 2,
		.lines = 3,
		.characters = 4,
		.sequences = 5,
		.distinct = { 6, 7, 8, 9 },
		.most_used = { { plain, 2, 10 }, { odd, 2, 11 }, { plain, 1, 12 }, { NULL, 0, 13 } },
		.longest = { odd, 2, 14 },
		.longest_folded = { plain, 2, 15 },
	};

	strcpy(summary.sha256, sha256);
	summary.tables[TABLE_SEQUENCES] = (struct table_rows) { (struct tally_row *)rows, 6 };
	return summary;
}

static char *line_of(const struct summary *summary)
{
	char *line = NULL;
	size_t len;
	FILE *out = open_memstream(&line, &len);

	assert_int_equal(present(out, present_format_named("ndjson"), &summary, 1, NULL), 0);
	fclose(out);
	return line;
}

struct seen {
	size_t n;
	int64_t id, analyzed;
	char *lines;
};

static int look(struct summary *summary, int64_t id, void *arg, struct err *err)
{
	struct seen *seen = arg;
	char *line = line_of(summary);

	(void)err;
	free(seen->lines);
	seen->lines = line;
	seen->id = id;
	seen->analyzed = summary->provenance.analyzed;
	seen->n++;
	return 0;
}

static struct seen see(struct store *store, struct results_query query)
{
	struct results *results = results_new(store);
	struct seen seen = { 0 };

	assert_int_equal(results_each(results, &query, look, &seen, NULL), 0);
	results_free(results);
	return seen;
}

static void save(struct store *store, const struct summary *summary, int64_t now)
{
	struct results *results = results_new(store);
	struct err err = { 0 };

	if (results_save(results, summary, now, &err) || store_commit(store, &err))
		fail_msg("%s", err.text);
	results_free(results);
}

static void what_was_saved_is_found_as_it_was(void **state)
{
	struct store *store = store_open(*state, NULL);
	struct summary whole = book("aa", "--cut auto"), none;
	struct seen seen;
	char *line;

	save(store, &whole, 1790000123456);
	seen = see(store, (struct results_query) { 0 });
	line = line_of(&whole);
	assert_int_equal(seen.n, 1);
	assert_string_equal(seen.lines, line);
	assert_int_equal(seen.analyzed, 1790000123);
	free(line);
	free(seen.lines);

	none = (struct summary) { .sha256 = "bb", .cut_rule = "no-text" };
	none.provenance.options = (char *)"--cut classic";
	save(store, &none, 1);
	seen = see(store, (struct results_query) { .id = 2 });
	assert_int_equal(seen.n, 1);
	assert_non_null(strstr(seen.lines, "\"rule\":\"no-text\""));
	free(seen.lines);
	store_free(store);
}

static struct measures *some_measures(void)
{
	struct measures *measures = measures_new();

	for (int i = 0; i < MEASURES; i += 2)
		measures->values[i] = i + 0.125;
	measures->values[MEASURE_TOKENS] = 5;
	measures->flesch_formula = "somebody 1948";
	measures->curves = calloc(1, sizeof(*measures->curves));
	measures->curves->growth = (struct curve) { { { 1, 1 }, { 5, 3 } }, 2 };
	measures->curves->tokens.bins[3] = 7;
	measures->curves->dispersion.n = 1;
	measures->curves->dispersion.rows[0].word = strdup("a");
	measures->curves->dispersion.rows[0].bins[99] = 2;
	return measures;
}

static void measures_are_kept_until_the_versions_change(void **state)
{
	const struct results_query everything = { .measures = true, .curves = true };
	struct store *store = store_open(*state, NULL);
	struct summary whole = book("aa", "o");
	struct seen seen;
	char *line;

	whole.measures = some_measures();
	save(store, &whole, 1);
	line = line_of(&whole);
	seen = see(store, everything);
	assert_string_equal(seen.lines, line);
	free(seen.lines);
	seen = see(store, (struct results_query) { .measures = true });
	assert_non_null(strstr(seen.lines, "measures"));
	assert_null(strstr(seen.lines, "curves"));
	free(seen.lines);
	seen = see(store, (struct results_query) { 0 });
	assert_null(strstr(seen.lines, "measures"));
	free(seen.lines);
	measures_free(whole.measures);
	whole.measures = NULL;
	save(store, &whole, 2);
	seen = see(store, everything);
	assert_string_equal(seen.lines, line);
	free(seen.lines);
	free(line);
	whole.provenance.software = (char *)"traca 2";
	save(store, &whole, 3);
	seen = see(store, everything);
	assert_null(strstr(seen.lines, "measures"));
	free(seen.lines);
	store_free(store);
}

/* A measure that is new needs a column, so a version of data/schema.c. */
static void each_measure_has_a_column_of_its_name(void **state)
{
	struct store *store = store_open(*state, NULL);
	sqlite3_stmt *columns;
	int i = 0;

	assert_int_equal(sqlite3_prepare_v2(store_handle(store),
					    "SELECT name FROM pragma_table_info('measures')", -1,
					    &columns, NULL),
			 SQLITE_OK);
	assert_int_equal(sqlite3_step(columns), SQLITE_ROW);
	for (; i < MEASURES; i++) {
		bool is_whole;

		assert_int_equal(sqlite3_step(columns), SQLITE_ROW);
		assert_string_equal(sqlite3_column_text(columns, 0),
				    measure_name((enum measure)i, &is_whole));
	}
	sqlite3_finalize(columns);
	store_free(store);
}

static void the_kept_tokens_may_stand_for_tables(void **state)
{
	struct store *store = store_open(*state, NULL);
	struct results *results = results_new(store);
	struct summary whole = book("aa", "o"), read = { 0 };

	save(store, &whole, 1);
	assert_int_equal(results_fill(results, 1, &read, ALL_TABLES, NULL), 0);
	assert_int_equal(read.tables[TABLE_SEQUENCES].n, 6);
	assert_int_equal(read.tables[TABLE_SEQUENCES].rows[0].count, 9);
	assert_int_equal(read.tables[TABLE_CHARACTERS].n, 0);
	summary_release(&read);
	results_free(results);
	store_free(store);
}

static void the_same_is_replaced_and_another_stands_beside(void **state)
{
	struct store *store = store_open(*state, NULL);
	struct summary first = book("aa", "--cut auto"), other = book("aa", "--cut none");
	struct summary changed = book("ab", "--cut auto");
	struct seen seen;
	int64_t id;

	save(store, &first, 1000);
	seen = see(store, (struct results_query) { 0 });
	id = seen.id;
	free(seen.lines);
	first.sequences = 99;
	first.title = (char *)"Another title";
	save(store, &first, 2000);
	seen = see(store, (struct results_query) { 0 });
	assert_int_equal(seen.n, 1);
	assert_int_equal(seen.id, id);
	assert_non_null(strstr(seen.lines, "\"total\":99"));
	assert_non_null(strstr(seen.lines, "Another title"));
	free(seen.lines);
	save(store, &other, 3000);
	save(store, &changed, 4000);
	seen = see(store, (struct results_query) { 0 });
	assert_int_equal(seen.n, 3);
	free(seen.lines);
	store_free(store);
}

static void some_are_asked_for(void **state)
{
	static const struct {
		const char *name;
		struct results_query query;
		size_t n;
	} cases[] = {
		{ "all", { 0 }, 2 },
		{ "those of a number", { .number = 7 }, 1 },
		{ "none has it", { .number = 9 }, 0 },
		{ "those since", { .since = 2000 }, 1 },
		{ "later than any", { .since = 2001 }, 0 },
		{ "one", { .id = 1 }, 1 },
	};
	struct store *store = store_open(*state, NULL);
	struct summary first = book("aa", "o"), second = book("bb", "o");

	second.id = 8;
	save(store, &first, 1000);
	save(store, &second, 2000);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct seen seen = see(store, cases[i].query);

		if (seen.n != cases[i].n)
			fail_msg("%s: %zu", cases[i].name, seen.n);
		free(seen.lines);
	}
	store_free(store);
}

static void tokens_come_most_used_first(void **state)
{
	struct store *store = store_open(*state, NULL);
	struct results *results = results_new(store);
	struct summary whole = book("aa", "o");
	struct table_rows top;
	char *memory;
	static const int order[] = { 5, 1, 2, 4, 3, 0 };

	save(store, &whole, 1);
	assert_int_equal(results_tokens(results, 1, TABLE_SEQUENCES, 100, &top, &memory, NULL), 6);
	for (size_t i = 0; i < 6; i++) {
		assert_int_equal(top.rows[i].count, rows[order[i]].count);
		assert_int_equal(top.rows[i].token.len, rows[order[i]].token.len);
		assert_memory_equal(top.rows[i].token.data, rows[order[i]].token.data,
				    top.rows[i].token.len);
	}
	free(top.rows);
	free(memory);
	assert_int_equal(results_tokens(results, 1, TABLE_SEQUENCES, 2, &top, &memory, NULL), 2);
	free(top.rows);
	free(memory);
	assert_int_equal(results_tokens(results, 1, TABLE_CHARACTERS, 2, &top, &memory, NULL), 0);
	free(memory);
	results_free(results);
	store_free(store);
}

static void a_large_table_is_cut(void **state)
{
	enum { MANY = 20000 };
	static struct tally_row many[MANY];
	static char names[MANY][8];
	struct store *store = store_open(*state, NULL);
	struct results *results = results_new(store);
	struct summary whole = book("aa", "o");
	struct table_rows top;
	char *memory;

	for (int i = 0; i < MANY; i++) {
		int len = snprintf(names[i], sizeof(names[i]), "w%d", i);

		many[i] = (struct tally_row) { { names[i], (size_t)len }, (uint64_t)i + 1 };
	}
	whole.tables[TABLE_SEQUENCES] = (struct table_rows) { many, MANY };
	save(store, &whole, 1);
	assert_int_equal(results_tokens(results, 1, TABLE_SEQUENCES, MANY, &top, &memory, NULL),
			 RESULTS_TOKENS);
	assert_int_equal(top.rows[0].count, MANY);
	assert_int_equal(top.rows[RESULTS_TOKENS - 1].count, MANY - RESULTS_TOKENS + 1);
	free(top.rows);
	free(memory);
	results_free(results);
	store_free(store);
}

static int count(void *arg, int n, char **values, char **names)
{
	(void)n;
	(void)names;
	*(int *)arg = atoi(values[0]);
	return 0;
}

static void others_may_ask_in_sql(void **state)
{
	static const struct {
		const char *sql;
		int answer;
	} cases[] = {
		{ "SELECT count(*) FROM shelf WHERE author = 'Ana' AND sequences = 5", 1 },
		{ "SELECT count(*) FROM top_tokens WHERE kind = 'sequences'", 6 },
		{ "SELECT count FROM top_tokens WHERE token = '=1+1'", 1 },
		{ "SELECT rank FROM top_tokens WHERE token = 'a\\b'", 3 },
		{ "SELECT count(*) FROM provenance WHERE fetched = '2026-09-21 14:13:20'", 1 },
		{ "SELECT json_array_length(most_used_characters) FROM summaries", 2 },
	};
	struct store *store = store_open(*state, NULL);
	struct summary whole = book("aa", "o");

	save(store, &whole, 1);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		int answer = -1;

		assert_int_equal(sqlite3_exec(store_handle(store), cases[i].sql, count, &answer,
					      NULL),
				 SQLITE_OK);
		if (answer != cases[i].answer)
			fail_msg("%s: %d", cases[i].sql, answer);
	}
	store_free(store);
}

static void what_is_only_read_is_not_written(void **state)
{
	struct store *store = store_open(*state, NULL);
	struct summary whole = book("aa", "o");
	struct results *results;
	struct seen seen;

	save(store, &whole, 1);
	store_free(store);
	store = store_open_to_read(*state, NULL);
	assert_non_null(store);
	seen = see(store, (struct results_query) { 0 });
	assert_int_equal(seen.n, 1);
	free(seen.lines);
	results = results_new(store);
	assert_int_equal(results_save(results, &whole, 2, NULL), -1);
	results_free(results);
	store_free(store);
}

/* Whoever wrote into the file: nothing is believed. */
static void a_table_that_others_wrote_does_no_harm(void **state)
{
	static const char *const harm[] = {
		"UPDATE summaries SET longest = '[1,', most_used_sequences = '\"', sequences = -1",
		"UPDATE summaries SET longest = '\\', longest_folded = '[\"\\u0000\"', found = 7",
		"UPDATE summaries SET longest = x'00ff', charset = printf('%.300c', 'x')",
		"UPDATE summaries SET longest = x'5b22616161616161225d', charset_by = x'41414141'",
		"UPDATE tokens SET counts = '[[1,2],[\"a\",\"b\"]]'",
		"UPDATE books SET title = x'ff00', fetched = 'soon', number = -5",
	};
	struct store *store = store_open(*state, NULL);
	struct summary whole = book("aa", "o");
	struct results *results = results_new(store);
	struct table_rows top;
	char *memory;

	save(store, &whole, 1);
	for (size_t i = 0; i < sizeof(harm) / sizeof(*harm); i++) {
		struct seen seen;

		assert_int_equal(sqlite3_exec(store_handle(store), harm[i], NULL, NULL, NULL), 0);
		seen = see(store, (struct results_query) { 0 });
		assert_int_equal(seen.n, 1);
		free(seen.lines);
	}
	assert_int_equal(results_tokens(results, 1, TABLE_SEQUENCES, 9, &top, &memory, NULL), 0);
	free(top.rows);
	free(memory);
	results_free(results);
	store_free(store);
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_dir, remove_dir)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_A_FOLDER(what_was_saved_is_found_as_it_was),
		IN_A_FOLDER(measures_are_kept_until_the_versions_change),
		IN_A_FOLDER(each_measure_has_a_column_of_its_name),
		IN_A_FOLDER(the_kept_tokens_may_stand_for_tables),
		IN_A_FOLDER(the_same_is_replaced_and_another_stands_beside),
		IN_A_FOLDER(some_are_asked_for),
		IN_A_FOLDER(tokens_come_most_used_first),
		IN_A_FOLDER(a_large_table_is_cut),
		IN_A_FOLDER(others_may_ask_in_sql),
		IN_A_FOLDER(what_is_only_read_is_not_written),
		IN_A_FOLDER(a_table_that_others_wrote_does_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
