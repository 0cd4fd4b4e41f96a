#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <hyphen.h>
#include "analyze/patterns.h"
#include "data/buf.h"
#include "data/mem.h"

#define DICTIONARIES "/usr/share/hyphen/"
#define BOOKS "../shared/corpus/books/"

enum { MAX_FILE = 8 << 20, LONGEST = 90 };

static void read_file(struct buf *buf, const char *path)
{
	buf_init(buf, MAX_FILE);
	if (buf_read_file(buf, path, NULL))
		buf_release(buf);
}

/* Among words of its length. */
static void assert_same_parts(const struct patterns *patterns, const unsigned char *word,
			      size_t len, const unsigned char *values)
{
	sixteen words[PATTERNS_AT_ONCE] = { 0 };
	unsigned parts[PATTERNS_AT_ONCE];

	for (size_t lane = 0; lane < PATTERNS_AT_ONCE; lane++) {
		memset(words, 'a', sizeof(words));
		memcpy(&words[lane], word, len);
		patterns_part(patterns, words, len, parts);
		for (size_t i = 0; i < len; i++)
			assert_int_equal(parts[lane] >> i & 1, values[i] & 1);
	}
}

/* "a-go-ra" */
static void small_dictionaries(void **state)
{
	static const struct {
		const char *name, *dictionary, *word, *parted;
	} cases[] = {
		{ "a digit parts where it is odd", "UTF-8\na1go\n1ra\n", "agora", "a-go-ra" },
		{ "a higher one holds", "UTF-8\na1go\na2go\n1ra\n", "agora", "ago-ra" },
		{ "of one that stands twice the last", "UTF-8\na2go\na1go\n1ra\n", "agora",
		  "a-go-ra" },
		{ "only at the beginning", "UTF-8\n.a1a\n", "aaa", "a-aa" },
		{ "only at the end", "UTF-8\na1a.\n", "aaa", "aa-a" },
		{ "comments are none", "UTF-8\n% a1g\n# a/g1o\n1ra\n", "agora", "ago-ra" },
		{ "of two levels the last", "UTF-8\na1g\nNEXTLEVEL\n1ra\n", "agora", "ago-ra" },
		{ "patterns longer than a word has bytes", "UTF-8\na1bcdefghijklm1no.\n",
		  "abcdefghijklmno", "a-bcdefghijklm-no" },
		{ "and longer than are raised at once", "UTF-8\na1bcdefghijklmnopqrs1tu.\n1k2\n",
		  "zabcdefghijklmnopqrstu", "za-bcdefghijklmnopqrs-tu" },
		{ "no patterns", "UTF-8\n", "agora", "agora" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		unsigned char word[LONGEST], values[LONGEST];
		char *text = xstrdup(cases[i].dictionary), shown[LONGEST];
		struct patterns *patterns = patterns_new(text);
		size_t len = strlen(cases[i].word), n = 0;

		print_message("# %s\n", cases[i].name);
		assert_non_null(patterns);
		(void)snprintf((char *)word, sizeof(word), ".%s.", cases[i].word);
		patterns_apply(patterns, word, len + 2, values);
		if (len + 2 <= PATTERNS_SHORT)
			assert_same_parts(patterns, word, len + 2, values);
		for (size_t j = 1; j <= len; j++) {
			shown[n++] = (char)word[j];
			if (j < len && (values[j] & 1))
				shown[n++] = '-';
		}
		shown[n] = '\0';
		assert_string_equal(shown, cases[i].parted);
		patterns_free(patterns);
		free(text);
	}
}

/* Letters without or with an accent: what both take for a word. */
static size_t word_length(const char *at)
{
	size_t n = 0;

	for (;;) {
		if (at[n] >= 'a' && at[n] <= 'z')
			n++;
		else if (at[n] == '\xc3' && (at[n + 1] & 0xc0) == 0x80)
			n += 2;
		else
			return n;
	}
}

static void assert_same_points(HyphenDict *theirs, const struct patterns *ours, const char *at,
			       size_t len)
{
	unsigned char word[LONGEST + 2], values[LONGEST + 2];
	char text[LONGEST + 1] = "", points[LONGEST + 5] = "";
	int *position = NULL, *cut = NULL;
	char **replaced = NULL;
	size_t character = 0;

	memcpy(text, at, len);
	hnj_hyphen_hyphenate2(theirs, text, (int)len, points, NULL, &replaced, &position, &cut);
	word[0] = word[len + 1] = '.';
	memcpy(word + 1, at, len);
	patterns_apply(ours, word, len + 2, values);
	if (len + 2 <= PATTERNS_SHORT)
		assert_same_parts(ours, word, len + 2, values);
	for (size_t i = 0; i + 1 < len; i++)
		if ((at[i + 1] & 0xc0) != 0x80 && (points[character++] & 1) != (values[i + 1] & 1))
			fail_msg("%s", text);
	free(replaced);
	free(position);
	free(cut);
}

/* Not the French: there libhyphen loses memory, which is ours to avoid and not to test. */
static void the_points_of_libhyphen(void **state)
{
	static const char *const cases[][2] = {
		{ "hyph_pt_BR.dic", "55797-0.txt" },
		{ "hyph_en_US.dic", "1342-0.txt" },
		{ "hyph_it_IT.dic", "1000-0.txt" },
	};
	int words = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *dictionary = xasprintf(DICTIONARIES "%s", cases[i][0]);
		char *book = xasprintf(BOOKS "%s", cases[i][1]);
		struct buf text, file;

		read_file(&text, book);
		read_file(&file, dictionary);
		if (text.len && file.len) {
			HyphenDict *theirs = hnj_hyphen_load(dictionary);
			struct patterns *ours = patterns_new(file.data);

			for (HyphenDict *level = theirs; level; level = level->nextlevel)
				level->lhmin = level->rhmin = 1;
			for (const char *at = text.data; *at; at++) {
				size_t len = word_length(at);

				if (len > 1 && len <= LONGEST)
					assert_same_points(theirs, ours, at, len);
				at += len;
				words += len > 1;
				if (!*at)
					break;
			}
			hnj_hyphen_free(theirs);
			patterns_free(ours);
		}
		buf_release(&text);
		buf_release(&file);
		free(dictionary);
		free(book);
	}
	print_message("# %d words\n", words);
	if (!words)
		skip();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(small_dictionaries),
		cmocka_unit_test(the_points_of_libhyphen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
