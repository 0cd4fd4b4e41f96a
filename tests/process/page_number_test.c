#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "data/mem.h"
#include "process/html.h"
#include "process/page_number.h"

static const struct {
	const char *name, *html, *text;
} pages[] = {
	{ "of a span", "one <span class=\"pagenum\">[Pg 12]</span>two", "one two" },
	{ "in the middle of a word", "won<span class='pagenum'>[12]</span>der", "wonder" },
	{ "of its own paragraph", "<p>a</p><p class=pagenum>12</p><p>b</p>", "a\n\nb" },
	{ "with an anchor in it", "a<span class=pagenum><a id=Page_7>[7]</a></span>b", "ab" },
	{ "beside an anchor", "a<span class=pagenum><a id=Page_7></a>[7]</span>b", "ab" },
	{ "of an anchor alone", "a <a name=\"Page_xii\"></a><a name=\"page12\">[12]</a>b", "a b" },
	{ "in braces, of a class that others have", "a<span class=pn>{1}</span> b", "a b" },
	{ "of two pages", "a<span class=pagenum>[12-13]</span>b", "ab" },
	{ "in Roman numerals", "a<span class=\"pageno\">xiv</span>b", "ab" },
	{ "in Roman numerals, of a class that others have", "a<span class=page>[xiv]</span>b",
	  "ab" },
	{ "a class among others", "a<span class='right PageNum2 x'>p. 3</span>b", "ab" },
	{ "in German", "a<span class=seite>S. 33</span>b", "ab" },
	{ "in French", "a<span class=folio>— 33 —</span>b", "ab" },
	{ "of a line of verse", "<span class=i0>It ate<span class=linenum>40</span><br></span>and",
	  "It ate\nand" },
	{ "within a page that is called page", "<div class=page id=page3><span class=pn>3</span>a",
	  "a" },
	{ "in a paragraph with an id", "<p id=p3><span class=pn>3</span>a", "a" },
	{ "not words", "a<span class=pagenum>and so on</span>b", "aand so onb" },
	{ "nor words of a page", "<span class=page>And so</span>", "And so" },
	{ "nor a reference to a page", "see <a href=\"#Page_12\">12</a>", "see 12" },
	{ "nor the number of a note", "a<a class=fnanchor id=FNanchor_1>[1]</a>", "a[1]" },
	{ "nor the number of a chapter", "<h2 id=p12>12</h2>", "12" },
	{ "nor what only ends in a number", "<span class=pn>Route 66</span>", "Route 66" },
	{ "nor a word of one Roman letter", "<span class=page>I</span>", "I" },
};

static void numbers_of_pages_go(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		struct page page = { .body = xasprintf("<body>%s", pages[i].html) };
		struct text text = { 0 };

		page.len = strlen(page.body);
		assert_int_equal(html_decode(&text, &page, NULL), 0);
		if (strcmp(text.data, pages[i].text) != 0)
			fail_msg("%s: '%s'", pages[i].name, text.data);
		text_release(&text);
		free(page.body);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_of_pages_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
