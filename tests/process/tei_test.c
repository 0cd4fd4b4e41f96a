#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "process/process.h"

#define XML "<?xml version='1.0' encoding='UTF-8'?>\n"
#define TEI(text)                                                                                  \
	XML "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/><text>" text "</text></TEI>"

static const struct {
	const char *sentence, *body;
	const char *text, *error; /* one of them */
} rows[] = {
	{ "paragraphs are apart", TEI("<body><p>It\n ate.</p><p>It slept.</p></body>"),
	  "It ate.\n\nIt slept.", NULL },
	{ "front and back matter are of the book",
	  TEI("<front><p>To M.</p></front><body><p>It ate.</p></body><back><p>End.</p></back>"),
	  "To M.\n\nIt ate.\n\nEnd.", NULL },
	{ "the header is not",
	  XML "<TEI><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc>"
	      "</teiHeader><text><p>It ate.</p></text></TEI>",
	  "It ate.", NULL },
	{ "a verse is a line, a stanza a paragraph",
	  TEI("<lg><l>As armas</l><l>e os bar\xc3\xb5"
	      "es</l></lg><lg><l>assinalados</l></lg>"),
	  "As armas\ne os bar\xc3\xb5"
	  "es\n\nassinalados",
	  NULL },
	{ "headings, speakers and stage directions have lines",
	  TEI("<div><head>I</head><sp><speaker>A</speaker><stage>sits</stage><p>No.</p></sp></"
	      "div>"),
	  "I\n\nA\nsits\n\nNo.", NULL },
	{ "a page break is nothing", TEI("<p>It <pb n='2'/>ate a wo<pb n='3'/>rm.</p>"),
	  "It ate a worm.", NULL },
	{ "a line break is one, unless it parts a word",
	  TEI("<p>It<lb/>ate a wo<lb break='no'/>rm.</p>"), "It\nate a worm.", NULL },
	{ "a running head is none", TEI("<fw>THE WORM 12</fw><p>It ate.</p>"), "It ate.", NULL },
	{ "a note stays where it stands", TEI("<p>It<note>the worm</note> ate.</p>"),
	  "It the worm ate.", NULL },
	{ "what was printed, not what it should be",
	  TEI("<p><choice><sic>teh</sic><corr>the</corr></choice> <choice><orig>olde</orig>"
	      "<reg>old</reg></choice> <choice><abbr>M.</abbr><expan>Mr</expan></choice></p>"),
	  "teh olde M.", NULL },
	{ "a correction alone is text", TEI("<p><corr>the</corr> <reg>old</reg></p>"), "the old",
	  NULL },
	{ "one of several readings",
	  TEI("<p><app><lem>ate</lem><rdg>eat</rdg></app> "
	      "<app><rdg>a</rdg><rdg>the</rdg></app></p>"),
	  "ate a", NULL },
	{ "what was struck out is out", TEI("<p>It <del>slept</del><add>ate</add>.</p>"), "It ate.",
	  NULL },
	{ "a picture's caption, not its description",
	  TEI("<figure><head>A worm</head><figDesc>An engraving</figDesc></figure>"), "A worm",
	  NULL },
	{ "cells have tabs between",
	  TEI("<table><row><cell>a</cell><cell>b</cell></row><row><cell>c</cell></row></table>"),
	  "a\tb\nc", NULL },
	{ "sections of verbatim characters", TEI("<p><![CDATA[a < b & c]]></p>"), "a < b & c",
	  NULL },
	{ "HTML's entities are known", TEI("<p>caf&eacute; &amp; p&#227;o &mdash;</p>"),
	  "caf\xc3\xa9 & p\xc3\xa3o \xe2\x80\x94", NULL },
	{ "and those of the file",
	  "<!DOCTYPE TEI.2 [<!ENTITY worm 'tra&#231;a'>]><TEI.2><text><p>&worm;</p></text></TEI.2>",
	  "tra\xc3\xa7"
	  "a",
	  NULL },
	{ "no file is looked into",
	  "<!DOCTYPE TEI.2 [<!ENTITY a SYSTEM "
	  "'/etc/passwd'>]><TEI.2><text><p>a&a;</p></text></TEI.2>",
	  "a\xef\xbf\xbd", NULL },
	{ "no document type is read, either",
	  "<!DOCTYPE TEI.2 SYSTEM 'http://127.0.0.1:9/a.dtd' [<!ENTITY % a SYSTEM '/dev/zero'> "
	  "%a;]>"
	  "<TEI.2><text><p>a</p></text></TEI.2>",
	  "a", NULL },
	{ "a billion laughs are none",
	  "<!DOCTYPE TEI.2 [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>"
	  "<TEI.2><text><p>&a; &c;</p></text></TEI.2>",
	  "ha \xef\xbf\xbd", NULL },
	{ "an entity has no markup",
	  "<!DOCTYPE TEI.2 [<!ENTITY a '<p>'>]><TEI.2><text><p>b&a;</p></text></TEI.2>",
	  "b\xef\xbf\xbd", NULL },
	{ "a declared charset is read",
	  "<?xml version='1.0' encoding='ISO-8859-1'?><TEI><text><p>tra\xe7"
	  "a</p></text></TEI>",
	  "tra\xc3\xa7"
	  "a",
	  NULL },
	{ "texts within a text are of it",
	  TEI("<group><text><p>1</p></text><text><p>2</p></text></group>"), "1\n\n2", NULL },
	{ "what is broken off is said", XML "<TEI><text><p>It ate.", NULL,
	  "the XML is not well-formed, line 2: it ends within an element" },
	{ "a header alone has no text", XML "<TEI><teiHeader/></TEI>", NULL, "no text in the XML" },
	{ "other XML is refused", XML "<book/>", NULL,
	  "XML of a kind that is not read: TEI and XHTML are" },
};

static int process(struct text *text, const char *body, struct err *err)
{
	const struct process_options options = { .cut = CUT_AUTO };
	struct page page = { .body = strdup(body), .len = strlen(body) };
	int rc;

	*err = (struct err) { 0 };
	rc = process_page(text, &page, &options, err);
	free(page.body);
	return rc;
}

static void a_text_is_what_its_reader_reads(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct text text;
		struct err err;
		int rc = process(&text, rows[i].body, &err);

		if (rows[i].error ? !rc || strcmp(err.text, rows[i].error) != 0
				  : rc || strcmp(text.data, rows[i].text) != 0)
			fail_msg("%s: '%s' %s", rows[i].sentence, rc ? "" : text.data, err.text);
		text_release(&text);
	}
}

static void the_header_says_what_it_is(void **state)
{
	static const char body[] = XML
		"<TEI xml:lang='en'><teiHeader><fileDesc><titleStmt><title type='sub'>no</title>"
		"<title type='main'>Os\n Lus\xc3\xad"
		"adas</title><title>no</title><author><persName>"
		"<forename>Lu\xc3\xads</forename><surname>de Cam\xc3\xb5"
		"es</surname></persName>"
		"</author><author>A. Worm</author></titleStmt><publicationStmt><date>2010</date>"
		"</publicationStmt><sourceDesc><bibl><title>no</title><date when='1572'>the year"
		"</date></bibl></sourceDesc></fileDesc><profileDesc><langUsage>"
		"<language ident='pt-PT'>Portuguese</language></langUsage></profileDesc>"
		"</teiHeader><text><p>As armas</p></text></TEI>";
	struct text text;
	struct err err;

	(void)state;
	assert_int_equal(process(&text, body, &err), 0);
	assert_string_equal(text.kind, "tei");
	assert_string_equal(text.title, "Os Lus\xc3\xad"
					"adas");
	assert_string_equal(text.title_by, "tei");
	assert_string_equal(text.author, "Lu\xc3\xads de Cam\xc3\xb5"
					 "es; A. Worm");
	assert_string_equal(text.date, "1572");
	assert_string_equal(text.language, "pt");
	assert_string_equal(text.language_by, "tei");
	assert_string_equal(text.data, "As armas");
	assert_null(text.warning);
	text_release(&text);
}

/* N times WHAT, between BEFORE and AFTER. */
static char *many(const char *before, const char *what, size_t n, const char *after)
{
	size_t len = strlen(what);
	char *all = malloc(strlen(before) + n * len + strlen(after) + 1), *to = all;

	to = stpcpy(to, before);
	for (size_t i = 0; i < n; i++, to += len)
		memcpy(to, what, len);
	strcpy(to, after);
	return all;
}

static const struct {
	const char *sentence, *before, *what, *after, *error;
	size_t n;
} limits[] = {
	{ "a million elements within each other", XML "<TEI><text>", "<p>", "",
	  "more than 256 elements within each other", 1000000 },
	{ "a million attributes", XML "<TEI><text", " a='b'", "/></TEI>",
	  "more than 1000 attributes of one element", 1000000 },
	{ "a value of 20 MB", XML "<TEI><text a='", "0123456789", "'/></TEI>",
	  "the XML is not well-formed, line 2: an attribute is too long", 2000000 },
};

static void what_is_too_much_has_a_name(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(limits) / sizeof(*limits); i++) {
		char *body = many(limits[i].before, limits[i].what, limits[i].n, limits[i].after);
		struct text text;
		struct err err;

		if (!process(&text, body, &err) || strcmp(err.text, limits[i].error) != 0)
			fail_msg("%s: %s", limits[i].sentence, err.text);
		free(body);
	}
}

static void long_texts_are_no_trouble(void **state)
{
	char *body = many(XML "<TEI><text><p>", "0123456789", 2000000, "</p></text></TEI>");
	struct text text;
	struct err err;

	(void)state;
	assert_int_equal(process(&text, body, &err), 0);
	assert_int_equal(text.len, 20000000);
	text_release(&text);
	free(body);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_is_what_its_reader_reads),
		cmocka_unit_test(the_header_says_what_it_is),
		cmocka_unit_test(what_is_too_much_has_a_name),
		cmocka_unit_test(long_texts_are_no_trouble),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
