#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <unicode/uscript.h>
#include "analyze/leads.h"
#include "analyze/prose.h"
#include "analyze/sentences.h"
#include "data/buf.h"
#include "process/utf8.h"
#include "tests/analyze/plain_prose.h"

#define BREAKS "/usr/share/unicode/auxiliary/SentenceBreakTest.txt"
#define BOOKS "../shared/corpus/books"

enum { MAX_FILE = 16 << 20 };

struct measured {
	struct histogram histograms[2];
	struct lengths lines, sentences;
};

static void prepare(struct measured *measured)
{
	*measured = (struct measured) { 0 };
	measured->lines.histogram = &measured->histograms[0];
	measured->sentences.histogram = &measured->histograms[1];
}

/* "2 2 5": the lengths there are, in order of length. */
static char *show(const struct histogram *histogram)
{
	char *shown = NULL;
	size_t len;
	FILE *out = open_memstream(&shown, &len);

	for (int i = 0; i < HISTOGRAM_BINS; i++)
		for (uint64_t n = 0; n < histogram->bins[i]; n++)
			fprintf(out, " %d", i);
	fclose(out);
	memmove(shown, shown + (len > 0), len + (len == 0));
	return shown;
}

static void lines_and_sentences(void **state)
{
	static const struct {
		const char *name, *text, *lines, *sentences;
	} cases[] = {
		{ "nothing", "", "", "" },
		{ "white space alone", " \n\t\n \u3000", "", "" },
		{ "a sentence needs no end", "a b", "3", "2" },
		{ "three ends", "One two. Is it? No!", "19", "1 2 2" },
		{ "lines are wrapped by hand", "One\ntwo. And\nthree.", "3 6 8", "2 2" },
		{ "an empty line ends a paragraph", "A heading\n\nand text", "8 9", "2 2" },
		{ "so does a line of white space", "a b\n \t\u00a0\nc", "1 3", "1 2" },
		{ "line ends at the end are nothing", "a b.\n\n\n", "4", "2" },
		{ "a full stop before lower case does not end", "He, etc. went on.", "17", "4" },
		{ "nor across a line end", "He, etc.\nwent on.", "8 8", "4" },
		{ "but across a paragraph", "He, etc.\n\nwent on.", "8 8", "2 2" },
		{ "nor in a number", "It is 3.14 now", "14", "4" },
		{ "nor in initials without spaces", "the U.S.A is", "12", "3" },
		{ "an exclamation before lower case does", "Oh! he said.", "12", "1 2" },
		{ "quotation marks belong to what they close", "\u201cGo.\u201d She went.", "15",
		  "1 2" },
		{ "dashes alone are no words", "Go - he said -", "14", "3" },
		{ "nor a sentence", "Go! - - - !", "11", "1" },
		{ "numbers are words", "In 1881. Go", "11", "1 2" },
		{ "the end of a sentence parts a word", "Hello?World", "11", "1 1" },
		{ "as where there are no spaces", "\u6211\u5011\u3002\u4f60\u5011\u3002", "6",
		  "1 1" },
		{ "code points, not bytes", "\u00e9\u00e9 \u0435\u0436", "5", "2" },
		{ "a letter and its accent are two code points", "e\u0301", "2", "1" },
		{ "U+2029 ends a sentence, not a line", "a b\u2029c", "5", "1 2" },
		{ "a word across the 64 bytes of a block",
		  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b",
		  "74", "2" },
		{ "marks across them",
		  "a ---------------------------------------------------------------------b. C",
		  "75", "1 2" },
		{ "letters are looked for where one is needed",
		  "\u03b1\u03b2 \u0387\u0301 \u00d7\u00f7 \u00d7\u00e9. \u05b0\u05d0 \u060c\u0628",
		  "18", "2 2" },
		{ "and again behind the end of a sentence",
		  "\u0ab0\u0ab0!\u0ab0 \u0e01\u3002\u0e02\u3002\u0387\u3002", "11", "1 1 2" },
		{ "an end that is known late",
		  "a. \u2026\u2026\u2026\u2026\u2026\u2026\u2026\u2026\u2026\u2026\u2026\u2026"
		  "\u2026\u2026\u2026\u2026\u2026\u2026\u2026\u2026\u2026\u2026\u2026 12 B",
		  "31", "1 2" },
		{ "and one that is none",
		  "a. \u2026\u2026\u2026\u2026\u2026\u2026\u2026\u2026\u2026\u2026\u2026\u2026"
		  "\u2026\u2026\u2026\u2026\u2026\u2026\u2026\u2026\u2026\u2026\u2026 12 b",
		  "31", "3" },
	};

	(void)state;
	for (size_t j = 0; j < 2 * sizeof(cases) / sizeof(*cases); j++) {
		struct measured got;
		char *lines, *sentences;
		size_t i = j / 2;

		print_message("# %s\n", cases[i].name);
		prepare(&got);
		prose_measure(&got.lines, &got.sentences, cases[i].text, strlen(cases[i].text),
			      j % 2);
		lines = show(got.lines.histogram);
		sentences = show(got.sentences.histogram);
		assert_string_equal(lines, cases[i].lines);
		assert_string_equal(sentences, cases[i].sentences);
		free(lines);
		free(sentences);
	}
}

static void assert_same(const struct lengths *a, const struct lengths *b)
{
	assert_int_equal(a->n, b->n);
	assert_int_equal(a->sum, b->sum);
	assert_memory_equal(a->histogram, b->histogram, sizeof(*a->histogram));
}

static void check_book(const char *name)
{
	char *path = xasprintf(BOOKS "/%s", name), *text;
	struct measured got, plain;
	struct buf file;
	size_t len = 0, kept = 0;

	buf_init(&file, MAX_FILE);
	assert_int_equal(buf_read_file(&file, path, NULL), 0);
	text = xmalloc(3 * file.len);
	len = utf8_repair(text, file.data, file.len);
	for (size_t i = 0; i < len; i++)
		if (text[i] != '\r')
			text[kept++] = text[i];
	prepare(&plain);
	plain_prose(&plain.lines, &plain.sentences, text, kept);
	print_message("# %s: %ju lines, %ju sentences\n", name, (uintmax_t)plain.lines.n,
		      (uintmax_t)plain.sentences.n);
	assert_true(plain.sentences.n > 0);
	for (int portable = 0; portable < 2; portable++) {
		prepare(&got);
		prose_measure(&got.lines, &got.sentences, text, kept, portable);
		assert_same(&got.lines, &plain.lines);
		assert_same(&got.sentences, &plain.sentences);
	}
	free(text);
	buf_release(&file);
	free(path);
}

static void every_shared_book_as_icu_would_part_it(void **state)
{
	DIR *folder = opendir(BOOKS);
	const struct dirent *entry;

	(void)state;
	if (!folder)
		skip();
	while ((entry = readdir(folder)))
		if (strstr(entry->d_name, ".txt"))
			check_book(entry->d_name);
	closedir(folder);
}

/* ---- what first bytes tell ---- */

static void the_first_bytes_of_all_characters(void **state)
{
	(void)state;
	for (UChar32 c = 0x80; c <= 0x10ffff; c++) {
		unsigned char bytes[16] = { 0 };
		struct leads leads;
		size_t n = 0;
		sixteen text;

		if (U_IS_SURROGATE(c))
			continue;
		U8_APPEND_UNSAFE(bytes, n, c);
		memcpy(&text, bytes, sizeof(text));
		leads = leads_find(text);
		assert_int_equal(leads.all, 1);
		assert_false((leads.letters | leads.inner) & ~(uint64_t)1);
		if (leads.letters) {
			bool is_han = leads_of_han(text)[0];
			UErrorCode status = U_ZERO_ERROR;

			assert_true(u_isalpha(c));
			assert_int_equal(is_han, uscript_breaksBetweenLetters(
							 uscript_getScript(c, &status)));
		}
		if (leads.inner) {
			assert_false(u_isspace(c));
			assert_false(sentence_class((uint32_t)c) & SENTENCE_MAY_END);
		}
	}
}

/* A character may go on beyond the sixteen bytes. */
static void a_first_byte_at_the_end(void **state)
{
	(void)state;
	for (int lead = 0xc3; lead < 0xf5; lead++) {
		sixteen text = { 0 };

		text[15] = (unsigned char)lead;
		if (leads_find(text).letters)
			assert_true(lead != 0xc3 && lead != 0xe4 && lead != 0xe9 && lead != 0xd7);
	}
}

/* ---- Unicode's own cases ---- */

struct unicode_case {
	char text[256];
	size_t len;
	bool wanted[256], got[256]; /* where a sentence ends, by byte */
};

/* A row: "÷ 0061 × 002E ÷ 0062 ÷ # ...". */
static bool read_case(struct unicode_case *row, const char *line)
{
	*row = (struct unicode_case) { 0 };
	while (*line && *line != '#' && *line != '\n') {
		char *end;
		unsigned long c = strtoul(line, &end, 16);

		if (strncmp(line, "÷", strlen("÷")) == 0) {
			row->wanted[row->len] = true;
			line += strlen("÷");
		} else if (end > line) {
			U8_APPEND_UNSAFE(row->text, row->len, c);
			line = end;
		} else {
			line++;
		}
	}
	/* In a text that is wrapped by hand a line end is a space. */
	return row->len > 0 && !memchr(row->text, '\n', row->len);
}

static void find_ends(struct unicode_case *row)
{
	struct classes classes = { .of = sentence_class };
	struct sentence_text text = { row->text, row->text + row->len, &classes };
	const char *at = row->text;

	while (at < text.end) {
		struct sentence_scan scan = { NULL, at };
		size_t i = 0;
		UChar32 c;

		U8_NEXT_UNSAFE(at, i, c);
		if (sentence_class((uint32_t)c) & SENTENCE_MAY_END)
			scan = sentence_after(&text, at);
		if (scan.end)
			row->got[scan.end - row->text] = true;
		at = scan.next > at ? scan.next : at + i;
	}
	row->got[0] = true;
	row->got[row->len] = true;
}

static void every_case_of_unicode(void **state)
{
	FILE *in = fopen(BREAKS, "r");
	char line[4096];
	int n = 0;

	(void)state;
	if (!in)
		skip();
	while (fgets(line, sizeof(line), in)) {
		struct unicode_case row;

		if (!read_case(&row, line))
			continue;
		find_ends(&row);
		if (memcmp(row.wanted, row.got, sizeof(row.got)) != 0)
			fail_msg("%s", line);
		n++;
	}
	(void)fclose(in);
	print_message("# %d cases\n", n);
	assert_true(n > 300);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_and_sentences),
		cmocka_unit_test(every_shared_book_as_icu_would_part_it),
		cmocka_unit_test(the_first_bytes_of_all_characters),
		cmocka_unit_test(a_first_byte_at_the_end),
		cmocka_unit_test(every_case_of_unicode),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
