#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "data/err.h"
#include "data/mem.h"
#include "process/html.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* Each begins with <!DOCTYPE html>, which the test puts there. */
static const struct {
	const char *name, *html, *text;
} pages[] = {
	{ "words are words", "one two", "one two" },
	{ "white space collapses to one space", "  one \t\n\r\f two  ", "one two" },
	{ "also across elements", "<b>one </b> <i> two</i>", "one two" },
	{ "an element within a word does not split it", "wo<b>r</b>d", "word" },
	{ "white space between elements is kept", "<b>one</b> <i>two</i>", "one two" },
	{ "a no-break space is none that collapses", "a&nbsp; b", "a\u00a0 b" },

	{ "paragraphs are separated by an empty line", "<p>one</p><p>two</p>", "one\n\ntwo" },
	{ "also where their ends are left out", "<p>one<p>two", "one\n\ntwo" },
	{ "blocks are on lines of their own", "<div>one</div><div>two</div>three",
	  "one\ntwo\nthree" },
	{ "blocks within each other are one line", "<div><div>one</div></div>two", "one\ntwo" },
	{ "an empty paragraph is nothing", "<p>one</p><p></p><p> </p><p>two</p>", "one\n\ntwo" },
	{ "HTML's newer elements are blocks too", "<main><article>one</article></main>two",
	  "one\ntwo" },
	{ "headings stand alone", "<h1>one</h1>two", "one\n\ntwo" },
	{ "a rule is a break", "one<hr>two", "one\n\ntwo" },

	{ "<br> ends a line", "one<br>two", "one\ntwo" },
	{ "two of them leave one empty", "one<br><br/>two", "one\n\ntwo" },
	{ "one before a paragraph's end changes nothing", "<p>one<br></p><p>two", "one\n\ntwo" },
	{ "one alone in a block is an empty line", "<div>one</div><div><br></div><div>two</div>",
	  "one\n\ntwo" },
	{ "no space stays around it", "one <br> two", "one\ntwo" },

	{ "<pre> stays as it is", "one<pre>  a  b\n\n\tc\n</pre>two",
	  "one\n\n  a  b\n\n\tc\n\ntwo" },
	{ "the line end after <pre> is none", "<pre>\na</pre>", "a" },
	{ "elements within <pre> keep its spaces", "<pre>a <b> b</b>\nc</pre>", "a  b\nc" },

	{ "the items of a list are lines", "one<ul><li>a<li>b</ul>two", "one\n\na\nb\n\ntwo" },
	{ "a list in a list has no lines around it",
	  "<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>", "a\nb\nc" },
	{ "terms and what they mean", "<dl><dt>a<dd>b</dl>", "a\nb" },
	{ "cells are separated by tabs, rows are lines",
	  "<table><tr><th>a</th> <th>b</th></tr><tr><td>c</td><td>d</td></tr></table>",
	  "a\tb\nc\td" },

	{ "scripts are left out", "one<script>if (a<b) document.write('</p>')</script> two",
	  "one two" },
	{ "whatever stands in them", "<SCRIPT>'<!--' </scripty> <p></script >one", "one" },
	{ "styles are left out", "<style>p { content: '<p>' }</style>one", "one" },
	{ "templates, and what is for others, are left out",
	  "<template><p>a</p></template><noscript>b</noscript><iframe>c</iframe>"
	  "<svg><title>d</title></svg>one",
	  "one" },
	{ "comments are left out", "o<!-- <p> -- > -->ne", "one" },
	{ "declarations are left out", "o<!x y><?php a ?>ne", "one" },
	{ "an unfinished comment takes all", "one<!-- two", "one" },

	{ "entities are characters", "&lt;&amp;&gt; &eacute; &#233; &#xE9; &mdash;",
	  "<&> é é é —" },
	{ "what is no entity stays", "AT&T &nothing; &", "AT&T &nothing; &" },
	{ "references to windows-1252 mean its characters", "&#150; &#146; &#x93;", "– ’ “" },
	{ "NULs are left out", "o\1ne", "one" },

	{ "attributes may hold a '>'", "<p title=\"a > b\" class='>'>one", "one" },
	{ "a '<' alone is a character", "1 < 2 <3", "1 < 2 <3" },
	{ "tags that no one opened do not matter", "</p></div>one</b>", "one" },
	{ "what follows the end of the page is shown too", "<p>one</body></html> <p>two",
	  "one\n\ntwo" },
	{ "nothing is nothing", "", "" },
	{ "nor are empty elements", "<div><p><br></p></div>", "" },
};

static void decode(struct text *text, const char *html, const char *content_type)
{
	struct page page = { .body = xstrdup(html),
			     .len = strlen(html),
			     .content_type = (char *)content_type };
	struct err err = { 0 };

	*text = (struct text) { 0 };
	if (html_decode(text, &page, &err))
		fail_msg("%s", err.text);
	free(page.body);
}

static void pages_are_shown_as_browsers_do(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(pages); i++) {
		char *html = xasprintf("<!DOCTYPE html>%s", pages[i].html);
		struct page page = { .body = html, .len = strlen(html) };
		char *nul = strchr(html, '\1');
		struct text text = { 0 };

		if (nul)
			*nul = '\0';
		assert_int_equal(html_decode(&text, &page, NULL), 0);
		if (strcmp(text.data, pages[i].text) != 0 || text.len != strlen(text.data))
			fail_msg("%s: '%s', not '%s'", pages[i].name, text.data, pages[i].text);
		text_release(&text);
		free(page.body);
	}
}

static const struct {
	const char *name, *html, *title, *language;
} facts[] = {
	{ "the title", "<html><title>One</title>", "One", NULL },
	{ "in one line", "<title>\n One &amp;\n  two </title>", "One & two", NULL },
	{ "not that of a picture", "<svg><title>a</title></svg><title>b</title>", "b", NULL },
	{ "the first of two", "<title></title><title>a</title><title>b</title>", "a", NULL },
	{ "no title", "<html><title> </title><p>a", NULL, NULL },
	{ "a head without an end", "<head><title>a</title><main>b", "a", NULL },
	{ "the language", "<html class=a lang=\"pt-BR\">", NULL, "pt" },
	{ "that of XHTML", "<html xml:lang=\"de\">", NULL, "de" },
	{ "one that is none", "<html lang=\"x-none\">", NULL, NULL },
	{ "not that of a part", "<html><p lang=fr>a", NULL, NULL },
};

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static void pages_say_what_they_are(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(facts); i++) {
		struct text text;

		decode(&text, facts[i].html, NULL);
		if (!same(text.title, facts[i].title) || !same(text.language, facts[i].language))
			fail_msg("%s: %s, %s", facts[i].name, text.title, text.language);
		text_release(&text);
	}
}

static const struct {
	const char *name, *content_type, *html, *text, *charset, *by;
} charsets[] = {
	{ "a mark wins", "text/html; charset=koi8-r", "\xef\xbb\xbf<meta charset=latin1>\xc3\xa9",
	  "é", "UTF-8", "bom" },
	{ "then HTTP", "text/html; charset=koi8-r", "<meta charset=utf-8>\xc1", "а", "KOI8-R",
	  "http" },
	{ "then the page", "text/html", "<meta charset=\"koi8-r\">\xc1", "а", "KOI8-R", "meta" },
	{ "as it was written once", NULL,
	  "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset = windows-1251'>\xc0", "А",
	  "windows-1251", "meta" },
	{ "what is in a comment does not count", NULL,
	  "<!-- <meta charset=koi8-r> --><meta charset=windows-1251>\xc0", "А", "windows-1251",
	  "meta" },
	{ "what is not known does not count", "text/html; charset=klingon",
	  "<meta charset=utf-8>\xc3\xa9", "é", "UTF-8", "meta" },
	{ "a page that can be read is not UTF-16", NULL, "<meta charset=utf-16>\xc3\xa9", "é",
	  "UTF-8", "meta" },
	{ "Latin-1 means windows-1252 on the web", "text/html; charset=iso-8859-1", "\x93\xe9\x94",
	  "“é”", "windows-1252", "http" },
	{ "else what the bytes are", "text/html", "<p>\xc3\xa9", "é", "UTF-8", "utf-8" },
};

static void charsets_are_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(charsets); i++) {
		struct text text;

		decode(&text, charsets[i].html, charsets[i].content_type);
		if (!same(text.data, charsets[i].text) ||
		    !same(text.charset, charsets[i].charset) ||
		    !same(text.charset_by, charsets[i].by))
			fail_msg("%s: '%s', %s by %s", charsets[i].name, text.data, text.charset,
				 text.charset_by);
		text_release(&text);
	}
}

static const struct {
	const char *name, *content_type, *body;
	bool html;
} kinds[] = {
	{ "a page", NULL, "<!DOCTYPE html>", true },
	{ "a part of a page, by HTTP's word", "text/html", " <div>one", true },
	{ "XHTML, by HTTP's word", "application/xhtml+xml", "<?x?><div>one", true },
	{ "the same without that word", NULL, "<div>one", false },
	{ "a text that a server takes for a page", "text/html", "The Project Gutenberg", false },
	{ "even if it begins with brackets", "text/html", "<<THIS ELECTRONIC VERSION>>", false },
	{ "a page in UTF-16", "text/html", "\xff\xfe<\1d", true },
	{ "nothing", "text/html", "", false },
};

static void pages_are_told_from_texts(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(kinds); i++) {
		char *body = xstrdup(kinds[i].body);
		struct page page = { .body = body,
				     .len = strlen(body),
				     .content_type = (char *)kinds[i].content_type };
		char *nul = strchr(body, '\1');

		if (nul)
			*nul = '\0';
		if (html_is(&page) != kinds[i].html)
			fail_msg("%s", kinds[i].name);
		free(body);
	}
}

/* COUNT times PART between BEFORE and AFTER. */
static void expect(const char *before, const char *part, size_t count, const char *after,
		   const char *text)
{
	size_t len = strlen(part);
	char *html = malloc(strlen(before) + count * len + strlen(after) + 1), *to = html;
	struct text out;

	to += sprintf(to, "%s", before);
	for (size_t i = 0; i < count; i++, to += len)
		memcpy(to, part, len);
	(void)sprintf(to, "%s", after);
	decode(&out, html, NULL);
	if (!same(out.data, text))
		fail_msg("%s %s...: '%.100s'", before, part, out.data);
	text_release(&out);
	free(html);
}

/* It ends at all, in the time and the memory that a test has. */
static void hostile_markup_costs_little(void **state)
{
	enum { MANY = 300000 };

	(void)state;
	expect("<html>", "<div>", MANY, "deep", "deep");
	expect("<html>", "<b>", MANY, "</i></i>deep", "deep");
	expect("<html>one", "</p>", MANY, "", "one");
	expect("<html>one<p ", "a b c d ", MANY, ">two", "one\n\ntwo");
	expect("<html>one<!--", "<!--", MANY, "", "one");
	expect("<html>one<script>", "</", MANY, "", "one");
	expect("<html>", "<svg>", MANY, "", "");
}

#define NOTE "<p>Of <i>errors</i>.</p><ul><li>Of\n commas.</ul>"

static const struct {
	const char *name, *html, *text;
} notes[] = {
	{ "a box",
	  "<div class=a><p><b>Transcriber's Note:</b></p>" NOTE "</div><h1>I</h1><p>It ate.",
	  "I\n\nIt ate." },
	{ "a table", "<table><tr><td><p>TRANSCRIBER’S NOTES</p>" NOTE "</table><p>It ate.",
	  "It ate." },
	{ "a heading, up to the next",
	  "<p>I.<h2>Transcriber's notes</h2>" NOTE "<h2>II</h2><p>It ate.", "I.\n\nII\n\nIt ate." },
	{ "a paragraph for a heading, up to a rule",
	  "<p>Notas de transcrição</p>" NOTE "<hr><p>It ate.", "It ate." },
	{ "a heading with a box of its own",
	  "<div><div><h2>Transcriber's Note</h2></div>" NOTE "</div><p>It ate.", "It ate." },
	{ "up to the library's words",
	  "<p>It ate.<h2>Transcriber's Note</h2>" NOTE "<section id='pg-footer'><p>END</section>",
	  "It ate.\n\nEND" },
	{ "what is called a note, and is one of a transcriber",
	  "<div class='box transnote'><p>Transcriber's Note: It is a worm.</p>" NOTE
	  "</div><p>It ate.",
	  "It ate." },
	{ "not what is called so alone", "<div class=note><p>It was hungry.</div><p>It ate.",
	  "It was hungry.\n\nIt ate." },
	{ "not what may be the book", "<h2>Transcriber's Note</h2><p>It ate.</p><p>It slept.",
	  "Transcriber's Note\n\nIt ate.\n\nIt slept." },
	{ "nor what is in a box with it",
	  "<div><p>Transcriber's Note: none.</p><p>It ate.</p></div>",
	  "Transcriber's Note: none.\n\nIt ate." },
	{ "a heading of nothing",
	  "<h2>Transcriber's Note</h2><hr><div><p>It ate.</p></div><p>It slept.",
	  "Transcriber's Note\n\nIt ate.\n\nIt slept." },
};

static void notes_of_transcribers_are_left_out(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(notes); i++) {
		char *html = xasprintf("<!DOCTYPE html><meta charset=utf-8>%s", notes[i].html);
		struct page page = { .body = html, .len = strlen(html) };
		struct text text = { 0 };

		assert_int_equal(html_read(&text, &page, 0, true, NULL), 0);
		if (strcmp(text.data, notes[i].text) != 0)
			fail_msg("%s: '%s', not '%s'", notes[i].name, text.data, notes[i].text);
		text_release(&text);
		free(page.body);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_are_shown_as_browsers_do),
		cmocka_unit_test(pages_say_what_they_are),
		cmocka_unit_test(charsets_are_found),
		cmocka_unit_test(pages_are_told_from_texts),
		cmocka_unit_test(notes_of_transcribers_are_left_out),
		cmocka_unit_test(hostile_markup_costs_little),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
