#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "data/mem.h"
#include "process/kind.h"
#include "process/process.h"
#include "tests/process/packing.h"

#define BYTES(text) (text), sizeof(text) - 1

static const struct {
	const char *sentence, *source, *type, *body;
	size_t len;
	const char *kind, *why;
} rows[] = {
	{ "letters are a text", NULL, NULL, BYTES("It ate."), "text", "content" },
	{ "its name may say so", "12.txt", NULL, BYTES("It ate."), "text", "name" },
	{ "or its type", NULL, "text/plain", BYTES("It ate."), "text", "type" },
	{ "nothing is an empty text", NULL, NULL, "", 0, "text", "content" },
	{ "a NUL among letters is no harm", NULL, NULL, BYTES("It ate a book, a long one\0."),
	  "text", "content" },
	{ "UTF-16 has NULs, and a mark", NULL, NULL, BYTES("\xff\xfeI\0t\0 \0a\0t\0e\0"), "text",
	  "content" },
	{ "UTF-16 has NULs, and a type", NULL, "text/plain; charset=UTF-16LE",
	  BYTES("I\0t\0 \0a\0t\0e\0"), "text", "type" },
	{ "text of other alphabets", NULL, NULL, BYTES("\xd4\xf0\xf3\xe3 \xec\xee\xe9"), "text",
	  "content" },
	{ "ISO-2022 has escapes", NULL, NULL, BYTES("\x1b$B$3$l\x1b(B\n\x1b$B$O\x1b(B\n"), "text",
	  "content" },
	{ "an HTML page", NULL, NULL, BYTES("<!doctype html><p>It ate."), "html", "content" },
	{ "what it is counts more than its name", "a.pdf", NULL, BYTES("<html><p>It ate."), "html",
	  "content" },
	{ "a tag of a page that is said to be HTML", NULL, "text/html", BYTES("<p>It ate."), "html",
	  "type" },
	{ "a tag in a file that is called so", "a.HTM", NULL, BYTES("<p>It ate."), "html", "name" },
	{ "a tag alone is a text", "a.txt", NULL, BYTES("<p>It ate."), "text", "name" },
	{ "no tag in a file that is called so", "a.html", NULL, BYTES("It ate."), "text",
	  "content" },
	{ "XHTML", NULL, NULL, BYTES("<?xml version='1.0'?>\n<html xmlns='...'/>"), "html",
	  "content" },
	{ "TEI", NULL, NULL, BYTES("<?xml version='1.0'?><!-- c --><TEI xmlns='...'/>"), "tei",
	  "content" },
	{ "TEI of old, with a document type", NULL, NULL,
	  BYTES("<!DOCTYPE TEI.2 SYSTEM 'a' [<!ENTITY a '>'> ]>\n<TEI.2>"), "tei", "content" },
	{ "TEI with a prefix", NULL, NULL, BYTES("<tei:TEI xmlns:tei='...'>"), "tei", "content" },
	{ "TEI in UTF-16", NULL, NULL, BYTES("\xff\xfe<\0T\0E\0I\0>\0"), "tei", "content" },
	{ "other XML", NULL, NULL, BYTES("<?xml version='1.0'?><book/>"), "xml", "content" },
	{ "a feed without a declaration", NULL, NULL, BYTES("<rss version='2.0'>"), "xml",
	  "content" },
	{ "a declaration of nothing", NULL, NULL, BYTES("<?xml version='1.0'?>"), "text",
	  "content" },
	{ "text that begins with a bracket", NULL, NULL, BYTES("<<THIS>> is it"), "text",
	  "content" },
	{ "an EPUB says so", "a.zip", NULL,
	  BYTES("PK\3\4..........................mimetypeapplication/epub+zip"), "epub",
	  "content" },
	{ "a zip", NULL, NULL, BYTES("PK\3\4\0\0"), "zip", "content" },
	{ "a zip of nothing", NULL, NULL, BYTES("PK\5\6\0\0"), "zip", "content" },
	{ "gzip", NULL, NULL, BYTES("\x1f\x8b\x08\0\0"), "gzip", "content" },
	{ "a PDF", "a.txt", "text/plain", BYTES("%PDF-1.4\nIt ate."), "pdf", "content" },
	{ "a Word document of old", NULL, NULL, BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "word",
	  "content" },
	{ "a Word document of today", NULL, NULL,
	  BYTES("PK\3\4..........................[Content_Types].xml"), "word", "content" },
	{ "an OpenDocument text", NULL, NULL,
	  BYTES("PK\3\4..........................mimetypeapplication/vnd.oasis.opendocument.text"),
	  "opendocument", "content" },
	{ "RTF", NULL, NULL, BYTES("{\\rtf1 It ate.}"), "rtf", "content" },
	{ "a picture", NULL, NULL, BYTES("\x89PNG\r\n\x1a\n"), "image", "content" },
	{ "another", NULL, NULL, BYTES("GIF89a\1\0"), "image", "content" },
	{ "a program", NULL, NULL,
	  BYTES("\x7f"
		"ELF\2\1\1"),
	  "program", "content" },
	{ "binary data of no name", NULL, NULL, BYTES("a\0\0\0\1\0\0\0bcd"), "binary", "content" },
	{ "binary data with a type", NULL, "image/x-own", BYTES("a\0\0\0\1\0\0\0bcd"), "image",
	  "type" },
	{ "binary data with a name", "a.MP3", NULL, BYTES("a\0\0\0\1\0\0\0bcd"), "audio", "name" },
	{ "MZ may begin a text", NULL, NULL, BYTES("MZ is an airline."), "text", "content" },
	{ "BZh too", NULL, NULL, BYTES("BZh"), "text", "content" },
};

static void a_page_is_of_a_kind(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct page page = {
			.source = (char *)rows[i].source,
			.content_type = (char *)rows[i].type,
			.body = (char *)rows[i].body,
			.len = rows[i].len,
		};
		const char *why;
		const struct kind *kind = kind_of(&page, &why);

		if (strcmp(kind->name, rows[i].kind) != 0 || strcmp(why, rows[i].why) != 0)
			fail_msg("%s: %s by %s", rows[i].sentence, kind->name, why);
	}
}

/* ---- what is packed ---- */

static int process(struct text *text, struct page page, struct err *err)
{
	const struct process_options options = { .cut = CUT_NONE };

	*err = (struct err) { 0 };
	return process_page(text, &page, &options, err);
}

static const struct {
	const char *sentence;
	struct packed_file files[4];
	const char *text, *within; /* of success */
	const char *error;
} zips[] = {
	{ "the text of a zip", { { "12/12.txt", "twelve" } }, "twelve", "zip: 12/12.txt", NULL },
	{ "a readme and pictures are no texts",
	  { { "12-readme.txt", "no" }, { "a.jpg", "?" }, { "12.txt", "twelve" } },
	  "twelve",
	  "zip: 12.txt",
	  NULL },
	{ "a page is shown",
	  { { "12-h/12-h.htm", "<p>twelve" }, { "12-h/images/a.png", "?" } },
	  "twelve",
	  "zip: 12-h/12-h.htm",
	  NULL },
	{ "of one file the name does not matter",
	  { { "twelve", "12" } },
	  "12",
	  "zip: twelve",
	  NULL },
	{ "what another system left is no text",
	  { { "__MACOSX/._12.txt", "no" }, { "12.txt", "12" } },
	  "12",
	  "zip: 12.txt",
	  NULL },
	{ "a name that leads elsewhere leads nowhere",
	  { { "../../../../tmp/12.txt", "12" } },
	  "12",
	  "zip: ../../../../tmp/12.txt",
	  NULL },
	{ "several are named",
	  { { "1.txt", "1" }, { "2.html", "2" } },
	  NULL,
	  NULL,
	  "2 texts in the zip file; unpack the one that is meant: 1.txt, 2.html" },
	{ "none", { { "1.jpg", "1" }, { "2.jpg", "2" } }, NULL, NULL, "no text in the zip file" },
	{ "what is no text is refused by name",
	  { { "a.txt", "%PDF-1.4" } },
	  NULL,
	  NULL,
	  "a.txt: a PDF: convert it to text first, e.g. with pdftotext" },
};

static void the_page_of_a_zip_is_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(zips) / sizeof(*zips); i++) {
		struct page page = pack_zip(zips[i].files);
		struct text text;
		struct err err;
		int rc = process(&text, page, &err);

		if (zips[i].error ? !rc || strcmp(err.text, zips[i].error) != 0
				  : rc || strcmp(text.data, zips[i].text) != 0 ||
					    strcmp(text.within, zips[i].within) != 0)
			fail_msg("%s: %s", zips[i].sentence, err.text);
		text_release(&text);
		free(page.body);
	}
}

static void a_page_in_gzip_is_read(void **state)
{
	struct page page = pack_gzip("It ate.\n", 8), whole = page;
	struct text text;
	struct err err;

	(void)state;
	page.source = (char[]) { "books/worm.txt.gz" };
	assert_int_equal(process(&text, page, &err), 0);
	assert_string_equal(text.data, "It ate.\n");
	assert_string_equal(text.kind, "text");
	assert_string_equal(text.kind_by, "name");
	assert_string_equal(text.within, "gzip: worm.txt");
	text_release(&text);

	for (page.len = 3; page.len < whole.len; page.len++) {
		assert_int_equal(process(&text, page, &err), -1);
		assert_non_null(strstr(err.text, "the gzip file is broken off"));
	}
	page.body[whole.len - 6] ^= 1;
	assert_int_equal(process(&text, page, &err), -1);
	assert_non_null(strstr(err.text, "the gzip file is damaged"));
	free(page.body);
}

static void members_of_gzip_are_one_page(void **state)
{
	struct page page = pack_gzip("It ", 3), more = pack_gzip("ate.", 4);
	struct text text;
	struct err err;

	(void)state;
	page.body = realloc(page.body, page.len + more.len + 2);
	memcpy(page.body + page.len, more.body, more.len);
	memcpy(page.body + page.len + more.len, "\0\0", 2);
	page.len += more.len + 2;
	assert_int_equal(process(&text, page, &err), 0);
	assert_string_equal(text.data, "It ate.");
	text_release(&text);
	free(page.body);
	free(more.body);
}

static void a_gzip_bomb_is_given_up(void **state)
{
	char *zeros = calloc(1, 64 << 20);
	struct page page = pack_gzip(zeros, 64 << 20);
	struct text text;
	struct err err;

	(void)state;
	assert_int_equal(process(&text, page, &err), -1);
	assert_int_equal(err.code, ERR_LIMIT);
	assert_string_equal(err.text, "decompresses to more than 50 times its size");
	free(page.body);
	free(zeros);
}

/* gzip in gzip in gzip, as deep as DEPTH. */
static struct page pack_deep(int depth)
{
	struct page page = pack_gzip("It ate.", 7);

	while (--depth) {
		struct page outer = pack_gzip(page.body, page.len);

		free(page.body);
		page = outer;
	}
	return page;
}

static void archives_in_archives_have_an_end(void **state)
{
	struct page two = pack_deep(2), three = pack_deep(3);
	struct text text;
	struct err err;

	(void)state;
	assert_int_equal(process(&text, two, &err), 0);
	assert_string_equal(text.data, "It ate.");
	text_release(&text);
	assert_int_equal(process(&text, three, &err), -1);
	assert_int_equal(err.code, ERR_LIMIT);
	assert_non_null(strstr(err.text, "archives within archives, more than 2 deep"));
	free(two.body);
	free(three.body);
}

/* What packs twice is packed for no other reason. */
static void a_bomb_in_an_archive_is_given_up(void **state)
{
	enum { MEMBER = 16 << 20, MEMBERS = 200, NOISE = 100 << 10 };
	char *zeros = calloc(1, MEMBER), *noise = malloc(NOISE), *inner;
	struct page member = pack_gzip(zeros, MEMBER), first, outer;
	struct text text;
	struct err err;
	size_t len;

	(void)state;
	for (uint32_t i = 0, x = 1; i < NOISE; i++, x = x * 1664525 + 1013904223)
		noise[i] = (char)(x >> 24);
	first = pack_gzip(noise, NOISE);
	len = first.len + member.len * MEMBERS;
	inner = malloc(len);
	memcpy(inner, first.body, first.len);
	for (size_t i = 0; i < MEMBERS; i++)
		memcpy(inner + first.len + i * member.len, member.body, member.len);
	outer = pack_gzip(inner, len);
	assert_int_equal(process(&text, outer, &err), -1);
	assert_int_equal(err.code, ERR_LIMIT);
	assert_non_null(strstr(err.text, "more than 4 times"));
	free(zeros);
	free(noise);
	free(inner);
	free(first.body);
	free(member.body);
	free(outer.body);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_is_of_a_kind),
		cmocka_unit_test(the_page_of_a_zip_is_read),
		cmocka_unit_test(a_page_in_gzip_is_read),
		cmocka_unit_test(members_of_gzip_are_one_page),
		cmocka_unit_test(a_gzip_bomb_is_given_up),
		cmocka_unit_test(archives_in_archives_have_an_end),
		cmocka_unit_test(a_bomb_in_an_archive_is_given_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
