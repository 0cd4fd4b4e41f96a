#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "process/header.h"

#define START "*** START OF THIS PROJECT GUTENBERG EBOOK THE WORM ***\n"
#define LONG "The Worm That Ate Its Way Through All the Shelves of a Library"
#define BYTES_100                                                                                  \
	"0123456789012345678901234567890123456789012345678901234567890123456789"                   \
	"012345678901234567890123456789"
#define BYTES_1000                                                                                 \
	BYTES_100 BYTES_100 BYTES_100 BYTES_100 BYTES_100 BYTES_100 BYTES_100 BYTES_100 BYTES_100  \
		BYTES_100

static const struct {
	const char *name, *file;
	long id;
	const char *title, *author, *language;
} cases[] = {
	{ "all of it",
	  "Title: The Worm\n\nAuthor: A. Worm\n\nRelease Date: May 1, 2009 [EBook #123]\n\n"
	  "Language: Portuguese\n\n" START,
	  123, "The Worm", "A. Worm", "pt" },
	{ "nothing of it", START, 0, NULL, NULL, NULL },
	{ "an empty file", "", 0, NULL, NULL, NULL },
	{ "verbatim inside, trimmed outside", "Author:  A.  Worm \xc2\xa0\n" START, 0, NULL,
	  "A.  Worm", NULL },
	{ "the first of several", "Title: One\nTitle: Two\nAuthor: A\nAuthor: B\n" START, 0, "One",
	  "A", NULL },
	{ "a line that was too long goes on",
	  "Title: " LONG ",\n       Issue 12\n       Volume 3\n" START, 0, LONG ", Issue 12", NULL,
	  NULL },
	{ "what ends in a comma goes on",
	  "Title: The Worm,\n       and Other Beetles;\n       Or, The Shelf\n       A "
	  "Story\n" START,
	  0, "The Worm, and Other Beetles; Or, The Shelf", NULL, NULL },
	{ "what ends in a comma before an empty line is all",
	  "Title: The Worm,\n\nAuthor: A. Worm,\n" START, 0, "The Worm,", "A. Worm,", NULL },
	{ "a line that was too long goes on twice",
	  "Title: " LONG ",\n" LONG " Twice\nSecond Part\n\nThird\n" START, 0,
	  LONG ", " LONG " Twice Second Part", NULL, NULL },
	{ "a subtitle would have fitted", "Title: The Worm\n       A Story\n\n" START, 0,
	  "The Worm", NULL, NULL },
	{ "another author would have fitted", "Author: A. Worm\n        B. Worm\n" START, 0, NULL,
	  "A. Worm", NULL },
	{ "the next field is none of the title",
	  "Title: " LONG " by\nRelease Date: May [eBook #7]\n" START, 7, LONG " by", NULL, NULL },
	{ "an empty field", "Title:\nAuthor: A\n" START, 0, NULL, "A", NULL },
	{ "fields after the mark are the book's", "x\n" START "Title: Two\n[Etext #5]\n", 0, NULL,
	  NULL, NULL },
	{ "the old form of the number", "July, 2002  [Etext #3333]\n[Etext #4]\n" START, 3333, NULL,
	  NULL, NULL },
	{ "brackets and numbers of all kinds",
	  "[#1] [[EBook #] [EBook #0] [ebook 4] [EBook #x] [EBook #42\n" START, 42, NULL, NULL,
	  NULL },
	{ "a number too long is cut", "[EBook #12345678901234567890]\n" START, 123456789, NULL,
	  NULL, NULL },
	{ "a bracket at the very end", "[", 0, NULL, NULL, NULL },
	{ "a key at the very end", "Title:", 0, NULL, NULL, NULL },
	{ "a language of no name", "Language: Klingonese\n" START, 0, NULL, NULL, NULL },
	{ "a file without marks", "Title: The Worm\n\nIt ate.", 0, "The Worm", NULL, NULL },
	{ "a line of a thousand bytes is no field", "Title: " BYTES_1000 "\nTitle: B\n", 0, "B",
	  NULL, NULL },
};

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static void a_header_says_what_the_book_is(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct text text = { .len = strlen(cases[i].file) };

		text.data = malloc(text.len + 1);
		assert_non_null(text.data);
		memcpy(text.data, cases[i].file, text.len + 1);
		header_read(&text);
		if (text.id != cases[i].id || !same(text.title, cases[i].title) ||
		    !same(text.author, cases[i].author) || !same(text.language, cases[i].language))
			fail_msg("%s: %ld, '%s', '%s', '%s'", cases[i].name, text.id, text.title,
				 text.author, text.language);
		text_release(&text);
	}
}

static void a_line_with_a_nul_is_no_field(void **state)
{
	static const char file[] = "Author: \0\0\nTitle: " LONG "\n\0\n[EBook #1]\0\n";
	struct text text = { .len = sizeof(file) - 1 };

	(void)state;
	text.data = malloc(sizeof(file));
	assert_non_null(text.data);
	memcpy(text.data, file, sizeof(file));
	header_read(&text);
	assert_null(text.author);
	assert_string_equal(text.title, LONG);
	assert_int_equal(text.id, 0);
	text_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(a_header_says_what_the_book_is),
					    cmocka_unit_test(a_line_with_a_nul_is_no_field) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
