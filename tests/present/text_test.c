#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include "data/lang.h"
#include "present/present.h"

static struct token one[] = { { "a", 1 } };
static struct token two[] = { { "a", 1 }, { "it's", 4 } };

static const struct top once = { one, 1, 1 }, thrice = { one, 1, 3 };
static const struct top once_each = { two, 2, 1 }, thrice_each = { two, 2, 3 };

/* Every top of the summary is TOP. */
static char *report_of(const struct top *top, const char *lang)
{
	const struct summary summary = {
		.title = (char *)"T{title}",
		.author = (char *)"A",
		.found = true,
		.lines_blank = 1,
		.lines_visible = 2,
		.lines = 3,
		.characters = 4,
		.sequences = 5,
		.most_used = { *top, *top, *top, *top },
		.longest = *top,
		.longest_folded = *top,
	};
	const struct summary *const summaries[] = { &summary };
	char *report = NULL;
	size_t len;
	FILE *out = open_memstream(&report, &len);

	assert_int_equal(lang_set(lang), 0);
	assert_int_equal(present(out, present_format_named("text"), summaries, 1, NULL), 0);
	fclose(out);
	return report;
}

static void a_report_has_three_parts_and_two_empty_lines_after(void **state)
{
	char *report = report_of(&thrice, "en");

	(void)state;
	assert_string_equal(report, "[ Statistics of 'T{title}' by 'A' ]\n"
				    "\n"
				    "    Number of lines without any visible character: 1\n"
				    "    Number of lines with a visible character: 2\n"
				    "    Total number of lines: 3\n"
				    "\n"
				    "    Number of visible characters: 4\n"
				    "    Number of contiguous sequences of visible characters: 5\n"
				    "\n"
				    "    Most used case-sensitive character: 'a' (3 times).\n"
				    "    Most used case-insensitive character: 'a' (3 times).\n"
				    "\n"
				    "    Most used case-sensitive sequence: 'a' (3 times).\n"
				    "    Most used case-insensitive sequence: 'a' (3 times).\n"
				    "\n"
				    "    Longest case-sensitive sequence: 'a' (3 characters).\n"
				    "    Longest case-insensitive sequence: 'a' (3 characters).\n"
				    "\n"
				    "\n");
	free(report);
}

static void the_forms_of_each_sentence(void **state)
{
	static const struct {
		const char *name, *lang;
		const struct top *top;
		const char *sentences[6];
	} cases[] = {
		{ "Portuguese, one, once",
		  "pt",
		  &once,
		  { "Caracter sensível a maiúsculas e minúsculas mais utilizado: 'a' (1 vez).",
		    "Caracter insensível a maiúsculas e minúsculas mais utilizado: 'a' (1 vez).",
		    "Sequência sensível a maiúsculas e minúsculas mais utilizada: 'a' (1 vez).",
		    "Sequência insensível a maiúsculas e minúsculas mais utilizada: 'a' (1 vez).",
		    "Maior sequência sensível a maiúsculas e minúsculas: 'a' (1 caracteres).",
		    "Maior sequência insensível a maiúsculas e minúsculas 'a' (1 caracteres)." } },
		{ "Portuguese, one, several times",
		  "pt",
		  &thrice,
		  { "Caracter sensível a maiúsculas e minúsculas mais utilizado: 'a' (3 vezes).",
		    "Caracter insensível a maiúsculas e minúsculas mais utilizado: 'a' (3 vezes).",
		    "Sequência sensível a maiúsculas e minúsculas mais utilizada: 'a' (3 vezes).",
		    "Sequência insensível a maiúsculas e minúsculas mais utilizada: 'a' (3 vezes).",
		    "Maior sequência sensível a maiúsculas e minúsculas: 'a' (3 caracteres).",
		    "Maior sequência insensível a maiúsculas e minúsculas 'a' (3 caracteres)." } },
		{ "Portuguese, several, once each",
		  "pt",
		  &once_each,
		  { "Caracteres sensíveis a maiúsculas e minúsculas mais utilizados: 'a', 'it's' "
		    "(1 vez cada).",
		    "Caracteres insensíveis a maiúsculas e minúsculas mais utilizados: 'a', 'it's' "
		    "(1 vez cada).",
		    "Sequências sensíveis a maiúsculas e minúsculas mais utilizadas: 'a', 'it's' "
		    "(1 vez cada).",
		    "Sequências insensíveis a maiúsculas e minúsculas mais utilizados: 'a', 'it's' "
		    "(1 vez cada).",
		    "Maiores sequências sensíveis a maiúsculas e minúsculas: 'a', 'it's' "
		    "(1 caracteres).",
		    "Maiores sequências insensíveis a maiúsculas e minúsculas 'a', 'it's' "
		    "(1 caracteres)." } },
		{ "Portuguese, several, several times each",
		  "pt",
		  &thrice_each,
		  { "Caracteres sensíveis a maiúsculas e minúsculas mais utilizados: 'a', 'it's' "
		    "(3 vezes cada).",
		    "Caracteres insensíveis a maiúsculas e minúsculas mais utilizados: 'a', 'it's' "
		    "(3 vezes cada).",
		    "Sequências sensíveis a maiúsculas e minúsculas mais utilizadas: 'a', 'it's' "
		    "(3 vezes cada).",
		    "Sequências insensíveis a maiúsculas e minúsculas mais utilizados: 'a', 'it's' "
		    "(3 vezes cada).",
		    "Maiores sequências sensíveis a maiúsculas e minúsculas: 'a', 'it's' "
		    "(3 caracteres).",
		    "Maiores sequências insensíveis a maiúsculas e minúsculas 'a', 'it's' "
		    "(3 caracteres)." } },
		{ "English, one, once",
		  "en",
		  &once,
		  { "Most used case-sensitive character: 'a' (1 time).",
		    "Most used case-insensitive character: 'a' (1 time).",
		    "Most used case-sensitive sequence: 'a' (1 time).",
		    "Most used case-insensitive sequence: 'a' (1 time).",
		    "Longest case-sensitive sequence: 'a' (1 character).",
		    "Longest case-insensitive sequence: 'a' (1 character)." } },
		{ "English, several, once each",
		  "en",
		  &once_each,
		  { "Most used case-sensitive characters: 'a', 'it's' (1 time each).",
		    "Most used case-insensitive characters: 'a', 'it's' (1 time each).",
		    "Most used case-sensitive sequences: 'a', 'it's' (1 time each).",
		    "Most used case-insensitive sequences: 'a', 'it's' (1 time each).",
		    "Longest case-sensitive sequences: 'a', 'it's' (1 character).",
		    "Longest case-insensitive sequences: 'a', 'it's' (1 character)." } },
		{ "English, several, several times each",
		  "en",
		  &thrice_each,
		  { "Most used case-sensitive characters: 'a', 'it's' (3 times each).",
		    "Most used case-insensitive characters: 'a', 'it's' (3 times each).",
		    "Most used case-sensitive sequences: 'a', 'it's' (3 times each).",
		    "Most used case-insensitive sequences: 'a', 'it's' (3 times each).",
		    "Longest case-sensitive sequences: 'a', 'it's' (3 characters).",
		    "Longest case-insensitive sequences: 'a', 'it's' (3 characters)." } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *report = report_of(cases[i].top, cases[i].lang), *at = report;

		print_message("# %s\n", cases[i].name);
		for (int j = 0; j < 6; j++) {
			at = strstr(at, cases[i].sentences[j]);
			assert_non_null(at);
			at += strlen(cases[i].sentences[j]);
			assert_int_equal(*at, '\n');
		}
		free(report);
	}
}

static void what_stands_for_a_book(void **state)
{
	static const struct {
		const char *name, *lang;
		struct summary summary;
		const char *written;
	} cases[] = {
		{ "a book without text is not printed",
		  "en",
		  { .title = (char *)"T", .author = (char *)"A" },
		  "" },
		{ "a failure stands in place of the report",
		  "en",
		  { .title = (char *)"T",
		    .author = (char *)"A",
		    .failure = (char *)"404 Not Found" },
		  "[ 'T' by 'A': 404 Not Found ]\n\n\n" },
		{ "also in Portuguese",
		  "pt",
		  { .title = (char *)"T",
		    .author = (char *)"A",
		    .failure = (char *)"404 Not Found" },
		  "[ 'T' de 'A': 404 Not Found ]\n\n\n" },
		{ "without an author",
		  "pt",
		  { .title = (char *)"T", .failure = (char *)"não" },
		  "[ 'T': não ]\n\n\n" },
		{ "without a title its source stands for it",
		  "en",
		  { .source = (char *)"a.txt", .failure = (char *)"{author}" },
		  "[ 'a.txt': {author} ]\n\n\n" },
		{ "a text without any sequence has no most used one",
		  "pt",
		  { .title = (char *)"T", .found = true, .lines = 1, .lines_blank = 1 },
		  "[ Estatísticas de 'T' ]\n"
		  "\n"
		  "    Número de linhas sem nenhum caractere visível: 1\n"
		  "    Número de linhas com caractere visível: 0\n"
		  "    Total de linhas: 1\n"
		  "\n"
		  "    Número de caracteres visíveis: 0\n"
		  "    Número de sequências contíguas de caracteres visíveis: 0\n"
		  "\n"
		  "\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct summary *const summaries[] = { &cases[i].summary };
		char *written = NULL;
		size_t len;
		FILE *out = open_memstream(&written, &len);

		print_message("# %s\n", cases[i].name);
		assert_int_equal(lang_set(cases[i].lang), 0);
		assert_int_equal(present(out, present_format_named("text"), summaries, 1, NULL), 0);
		fclose(out);
		assert_string_equal(written, cases[i].written);
		free(written);
	}
}

static void tokens_may_hold_nul_characters(void **state)
{
	static struct token nul[] = { { "a\0b", 3 } };
	static const struct top top = { nul, 1, 2 };
	static const char expected[] = "Longest case-insensitive sequence: 'a\0b' (2 characters).";
	const struct summary summary = {
		.found = true,
		.sequences = 1,
		.most_used = { top, top, top, top },
		.longest = top,
		.longest_folded = top,
	};
	const struct summary *const summaries[] = { &summary };
	char *written = NULL;
	size_t len;
	FILE *out = open_memstream(&written, &len);

	(void)state;
	assert_int_equal(lang_set("en"), 0);
	assert_int_equal(present(out, present_format_named("text"), summaries, 1, NULL), 0);
	fclose(out);
	assert_non_null(memmem(written, len, expected, sizeof(expected) - 1));
	free(written);
}

static void a_full_disk_is_an_error_of_every_format(void **state)
{
	static const char *const names[] = { "text", "table", "json", "ndjson", "csv", "tsv" };
	const struct summary summary = { .failure = (char *)"x" };
	const struct summary *const summaries[] = { &summary };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct err err = { 0 };
		FILE *out = fopen("/dev/full", "w");

		assert_non_null(out);
		assert_int_equal(present(out, present_format_named(names[i]), summaries, 1, &err),
				 -1);
		assert_int_equal(err.code, ERR_FULL);
		fclose(out);
	}
}

static void a_closed_pipe_is_told_from_errors(void **state)
{
	const struct summary summary = { .failure = (char *)"x" };
	const struct summary *const summaries[] = { &summary };
	struct err err = { 0 };
	int ends[2];
	FILE *out;

	(void)state;
	(void)signal(SIGPIPE, SIG_IGN);
	assert_int_equal(pipe(ends), 0);
	(void)close(ends[0]);
	out = fdopen(ends[1], "w");
	assert_int_equal(present(out, present_format_named("text"), summaries, 1, &err), -1);
	assert_int_equal(err.code, ERR_UNREAD);
	fclose(out);
}

static void unknown_names_are_refused(void **state)
{
	enum table table = TABLE_SEQUENCES;
	enum order order = ORDER_TOKEN;

	(void)state;
	assert_null(present_format_named("docx"));
	assert_int_equal(table_named(&table, "words"), -1);
	assert_int_equal(table, TABLE_SEQUENCES);
	assert_int_equal(present_order_named(&order, "size"), -1);
	assert_int_equal(order, ORDER_TOKEN);
	assert_int_equal(present_order_named(&order, "count"), 0);
	assert_int_equal(order, ORDER_COUNT);
	assert_int_equal(table_named(&table, "characters-folded"), 0);
	assert_int_equal(table, TABLE_CHARACTERS_FOLDED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_report_has_three_parts_and_two_empty_lines_after),
		cmocka_unit_test(the_forms_of_each_sentence),
		cmocka_unit_test(what_stands_for_a_book),
		cmocka_unit_test(tokens_may_hold_nul_characters),
		cmocka_unit_test(a_full_disk_is_an_error_of_every_format),
		cmocka_unit_test(a_closed_pipe_is_told_from_errors),
		cmocka_unit_test(unknown_names_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
