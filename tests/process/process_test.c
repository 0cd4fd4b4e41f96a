#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "data/mem.h"
#include "process/process.h"

#define START "*** START OF THIS PROJECT GUTENBERG EBOOK THE WORM ***\n"

static void cuts_have_names(void **state)
{
	enum cut cut = CUT_AUTO;

	(void)state;
	assert_int_equal(process_cut_named(&cut, "classic"), 0);
	assert_int_equal(cut, CUT_CLASSIC);
	assert_int_equal(process_cut_named(&cut, "none"), 0);
	assert_int_equal(cut, CUT_NONE);
	assert_int_equal(process_cut_named(&cut, "auto"), 0);
	assert_int_equal(cut, CUT_AUTO);
	assert_int_equal(process_cut_named(&cut, "Auto"), -1);
	assert_int_equal(process_cut_named(&cut, ""), -1);
}

static int process(struct text *text, const char *body, size_t len, enum cut cut, struct err *err)
{
	const struct process_options options = { .cut = cut };
	struct page page = { .source = xstrdup("worm.txt"), .len = len, .sha256 = "abc" };
	int rc;

	page.body = xmalloc(len + 1);
	if (len)
		memcpy(page.body, body, len);
	page.body[len] = '\0';
	rc = process_page(text, &page, &options, err);
	page_release(&page);
	return rc;
}

static void a_page_becomes_a_text(void **state)
{
	static const char body[] = "Title: The Worm\r\nLanguage: Portuguese\r\n" START
				   "\r\nEle\0comeu.\r\n\r\nFim\r\n\r\n"
				   "End of the Project Gutenberg EBook\r\n";
	struct text text;

	(void)state;
	assert_int_equal(process(&text, body, sizeof(body) - 1, CUT_AUTO, NULL), 0);
	assert_true(text.found);
	assert_int_equal(text.len, 15);
	assert_memory_equal(text.data, "Ele\0comeu.\n\nFim", 16);
	assert_string_equal(text.source, "worm.txt");
	assert_string_equal(text.sha256, "abc");
	assert_string_equal(text.title, "The Worm");
	assert_null(text.author);
	assert_string_equal(text.language, "pt");
	assert_string_equal(text.cut_rule, "start-end");
	assert_int_equal(text.first_line, 5);
	assert_int_equal(text.last_line, 7);
	assert_int_equal(text.of_lines, 10);
	assert_null(text.warning);
	text_release(&text);
}

static void a_cut_that_leaves_nothing_says_so(void **state)
{
	struct text text;

	(void)state;
	assert_int_equal(process(&text, "It ate.", 7, CUT_CLASSIC, NULL), 0);
	assert_false(text.found);
	assert_string_equal(text.cut_rule, "no-text");
	assert_int_equal(text.len, 0);
	assert_string_equal(text.data, "");
	text_release(&text);

	assert_int_equal(process(&text, NULL, 0, CUT_AUTO, NULL), 0);
	assert_false(text.found);
	assert_non_null(text.warning);
	text_release(&text);
}

static const struct {
	const char *name, *body;
	bool is_page;
} pages[] = {
	{ "a document type", "<!DOCTYPE html>\n<p>404", true },
	{ "a document type in lower case, after white space", " \r\n\t<!doctype HTML>", true },
	{ "a mark of UTF-8 first", "\xef\xbb\xbf<html lang=\"en\">", true },
	{ "an XML declaration first", "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC", true },
	{ "comments first", "<!-- a > b -->\n<!-- c --><html>", true },
	{ "a comment without an end", "<!-- <html>", false },
	{ "a head without more", "<head><title>404 Not Found</title>", true },
	{ "a declaration and nothing more", "<?xml version=\"1.0\"?>", false },
	{ "text that speaks of HTML", "The tag <html> begins a page.", false },
	{ "text that begins with a bracket", "<<THIS ELECTRONIC VERSION>>", false },
	{ "a tag of no page", "<p>It ate.", false },
};

/* The markup of a page is not its text; that of a text is. */
static void pages_lose_their_markup(void **state)
{
	struct text text;
	struct err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		assert_int_equal(
			process(&text, pages[i].body, strlen(pages[i].body), CUT_NONE, &err), 0);
		if ((strchr(text.data, '<') == NULL) != pages[i].is_page)
			fail_msg("%s", pages[i].name);
		text_release(&text);
	}
}

static void a_page_is_a_text_without_marks_to_miss(void **state)
{
	static const char page[] = "<html lang=fr><title>Le ver</title><p>Title: no<p>Il mange.";
	static const char book[] = "<html><title>The Worm, by A. Worm</title><p>Author: A. Worm<br>"
				   "Language: Portuguese<p>" START "<p>Comeu.<p>"
				   "*** END OF THIS PROJECT GUTENBERG EBOOK THE WORM ***";
	struct text text;

	(void)state;
	assert_int_equal(process(&text, page, sizeof(page) - 1, CUT_AUTO, NULL), 0);
	assert_string_equal(text.data, "Title: no\n\nIl mange.");
	assert_string_equal(text.title, "Le ver");
	assert_string_equal(text.language, "fr");
	assert_null(text.warning);
	text_release(&text);

	assert_int_equal(process(&text, book, sizeof(book) - 1, CUT_AUTO, NULL), 0);
	assert_string_equal(text.data, "Comeu.");
	assert_string_equal(text.title, "The Worm, by A. Worm");
	assert_string_equal(text.author, "A. Worm");
	assert_string_equal(text.language, "pt");
	text_release(&text);
}

#define PG_HEADER                                                                                    \
	"<html><title>x</title><section id=\"pg-header\"><h2>L’ebook du ver s\302\255ou</h2><div " \
	"id=\"pg-machine-header\"><p><b>Title</b>: Le ver</p><p>Author: A. Ver</p><p>Release "       \
	"Date: "                                                                                     \
	"May 1, 2001 [eBook #12]</p><p>Language: French</p></div><p>*** Ici commence le "            \
	"livre</p></section>"
#define PG_FOOTER "<section id=pg-footer><div>Ici finit le livre</div><p>Licence</p></section>"

static const struct {
	const char *name, *page, *kept, *rule;
	bool repair, drop_invisible;
} edges[] = {
	{ "a header and a footer of another wording", PG_HEADER "<p>Il\302\255 mange." PG_FOOTER,
	  "Il\302\255 mange.", "pg-header-pg-footer", false, false },
	{ "whose letters are put right, and the book's", PG_HEADER "<p>Il a mangÃ©." PG_FOOTER,
	  "Il a mangé.", "pg-header-pg-footer", true, false },
	{ "what has no width goes in all three", PG_HEADER "<p>Il\302\255 man\302\255ge." PG_FOOTER,
	  "Il mange.", "pg-header-pg-footer", true, true },
	{ "a header alone, with credits behind it",
	  PG_HEADER "<p>Produced by B. Worm</p><p>Il mange.", "Il mange.", "pg-header", false,
	  false },
	{ "only what programs read, as in older files",
	  "<html><div id=pg-machine-header><p>Title: Le ver<p>Author: A. Ver<p>Release Date: May "
	  "1, "
	  "2001 [eBook #12]<p>Language: French</div><p>Il mange.",
	  "Il mange.", "pg-header", false, false },
	{ "the mark at the end speaks for itself",
	  PG_HEADER "<p>Il mange.<section id=pg-footer><p>*** END OF THE PROJECT GUTENBERG "
		    "EBOOK LE VER ***</section>",
	  "Il mange.", "pg-header-end", false, false },
	{ "text before the header is no book either",
	  "<html><p>Cover" PG_HEADER "<h1>I</h1>Il mange." PG_FOOTER, "I\n\nIl mange.",
	  "pg-header-pg-footer", false, false },
	{ "a word called so is no header",
	  "<html><p>Title: Le ver<p>Author: A. Ver<p>Release Date: May 1, 2001 [eBook #12]<p>"
	  "Language: French<p>Project Gutenberg<p>"
	  "*** START OF THIS PROJECT GUTENBERG EBOOK LE VER ***<p>Il <b id=pg-footer>mange.</b>",
	  "Il mange.", "start", false, false },
	{ "a footer before the header is none", "<html>" PG_FOOTER PG_HEADER "<p>Il mange.",
	  "Il mange.", "pg-header", false, false },
};

/* Also that the book's own words are not lost with --cut none. */
static void a_page_says_where_its_header_and_footer_are(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(edges) / sizeof(*edges); i++) {
		const struct process_options options = { .repair = edges[i].repair,
							 .drop_invisible =
								 edges[i].drop_invisible };
		struct page page = { .body = xstrdup(edges[i].page), .len = strlen(edges[i].page) };
		struct text text;

		assert_int_equal(process_page(&text, &page, &options, NULL), 0);
		page_release(&page);
		if (strcmp(text.data, edges[i].kept) != 0 ||
		    strcmp(text.cut_rule, edges[i].rule) != 0 || text.warning)
			fail_msg("%s: %s '%s'", edges[i].name, text.cut_rule, text.data);
		assert_string_equal(text.title, "Le ver");
		assert_string_equal(text.author, "A. Ver");
		assert_string_equal(text.language, "fr");
		assert_string_equal(text.date, "May 1, 2001");
		assert_int_equal(text.id, 12);
		text_release(&text);

		assert_int_equal(
			process(&text, edges[i].page, strlen(edges[i].page), CUT_NONE, NULL), 0);
		assert_non_null(strstr(text.data, "Release Date: May 1"));
		text_release(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cuts_have_names),
		cmocka_unit_test(a_page_becomes_a_text),
		cmocka_unit_test(a_cut_that_leaves_nothing_says_so),
		cmocka_unit_test(pages_lose_their_markup),
		cmocka_unit_test(a_page_is_a_text_without_marks_to_miss),
		cmocka_unit_test(a_page_says_where_its_header_and_footer_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
