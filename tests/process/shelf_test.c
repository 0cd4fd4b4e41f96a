/*
 * The stage against the shared shelf of real books, where that is there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include <cmocka.h>
#include <jansson.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include "data/mem.h"
#include "process/process.h"

#define SHELF "../shared/corpus/"

enum { MAX_BYTES = 1 << 26, BOOKS = 44, PAIRS = 8 };

static void need_shelf(void)
{
	if (access(SHELF "books", R_OK) != 0)
		skip();
}

static void read_book(struct text *text, const char *folder, const char *name, enum cut cut)
{
	const struct process_options options = { .cut = cut };
	char *path = xasprintf(SHELF "%s/%s", folder, name);
	struct page page = { 0 };
	struct err err = { 0 };

	if (page_read_file(&page, path, MAX_BYTES, &err) ||
	    process_page(text, &page, &options, &err))
		fail_msg("%s", err.text);
	page_release(&page);
	free(path);
}

struct counts {
	json_int_t blank, visible, total, characters;
};

static struct counts count(const struct text *text)
{
	struct counts counts = { 0 };
	json_int_t in_line = 0;
	int32_t at = 0;
	UChar32 c;

	while (at <= (int32_t)text->len) {
		c = '\n';
		if (at < (int32_t)text->len)
			U8_NEXT_OR_FFFD(text->data, at, (int32_t)text->len, c);
		else
			at++;
		if (c != '\n') {
			in_line += !u_isspace(c);
			continue;
		}
		*(in_line ? &counts.visible : &counts.blank) += 1;
		counts.total++;
		counts.characters += in_line;
		in_line = 0;
	}
	return counts;
}

static void check_counts(const struct text *text, json_t *expected, const char *name)
{
	struct counts got = count(text), want = { 0 };

	if (json_is_null(expected)) {
		if (text->found)
			fail_msg("%s has no text by the classic rule", name);
		assert_string_equal(text->cut_rule, "no-text");
		return;
	}
	assert_int_equal(json_unpack(expected, "{s:{s:I,s:I,s:I},s:{s:I}}", "lines", "blank",
				     &want.blank, "visible", &want.visible, "total", &want.total,
				     "characters", "visible", &want.characters),
			 0);
	if (!text->found || memcmp(&got, &want, sizeof(got)) != 0 ||
	    (json_int_t)(text->last_line - text->first_line + 1) != want.total)
		fail_msg("%s by %s: %lld blank, %lld visible, %lld characters", name,
			 text->cut_rule, (long long)got.blank, (long long)got.visible,
			 (long long)got.characters);
}

static void check_book(const char *file)
{
	char *path = xasprintf(SHELF "expected/%s", file);
	json_t *expected = json_load_file(path, 0, NULL);
	const char *name = json_string_value(json_object_get(expected, "file"));
	struct text text;

	assert_non_null(name);
	read_book(&text, "books", name, CUT_CLASSIC);
	check_counts(&text, json_object_get(expected, "classic"), name);
	text_release(&text);
	read_book(&text, "books", name, CUT_NONE);
	check_counts(&text, json_object_get(expected, "none"), name);
	assert_false(text.replaced);
	text_release(&text);
	json_decref(expected);
	free(path);
}

static void classic_and_none_are_what_the_original_computes(void **state)
{
	struct dirent *entry;
	int n = 0;
	DIR *dir;

	(void)state;
	need_shelf();
	dir = opendir(SHELF "expected");
	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		check_book(entry->d_name);
		n++;
	}
	(void)closedir(dir);
	assert_int_equal(n, BOOKS);
}

/* What the manifest's encoding may be called: windows-1252 has all of ISO-8859-1 that is
 * in these books, and is what stands for an undeclared one. */
static bool same_charset(const char *name, const char *encoding)
{
	size_t len = strcspn(encoding, "+");

	if (strcmp(name, "windows-1252") == 0)
		return strcasecmp(encoding, "iso-8859-1") == 0;
	return strlen(name) == len && strncasecmp(name, encoding, len) == 0;
}

/* NULL: the manifest knows it from elsewhere. */
static bool same_field(const char *got, const char *want)
{
	return !got || strcmp(got, want) == 0;
}

static void check_manifest(char *line)
{
	char *path = strsep(&line, "\t"), *id = strsep(&line, "\t"), *title = strsep(&line, "\t"),
	     *author = strsep(&line, "\t"), *language = strsep(&line, "\t"),
	     *encoding = strsep(&line, "\t");
	struct text text;

	(void)language;
	read_book(&text, "books", path, CUT_AUTO);
	if (!same_charset(text.charset, encoding) || text.id != atol(id) ||
	    !same_field(text.title, title) || !same_field(text.author, author))
		fail_msg("%s: %s, %ld, '%s', '%s'", path, text.charset, text.id, text.title,
			 text.author);
	if (!text.found || text.warning || !text.len)
		fail_msg("%s: %s %s", path, text.cut_rule, text.warning);
	text_release(&text);
}

static void each_book_has_a_text_and_says_what_the_manifest_says(void **state)
{
	char *line = NULL;
	size_t size = 0;
	FILE *file;
	int n = -1; /* the line of the columns' names */

	(void)state;
	need_shelf();
	file = fopen(SHELF "books/MANIFEST.tsv", "r");
	assert_non_null(file);
	while (getline(&line, &size, file) > 0)
		if (n++ >= 0)
			check_manifest(line);
	assert_int_equal(n, BOOKS);
	free(line);
	(void)fclose(file);
}

/* Where "Produced by" stands before the title in capitals, both cuts are the same. */
static void auto_and_classic_agree_on_the_published_report(void **state)
{
	static const char *const names[] = { "54829-8.txt", "55752-8.txt", "55682-8.txt",
					     "53101-8.txt", "55797-0.txt", "33056-8.txt" };
	struct text a, b;
	size_t i;

	(void)state;
	need_shelf();
	for (i = 0; i < sizeof(names) / sizeof(*names); i++) {
		read_book(&a, "books", names[i], CUT_AUTO);
		read_book(&b, "books", names[i], CUT_CLASSIC);
		assert_int_equal(a.len, b.len);
		assert_memory_equal(a.data, b.data, a.len);
		assert_int_equal(a.first_line, b.first_line);
		text_release(&a);
		text_release(&b);
	}
	read_book(&a, "books", names[0], CUT_AUTO);
	assert_int_equal(a.first_line, 34);
	assert_int_equal(a.last_line, 8473);
	assert_int_equal(a.of_lines, 8846);
	text_release(&a);
}

/* The first line of paragraph N that is met from the start, or the end, of the text. */
static struct line edge(const struct text *text, int n, bool from_end)
{
	struct lines lines = { text->data, text->len };
	size_t at = from_end ? lines_previous(&lines, text->len) : 0;
	bool inside = false;

	while (at != LINES_NONE) {
		struct line line = lines_at(&lines, at);
		bool visible = line_is_visible(line);

		if (visible && !inside && n-- == 0)
			return line;
		inside = visible;
		at = from_end ? lines_previous(&lines, at) : lines_next(&lines, at);
	}
	return (struct line) { "", 0 };
}

static bool within_two_paragraphs(const struct text *a, const struct text *b, bool from_end)
{
	struct line first = edge(a, 0, from_end), other;
	int i;

	for (i = 0; i <= 2; i++) {
		other = edge(b, i, from_end);
		if (other.len == first.len && memcmp(other.text, first.text, first.len) == 0)
			return true;
	}
	return false;
}

static void auto_agrees_with_a_second_opinion(void **state)
{
	struct dirent *entry;
	struct text raw, clean;
	int end, n = 0;
	DIR *dir;

	(void)state;
	need_shelf();
	dir = opendir(SHELF "strip/raw");
	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		read_book(&raw, "strip/raw", entry->d_name, CUT_AUTO);
		read_book(&clean, "strip/clean", entry->d_name, CUT_NONE);
		for (end = 0; end < 2; end++)
			if (!within_two_paragraphs(&raw, &clean, end) &&
			    !within_two_paragraphs(&clean, &raw, end))
				fail_msg("%s, its %s", entry->d_name, end ? "end" : "start");
		text_release(&raw);
		text_release(&clean);
		n++;
	}
	(void)closedir(dir);
	assert_int_equal(n, PAIRS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(classic_and_none_are_what_the_original_computes),
		cmocka_unit_test(each_book_has_a_text_and_says_what_the_manifest_says),
		cmocka_unit_test(auto_and_classic_agree_on_the_published_report),
		cmocka_unit_test(auto_agrees_with_a_second_opinion),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
