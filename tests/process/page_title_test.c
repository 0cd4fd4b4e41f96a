#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "data/mem.h"
#include "process/html.h"

static const struct {
	const char *name, *head, *title, *author;
} pages[] = {
	{ "the form of the 2000s",
	  "<title>The Project Gutenberg eBook of The Worm, by A. Worm.</title>", "The Worm",
	  "A. Worm" },
	{ "over lines", "<title>\n The Project Gutenberg E-text of The Worm,\n by A. W. </title>",
	  "The Worm", "A. W." },
	{ "the form of today", "<title>The Worm | Project Gutenberg</title>", "The Worm", NULL },
	{ "a title with a by of its own",
	  "<title>The Project Gutenberg eBook of Day by Day, by Night, by A. Worm</title>",
	  "Day by Day, by Night", "A. Worm" },
	{ "another language", "<title>The Project Gutenberg eBook of A traça, por A. Worm</title>",
	  "A traça", "A. Worm" },
	{ "a page without the library's name", "<title>Stand, by me</title>", "Stand, by me",
	  NULL },
	{ "a page that has nothing else", "<title>Project Gutenberg's </title>",
	  "Project Gutenberg's", NULL },
	{ "Dublin Core",
	  "<title>x | Project Gutenberg</title><meta name=dc.title content='The\n Worm'>"
	  "<meta name=DC.Creator content='Worm, A.'>",
	  "The Worm", "Worm, A." },
	{ "an author", "<title>The Worm</title><meta name=\"Author\" content=\"A. Worm\">",
	  "The Worm", "A. Worm" },
	{ "nothing of all this",
	  "<meta name=dc.title content=' '><meta content=a><meta name=author>", NULL, NULL },
};

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static void books_say_who_wrote_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		struct page page = { .body = xasprintf("<html><head>%s</head><p>a",
						       pages[i].head) };
		struct text text = { 0 };

		page.len = strlen(page.body);
		assert_int_equal(html_decode(&text, &page, NULL), 0);
		if (!same(text.title, pages[i].title) || !same(text.author, pages[i].author))
			fail_msg("%s: '%s', '%s'", pages[i].name, text.title, text.author);
		text_release(&text);
		free(page.body);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(books_say_who_wrote_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
