#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "collect/catalog.h"
#include "data/buf.h"

#define HEAD "<==LISTINGS==>\r\n\r\nTITLE and AUTHOR                    EBOOK NO.\r\n\r\n"
#define NBSP "\xc2\xa0"
#define PAD "                    "

/* Texts of the layouts that GUTINDEX.ALL went through. */
static const struct {
	const char *sentence, *index;
	long id;
	const char *title, *author, *language;
	bool copyrighted;
} entries[] = {
	{ "an entry is a line", "Tide Tables, by Ann Wood" PAD "  901\r\n", 901, "Tide Tables",
	  "Ann Wood", "English", false },
	{ "U+00A0 may fill the line",
	  "Tide Tables, by Ann Wood" NBSP NBSP " " NBSP " 901" NBSP "\r\n", 901, "Tide Tables",
	  "Ann Wood", "English", false },
	{ "C is for copyright", "Audio: Tide Tables, by Ann Wood" PAD "901C\r\n", 901,
	  "Audio: Tide Tables", "Ann Wood", "English", true },
	{ "another letter is not", "The Baker, by Ann Wood" PAD "901B\r\n", 901, "The Baker",
	  "Ann Wood", "English", false },
	{ "the title goes on, and the author",
	  "Tide Tables of the Northern and" PAD "901\r\n Southern Coasts, by Ann\r\n Wood\r\n", 901,
	  "Tide Tables of the Northern and Southern Coasts", "Ann Wood", "English", false },
	{ "by may end a line", "Tide Tables of the North, by" PAD "901\r\n Ann Wood\r\n", 901,
	  "Tide Tables of the North", "Ann Wood", "English", false },
	{ "a line that is not indented goes on too, without an empty line",
	  "Tide Tables of the North," PAD "901\r\nby Ann Wood\r\n", 901, "Tide Tables of the North",
	  "Ann Wood", "English", false },
	{ "the number may stand on the second line, when that is indented",
	  "Tide Tables of the\r\n Northern Coast, by Ann Wood" PAD "901\r\n", 901,
	  "Tide Tables of the Northern Coast", "Ann Wood", "English", false },
	{ "or alone on it", "Tide Tables, by Ann Wood\r\n" PAD "901\r\n", 901, "Tide Tables",
	  "Ann Wood", "English", false },
	{ "or on the third", "Tide\r\n Tables of the\r\n Coast, by Ann Wood" PAD "901\r\n", 901,
	  "Tide Tables of the Coast", "Ann Wood", "English", false },
	{ "a first line that was left over is no part of a title that is not indented",
	  "Tide Tab\r\nTide Tables, by Ann Wood" PAD "901\r\n", 901, "Tide Tables", "Ann Wood",
	  "English", false },
	{ "an indented first line is an entry whose first letter was lost",
	  " terre et en l'air, by Ann Wood" PAD "901\r\n", 901, "terre et en l'air", "Ann Wood",
	  "English", false },
	{ "a year is no number", "Tide Tables for the Year" PAD "901\r\n 1894, Vol. 2\r\n", 901,
	  "Tide Tables for the Year 1894, Vol. 2", NULL, "English", false },
	{ "a year is none within a field",
	  "Tides, by Ann Wood" PAD "901\r\n [Subtitle: From 1893 to    1894\r\n"
	  "  and later]\r\n [Language: French]\r\n",
	  901, "Tides", "Ann Wood", "French", false },
	{ "fields go over lines and lines hold fields",
	  "Tides, by Wood" PAD "901\r\n  [Title: The Tides\r\n   and Currents]\r\n"
	  "  [Author: Ann Wood]  [Language: German ]\r\n",
	  901, "Tides", "Ann Wood", "German", false },
	{ "a field need not be closed",
	  "Tides, by Ann Wood" PAD "901\r\n [Subtitle: Of the\r\n North\r\n [Language: Welsh\r\n",
	  901, "Tides", "Ann Wood", "Welsh", false },
	{ "a field may follow an empty line",
	  "Tides, by Ann Wood" PAD "901\r\n\r\n [Language: Welsh]\r\n", 901, "Tides", "Ann Wood",
	  "Welsh", false },
	{ "brackets nest",
	  "Tides, by Ann Wood" PAD "901\r\n [Note: a [b] c]\r\n [Language: Welsh]\r\n", 901,
	  "Tides", "Ann Wood", "Welsh", false },
	{ "a bracket in the title is the title's",
	  "Tides [of the North], by Ann Wood" PAD "901\r\n", 901, "Tides [of the North]",
	  "Ann Wood", "English", false },
	{ "also at its end", "Tides [of the North]" PAD "901\r\n", 901, "Tides [of the North]",
	  NULL, "English", false },
	{ "a field may follow in the same line",
	  "Tides, by Ann Wood  [Tr. by Bo Berg]" PAD "901\r\n", 901, "Tides", "Ann Wood", "English",
	  false },
	{ "a note is not text", "Tides, by Ann Wood" PAD "901\r\n  (See also: #16282 and 901)\r\n",
	  901, "Tides", "Ann Wood", "English", false },
	{ "a bracket before the author is",
	  "Tides of the North Sea" PAD "901\r\n (1893-1894), by Ann Wood\r\n", 901,
	  "Tides of the North Sea (1893-1894)", "Ann Wood", "English", false },
	{ "contents are not text",
	  "Tides, by Ann Wood" PAD "901\r\n Contents:\r\n  Ebb, by Bo Berg\r\n", 901, "Tides",
	  "Ann Wood", "English", false },
	{ "By may be upper case", "Tides, By Ann Wood" PAD "901\r\n", 901, "Tides", "Ann Wood",
	  "English", false },
	{ "by needs no comma", "Tides of the North by Ann Wood" PAD "901\r\n", 901,
	  "Tides of the North", "Ann Wood", "English", false },
	{ "nor a blank before it", "Tides,by Ann Wood" PAD "901\r\n", 901, "Tides", "Ann Wood",
	  "English", false },
	{ "nor a letter that was lost", "Indi?by Ann Wood" PAD "901\r\n", 901, "Indi?", "Ann Wood",
	  "English", false },
	{ "of two the last counts", "Two, by Tricks, by Ann Wood" PAD "901\r\n", 901,
	  "Two, by Tricks", "Ann Wood", "English", false },
	{ "by within a word is none", "Baby Days in Rugby" PAD "901\r\n", 901, "Baby Days in Rugby",
	  NULL, "English", false },
	{ "by before a small letter or a year is none",
	  "Tides Measured by the Hour, as Passed by Congress 1789" PAD "901\r\n", 901,
	  "Tides Measured by the Hour, as Passed by Congress 1789", NULL, "English", false },
	{ "by twice is by once", "Tides, by by Ann Wood" PAD "901\r\n", 901, "Tides", "Ann Wood",
	  "English", false },
	{ "an editor is an author", "Tides, Vol. 158, ed. by Ann Wood" PAD "901\r\n", 901,
	  "Tides, Vol. 158", "Ann Wood", "English", false },
	{ "other languages have words for it", "Las mareas, por Ana Bosque" PAD "901\r\n", 901,
	  "Las mareas", "Ana Bosque", "English", false },
	{ "several authors are one string",
	  "Tides, by Ann Wood, Bo Berg, and Cy Hill" PAD "901\r\n", 901, "Tides",
	  "Ann Wood, Bo Berg, and Cy Hill", "English", false },
	{ "where by did not fit, the author follows a comma",
	  "Tides and Currents of the Northern Seas, in Two Volumes, Ann Wood   901\r\n", 901,
	  "Tides and Currents of the Northern Seas, in Two Volumes", "Ann Wood", "English", false },
	{ "where it did, only if another entry knows the author",
	  "Tides, Ann Wood" PAD "901\r\n\r\nEbb, by Ann Wood" PAD "900\r\n", 901, "Tides",
	  "Ann Wood", "English", false },
	{ "else it is the title's",
	  "Tides, New Mexico" PAD "901\r\n\r\nEbb, by Ann Wood" PAD "900\r\n", 901,
	  "Tides, New Mexico", NULL, "English", false },
	{ "a narrow number is one that follows on the one before",
	  "Ebb, by Ann Wood" PAD "902\r\n\r\nTides of the North, by Ann Wood 901\r\n", 901,
	  "Tides of the North", "Ann Wood", "English", false },
	{ "even without a blank",
	  "Ebb, by Ann Wood" PAD "902\r\n\r\nTides of the North, by Ann Wood (Mrs.)901\r\n", 901,
	  "Tides of the North", "Ann Wood (Mrs.)", "English", false },
	{ "entries need no empty line between them",
	  "Ebb, by Bo Berg" PAD "902\r\nTides, by Ann Wood" PAD "901\r\nFlow, by Cy Hill" PAD
	  "900\r\n",
	  901, "Tides", "Ann Wood", "English", false },
	{ "of a number that is listed twice the later record counts",
	  "Ebb, by Bo Berg" PAD "901\r\n\r\nTides, by Ann Wood" PAD "901\r\n", 901, "Tides",
	  "Ann Wood", "English", false },
	{ "headings end an entry",
	  "Tides, by Ann Wood" PAD "901\r\n~ ~ ~ ~ Posting Dates: 1 Jan 2011 ~ ~ ~ ~\r\n"
	  "=====\r\n GUTINDEX.2010\r\nGUTINDEX.2010 is a listing\r\nbetween January 1 and   "
	  "902\r\n",
	  901, "Tides", "Ann Wood", "English", false },
	{ "what follows the end is not read",
	  "Tides, by Ann Wood" PAD
	  "901\r\n\r\n<==End of GUTINDEX.ALL==>\r\n\r\nEbb, by Bo  901\r\n",
	  901, "Tides", "Ann Wood", "English", false },
	{ "the last line needs no end", "Tides, by Ann Wood" PAD "901", 901, "Tides", "Ann Wood",
	  "English", false },
	{ "LF alone ends lines too", "Tides of\n" PAD "\nTides, by Ann Wood" PAD "901\n", 901,
	  "Tides", "Ann Wood", "English", false },
	{ "ill-formed UTF-8 is replaced", "Tid\xe9s, by Ann Wood" PAD "901\r\n", 901,
	  "Tid\xef\xbf\xbds", "Ann Wood", "English", false },
};

static struct catalog *parse(const char *head, const char *body)
{
	char *text = malloc(strlen(head) + strlen(body) + 1);
	struct err err = { 0 };
	struct catalog *catalog;

	assert_non_null(text);
	strcpy(text, head);
	strcat(text, body);
	catalog = catalog_parse(text, strlen(text), &err);
	free(text);
	return catalog;
}

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static void entries_of_all_eras_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(entries) / sizeof(*entries); i++) {
		struct catalog *catalog = parse(HEAD, entries[i].index);
		const struct catalog_record *record =
			catalog ? catalog_find(catalog, entries[i].id) : NULL;

		if (!record)
			fail_msg("%s: not found", entries[i].sentence);
		if (!same(record->title, entries[i].title) ||
		    !same(record->author, entries[i].author) ||
		    !same(record->language, entries[i].language) ||
		    record->copyrighted != entries[i].copyrighted)
			fail_msg("%s: '%s' by '%s' in %s", entries[i].sentence, record->title,
				 record->author, record->language);
		catalog_free(catalog);
	}
}

static const struct {
	const char *sentence, *index;
} without_books[] = {
	{ "a number that is not used", HEAD "Not used" PAD "901\r\n" },
	{ "one that is reserved", HEAD "Reserved: Tides, by Ann Wood" PAD "901\r\n" },
	{ "also in brackets", HEAD "[Reserved: Tides, by Ann Wood]" PAD "901\r\n" },
	{ "one without a posting, later in the list",
	  HEAD "Tides, by Ann Wood" PAD "901\r\n\r\nNo Posting" PAD "901\r\n" },
	{ "the number first", HEAD "901 Not in the Posted Archives\r\n" },
	{ "prose before the list", "Updated to June 13,  2020\r\n\r\n" HEAD },
	{ "a number of the first line that is narrow", HEAD "Updated to June 13\r\n" },
	{ "a number that is too long", HEAD "Tides, by Ann Wood" PAD "90100000\r\n" },
	{ "the number 0", HEAD "Tides, by Ann Wood" PAD "0\r\n" },
	{ "a page of HTML", "<html><body>Not Found</body></html>" },
	{ "nothing", "" },
	{ "a table without books", "Text#,Type,Issued,Title\n" },
	{ "a table without titles", "Text#,Type\n1,Text\n" },
};

static void what_is_no_book_is_none(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(without_books) / sizeof(*without_books); i++) {
		struct err err = { 0 };

		if (catalog_parse(without_books[i].index, strlen(without_books[i].index), &err))
			fail_msg("%s", without_books[i].sentence);
		assert_int_equal(err.code, ERR_FORMAT);
	}
}

#define COLUMNS "\xef\xbb\xbfText#,Type,Issued,Title,Language,Authors,Subjects\r\n"

static const struct {
	const char *sentence, *row, *title, *author, *language;
} rows[] = {
	{ "a row is a book", "7,Text,2001-01-01,Tides,en,\"Wood, Ann, 1832-1898\",Sea\r\n", "Tides",
	  "Ann Wood", "en" },
	{ "quoted fields hold commas and quotes",
	  "7,Text,,\"The \"\"Tides\"\", Part 2\",pt,Ann\r\n", "The \"Tides\", Part 2", "Ann",
	  "pt" },
	{ "and line ends: the first line is the title",
	  "7,Text,,\"Tides\r\nof the \"\"North\"\"\",pt,Ann\r\n", "Tides", "Ann", "pt" },
	{ "the first of several languages counts", "7,Text,,Tides,fr; en,Ann\n", "Tides", "Ann",
	  "fr" },
	{ "authors are joined", "7,Text,,Tides,en,\"Wood, Ann; Berg, Bo, 1801-\"\n", "Tides",
	  "Ann Wood and Bo Berg", "en" },
	{ "a role is not an author", "7,Text,,Tides,en,\"Wood, Ann; Berg, Bo [Editor]\"\n", "Tides",
	  "Ann Wood", "en" },
	{ "unless there is no other", "7,Text,,Tides,en,\"Berg, Bo, 1801-1850 [Editor]\"\n",
	  "Tides", "Bo Berg", "en" },
	{ "initials are not spelled out", "7,Text,,Tides,en,\"Wood, A. M. (Ann Mary), 1832-\"\n",
	  "Tides", "A. M. Wood", "en" },
	{ "a name without a given name", "7,Text,,Tides,en,\"Machado de Assis, 1839-1908\"\n",
	  "Tides", "Machado de Assis", "en" },
	{ "nobility is left out, a junior is not",
	  "7,Text,,Tides,en,\"Wood, Al, Jr., 1832-1898; Berg, Bo, graf\"\n", "Tides",
	  "Al Wood, Jr. and Bo Berg", "en" },
	{ "kings and saints are not turned round",
	  "7,Text,,Tides,en,\"Anna, Queen of the North, 1500-1560; Bo, of Hippo, Saint\"\n",
	  "Tides", "Anna, Queen of the North and Bo of Hippo", "en" },
	{ "a surname that is there already", "7,Text,,Tides,en,\"Byron, George Byron, Baron\"\n",
	  "Tides", "George Byron", "en" },
	{ "nobody", "7,Text,,Tides,en,\n", "Tides", NULL, "en" },
	{ "a row that ends early", "7,Text,,Tides", "Tides", NULL, NULL },
	{ "what follows a quote is kept, and a quote never closed ends with the file",
	  "7,Text,,\"Ti\"des,en,\"Ann", "Tides", "Ann", "en" },
};

static void rows_of_the_table_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct catalog *catalog = parse(COLUMNS, rows[i].row);
		const struct catalog_record *record = catalog ? catalog_find(catalog, 7) : NULL;

		if (!record)
			fail_msg("%s: not found", rows[i].sentence);
		if (!same(record->title, rows[i].title) || !same(record->author, rows[i].author) ||
		    !same(record->language, rows[i].language))
			fail_msg("%s: '%s' by '%s' in %s", rows[i].sentence, record->title,
				 record->author, record->language);
		catalog_free(catalog);
	}
}

static void only_texts_are_books(void **state)
{
	struct catalog *catalog = parse(COLUMNS, "7,Sound,,Tides,en,Ann\n8,Text,,\"Ebb\n\",en,Bo\n"
						 "9,Text,,Flow,en,Cy\nx,Text,,No,en,Di\n");

	(void)state;
	assert_non_null(catalog);
	assert_int_equal(catalog_count(catalog), 2);
	assert_null(catalog_find(catalog, 7));
	assert_int_equal(catalog_record(catalog, 0)->id, 8);
	assert_int_equal(catalog_record(catalog, 1)->line, 5);
	assert_null(catalog_record(catalog, 2));
	catalog_free(catalog);
}

static const char shelf[] =
	"Dom Casmurro, by Machado de Assis" PAD "910\r\n [Language: Portuguese]\r\n\r\n"
	"Historias Sem Data, by Joaquim Maria Machado de Assis" PAD "909\r\n"
	" [Language: Portuguese]\r\n\r\n"
	"Os Lusíadas, by Luís de Camões" PAD "908\r\n [Language: Portuguese]\r\n\r\n"
	"Brazilian Tales, by Machado de Assis, Medeiros, and Netto" PAD "907\r\n\r\n"
	"Crime and Punishment, by Fyodor Dostoyevsky" PAD "906\r\n\r\n"
	"Under Two Flags, by Louise de la Ramee" PAD "905\r\n [Author a.k.a. Ouida]\r\n\r\n"
	"The Mayflower Compact" PAD "904\r\n\r\n"
	"Rome, by Emile Zola" PAD "903\r\n [Title: The Three Cities: Rome]\r\n";

static const struct {
	const char *sentence;
	struct catalog_query query;
	long ids[8];
} queries[] = {
	{ "an author's words are in the name",
	  { .author = "Machado de Assis" },
	  { 907, 909, 910 } },
	{ "in any order and case", { .author = "assis, MACHADO de" }, { 907, 909, 910 } },
	{ "without accents", { .author = "camoes" }, { 908 } },
	{ "with too many accents", { .author = "Dóstöyevsky" }, { 906 } },
	{ "exactly is the whole name, of one of several too",
	  { .author = "Machado de Assis", .author_exact = true },
	  { 907, 910 } },
	{ "exactly the last of several", { .author = "Netto", .author_exact = true }, { 907 } },
	{ "exactly says nothing of order",
	  { .author = "Assis, Machado de", .author_exact = true },
	  { 907, 910 } },
	{ "half a name is not exactly one", { .author = "Assis", .author_exact = true }, { 0 } },
	{ "another name of the author", { .author = "ouida" }, { 905 } },
	{ "exactly another name", { .author = "Ouida", .author_exact = true }, { 905 } },
	{ "a title has the words", { .title = "lusiadas OS" }, { 908 } },
	{ "the full title too", { .title = "three cities" }, { 903 } },
	{ "a language", { .language = "pt" }, { 908, 909, 910 } },
	{ "all that is asked must fit",
	  { .author = "Assis", .title = "Dom", .language = "pt" },
	  { 910 } },
	{ "one that does not fit is enough", { .author = "Assis", .language = "fr" }, { 0 } },
	{ "a name without words finds nobody", { .author = "--" }, { 0 } },
};

static void queries_select_books(void **state)
{
	struct catalog *catalog = parse(HEAD, shelf);

	(void)state;
	assert_non_null(catalog);
	for (size_t i = 0; i < sizeof(queries) / sizeof(*queries); i++) {
		struct booklist list = { 0 };
		size_t n = catalog_select(&list, catalog, &queries[i].query);

		assert_int_equal(n, list.n);
		for (size_t j = 0; j < list.n; j++)
			if (list.books[j].id != queries[i].ids[j])
				fail_msg("%s: %ld", queries[i].sentence, list.books[j].id);
		if (queries[i].ids[n])
			fail_msg("%s: %ld is missing", queries[i].sentence, queries[i].ids[n]);
		booklist_release(&list);
	}
	catalog_free(catalog);
}

static void a_selected_book_knows_what_the_index_says(void **state)
{
	struct catalog *catalog = parse(HEAD, shelf);
	struct catalog_query query = { .title = "casmurro" };
	struct booklist list = { 0 };

	(void)state;
	assert_int_equal(catalog_select(&list, catalog, &query), 1);
	assert_int_equal(list.books[0].kind, BOOK_ID);
	assert_string_equal(list.books[0].title, "Dom Casmurro");
	assert_string_equal(list.books[0].author, "Machado de Assis");
	assert_string_equal(list.books[0].language, "pt");
	assert_null(list.books[0].source);
	booklist_release(&list);
	catalog_free(catalog);
}

/* ICU is asked for the first few of them only, however many there are. */
static void languages_that_are_none_are_not_sought_for_ever(void **state)
{
	struct catalog_query query = { .language = "fr" };
	struct booklist list = { 0 };
	struct catalog *catalog;
	struct err err = { 0 };
	struct buf index;

	(void)state;
	buf_init(&index, 1 << 20);
	assert_int_equal(buf_add_text(&index, HEAD, NULL), 0);
	for (int id = 1; id <= 100; id++) {
		char entry[200];

		(void)snprintf(entry, sizeof(entry), "T, by A" PAD "%d\n [Language: %s%d]\n\n", id,
			       id == 1 || id == 99 ? "French " : "Zz", id);
		assert_int_equal(buf_add_text(&index, entry, NULL), 0);
	}
	catalog = catalog_parse(index.data, index.len, &err);
	assert_non_null(catalog);
	assert_int_equal(catalog_select(&list, catalog, &query), 1);
	assert_int_equal(list.books[0].id, 1);
	booklist_release(&list);
	catalog_free(catalog);
	buf_release(&index);
}

static const struct {
	const char *sentence, *author, *nearest;
} typos[] = {
	{ "a letter is missing", "Machado de Asis", "Machado de Assis" },
	{ "a letter is another", "Dostoievsky", "Fyodor Dostoyevsky" },
	{ "two letters are wrong", "camoens luiz", "Luís de Camões" },
	{ "nobody is near", "Shakespeare", NULL },
	{ "no words", "?", NULL },
};

static void the_nearest_names_are_offered(void **state)
{
	struct catalog *catalog = parse(HEAD, shelf);

	(void)state;
	assert_non_null(catalog);
	for (size_t i = 0; i < sizeof(typos) / sizeof(*typos); i++) {
		char *names[3] = { NULL };
		size_t n = catalog_nearest_authors(names, 3, catalog, typos[i].author);

		if (!same(names[0], typos[i].nearest))
			fail_msg("%s: %s", typos[i].sentence, names[0]);
		while (n)
			free(names[--n]);
	}
	catalog_free(catalog);
}

/* Where the real index is not, the tests of it are skipped. */
static struct catalog *real_index(void)
{
	struct err err = { 0 };
	struct catalog *catalog;
	struct buf bytes;

	buf_init(&bytes, 64 << 20);
	if (buf_read_file(&bytes, "../shared/corpus/index/GUTINDEX.ALL", NULL)) {
		buf_release(&bytes);
		skip();
	}
	catalog = catalog_parse(bytes.data, bytes.len, &err);
	buf_release(&bytes);
	assert_non_null(catalog);
	return catalog;
}

static void the_real_index_is_read_whole(void **state)
{
	struct catalog *catalog = real_index();
	size_t n = catalog_count(catalog);

	(void)state;
	assert_int_equal(n, 62297);
	assert_int_equal(catalog_record(catalog, 0)->id, 1);
	assert_int_equal(catalog_record(catalog, n - 1)->id, 62390);
	assert_string_equal(catalog_find(catalog, 62341)->title, "Heart of Oak, Vol. 1");
	assert_string_equal(catalog_find(catalog, 280)->author, "Robert Louis Stevenson");
	assert_string_equal(catalog_find(catalog, 26117)->title,
			    "Sketches of the Fair Sex, in All Parts of the World");
	assert_null(catalog_find(catalog, 1789));  /* not used */
	assert_null(catalog_find(catalog, 61736)); /* not posted */
	catalog_free(catalog);
}

static void machado_is_found_in_the_real_index(void **state)
{
	static const long ids[] = { 21040, 33056, 53101, 54829, 55682, 55752,
				    55797, 56737, 57001, 60847, 61653 };
	struct catalog *catalog = real_index();
	struct catalog_query query = { .author = "machado de assis" };
	struct booklist list = { 0 };

	(void)state;
	assert_int_equal(catalog_select(&list, catalog, &query), sizeof(ids) / sizeof(*ids));
	for (size_t i = 0; i < list.n; i++)
		assert_int_equal(list.books[i].id, ids[i]);
	booklist_release(&list);
	catalog_free(catalog);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(entries_of_all_eras_are_read),
		cmocka_unit_test(what_is_no_book_is_none),
		cmocka_unit_test(rows_of_the_table_are_read),
		cmocka_unit_test(only_texts_are_books),
		cmocka_unit_test(queries_select_books),
		cmocka_unit_test(a_selected_book_knows_what_the_index_says),
		cmocka_unit_test(languages_that_are_none_are_not_sought_for_ever),
		cmocka_unit_test(the_nearest_names_are_offered),
		cmocka_unit_test(the_real_index_is_read_whole),
		cmocka_unit_test(machado_is_found_in_the_real_index),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
