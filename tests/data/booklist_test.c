#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include "data/booklist.h"
#include "data/mem.h"

static const struct {
	const char *sentence, *line;
	enum book_kind kind;
	long id;
	const char *source, *title, *author;
} good[] = {
	{ "a number", "55752", BOOK_ID, 55752, NULL, NULL, NULL },
	{ "a number with title and author", "55752\tDom Casmurro\tMachado de Assis", BOOK_ID, 55752,
	  NULL, "Dom Casmurro", "Machado de Assis" },
	{ "a title alone", "55752\tDom Casmurro", BOOK_ID, 55752, NULL, "Dom Casmurro", NULL },
	{ "an author alone", "55752\t\tMachado", BOOK_ID, 55752, NULL, NULL, "Machado" },
	{ "blanks around fields do not count", "  55752 \t Dom  Casmurro \t Machado  ", BOOK_ID,
	  55752, NULL, "Dom  Casmurro", "Machado" },
	{ "nor do tabs at the end", "55752\tDom\tMachado\t\t", BOOK_ID, 55752, NULL, "Dom",
	  "Machado" },
	{ "an author", "@Machado de Assis", BOOK_AUTHOR, 0, NULL, NULL, "Machado de Assis" },
	{ "a blank may follow the @", "@ Machado", BOOK_AUTHOR, 0, NULL, NULL, "Machado" },
	{ "an https address", "https://example.org/a.txt\tT\tA", BOOK_URL, 0,
	  "https://example.org/a.txt", "T", "A" },
	{ "an http address in capitals", "HTTP://example.org", BOOK_URL, 0, "HTTP://example.org",
	  NULL, NULL },
	{ "a path", "./local/file.txt\tT", BOOK_FILE, 0, "./local/file.txt", "T", NULL },
	{ "a path with blanks", "my books/dom casmurro", BOOK_FILE, 0, "my books/dom casmurro",
	  NULL, NULL },
	{ "a file's name", "book.txt", BOOK_FILE, 0, "book.txt", NULL, NULL },
	{ "a name without a dot, when the file exists", "Makefile", BOOK_FILE, 0, "Makefile", NULL,
	  NULL },
	{ "a name that begins with digits", "11.txt", BOOK_FILE, 0, "11.txt", NULL, NULL },
	{ "CR before the end", "55752\r", BOOK_ID, 55752, NULL, NULL, NULL },
	{ "a byte order mark",
	  "\xef\xbb\xbf"
	  "55752",
	  BOOK_ID, 55752, NULL, NULL, NULL },
	{ "comments and empty lines around", "# mine\r\n\r\n \t\n55752\n  # end", BOOK_ID, 55752,
	  NULL, NULL, NULL },
	{ "letters beyond ASCII", "1\tMemórias\t曹雪芹", BOOK_ID, 1, NULL, "Memórias", "曹雪芹" },
};

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static void good_lines_are_books(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		struct booklist list = { 0 };
		struct err err = { 0 };
		const struct book *book;

		if (booklist_parse(&list, "x", good[i].line, strlen(good[i].line), &err))
			fail_msg("%s: %s", good[i].sentence, err.text);
		book = list.books;
		if (list.n != 1 || book->kind != good[i].kind || book->id != good[i].id ||
		    !same(book->source, good[i].source) || !same(book->title, good[i].title) ||
		    !same(book->author, good[i].author))
			fail_msg("%s", good[i].sentence);
		booklist_release(&list);
	}
}

static const struct {
	const char *sentence, *list, *says;
	size_t len; /* 0: the string's */
} bad[] = {
	{ "a word", "1\n\nCasmurro\n", "books.txt:3: 'Casmurro' is neither", 0 },
	{ "a blank for a tab", "55752 Dom Casmurro", "books.txt:1: '55752 Dom Casmurro': a tab",
	  0 },
	{ "the number 0", "0", "books.txt:1: 0: no book", 0 },
	{ "a number of ten digits", "1234567890", "books.txt:1: 1234567890: no book", 0 },
	{ "an author without a name", "@ \t", "books.txt:1: an author's name", 0 },
	{ "an author with a title", "@Machado\tDom Casmurro", "books.txt:1: nothing may follow",
	  0 },
	{ "another scheme", "ftp://example.org/a.txt", "books.txt:1: ftp://", 0 },
	{ "an address without a host", "https:///a.txt", "books.txt:1: https:///a.txt: not an", 0 },
	{ "an address with a blank", "https://example.org/a b", "not an address", 0 },
	{ "four fields", "1\ta\tb\tc", "books.txt:1: more than", 0 },
	{ "a NUL byte", "1\n2\0", "books.txt:2: a NUL byte", 4 },
	{ "what is not UTF-8", "1\tMem\xf3rias", "books.txt:1: not UTF-8", 0 },
};

static void bad_lines_are_named(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		size_t len = bad[i].len ? bad[i].len : strlen(bad[i].list);
		struct booklist list = { 0 };
		struct err err = { 0 };

		if (!booklist_parse(&list, "books.txt", bad[i].list, len, &err))
			fail_msg("%s: accepted", bad[i].sentence);
		if (!strstr(err.text, bad[i].says))
			fail_msg("%s: %s", bad[i].sentence, err.text);
		assert_int_equal(err.code, ERR_USAGE);
		booklist_release(&list);
	}
}

static void a_line_that_is_too_long_is_refused(void **state)
{
	size_t len = (64 << 10) + 2;
	char *line = malloc(len);
	struct booklist list = { 0 };
	struct err err = { 0 };

	(void)state;
	assert_non_null(line);
	memset(line, '.', len);
	assert_int_equal(booklist_parse(&list, "x", line, len, &err), -1);
	assert_non_null(strstr(err.text, "x:1: a line of more than 65536 bytes"));
	booklist_release(&list);
	free(line);
}

static void what_is_listed_twice_is_one_book(void **state)
{
	static const char text[] = "7\tA\n7\tB\n@X\n@X\n@Y\nhttp://h/\nhttp://h/\n./7\n./7\n8\n";
	struct booklist list = { 0 };

	(void)state;
	assert_int_equal(booklist_parse(&list, "x", text, strlen(text), NULL), 0);
	assert_int_equal(list.n, 6);
	assert_string_equal(list.books[0].title, "A");
	booklist_release(&list);
}

static void a_long_list_is_read_in_time(void **state)
{
	enum { LINES = 300000 };
	char *text = malloc(LINES * 8 + 1), *at = text;
	struct booklist list = { 0 };

	(void)state;
	assert_non_null(text);
	for (int i = 0; i < LINES; i++)
		at += sprintf(at, "%d\n", 1 + i % (LINES / 2));
	assert_int_equal(booklist_parse(&list, "x", text, (size_t)(at - text), NULL), 0);
	assert_int_equal(list.n, LINES / 2);
	booklist_release(&list);
	free(text);
}

static void what_is_longer_than_a_list_is_a_book(void **state)
{
	enum { HEAD = 64 << 10, MOST = 64 << 20 };
	char path[] = "/tmp/booklist-XXXXXX", *head = xmalloc(HEAD);
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	for (size_t i = 0; i < HEAD; i += 2)
		memcpy(head + i, "1\n", 2);
	assert_int_equal(pwrite(fd, head, HEAD, 0), HEAD);
	assert_int_equal(ftruncate(fd, MOST + 1), 0);
	for (int is_list = 0; is_list < 2; is_list++) {
		struct booklist list = { 0 };
		int rc = booklist_add_argument(&list, path, NULL);

		assert_int_equal(list.n, 1);
		assert_int_equal(list.books[0].kind, is_list ? BOOK_ID : BOOK_FILE);
		assert_int_equal(rc, 0);
		booklist_release(&list);
		assert_int_equal(ftruncate(fd, HEAD), 0);
	}
	(void)close(fd);
	(void)unlink(path);
	free(head);
}

static const struct {
	const char *sentence, *content;
	size_t len;   /* 0: the string's */
	size_t books; /* 0: the file is a book itself */
} files[] = {
	{ "entries are a list", "55752\n@Machado de Assis\nhttps://example.org/a\n", 0, 3 },
	{ "one number is a list", "55752", 0, 1 },
	{ "comments come first", "# my books\n#\n\n55752\n1342\n", 0, 2 },
	{ "paths are a list where they are plain", "./a.txt\n./b.txt\n", 0, 2 },
	{ "prose is a book", "Call me Ishmael. Some years ago\nnever mind how long\n", 0, 0 },
	{ "a chapter's number is a book's", "1\n\nCall me Ishmael. Some years ago\nnever mind\n", 0,
	  0 },
	{ "so is a number in Roman letters", "I.\n\nCall me Ishmael. Some years ago\n", 0, 0 },
	{ "a heading that looks like a comment", "# Moby Dick\n\nCall me Ishmael. Some years\n", 0,
	  0 },
	{ "so are numbers, where much prose follows",
	  "1\n2\n3\n4\n5\nCall me\nIshmael.\nSome years\nago, never\nmind how\nlong\nprecisely\n",
	  0, 0 },
	{ "compressed text is a book", "\x1f\x8b\x08\0\0\0", 6, 0 },
	{ "NUL bytes are a book's", "1\n2\n3\n\0", 7, 0 },
	{ "an empty file is a book without a text", "", 0, 0 },
};

static void content_tells_a_list_from_a_book(void **state)
{
	char path[] = "/tmp/booklist-XXXXXX";
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		size_t len = files[i].len ? files[i].len : strlen(files[i].content);
		struct booklist list = { 0 };
		struct err err = { 0 };

		assert_int_equal(ftruncate(fd, 0), 0);
		assert_int_equal(pwrite(fd, files[i].content, len, 0), len);
		if (booklist_add_argument(&list, path, &err))
			fail_msg("%s: %s", files[i].sentence, err.text);
		if (list.n != (files[i].books ? files[i].books : 1) ||
		    same(list.books[0].source, path) != !files[i].books)
			fail_msg("%s: %zu", files[i].sentence, list.n);
		booklist_release(&list);
	}
	(void)close(fd);
	(void)unlink(path);
}

static const struct {
	const char *content, *line;
} wrong_lists[] = {
	{ "1\n2\nftp://example.org/\n", ":3: " },
	{ "ftp://example.org/\n", ":1: " },
	{ "55752\nDom Casmurro\n", ":2: " },
	{ "55752\tDom Casmurro\tMachado de Assis\t1899\n", ":1: " },
	{ "1\tMem\xf3rias\n2\tMem\xf3rias\n", ":1: " },
	{ "# mine\n@\n", ":2: " },
	{ "1234567890\n", ":1: " },
};

static void an_error_in_a_file_names_the_file(void **state)
{
	char path[] = "/tmp/booklist-XXXXXX";
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	for (size_t i = 0; i < sizeof(wrong_lists) / sizeof(*wrong_lists); i++) {
		size_t len = strlen(wrong_lists[i].content);
		struct booklist list = { 0 };
		struct err err = { 0 };

		assert_int_equal(ftruncate(fd, 0), 0);
		assert_int_equal(pwrite(fd, wrong_lists[i].content, len, 0), len);
		if (!booklist_add_argument(&list, path, &err))
			fail_msg("accepted: %s", wrong_lists[i].content);
		assert_memory_equal(err.text, path, strlen(path));
		assert_memory_equal(err.text + strlen(path), wrong_lists[i].line, 4);
		booklist_release(&list);
	}
	(void)close(fd);
	(void)unlink(path);
}

static void arguments_are_entries_too(void **state)
{
	struct booklist list = { 0 };
	struct err err = { 0 };

	(void)state;
	assert_int_equal(booklist_add_argument(&list, "55752", &err), 0);
	assert_int_equal(booklist_add_argument(&list, "@Machado", &err), 0);
	assert_int_equal(booklist_add_argument(&list, "https://example.org/", &err), 0);
	assert_int_equal(list.n, 3);
	assert_int_equal(booklist_add_argument(&list, "tests", &err), -1);
	assert_string_equal(err.text, "tests is a folder: name the files in it");
	assert_int_equal(booklist_add_argument(&list, "./none.txt", &err), -1);
	assert_int_equal(err.code, ERR_IO);
	assert_int_equal(booklist_add_argument(&list, "none", &err), -1);
	assert_int_equal(err.code, ERR_USAGE);
	assert_int_equal(list.n, 3);
	booklist_release(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_lines_are_books),
		cmocka_unit_test(bad_lines_are_named),
		cmocka_unit_test(a_line_that_is_too_long_is_refused),
		cmocka_unit_test(what_is_listed_twice_is_one_book),
		cmocka_unit_test(a_long_list_is_read_in_time),
		cmocka_unit_test(what_is_longer_than_a_list_is_a_book),
		cmocka_unit_test(content_tells_a_list_from_a_book),
		cmocka_unit_test(an_error_in_a_file_names_the_file),
		cmocka_unit_test(arguments_are_entries_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
