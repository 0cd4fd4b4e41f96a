#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <jansson.h>
#include <unicode/ucnv.h>
#include "analyze/analyze.h"
#include "data/mem.h"
#include "data/page.h"

#define CORPUS "../shared/corpus"

/* CRLF, CR and LF become LF. */
static size_t make_line_ends_plain(char *text, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		char c = text[i];

		text[n++] = c == '\r' ? '\n' : c;
		if (c == '\r' && i + 1 < len && text[i + 1] == '\n')
			i++;
	}
	return n;
}

static void read_text(struct text *text, const char *name, const char *encoding)
{
	size_t bom = strcmp(encoding, "utf-8+bom") == 0 ? 3 : 0;
	char *path = xasprintf(CORPUS "/books/%s", name);
	UErrorCode status = U_ZERO_ERROR;
	struct page page;
	int32_t len;

	assert_int_equal(page_read_file(&page, path, 1U << 26, NULL), 0);
	*text = (struct text) { .data = malloc(3 * page.len), .found = true };
	len = ucnv_convert("UTF-8", bom ? "UTF-8" : encoding, text->data, (int32_t)(3 * page.len),
			   page.body + bom, (int32_t)(page.len - bom), &status);
	assert_true(U_SUCCESS(status));
	text->len = make_line_ends_plain(text->data, (size_t)len);
	page_release(&page);
	free(path);
}

static json_int_t number(const json_t *object, const char *part, const char *key)
{
	return json_integer_value(json_object_get(json_object_get(object, part), key));
}

static void assert_top(const struct top *top, const json_t *expected, const char *value_name)
{
	const json_t *tokens = json_object_get(expected, "tokens"), *token;
	size_t i;

	assert_int_equal(top->value, json_integer_value(json_object_get(expected, value_name)));
	assert_int_equal(top->n, json_array_size(tokens));
	json_array_foreach(tokens, i, token)
	{
		assert_int_equal(top->tokens[i].len, json_string_length(token));
		assert_memory_equal(top->tokens[i].data, json_string_value(token),
				    top->tokens[i].len);
	}
}

static void assert_numbers(const struct summary *summary, const json_t *none)
{
	const json_t *characters = json_object_get(none, "characters");
	const json_t *sequences = json_object_get(none, "sequences");

	assert_int_equal(summary->lines_blank, number(none, "lines", "blank"));
	assert_int_equal(summary->lines_visible, number(none, "lines", "visible"));
	assert_int_equal(summary->lines, number(none, "lines", "total"));
	assert_int_equal(summary->characters, number(none, "characters", "visible"));
	assert_int_equal(summary->sequences, number(none, "sequences", "total"));
	assert_int_equal(summary->distinct[TABLE_SEQUENCES], number(none, "sequences", "distinct"));
	assert_int_equal(summary->distinct[TABLE_SEQUENCES_FOLDED],
			 number(none, "sequences", "distinct_folded"));
	assert_top(&summary->most_used[TABLE_CHARACTERS], json_object_get(characters, "most_used"),
		   "count");
	assert_top(&summary->most_used[TABLE_CHARACTERS_FOLDED],
		   json_object_get(characters, "most_used_folded"), "count");
	assert_top(&summary->most_used[TABLE_SEQUENCES], json_object_get(sequences, "most_used"),
		   "count");
	assert_top(&summary->most_used[TABLE_SEQUENCES_FOLDED],
		   json_object_get(sequences, "most_used_folded"), "count");
	assert_top(&summary->longest, json_object_get(sequences, "longest"), "length");
	assert_top(&summary->longest_folded, json_object_get(sequences, "longest_folded"),
		   "length");
}

static int by_token(const void *a, const void *b)
{
	const struct token *left = a, *right = b;
	size_t len = left->len < right->len ? left->len : right->len;
	int order = memcmp(left->data, right->data, len);

	return order ? order : (left->len > right->len) - (left->len < right->len);
}

/* Of the lines token, tab, count, sorted by token, without the last line end. */
static void assert_table(struct table_rows *table, const char *hash)
{
	struct page page = { 0 };
	FILE *out = open_memstream(&page.body, &page.len);

	qsort(table->rows, table->n, sizeof(*table->rows), by_token);
	for (size_t i = 0; i < table->n; i++) {
		fputs(i > 0 ? "\n" : "", out);
		fwrite(table->rows[i].token.data, 1, table->rows[i].token.len, out);
		fprintf(out, "\t%ju", (uintmax_t)table->rows[i].count);
	}
	fclose(out);
	page_hash(&page);
	assert_memory_equal(page.sha256, hash, 16);
	page_release(&page);
}

static void check_book(const json_t *expected)
{
	static const char *const names[TABLES] = { "characters", "characters-folded", "sequences",
						   "sequences-folded" };
	const struct analyze_options options = { .tables = (1U << TABLES) - 1 };
	const json_t *none = json_object_get(expected, "none");
	const json_t *tables = json_object_get(none, "tables");
	struct summary summary;
	struct text text;

	read_text(&text, json_string_value(json_object_get(expected, "file")),
		  json_string_value(json_object_get(expected, "encoding")));
	assert_int_equal(analyze_text(&summary, &text, &options, NULL), 0);
	text_release(&text);
	assert_numbers(&summary, none);
	for (int i = 0; i < TABLES; i++)
		assert_table(&summary.tables[i],
			     json_string_value(json_object_get(tables, names[i])));
	summary_release(&summary);
}

static void every_shared_book_has_its_numbers_and_tables(void **state)
{
	DIR *folder = opendir(CORPUS "/expected");
	struct dirent *entry;
	int books = 0;

	(void)state;
	if (!folder)
		skip();
	while ((entry = readdir(folder))) {
		char *path = xasprintf(CORPUS "/expected/%s", entry->d_name);
		json_t *expected = entry->d_name[0] == '.' ? NULL : json_load_file(path, 0, NULL);

		if (expected) {
			print_message("# %s\n", entry->d_name);
			check_book(expected);
			books++;
		}
		json_decref(expected);
		free(path);
	}
	(void)closedir(folder);
	assert_int_equal(books, 44);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_shared_book_has_its_numbers_and_tables),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
