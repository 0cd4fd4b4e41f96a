#include "data/booklist.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "data/buf.h"
#include "tests/fuzz/fuzz.h"

static void check_text(const char *text)
{
	if (text)
		assert(*text && !strpbrk(text, "\t\n") && is_utf8(text, strlen(text)));
}

static void check_book(const struct book *book)
{
	check_text(book->source);
	check_text(book->title);
	check_text(book->author);
	assert((book->kind == BOOK_ID) == (book->id > 0));
	assert(book->id <= 999999999);
	assert((book->kind == BOOK_URL || book->kind == BOOK_FILE) == (book->source != NULL));
	if (book->kind == BOOK_AUTHOR)
		assert(book->author && !book->title);
	if (book->kind == BOOK_URL)
		assert(strstr(book->source, "://") && !strchr(book->source, ' '));
}

static char *entry_of(const struct book *book)
{
	const char *title = book->title ? book->title : "";
	const char *author = book->author ? book->author : "";

	if (book->kind == BOOK_AUTHOR)
		return xasprintf("@%s\n", author);
	if (book->kind == BOOK_ID)
		return xasprintf("%ld\t%s\t%s\n", book->id, title, author);
	return xasprintf("%s\t%s\t%s\n", book->source, title, author);
}

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

/* A list says again what is in LIST. */
static void check_written(const struct booklist *list)
{
	struct booklist again = { 0 };
	struct buf buf;

	buf_init(&buf, 1 << 20);
	(void)buf_add_text(&buf, "# a list\n", NULL);
	for (size_t i = 0; i < list->n; i++) {
		char *entry = entry_of(&list->books[i]);

		(void)buf_add_text(&buf, entry, NULL);
		free(entry);
	}
	assert(booklist_parse(&again, "list", buf.data, buf.len, NULL) == 0);
	assert(again.n == list->n);
	for (size_t i = 0; i < list->n; i++) {
		const struct book *a = &list->books[i], *b = &again.books[i];

		assert(a->kind == b->kind && a->id == b->id && same(a->source, b->source));
		assert(same(a->title, b->title) && same(a->author, b->author));
	}
	booklist_release(&again);
	buf_release(&buf);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct booklist list = { 0 };
	struct err err = { 0 };

	if (booklist_parse(&list, "list", (const char *)data, size, &err))
		assert(err.code == ERR_USAGE && strncmp(err.text, "list:", 5) == 0);
	for (size_t i = 0; i < list.n; i++)
		check_book(&list.books[i]);
	check_written(&list);
	booklist_release(&list);
	return 0;
}
