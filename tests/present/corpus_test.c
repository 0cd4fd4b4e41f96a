#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <jansson.h>
#include "data/lang.h"
#include "data/mem.h"
#include "present/present.h"

#define EXPECTED "../shared/corpus/expected"

static uint64_t number(const json_t *object, const char *key)
{
	return (uint64_t)json_integer_value(json_object_get(object, key));
}

/* Borrows the tokens. */
static void fill_top(struct top *top, const json_t *object, const char *value_name)
{
	const json_t *tokens = json_object_get(object, "tokens"), *token;
	size_t i;

	*top = (struct top) { .n = json_array_size(tokens), .value = number(object, value_name) };
	top->tokens = xreallocarray(NULL, top->n, sizeof(*top->tokens));
	json_array_foreach(tokens, i, token)
	{
		top->tokens[i].data = json_string_value(token);
		top->tokens[i].len = json_string_length(token);
	}
}

static void fill(struct summary *summary, const json_t *expected)
{
	const json_t *classic = json_object_get(expected, "classic");
	const json_t *lines = json_object_get(classic, "lines");
	const json_t *characters = json_object_get(classic, "characters");
	const json_t *sequences = json_object_get(classic, "sequences");
	struct top *most_used = summary->most_used;

	*summary = (struct summary) {
		.title = xstrdup(json_string_value(json_object_get(expected, "title"))),
		.author = xstrdup(json_string_value(json_object_get(expected, "author"))),
		.found = json_is_object(classic),
		.lines_blank = number(lines, "blank"),
		.lines_visible = number(lines, "visible"),
		.lines = number(lines, "total"),
		.characters = number(characters, "visible"),
		.sequences = number(sequences, "total"),
	};
	fill_top(&most_used[TABLE_CHARACTERS], json_object_get(characters, "most_used"), "count");
	fill_top(&most_used[TABLE_CHARACTERS_FOLDED],
		 json_object_get(characters, "most_used_folded"), "count");
	fill_top(&most_used[TABLE_SEQUENCES], json_object_get(sequences, "most_used"), "count");
	fill_top(&most_used[TABLE_SEQUENCES_FOLDED], json_object_get(sequences, "most_used_folded"),
		 "count");
	fill_top(&summary->longest, json_object_get(sequences, "longest"), "length");
	fill_top(&summary->longest_folded, json_object_get(sequences, "longest_folded"), "length");
}

static void check_report(const json_t *expected)
{
	const char *report = json_string_value(json_object_get(expected, "report"));
	struct summary summary;
	const struct summary *const summaries[] = { &summary };
	char *written = NULL;
	size_t len;
	FILE *out = open_memstream(&written, &len);

	fill(&summary, expected);
	assert_int_equal(present(out, present_format_named("text"), summaries, 1, NULL), 0);
	fclose(out);
	assert_string_equal(written, report ? report : "");
	free(written);
	summary_release(&summary);
}

static void every_published_report_is_printed_to_the_byte(void **state)
{
	DIR *folder = opendir(EXPECTED);
	struct dirent *entry;
	int books = 0;

	(void)state;
	if (!folder)
		skip();
	assert_int_equal(lang_set("pt"), 0);
	while ((entry = readdir(folder))) {
		char *path = xasprintf(EXPECTED "/%s", entry->d_name);
		json_t *expected = entry->d_name[0] == '.' ? NULL : json_load_file(path, 0, NULL);

		if (expected) {
			print_message("# %s\n", entry->d_name);
			check_report(expected);
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
		cmocka_unit_test(every_published_report_is_printed_to_the_byte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
