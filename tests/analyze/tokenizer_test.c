#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "analyze/ngrams.h"
#include "analyze/tokenizer.h"
#include "data/buf.h"
#include "data/lang.h"

/* The tokens, each with a | after it. */
static int write_down(void *arg, const struct token *tokens, size_t n, const char *end,
		      struct err *err)
{
	for (size_t i = 0; i < n; i++) {
		assert_true(tokens[i].data + tokens[i].len <= end);
		if (buf_add(arg, tokens[i].data, tokens[i].len, err) || buf_add(arg, "|", 1, err))
			return -1;
	}
	return 0;
}

/* In chunks that end after each line end where CUT is true; the caller's to free(). */
static char *tokens_of(const struct token_rules *rules, const char *text, unsigned ngrams, bool cut)
{
	struct tokenizer *tokenizer = tokenizer_new(rules, NULL);
	struct ngrams grams = { .n = ngrams };
	struct sink sink = { write_down, NULL };
	struct buf out;

	assert_non_null(tokenizer);
	buf_init(&out, 1 << 20);
	sink.arg = &out;
	if (ngrams) {
		grams.sink = sink;
		sink = (struct sink) { ngrams_take, &grams };
	}
	for (const char *line; cut && (line = strchr(text, '\n')); text = line + 1) {
		/* Exactly so long, that a sanitizer sees what is read beyond. */
		size_t len = (size_t)(line + 1 - text);
		char *chunk = memcpy(malloc(len), text, len);

		assert_int_equal(tokenizer_read(tokenizer, chunk, len, false, sink, NULL), 0);
		free(chunk);
	}
	assert_int_equal(tokenizer_read(tokenizer, text, strlen(text), true, sink, NULL), 0);
	assert_int_equal(buf_add(&out, "", 1, NULL), 0);
	ngrams_release(&grams);
	tokenizer_free(tokenizer);
	return buf_take(&out);
}

static const struct {
	const char *name;
	struct token_rules rules;
	unsigned ngrams;
	const char *text, *tokens;
} cases[] = {
	{ "visible is what there is without a name", { .name = NULL }, 0, "a, b!\n c", "a,|b!|c|" },
	{ "visible, by its name", { .name = "visible" }, 0, "\xc2\xa0 x\ty ", "x|y|" },
	{ "no text has no tokens", { .name = "words" }, 0, "", "" },

	{ "words are without what surrounds them",
	  { .name = "words" },
	  0,
	  "\"Sim,\" disse ele... (n\xc3\xa3o!)",
	  "Sim|disse|ele|n\xc3\xa3o|" },
	{ "words hold an apostrophe between letters",
	  { .name = "words" },
	  0,
	  "l'amour don\xe2\x80\x99t dogs' 'a'",
	  "l'amour|don\xe2\x80\x99t|dogs|a|" },
	{ "words hold points between letters or digits, and commas between digits",
	  { .name = "words" },
	  0,
	  "U.S.A. 3.14 1,000 a,b 1.b",
	  "U.S.A|3.14|1,000|a|b|1|b|" },
	{ "a hyphen parts words", { .name = "words" }, 0, "guarda-chuva", "guarda|chuva|" },
	{ "a low line joins words; alone it is none, but two are",
	  { .name = "words" },
	  0,
	  "a_1 _ __ _x",
	  "a_1|__|_x|" },
	{ "a combining mark stays with its letter",
	  { .name = "words" },
	  0,
	  "cafe\xcc\x81s e\xcc\x81",
	  "cafe\xcc\x81s|e\xcc\x81|" },
	{ "a soft hyphen does not part a word",
	  { .name = "words" },
	  0,
	  "ex\xc2\xad"
	  "emplo",
	  "ex\xc2\xad"
	  "emplo|" },
	{ "Cyrillic, Greek and Hebrew, with its quotes",
	  { .name = "words" },
	  0,
	  "\xd0\xb4\xd0\xb0, \xce\xbd\xce\xb1\xce\xb9. \xd7\xa6\xd7\x94\"\xd7\x9c \xd7\x92'",
	  "\xd0\xb4\xd0\xb0|\xce\xbd\xce\xb1\xce\xb9|\xd7\xa6\xd7\x94\"\xd7\x9c|\xd7\x92'|" },
	{ "Thai by its dictionary, beside other words",
	  { .name = "words" },
	  0,
	  "one "
	  "\xe0\xb8\xaa\xe0\xb8\xa7\xe0\xb8\xb1\xe0\xb8\xaa\xe0\xb8\x94\xe0\xb8\xb5\xe0\xb8\x84\xe0"
	  "\xb8\xa3\xe0\xb8\xb1\xe0\xb8\x9a two",
	  "one|\xe0\xb8\xaa\xe0\xb8\xa7\xe0\xb8\xb1\xe0\xb8\xaa\xe0\xb8\x94\xe0\xb8\xb5|"
	  "\xe0\xb8\x84\xe0\xb8\xa3\xe0\xb8\xb1\xe0\xb8\x9a|two|" },
	{ "an emoji is no word",
	  { .name = "words" },
	  0,
	  "a \xf0\x9f\x98\x80 b\xf0\x9f\x98\x80",
	  "a|b|" },

	{ "letters are runs of letters alone",
	  { .name = "letters" },
	  0,
	  "L'an 1900, x2y_z",
	  "L|an|x|y|z|" },
	{ "marks do not tear a run, and begin none",
	  { .name = "letters" },
	  0,
	  "cafe\xcc\x81s \xcc\x81 \xcc\x81"
	  "a",
	  "cafe\xcc\x81s|a|" },
	{ "a joiner stays inside a run, not at its end",
	  { .name = "letters" },
	  0,
	  "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae\xd9\x88 a\xe2\x80\x8d",
	  "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae\xd9\x88|a|" },
	{ "Roman numerals of one character are no letters",
	  { .name = "letters" },
	  0,
	  "\xe2\x85\xa7 VIII \xc2\xaa",
	  "VIII|\xc2\xaa|" },
	{ "letters beyond the basic plane",
	  { .name = "letters" },
	  0,
	  "\xf0\x90\x8c\xb0\xf0\x90\x8c\xb1!",
	  "\xf0\x90\x8c\xb0\xf0\x90\x8c\xb1|" },

	{ "a pattern's matches", { .name = "pattern:[0-9]+" }, 0, "a1b22\n333", "1|22|333|" },
	{ "a pattern may have colons", { .name = "pattern:a:b" }, 0, "a:b ab", "a:b|" },
	{ "matches of nothing are skipped", { .name = "pattern:x*" }, 0, "axxb", "xx|" },
	{ "a pattern sees each line by itself",
	  { .name = "pattern:^.|[^a]+$" },
	  0,
	  "ab\ncd\na",
	  "a|b|c|d|a|" },
	{ "a pattern counts characters, not bytes",
	  { .name = "pattern:.\xc3\xa9." },
	  0,
	  "\xe2\x82\xac\xc3\xa9\xf0\x9f\x98\x80z",
	  "\xe2\x82\xac\xc3\xa9\xf0\x9f\x98\x80|" },

	{ "apostrophes between letters split after themselves",
	  { NULL, .split_apostrophe = true },
	  0,
	  "l'amour, dell\xe2\x80\x99"
	  "anno don't rock 'n' roll '90 o'\xc3\xa9t\xc3\xa9",
	  "l'|amour,|dell\xe2\x80\x99|anno|don'|t|rock|'n'|roll|'90|o'|\xc3\xa9t\xc3\xa9|" },
	{ "words, split",
	  { .name = "words", .split_apostrophe = true },
	  0,
	  "qu'aujourd'hui",
	  "qu'|aujourd'|hui|" },
	{ "a decomposed letter before the apostrophe",
	  { NULL, .split_apostrophe = true },
	  0,
	  "e\xcc\x81'a",
	  "e\xcc\x81'|a|" },
	{ "an accent without its letter is none",
	  { NULL, .split_apostrophe = true },
	  0,
	  "1\xcc\x81'a \xcc\x81'a",
	  "1\xcc\x81'a|\xcc\x81'a|" },
	{ "nothing is there to split",
	  { NULL, .split_apostrophe = true },
	  0,
	  "' '' a' 'b a''b",
	  "'|''|a'|'b|a''b|" },

	{ "a hyphen at a line end joins",
	  { NULL, .join_hyphen = true },
	  0,
	  "um exem-\nplo, e ou-\n  tro\n",
	  "um|exemplo,|e|outro|" },
	{ "blanks before the line end do not matter",
	  { NULL, .join_hyphen = true },
	  0,
	  "exem- \t\n\tplo",
	  "exemplo|" },
	{ "soft hyphens and U+2010, too",
	  { .name = "words", .join_hyphen = true },
	  0,
	  "exem\xc2\xad\nplo fi\xe2\x80\x90\nm",
	  "exemplo|fim|" },
	{ "a word over three lines",
	  { NULL, .join_hyphen = true },
	  0,
	  "in-\ncon-\nstitu\nx",
	  "inconstitu|x|" },
	{ "no dash, no capital, no digit, no empty line, no hyphen after a space",
	  { NULL, .join_hyphen = true },
	  0,
	  "a--\nb c-\nD e-\n1 2-\nf g-\n\nh i -\nj",
	  "a--|b|c-|D|e-|1|2-|f|g-|h|i|-|j|" },
	{ "the text ends in a hyphen", { NULL, .join_hyphen = true }, 0, "a-\n", "a-|" },
	{ "first joined, then split",
	  { NULL, .join_hyphen = true, .split_apostrophe = true },
	  0,
	  "l'a-\nmour",
	  "l'|amour|" },
	{ "a pattern sees the joined line",
	  { .name = "pattern:^\\w+", .join_hyphen = true },
	  0,
	  "ex-\nem-\nplo a\nb",
	  "exemplo|b|" },

	{ "pairs, across line ends", { .name = NULL }, 2, "a b\nc", "a b|b c|" },
	{ "one at a time", { .name = NULL }, 1, "a b c", "a|b|c|" },
	{ "five, of as many", { .name = "letters" }, 5, "a, b, c, d, e", "a b c d e|" },
	{ "fewer tokens than wanted", { .name = NULL }, 3, "a b", "" },
};

static void tokens_of_each_kind(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		for (int cut = 0; cut < 2; cut++) {
			char *tokens = tokens_of(&cases[i].rules, cases[i].text, cases[i].ngrams,
						 cut != 0);

			print_message("# %s%s\n", cases[i].name, cut ? ", line by line" : "");
			assert_string_equal(tokens, cases[i].tokens);
			free(tokens);
		}
	}
}

static void what_is_wrong_with_a_name(void **state)
{
	static const struct {
		const char *name, *text;
	} wrong[] = {
		{ "word", "there are no tokens called 'word'; there are: visible, words, letters, "
			  "pattern:REGEX" },
		{ "words:x", "there are no tokens called 'words:x'; there are: visible, words, "
			     "letters, pattern:REGEX" },
		{ "pattern", "there are no tokens called 'pattern'; there are: visible, words, "
			     "letters, pattern:REGEX" },
		{ "pattern:", "a regular expression must follow 'pattern:'" },
		{ "pattern:a(b", "the pattern is wrong at character 3, after 'a(b': a parenthesis "
				 "without its other half" },
		{ "pattern:\xc3\xa9[a-z",
		  "the pattern is wrong at character 5, after '\xc3\xa9[a-z': "
		  "a [ without its ]" },
		{ "pattern:*",
		  "the pattern is wrong at character 1, after '*': a sign out of place" },
		{ "pattern:\xff", "the pattern is not UTF-8, or too long" },
	};

	(void)state;
	assert_int_equal(lang_set("en"), 0);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct err err = { 0 };

		assert_null(tokenizer_new(&(struct token_rules) { .name = wrong[i].name }, &err));
		assert_string_equal(err.text, wrong[i].text);
		assert_int_equal(err.code, ERR_USAGE);
	}
}

static void a_pattern_that_runs_away_is_stopped(void **state)
{
	const struct token_rules rules = { .name = "pattern:(a+)+b" };
	struct tokenizer *tokenizer = tokenizer_new(&rules, NULL);
	const char *text = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
	struct err err = { 0 };
	struct buf out;

	(void)state;
	buf_init(&out, 100);
	assert_int_equal(tokenizer_read(tokenizer, text, strlen(text), true,
					(struct sink) { write_down, &out }, &err),
			 -1);
	assert_int_equal(err.code, ERR_LIMIT);
	assert_non_null(strstr(err.text, "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'"));
	buf_release(&out);
	tokenizer_free(tokenizer);
}

static int refuse(void *arg, const struct token *tokens, size_t n, const char *end, struct err *err)
{
	(void)arg;
	(void)tokens;
	(void)n;
	(void)end;
	return err_set(err, ERR_LIMIT, "enough");
}

static void a_sink_that_has_enough_ends_it(void **state)
{
	static const char *const names[] = { "visible", "words", "letters", "pattern:\\w" };

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		const struct token_rules rules = { names[i], .split_apostrophe = i % 2 };
		struct tokenizer *tokenizer = tokenizer_new(&rules, NULL);
		struct err err = { 0 };

		assert_int_equal(tokenizer_read(tokenizer, "a b", 3, true,
						(struct sink) { refuse, NULL }, &err),
				 -1);
		assert_string_equal(err.text, "enough");
		tokenizer_free(tokenizer);
	}
}

/* More than a batch, and lines longer than are held back. */
static void long_texts_lose_nothing(void **state)
{
	enum { WORDS = 40000 };
	const struct token_rules rules = { .name = "words", .join_hyphen = true };
	struct buf text, want;
	char *tokens;

	(void)state;
	buf_init(&text, 1 << 20);
	buf_init(&want, 1 << 20);
	for (int i = 0; i < WORDS; i++) {
		bool line = i % 20000 == 19999;

		assert_int_equal(buf_add_text(&text, i % 3 ? "ab " : "ab-\nc ", NULL), 0);
		assert_int_equal(buf_add_text(&text, line ? "x\n" : "", NULL), 0);
		assert_int_equal(buf_add_text(&want, i % 3 ? "ab|" : "abc|", NULL), 0);
		assert_int_equal(buf_add_text(&want, line ? "x|" : "", NULL), 0);
	}
	assert_int_equal(buf_add(&text, "", 1, NULL) || buf_add(&want, "", 1, NULL), 0);
	tokens = tokens_of(&rules, text.data, 0, false);
	assert_string_equal(tokens, want.data);
	free(tokens);
	buf_release(&text);
	buf_release(&want);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tokens_of_each_kind),
		cmocka_unit_test(what_is_wrong_with_a_name),
		cmocka_unit_test(a_pattern_that_runs_away_is_stopped),
		cmocka_unit_test(a_sink_that_has_enough_ends_it),
		cmocka_unit_test(long_texts_lose_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
