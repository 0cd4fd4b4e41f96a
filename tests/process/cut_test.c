#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "data/mem.h"
#include "process/cut.h"
#include "process/cut_rules.h"

#define START "*** START OF THIS PROJECT GUTENBERG EBOOK THE WORM ***\n"
#define END "*** END OF THIS PROJECT GUTENBERG EBOOK THE WORM ***\n"
#define HEAD "The Project Gutenberg EBook of The Worm, by A. Worm\n\nTitle: The Worm\n\n"
#define TAIL "\nUpdated editions will replace the previous one.\n"

static const struct {
	const char *name, *file, *kept, *rule;
	bool warned;
} autos[] = {
	{ "the marks of the 2000s, credits and an end line",
	  HEAD START
	  "\n\nProduced by B. Worm and the\nWorms of the World\n\n\n\nTHE WORM\n\nIt ate.\n"
	  "\n\nEnd of the Project Gutenberg EBook of The Worm, by \nA. Worm\n\n" END TAIL,
	  "THE WORM\n\nIt ate.", "start-end", false },
	{ "the marks of today, with nothing between",
	  HEAD "*** START OF THE PROJECT GUTENBERG EBOOK THE WORM ***\nIt ate.\n"
	       "*** END OF THE PROJECT GUTENBERG EBOOK THE WORM ***\n" TAIL,
	  "It ate.", "start-end", false },
	{ "no space after the stars",
	  HEAD
	  "***START OF THE PROJECT GUTENBERG EBOOK THE WORM***\n\n\nE-text prepared by B. Worm\n"
	  "\n\nNote: Project Gutenberg also has an HTML version of this\n      file.\n\nIt ate.\n\n"
	  "***END OF THE PROJECT GUTENBERG EBOOK THE WORM***\n\n" TAIL,
	  "It ate.", "start-end", false },
	{ "marks wrapped over lines",
	  HEAD
	  "***START OF THE PROJECT GUTENBERG EBOOK THE WORM,\nAND WHAT IT\nATE***\n\nIt ate.\n\n"
	  "***END OF THE PROJECT GUTENBERG EBOOK THE WORM,\nAND WHAT IT\nATE***\n" TAIL,
	  "It ate.", "start-end", false },
	{ "a mark without its closing stars",
	  HEAD "*** START OF THE PROJECT GUTENBERG EBOOK THE WORM\n\nIt ate.\n" END, "It ate.",
	  "start-end", false },
	{ "stars between the book and its end",
	  HEAD START "\n\nIt ate.\n\n* * *\n\nIt slept.\n\n\n***\n\n" END,
	  "It ate.\n\n* * *\n\nIt slept.", "start-end", false },
	{ "stars that are the last line of a figure",
	  HEAD START "\n\nIt ate.\n\n**.**\n*****\n\n" END, "It ate.\n\n**.**\n*****", "start-end",
	  false },
	{ "nothing but stars", HEAD START "\n\n***\n\n" END, "***", "start-end", false },
	{ "lower case, indented",
	  HEAD "  *** Start of the Project Gutenberg eBook The Worm ***\nIt ate.\n"
	       "  *** End of the Project Gutenberg eBook The Worm ***\n",
	  "It ate.", "start-end", false },
	{ "German marks",
	  "*** ANFANG DIESES PROJECT GUTENBERG EBOOKS DER WURM ***\nEr fraß.\n\n"
	  "Ende dieses Project Gutenberg EBooks Der Wurm\n",
	  "Er fraß.", "start-end", false },
	{ "small print before the book, an end line after it",
	  "Project Gutenberg Etext of The Worm\n\n***START**THE SMALL PRINT!**FOR PUBLIC DOMAIN "
	  "ETEXTS**START***\nWhy?\n*END*THE SMALL PRINT! FOR PUBLIC DOMAIN "
	  "ETEXTS*Ver.01.01.95*END*\n\n\nThis etext was prepared by B. Worm\n\nThis Etext is in "
	  "English\n\n\nIt ate.\n\n\nEnd of Project Gutenberg Etext of The Worm\n",
	  "It ate.", "small-print-end", false },
	{ "small print without stars after END",
	  "x\n*END THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.12.12.00*END*\nIt ate.\n",
	  "It ate.", "small-print", false },
	{ "small print after the book, no marks but the fields of the header",
	  "The Project Gutenberg EBook of The Worm\n\nTitle: The Worm\n\nLanguage: "
	  "English\n\n***\n\n"
	  "It ate.\n\nEnd of The Project Gutenberg EBook of The Worm\n\nThis etext was produced by "
	  "B. Worm.\n\n*END THE SMALL PRINT! FOR PUBLIC DOMAIN EBOOKS*Ver.02/11/02*END*\n",
	  "It ate.", "fields-end", false },
	{ "the end only known by the licence",
	  HEAD START "It ate.\n\n***** This file should be named 1.txt or 1.zip *****\n" TAIL,
	  "It ate.", "start-license", false },
	{ "a file cut off in the middle", HEAD START "It ate.\n\nIt ", "It ate.\n\nIt ", "start",
	  false },
	{ "a banner, stars and thanks before and after the credit",
	  START "The Project Gutenberg Etext of The Worm\nby A. Worm\n\n***\n\nProduced by B. "
		"Worm\n\nWe thank the library.\n\nIt ate.\n" END,
	  "It ate.", "start-end", false },
	{ "stars that no credit follows are the book's", START "***\n\nIt ate.\n" END,
	  "***\n\nIt ate.", "start-end", false },
	{ "proofreaders named first",
	  START "A. Worm, B. Worm and the Online\nDistributed Proofreading Team\n\nIt ate.\n" END,
	  "It ate.", "start-end", false },
	{ "a second paragraph that begins like a credit is the book's",
	  START "Produced by B. Worm\n\nProduced by the heat of the day, it ate.\n" END,
	  "Produced by the heat of the day, it ate.", "start-end", false },
	{ "credits are not sought after the first other paragraph",
	  START "THE WORM\n\nProduced by the heat of the day.\n" END,
	  "THE WORM\n\nProduced by the heat of the day.", "start-end", false },
	{ "thanks alone are no credit", START "We thank you for reading.\n" END,
	  "We thank you for reading.", "start-end", false },
	{ "an end line that follows the text at once",
	  START "It ate.\nEnd of Project Gutenberg's The Worm, by A. Worm\n\n" END, "It ate.",
	  "start-end", false },
	{ "two books in one file", START "One.\n" END START "Two.\n" END, "One.\n" END START "Two.",
	  "start-end", false },
	{ "what the project said of a file, before and after a book without marks",
	  HEAD "Project Gutenberg eBooks are often created from several\nprinted editions.\n\nThe "
	       "\"legal small print\" may be found at the end.\n\nIt ate.\n\n**The Legal Small "
	       "Print**\n\nWhy?\n*END THE SMALL PRINT! FOR PUBLIC DOMAIN EBOOKS*Ver.1*END*\n\n",
	  "It ate.", "fields-license", false },
	{ "notes on other files after the credit",
	  START "E-text prepared by B. Worm\n\nNote: Project Gutenberg has the other volumes.\n\n"
		"      Images of the original pages are available.\n\nRevised by C. Worm.\n\n"
		"It ate.\n" END,
	  "It ate.", "start-end", false },
	{ "a mark wrapped in its middle",
	  HEAD "*** START OF THIS PROJECT\nGUTENBERG EBOOK THE WORM ***\nIt ate.\n"
	       "*** END OF THIS PROJECT\nGUTENBERG EBOOK THE WORM ***\n",
	  "It ate.", "start-end", false },
	{ "somebody who calls himself by a word", START "Produced by wormling  \n\nIt ate.\n" END,
	  "It ate.", "start-end", false },
	{ "a body that begins as a credit would",
	  START "Produced by the heat of the day, it ate.\n" END,
	  "Produced by the heat of the day, it ate.", "start-end", false },
	{ "a title that has the library's name",
	  START "The Complete Project Gutenberg Works of A. Worm\n\nIt ate.\n" END,
	  "The Complete Project Gutenberg Works of A. Worm\n\nIt ate.", "start-end", false },
	{ "texts that are loved by the worm are no credit",
	  START "Texts are loved by the worm.\n" END, "Texts are loved by the worm.", "start-end",
	  false },
	{ "a credit to people without a name",
	  START "Produced by an anonymous Project Gutenberg volunteer.\n\nIt ate.\n" END, "It ate.",
	  "start-end", false },
	{ "a credit to those who wrote it",
	  START "Produced by the authors, for a shelf\n\nIt ate.\n" END, "It ate.", "start-end",
	  false },
	{ "the header's fields once more, with their credits",
	  START "Produced by B. Worm\n\nTitle: The Worm\nAuthor: A. Worm\nLanguage: English\n"
		"Character set encoding: UTF-8\nProduced by B. Worm.\n\nIt ate.\n" END,
	  "It ate.", "start-end", false },
	{ "a field a paragraph",
	  START "Title: The Worm\n\nAuthor: A. Worm\n\nRelease date: May 1, 2021 [eBook #1]\n\n"
		"Credits: B. Worm\n\nIt ate.\n" END,
	  "It ate.", "start-end", false },
	{ "a title page that says title and author is the book's",
	  START "Title: The Worm\nAuthor: A. Worm\n\nIt ate.\n" END,
	  "Title: The Worm\nAuthor: A. Worm\n\nIt ate.", "start-end", false },
	{ "French marks",
	  HEAD "*** DEBUT DE CE PROJET GUTENBERG EBOOK ***\n\nProduit par A. Ver\n\nIl mangea.\n\n"
	       "Fin de ce projet Gutenberg EBook\n",
	  "Il mangea.", "start-end", false },
	{ "French small print before and after the file",
	  "ABU\n--------- DEBUT DU FICHIER ver1 ---------\nIl mangea.\n"
	  "--------- FIN DU FICHIER ver1 ---------\n",
	  "Il mangea.", "start-end", false },
	{ "Spanish marks",
	  "*** COMIENZO DEL PROYECTO GUTENBERG ***\nProducido por A. Gusano\n\nComió.\n\n"
	  "Fin del Proyecto Gutenberg\n",
	  "Comió.", "start-end", false },
	{ "the Australian library",
	  "Title: The Worm\nAuthor: A. Worm\n* A Project Gutenberg of Australia eBook *\n"
	  "eBook No.: 0100021.txt\nLanguage: English\nDate first posted: August 2001\n\n"
	  "Project Gutenberg of Australia eBooks are created from printed editions\n"
	  "which are in the public domain in Australia.\n\n"
	  "To contact Project Gutenberg of Australia go to http://gutenberg.net.au\n\n"
	  "It ate.\n\nThis site is full of FREE ebooks - Project Gutenberg Australia\n",
	  "It ate.", "fields-end", false },
	{ "the Canadian library",
	  "* A Project Gutenberg Canada Ebook *\n\nTitle: The Worm\nAuthor: A. Worm\n"
	  "Date of first publication: 1901\nDate first posted: 1 May 2009\n\n"
	  "This ebook was produced by: B. Worm\n\nIt ate.\n\n[End of The Worm, by A. Worm]\n",
	  "It ate.", "fields-end", false },
	{ "a file of something else", "\n\nIt ate.\n\nThe end of it.\n",
	  "It ate.\n\nThe end of it.", "whole", true },
	{ "nothing between the marks", START "\n\n" END "Licence\n", END "Licence", "start", true },
	{ "a mark and nothing else", "START OF THE PROJECT GUTENBERG EBOOK",
	  "START OF THE PROJECT GUTENBERG EBOOK", "whole", true },
	{ "an empty file", "", "", "no-text", true },
	{ "a file of white space", " \n\xc2\xa0\n\xe2\x80\x83\n", "", "no-text", true },
};

static void check(enum cut cut, const char *name, const char *file, const char *kept,
		  const char *rule, bool warned)
{
	size_t len = strlen(file);
	char *copy = xmalloc(len ? len : 1); /* sanitizers see reads past the end */
	struct lines lines = { copy, len };
	struct cut_result result;

	memcpy(copy, file, len);
	cut_find(&result, cut, &lines, (struct cut_edges) { 0 });
	len = strlen(kept);
	if (strcmp(result.rule, rule) != 0 || result.end - result.start != len ||
	    memcmp(copy + result.start, kept, len) != 0 || warned != !!result.warning)
		fail_msg("%s: %s%s, bytes %zu to %zu", name, result.rule,
			 result.warning ? " (warned)" : "", result.start, result.end);
	assert_int_equal(result.found, strcmp(rule, "no-text") != 0);
	free(copy);
}

static void auto_finds_the_book(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(autos) / sizeof(*autos); i++) {
		check(CUT_AUTO, autos[i].name, autos[i].file, autos[i].kept, autos[i].rule,
		      autos[i].warned);
		check(CUT_NONE, autos[i].name, autos[i].file, autos[i].file, "none", false);
	}
}

#define C_START "x\n*** START OF\nProduced by B\n"
#define C_END "End of\n*** END OF\n"

static const struct {
	const char *name, *file, *kept; /* NULL: no text */
} classics[] = {
	{ "five marks", C_START "lower\nTHE WORM\nit ate\n\n" C_END, "THE WORM\nit ate" },
	{ "white space between words, and before",
	  "\xc2\xa0\n \t***\xe3\x80\x80START  OF\n\x1fProduced\tby\xc2\xa0X\nA\n End\tof\n***\tEND "
	  "OF\n",
	  "A" },
	{ "a space is needed after the stars", "x\n***START OF\nProduced by B\nA\n" C_END, NULL },
	{ "a space is needed after by", "x\n*** START OF\nProduced by\nA\n" C_END, NULL },
	{ "case counts", "x\n*** Start of\nProduced by B\nA\n" C_END, NULL },
	{ "START on the first line", "*** START OF\nProduced by B\nA\n" C_END, NULL },
	{ "no credit", "x\n*** START OF\nA\n" C_END, NULL },
	{ "no upper-case line",
	  C_START "it ate\n"
		  "end of\n",
	  NULL },
	{ "no end mark", C_START "A\nEnd of\n", NULL },
	{ "no end line", C_START "A\n*** END OF\n", NULL },
	{ "the end line must come before the mark", C_START "A\n*** END OF\nEnd of\n", NULL },
	{ "the last of the end lines before the last of the marks",
	  C_START "A\nEnd of\nb\nEnd of\nc\n*** END OF\nd\n*** END OF\nEnd of\n", "A\nEnd of\nb" },
	{ "digits and signs are not upper case", C_START "1881\n--\nA-1\n" C_END, "A-1" },
	{ "an ordinal sign is lower case", C_START "N\xc2\xba 1\nA\n" C_END, "A" },
	{ "a title-case letter is not upper case", C_START "\xc7\x85\nA\n" C_END, "A" },
	{ "a Roman numeral sign is upper case", C_START "\xe2\x85\xa0\nb\n" C_END,
	  "\xe2\x85\xa0\nb" },
	{ "the end before the start", "x\n*** START OF\ny\nEnd of\n*** END OF\nProduced by B\nA\n",
	  NULL },
	{ "no line end after the last mark", C_START "A\nEnd of\n*** END OF", "A" },
	{ "an empty file", "", NULL },
};

static void classic_is_to_the_letter(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(classics) / sizeof(*classics); i++)
		check(CUT_CLASSIC, classics[i].name, classics[i].file,
		      classics[i].kept ? classics[i].kept : "",
		      classics[i].kept ? "classic" : "no-text", false);
}

static void lines_are_counted_from_one_in_the_whole_file(void **state)
{
	static const char file[] = "x\n" START "\n\nIt ate.\n\nIt slept.\n\n" END "y";
	struct lines lines = { file, sizeof(file) - 1 };
	struct cut_result result;

	(void)state;
	cut_find(&result, CUT_AUTO, &lines, (struct cut_edges) { 0 });
	assert_int_equal(result.first_line, 5);
	assert_int_equal(result.last_line, 7);
	assert_int_equal(result.of_lines, 10);
	cut_find(&result, CUT_CLASSIC, &lines, (struct cut_edges) { 0 });
	assert_int_equal(result.first_line, 0);
	assert_int_equal(result.last_line, 0);
	assert_int_equal(result.of_lines, 10);
}

/* HEAD, START and SIZE bytes of lines of ten, with END and START again at AT. */
static char *long_book(struct lines *lines, int at, int size)
{
	char *file = xmalloc((size_t)size + 1000), *p = file;
	int i;

	p += sprintf(p, "%s%s", HEAD, START);
	for (i = 0; i < size; i += 10) {
		if (i == at)
			p += sprintf(p, "\n" END "\n" START "\n");
		p += sprintf(p, "It ate it\n");
	}
	*lines = (struct lines) { file, (size_t)(p - file) };
	return file;
}

static void a_mark_deep_inside_a_book_is_the_book_s(void **state)
{
	struct cut_result result;
	struct lines lines;
	char *file = long_book(&lines, 100000, 200000);

	(void)state;
	cut_find(&result, CUT_AUTO, &lines, (struct cut_edges) { 0 });
	assert_string_equal(result.rule, "start");
	assert_null(result.warning);
	assert_int_equal(result.start, strlen(HEAD START));
	assert_int_equal(result.end, lines.len - 1);
	free(file);
}

static void marks_that_leave_next_to_nothing_are_not_all_believed(void **state)
{
	struct cut_result result;
	struct lines lines;
	char *file = long_book(&lines, 5000, 70000);

	(void)state;
	cut_find(&result, CUT_AUTO, &lines, (struct cut_edges) { 0 });
	assert_string_equal(result.rule, "start");
	assert_non_null(result.warning);
	assert_int_equal(result.start, strlen(HEAD START));
	assert_int_equal(result.end, lines.len - 1);
	free(file);
}

static void every_rule_matches_its_example(void **state)
{
	const struct cut_rule *rule;
	size_t i, k;

	(void)state;
	for (i = 0; (rule = cut_rule_at(i)); i++) {
		struct line line = { rule->example, strlen(rule->example) };

		assert_true(!i || rule->part >= cut_rule_at(i - 1)->part);
		if (!cut_rule_matches(rule, line))
			fail_msg("%s: %s", rule->name, rule->example);
		for (k = 0; k < i; k++)
			assert_string_not_equal(rule->name, cut_rule_at(k)->name);
	}
	assert_in_range(i, 1, CUT_RULES_MOST);
}

static const struct {
	enum cut_part part;
	const char *line;
} not_marks[] = {
	{ CUT_START, "*** START: FULL LICENSE ***" },
	{ CUT_START, "***START**THE SMALL PRINT!**FOR PUBLIC DOMAIN ETEXTS**START***" },
	{ CUT_START, "The start of the Project Gutenberg" },
	{ CUT_END, "*** END: FULL LICENSE ***" },
	{ CUT_END, "The end of Project Gutenberg" },
	{ CUT_END, "End of the first part of all there is to say about Project Gutenberg" },
	{ CUT_END, "END OF" },
	{ CUT_END, "*** END OF VOLUME ONE ***" },
	{ CUT_END, "end of the project" },
	{ CUT_START, "start of the project" },
	{ CUT_SMALL_PRINT, "disclaims most of our liability: the small print" },
	{ CUT_CREDIT, "produced" },
	{ CUT_CREDIT, "" },
};

static void other_lines_match_nothing(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(not_marks) / sizeof(*not_marks); i++) {
		struct line line = { not_marks[i].line, strlen(not_marks[i].line) };

		if (cut_part_matches(not_marks[i].part, line, CUT_WITH_ALL))
			fail_msg("%s", not_marks[i].line);
	}
}

static const struct {
	const char *name, *text;
	enum cut_notes notes;
	const char *left;
	size_t dropped;
} insides[] = {
	{ "nothing", "It ate.\n\n<<It>> slept.", CUT_NOTES_KEEP, "It ate.\n\n<<It>> slept.", 0 },
	{ "a notice between two acts",
	  "One.\n\n<<THIS ELECTRONIC VERSION OF THE WORM IS\nCOPYRIGHT. NO\n\nCHARGE.>>\n\n\nTwo.",
	  CUT_NOTES_KEEP, "One.\n\nTwo.", 6 },
	{ "at the end", "One.\n\n<<THIS ELECTRONIC VERSION OF THE WORM.>>", CUT_NOTES_KEEP, "One.",
	  1 },
	{ "notes stay", "[Transcriber's Note: a]\n\nOne.", CUT_NOTES_KEEP,
	  "[Transcriber's Note: a]\n\nOne.", 0 },
	{ "a note in brackets", "[Transcriber's Note: a\n\nb]\n\nOne.", CUT_NOTES_APART, "One.",
	  4 },
	{ "one with brackets in it, and words behind it",
	  "[Transcriber's Note: [a] and\nb.] c\n\nOne.\n\n[Two.]", CUT_NOTES_APART,
	  "One.\n\n[Two.]", 3 },
	{ "a note in the middle", "One.\n\n[Transcriber’s note: a]\n\nTwo.", CUT_NOTES_APART,
	  "One.\n\nTwo.", 2 },
	{ "a heading and what follows, up to a gap",
	  "TRANSCRIBER'S NOTES\n\nThis.\n\nThat.\n\n\nOne.", CUT_NOTES_APART, "One.", 7 },
	{ "at the end of a book", "One.\n\n\nTranscriber's Note:\n\n\nThis.\n\nThat.",
	  CUT_NOTES_APART, "One.", 6 },
	{ "in German", "Eins.\n\n[Anmerkungen zur Transkription: a]", CUT_NOTES_APART, "Eins.", 1 },
	{ "what only mentions it stays", "One.\n\nThe transcriber's note was lost.",
	  CUT_NOTES_APART, "One.\n\nThe transcriber's note was lost.", 0 },
	{ "of a page, a note is its first paragraph",
	  "Transcriber’s Note: a, b\nc and d.\n\nOne.\n\nTwo.", CUT_NOTES_PARAGRAPH, "One.\n\nTwo.",
	  3 },
	{ "however short it is", "Transcriber’s Note: none.\n\nOne.", CUT_NOTES_PARAGRAPH, "One.",
	  2 },
	{ "and its heading", "Transcriber’s Note\n\nMisprints were put right.\n\nOne.\n\nTwo.",
	  CUT_NOTES_PARAGRAPH, "One.\n\nTwo.", 4 },
};

static void what_is_none_of_the_book_s_goes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(insides) / sizeof(*insides); i++) {
		char *text = xstrdup(insides[i].text);
		size_t dropped, len = cut_inside(text, strlen(text), insides[i].notes, &dropped);

		if (strcmp(text, insides[i].left) != 0 || len != strlen(text) ||
		    dropped != insides[i].dropped)
			fail_msg("%s: %zu lines, '%s'", insides[i].name, dropped, text);
		free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(auto_finds_the_book),
		cmocka_unit_test(classic_is_to_the_letter),
		cmocka_unit_test(lines_are_counted_from_one_in_the_whole_file),
		cmocka_unit_test(a_mark_deep_inside_a_book_is_the_book_s),
		cmocka_unit_test(marks_that_leave_next_to_nothing_are_not_all_believed),
		cmocka_unit_test(what_is_none_of_the_book_s_goes),
		cmocka_unit_test(every_rule_matches_its_example),
		cmocka_unit_test(other_lines_match_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
