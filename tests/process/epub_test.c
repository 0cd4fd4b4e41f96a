#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "process/epub.h"
#include "process/opf.h"
#include "process/process.h"
#include "tests/process/packing.h"

#define MIMETYPE                                                                                   \
	{                                                                                          \
		.name = "mimetype", .text = "application/epub+zip"                                 \
	}
#define ROOT(path)                                                                                 \
	"<?xml version='1.0'?><container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'>" \
	"<rootfiles><rootfile full-path='" path                                                    \
	"' media-type='application/oebps-package+xml'/></rootfiles></container>"
#define CONTAINER                                                                                  \
	{                                                                                          \
		.name = "META-INF/container.xml", .text = ROOT("OPS/book.opf")                     \
	}
#define METADATA                                                                                   \
	"<metadata xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>The\n Worm</dc:title>"    \
	"<dc:creator opf:role='aut'>A. Worm</dc:creator>"                                          \
	"<dc:creator opf:role='ill'>B. Brush</dc:creator><dc:creator>C. Worm</dc:creator>"         \
	"<dc:date opf:event='conversion'>2020</dc:date><dc:date>1899-01-02</dc:date>"              \
	"<dc:language>pt-BR</dc:language></metadata>"
#define ITEM(id, href, more)                                                                       \
	"<item id='" id "' href='" href "' media-type='application/xhtml+xml' " more "/>"
#define PACKAGE(metadata, items, spine)                                                            \
	{                                                                                          \
		.name = "OPS/book.opf",                                                            \
		.text = "<?xml version='1.0' encoding='UTF-8'?>"                                   \
			"<package xmlns='http://www.idpf.org/2007/opf'>" metadata                  \
			"<manifest>" items "</manifest><spine toc='ncx'>" spine                    \
			"</spine></package>"                                                       \
	}
/* After the spine. */
#define GUIDE(href)                                                                                \
	"</spine><guide><reference type='toc' title='Contents' href='" href "'/></guide><spine>"
#define REF(id) "<itemref idref='" id "'/>"
#define XHTML(body)                                                                                \
	"<?xml version='1.0' encoding='utf-8'?>\n<html xmlns='http://www.w3.org/1999/xhtml'>"      \
	"<head><title/><script src='a.js'/></head><body>" body "</body></html>"
#define TWO ITEM("1", "one.xhtml", "") ITEM("2", "more/two.xhtml", "")
#define ONE_PAGE                                                                                   \
	{                                                                                          \
		.name = "OPS/one.xhtml", .text = XHTML("<p>It ate.</p>")                           \
	}
#define TWO_PAGE                                                                                   \
	{                                                                                          \
		.name = "OPS/more/two.xhtml", .text = XHTML("<h1>II</h1><p>It slept.</p>")         \
	}

static const struct {
	const char *sentence;
	struct packed_file files[8];
	const char *text, *error; /* one of them */
} books[] = {
	{ "pages come in the order of the spine",
	  { MIMETYPE, CONTAINER, PACKAGE("", TWO, REF("2") REF("1")), ONE_PAGE, TWO_PAGE },
	  "II\n\nIt slept.\n\nIt ate.",
	  NULL },
	{ "the container is enough to know one by",
	  { CONTAINER, PACKAGE("", TWO, REF("1")), ONE_PAGE },
	  "It ate.",
	  NULL },
	{ "what is not linear is left out",
	  { MIMETYPE, CONTAINER, PACKAGE("", TWO, REF("1") "<itemref idref='2' linear='no'/>"),
	    ONE_PAGE, TWO_PAGE },
	  "It ate.",
	  NULL },
	{ "so is the navigation",
	  { MIMETYPE,
	    CONTAINER,
	    PACKAGE("", TWO ITEM("n", "nav.xhtml", "properties='scripted nav'"), REF("n") REF("1")),
	    ONE_PAGE,
	    { "OPS/nav.xhtml", XHTML("<nav>Contents</nav>") } },
	  "It ate.",
	  NULL },
	{ "so is what the guide of EPUB 2 calls the contents",
	  { MIMETYPE,
	    CONTAINER,
	    PACKAGE("", TWO ITEM("t", "t.xhtml", ""), REF("t") REF("1") GUIDE("t.xhtml")),
	    ONE_PAGE,
	    { "OPS/t.xhtml", XHTML("<h1>The Worm</h1><p>1 <a href='one.xhtml'>It ate</a></p>"
				   "<p>Notes</p><p><a href='#x'>The author</a>") } },
	  "It ate.",
	  NULL },
	{ "unless the book is in it, too",
	  { MIMETYPE,
	    CONTAINER,
	    PACKAGE("", TWO, REF("1") GUIDE("one.xhtml")),
	    { "OPS/one.xhtml", XHTML("<a href='#1'>I</a><p id='1'>It ate.</p>") } },
	  "I\n\nIt ate.",
	  NULL },
	{ "and contents of nothing but links, under a heading",
	  { MIMETYPE,
	    CONTAINER,
	    PACKAGE("", TWO ITEM("t", "t.xhtml", ""), REF("t") REF("1")),
	    ONE_PAGE,
	    { "OPS/t.xhtml", XHTML("<h1>Contents</h1><p><a href='one.xhtml#1'>It ate</a></p><ul>"
				   "<li><a href='one.xhtml#2'>a leaf</a></li><li><a "
				   "href='one.xhtml#3'>a book</a></li></ul>") } },
	  "It ate.",
	  NULL },
	{ "a heading that leads to them is the book's, and notes are, and what leads elsewhere",
	  { MIMETYPE,
	    CONTAINER,
	    PACKAGE("", TWO, REF("1") REF("2")),
	    { "OPS/one.xhtml", XHTML("<h1><a href='t.xhtml#1'>It ate</a></h1>") },
	    { "OPS/more/two.xhtml",
	      XHTML("<a href='#1'>1</a> Books.<br/><a href='#2'>2</a> Shelves.<br/>"
		    "<a href='#3'>3</a> <a href='http://example.org/'>A web.</a>") } },
	  "It ate\n\n1 Books.\n2 Shelves.\n3 A web.",
	  NULL },
	{ "a cover without text is nothing",
	  { MIMETYPE,
	    CONTAINER,
	    PACKAGE("", TWO ITEM("c", "c.xhtml", ""), REF("c") REF("1")),
	    ONE_PAGE,
	    { "OPS/c.xhtml", XHTML("<div><svg><title>Cover</title><image href='c.jpg'/></svg>"
				   "<img src='c.jpg' alt='Cover'/></div>") } },
	  "It ate.",
	  NULL },
	{ "a page is read once",
	  { MIMETYPE, CONTAINER, PACKAGE("", TWO, REF("1") REF("1")), ONE_PAGE },
	  "It ate.",
	  NULL },
	{ "names are decoded, and lead up and down",
	  { MIMETYPE,
	    CONTAINER,
	    PACKAGE("", ITEM("1", "../O%50S/./um%20s%C3%B3.xhtml#top", ""), REF("1")),
	    { "OPS/um s\xc3\xb3.xhtml", XHTML("<p>It ate.</p>") } },
	  "It ate.",
	  NULL },
	{ "a page says what its letters are",
	  { MIMETYPE,
	    CONTAINER,
	    PACKAGE("", TWO, REF("1")),
	    { "OPS/one.xhtml", "<html><meta charset='windows-1252'><p>\x80 1" } },
	  "\xe2\x82\xac 1",
	  NULL },
	{ "a picture in the spine is no page",
	  { MIMETYPE, CONTAINER,
	    PACKAGE("", TWO "<item id='p' href='p.svg' media-type='image/svg+xml'/>",
		    REF("p") REF("1")),
	    ONE_PAGE },
	  "It ate.",
	  NULL },
	{ "fonts may be obfuscated",
	  { MIMETYPE,
	    CONTAINER,
	    PACKAGE("", TWO, REF("1")),
	    ONE_PAGE,
	    { "META-INF/encryption.xml",
	      "<encryption><e:EncryptedData xmlns:e='x'><e:EncryptionMethod "
	      "Algorithm='http://www.idpf.org/2008/embedding'/></e:EncryptedData></encryption>" } },
	  "It ate.",
	  NULL },
	{ "what is encrypted is refused by name",
	  { MIMETYPE,
	    CONTAINER,
	    PACKAGE("", TWO, REF("1")),
	    ONE_PAGE,
	    { "META-INF/encryption.xml",
	      "<encryption><e:EncryptedData xmlns:e='x'><e:EncryptionMethod "
	      "Algorithm='http://www.w3.org/2001/04/xmlenc#aes128-cbc'/></e:EncryptedData>"
	      "</encryption>" } },
	  NULL,
	  "an encrypted EPUB (DRM): only its shop's reader can read it" },
	{ "a page that is not there is missed",
	  { MIMETYPE, CONTAINER, PACKAGE("", TWO, REF("1") REF("2")), ONE_PAGE },
	  NULL,
	  "OPS/more/two.xhtml is not in the EPUB" },
	{ "so is the package", { MIMETYPE, CONTAINER }, NULL, "OPS/book.opf is not in the EPUB" },
	{ "a container of nothing",
	  { MIMETYPE, { "META-INF/container.xml", "<container/>" } },
	  NULL,
	  "the EPUB does not say where its contents are" },
	{ "names that lead out of the archive are none",
	  { MIMETYPE, CONTAINER, PACKAGE("", ITEM("1", "../../etc/passwd", ""), REF("1")) },
	  NULL,
	  "no text in the EPUB" },
	{ "a package that is broken off",
	  { MIMETYPE, CONTAINER, { "OPS/book.opf", "<package>\n<manifest>" } },
	  NULL,
	  "OPS/book.opf: the XML is not well-formed, line 2: it ends within an "
	  "element" },
	{ "an empty book",
	  { MIMETYPE, CONTAINER, PACKAGE("", "", "") },
	  NULL,
	  "no text in the EPUB" },
};

static int process(struct text *text, const struct packed_file *files, struct err *err)
{
	const struct process_options options = { .cut = CUT_AUTO };
	struct page page = pack_zip(files);
	int rc;

	*err = (struct err) { 0 };
	rc = process_page(text, &page, &options, err);
	free(page.body);
	return rc;
}

static void the_pages_of_a_book_are_its_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(books) / sizeof(*books); i++) {
		struct text text;
		struct err err;
		int rc = process(&text, books[i].files, &err);

		if (books[i].error ? !rc || strcmp(err.text, books[i].error) != 0
				   : rc || strcmp(text.data, books[i].text) != 0)
			fail_msg("%s: '%s' %s", books[i].sentence, rc ? "" : text.data, err.text);
		text_release(&text);
	}
}

static void the_package_says_what_it_is(void **state)
{
	static const struct packed_file files[] = {
		MIMETYPE, CONTAINER, PACKAGE(METADATA, TWO, REF("1")), ONE_PAGE, { 0 }
	};
	struct text text;
	struct err err;

	(void)state;
	assert_int_equal(process(&text, files, &err), 0);
	assert_string_equal(text.kind, "epub");
	assert_string_equal(text.title, "The Worm");
	assert_string_equal(text.title_by, "opf");
	assert_string_equal(text.author, "A. Worm; C. Worm");
	assert_string_equal(text.date, "1899-01-02");
	assert_string_equal(text.language, "pt");
	assert_string_equal(text.language_by, "opf");
	assert_non_null(text.charset_by);
	assert_null(text.warning);
	text_release(&text);
}

static void a_library_s_marks_are_cut(void **state)
{
	static const struct packed_file files[] = {
		MIMETYPE,
		CONTAINER,
		PACKAGE("", TWO, REF("1") REF("2")),
		{ "OPS/one.xhtml", XHTML("<p>Title: The Worm</p><p>*** START OF THE PROJECT "
					 "GUTENBERG EBOOK THE WORM "
					 "***</p><p>It ate.</p>") },
		{ "OPS/more/two.xhtml",
		  XHTML("<p>It slept.</p><p>*** END OF THE PROJECT GUTENBERG EBOOK THE WORM ***</p>"
			"<p>Licence</p>") },
		{ 0 }
	};
	struct text text;
	struct err err;

	(void)state;
	assert_int_equal(process(&text, files, &err), 0);
	assert_string_equal(text.data, "It ate.\n\nIt slept.");
	assert_string_equal(text.cut_rule, "start-end");
	assert_string_equal(text.title, "The Worm");
	assert_string_equal(text.title_by, "header");
	text_release(&text);
}

static void the_ids_of_its_pages_are_cut(void **state)
{
	static const struct packed_file files[] = {
		MIMETYPE,
		CONTAINER,
		PACKAGE("", TWO ITEM("3", "three.xhtml", ""), REF("1") REF("2") REF("3")),
		{ "OPS/one.xhtml", XHTML("<div id='pg-header'><p>Title: Le ver</p></div>") },
		TWO_PAGE,
		{ "OPS/three.xhtml",
		  XHTML("<div id='pg-footer'><p>Ici finit</p></div><p>Licence</p>") },
		{ 0 }
	};
	struct text text;
	struct err err;

	(void)state;
	assert_int_equal(process(&text, files, &err), 0);
	assert_string_equal(text.data, "II\n\nIt slept.");
	assert_string_equal(text.cut_rule, "pg-header-pg-footer");
	assert_string_equal(text.title, "Le ver");
	text_release(&text);
}

static void a_bomb_is_given_up(void **state)
{
	enum { SIZE = 32 << 20 };
	char *blanks = malloc(SIZE + 1);
	struct packed_file files[] = { MIMETYPE,
				       CONTAINER,
				       PACKAGE("", TWO, REF("1") REF("2")),
				       { "OPS/one.xhtml", blanks },
				       { "OPS/more/two.xhtml", blanks },
				       { 0 } };
	struct text text;
	struct err err;

	(void)state;
	memset(blanks, ' ', SIZE);
	blanks[SIZE] = '\0';
	assert_int_equal(process(&text, files, &err), -1);
	assert_int_equal(err.code, ERR_LIMIT);
	assert_string_equal(err.text, "OPS/one.xhtml: decompresses to more than 50 times its size");
	free(blanks);
}

static const struct {
	const char *path, *href, *name;
} names[] = {
	{ "a/b.opf", "c.html", "a/c.html" },
	{ "b.opf", "c.html", "c.html" },
	{ "a/b.opf", "/c.html", "c.html" },
	{ "a/b.opf", "../c.html?x#y", "c.html" },
	{ "a/b.opf", "./d//./../e/c.html", "a/e/c.html" },
	{ "a/b.opf", "../../c.html", NULL },
	{ "a/b.opf", "%2e%2e/%2E./c.html", NULL },
	{ "a/b.opf", "..", NULL },
	{ "", "", NULL },
	{ "", "#a", NULL },
	{ "", "%4", "%4" },
	{ "", "%zz%41", "%zzA" },
};

static void names_are_those_of_the_archive(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		char *name = opf_name(names[i].path, names[i].href);

		if (names[i].name ? !name || strcmp(name, names[i].name) != 0 : !!name)
			fail_msg("%s of %s: %s", names[i].href, names[i].path, name);
		free(name);
	}
}

/* As nearly all that make EPUBs mark them, whatever the locale of who reads them. */
static void names_that_are_marked_as_utf_8_are_found(void **state)
{
	static const struct packed_file files[] = {
		MIMETYPE,
		CONTAINER,
		PACKAGE("", ITEM("1", "s%C3%B3.xhtml", ""), REF("1")),
		{ "OPS/s\xc3\xb3.xhtml", XHTML("<p>It ate.</p>") },
		{ NULL, NULL },
	};
	struct page page = pack_zip(files);
	struct text text = { 0 };

	(void)state;
	for (size_t i = 0; i + 10 < page.len; i++) {
		if (memcmp(page.body + i, "PK\3\4", 4) == 0)
			page.body[i + 7] |= 8;
		else if (memcmp(page.body + i, "PK\1\2", 4) == 0)
			page.body[i + 9] |= 8;
	}
	assert_int_equal(epub_decode(&text, &page, NULL), 0);
	assert_string_equal(text.data, "It ate.");
	text_release(&text);
	free(page.body);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_pages_of_a_book_are_its_text),
		cmocka_unit_test(the_package_says_what_it_is),
		cmocka_unit_test(a_library_s_marks_are_cut),
		cmocka_unit_test(the_ids_of_its_pages_are_cut),
		cmocka_unit_test(a_bomb_is_given_up),
		cmocka_unit_test(names_are_those_of_the_archive),
		cmocka_unit_test(names_that_are_marked_as_utf_8_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
