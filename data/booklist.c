#include "data/booklist.h"

#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>
#include <unicode/utf8.h>
#include <uthash.h>
#include "data/buf.h"
#include "data/lang.h"
#include "data/mem.h"

enum {
	MOST_ENTRIES = 1 << 20,
	LONGEST_LINE = 64 << 10,
	LONGEST_ID = 9,          /* digits */
	LONGEST_LIST = 64 << 20, /* bytes of a file */
};

struct booklist_seen {
	char *key;
	UT_hash_handle hh;
};

void book_release(struct book *book)
{
	free(book->source);
	free(book->title);
	free(book->author);
	free(book->language);
	free(book->archive);
	*book = (struct book) { 0 };
}

void booklist_release(struct booklist *list)
{
	struct booklist_seen *seen, *next;

	for (size_t i = 0; i < list->n; i++)
		book_release(&list->books[i]);
	free(list->books);
	HASH_ITER (hh, list->seen, seen, next) {
		HASH_DEL(list->seen, seen);
		free(seen->key);
		free(seen);
	}
	*list = (struct booklist) { 0 };
}

static char *key_of(const struct book *book)
{
	if (book->kind == BOOK_ID)
		return xasprintf("%ld", book->id);
	if (book->kind == BOOK_AUTHOR)
		return xasprintf("@%s", book->author);
	return xasprintf("%s%s:%lld", book->kind == BOOK_URL ? "" : "./",
			 book->archive ? book->archive : book->source, (long long)book->offset);
}

/* False: it was there before. */
static bool remember(struct booklist *list, const struct book *book)
{
	char *key = key_of(book);
	struct booklist_seen *seen;

	HASH_FIND_STR(list->seen, key, seen);
	if (seen) {
		free(key);
		return false;
	}
	seen = xcalloc(1, sizeof(*seen));
	seen->key = key;
	HASH_ADD_KEYPTR(hh, list->seen, seen->key, strlen(seen->key), seen);
	return true;
}

void booklist_add(struct booklist *list, struct book *book)
{
	if (!remember(list, book)) {
		book_release(book);
		return;
	}
	if (list->n == list->size) {
		list->size = list->size ? 2 * list->size : 16;
		list->books = xreallocarray(list->books, list->size, sizeof(*list->books));
	}
	list->books[list->n++] = *book;
	*book = (struct book) { 0 };
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

struct span {
	const char *text;
	size_t len;
};

static struct span trimmed(const char *text, size_t len)
{
	while (len && is_blank(*text))
		text++, len--;
	while (len && is_blank(text[len - 1]))
		len--;
	return (struct span) { text, len };
}

static bool is_utf8(struct span span)
{
	for (size_t i = 0; i < span.len;) {
		UChar32 c;

		U8_NEXT(span.text, i, span.len, c);
		if (c < 0)
			return false;
	}
	return true;
}

static bool exists(const char *path)
{
	return access(path, F_OK) == 0;
}

static int set_id(struct book *book, const char *text, struct err *err)
{
	size_t digits = strspn(text, "0123456789");

	if (text[digits])
		return err_set(err, ERR_USAGE, _("'%s': a tab must follow the number"), text);
	book->kind = BOOK_ID;
	book->id = digits <= LONGEST_ID ? strtol(text, NULL, 10) : 0;
	if (book->id)
		return 0;
	return err_set(err, ERR_USAGE, _("%s: no book has this number"), text);
}

static int set_author(struct book *book, const char *text, struct err *err)
{
	struct span name = trimmed(text + 1, strlen(text + 1));

	if (!name.len)
		return err_set(err, ERR_USAGE, _("an author's name must follow the @"));
	book->kind = BOOK_AUTHOR;
	book->author = xstrndup(name.text, name.len);
	return 0;
}

static int set_url(struct book *book, const char *text, struct err *err)
{
	const char *host = strstr(text, "://") + 3, *user = strrchr(text, '@');
	const char *shown = user ? user + 1 : text;

	if (strncasecmp(text, "http://", 7) != 0 && strncasecmp(text, "https://", 8) != 0)
		return err_set(err, ERR_USAGE, _("%s: neither http nor https"), shown);
	if (!*host || *host == '/' || strpbrk(text, " \t"))
		return err_set(err, ERR_USAGE, _("%s: not an address"), shown);
	book->kind = BOOK_URL;
	book->source = xstrdup(text);
	return 0;
}

/* "55752" or, for an error that helps, "55752 Dom Casmurro". */
static bool begins_with_number(const char *text)
{
	char after = text[strspn(text, "0123456789")];

	return *text >= '0' && *text <= '9' && (!after || after == ' ');
}

/* The first field of an entry. */
static int set_source(struct book *book, const char *text, struct err *err)
{
	if (begins_with_number(text) && (!strchr(text, ' ') || !exists(text)))
		return set_id(book, text, err);
	if (*text == '@')
		return set_author(book, text, err);
	if (strstr(text, "://"))
		return set_url(book, text, err);
	if (!strpbrk(text, "/.") && !exists(text))
		return err_set(err, ERR_USAGE,
			       _("'%s' is neither a book's number, nor @author, nor an http or "
				 "https address, nor a file"),
			       text);
	book->kind = BOOK_FILE;
	book->source = xstrdup(text);
	return 0;
}

/* The field up to the next tab; *REST is what is behind it. */
static struct span next_field(struct span *rest)
{
	const char *tab = memchr(rest->text, '\t', rest->len);
	size_t len = tab ? (size_t)(tab - rest->text) : rest->len;
	struct span field = trimmed(rest->text, len);

	rest->text += len + (tab != NULL);
	rest->len -= len + (tab != NULL);
	return field;
}

static int set_names(struct book *book, struct span rest, struct err *err)
{
	struct span title = next_field(&rest), author = next_field(&rest);

	if (trimmed(rest.text, rest.len).len)
		return err_set(err, ERR_USAGE, _("more than address, title and author"));
	if (book->kind == BOOK_AUTHOR && (title.len || author.len))
		return err_set(err, ERR_USAGE, _("nothing may follow an author's name"));
	if (title.len)
		book->title = xstrndup(title.text, title.len);
	if (author.len)
		book->author = xstrndup(author.text, author.len);
	return 0;
}

/* LINE is trimmed and not empty. BOOK is empty after an error. */
static int parse_entry(struct book *book, struct span line, struct err *err)
{
	struct span rest = line, first = next_field(&rest);
	char *text;
	int rc;

	*book = (struct book) { 0 };
	if (line.len > LONGEST_LINE)
		return err_set(err, ERR_USAGE, _("a line of more than %d bytes"), LONGEST_LINE);
	if (memchr(line.text, '\0', line.len))
		return err_set(err, ERR_USAGE, _("a NUL byte: not a list"));
	if (!is_utf8(line))
		return err_set(err, ERR_USAGE, _("not UTF-8"));
	text = xstrndup(first.text, first.len);
	rc = set_source(book, text, err) || set_names(book, rest, err) ? -1 : 0;
	free(text);
	if (rc)
		book_release(book);
	return rc;
}

/* The next line of DATA from *AT on, trimmed. */
static struct span next_line(const char *data, size_t len, size_t *at)
{
	const char *start = data + *at, *stop = memchr(start, '\n', len - *at);
	size_t n = stop ? (size_t)(stop - start) : len - *at;

	*at += n + (stop != NULL);
	return trimmed(start, n);
}

static size_t mark_length(const char *data, size_t len)
{
	return len >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

int booklist_parse(struct booklist *list, const char *name, const char *data, size_t len,
		   struct err *err)
{
	size_t number = 1;

	for (size_t at = mark_length(data, len); at < len; number++) {
		struct span line = next_line(data, len, &at);
		struct book book;

		if (!line.len || *line.text == '#')
			continue;
		if (parse_entry(&book, line, err))
			return err_prefix(err, "%s:%zu", name, number);
		booklist_add(list, &book);
		if (list->n > MOST_ENTRIES)
			return err_set(err, ERR_LIMIT, _("%s:%zu: more than %d books"), name,
				       number, MOST_ENTRIES);
	}
	return 0;
}

/* What a line says about the file: a word with a dot in it may be a path, or the end of a
 * sentence. */
enum sign { ENTRY, UNSURE, PROSE };

/* FIRST, the first field, is meant as an entry, even where it is a wrong one. */
static bool is_meant(const char *first)
{
	return *first == '@' || *first == '/' || strncmp(first, "./", 2) == 0 ||
	       strncmp(first, "../", 3) == 0 || !first[strspn(first, "0123456789")] ||
	       (strstr(first, "://") && !strchr(first, ' '));
}

static enum sign sign_of(struct span line)
{
	struct span first = next_field(&line);
	char *text = xstrndup(first.text, first.len);
	enum sign sign = PROSE;

	if (is_meant(text) || exists(text))
		sign = ENTRY;
	else if (strpbrk(text, "/.") && !strchr(text, ' '))
		sign = UNSURE;
	free(text);
	return sign;
}

static bool is_list(const char *data, size_t len)
{
	enum { LOOK_AT = 5 };
	size_t signs[] = { 0, 0, 0 }, lines = 0, comments = 0;

	if (memchr(data, '\0', len))
		return false;
	for (size_t at = mark_length(data, len);
	     at < len && (lines < LOOK_AT || signs[ENTRY] >= signs[PROSE]);) {
		struct span line = next_line(data, len, &at);

		if (line.len && *line.text == '#')
			comments++;
		else if (line.len)
			lines++, signs[sign_of(line)]++;
	}
	return signs[ENTRY] ? signs[ENTRY] >= signs[PROSE] : comments && !lines;
}

/* Reads what PATH begins with; PATH is a regular file. */
static int holds_list(bool *yes, const char *path, struct err *err)
{
	enum { HEAD = 64 << 10 };
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char *head;
	ssize_t n;

	if (fd < 0)
		return err_errno(err, ERR_IO, _("%s cannot be opened"), path);
	head = xmalloc(HEAD);
	n = read(fd, head, HEAD);
	if (n >= 0)
		*yes = is_list(head, (size_t)n);
	else
		err_errno(err, ERR_IO, _("%s cannot be read"), path);
	free(head);
	(void)close(fd);
	return n < 0 ? -1 : 0;
}

static int add_list(struct booklist *list, const char *path, struct err *err)
{
	const char *name = strcmp(path, "-") == 0 ? _("standard input") : path;
	struct buf bytes;
	int rc;

	buf_init(&bytes, LONGEST_LIST);
	rc = buf_read_file(&bytes, path, err);
	if (!rc && bytes.len)
		rc = booklist_parse(list, name, bytes.data, bytes.len, err);
	buf_release(&bytes);
	return rc;
}

static int add_file(struct booklist *list, struct book *book, struct err *err)
{
	const char *path = book->source;
	struct stat st;
	bool yes;

	if (stat(path, &st) && strncasecmp(path, "www.", 4) == 0)
		return err_set(err, ERR_USAGE,
			       _("%s: no such file; an address begins with https:// or http://"),
			       path);
	if (stat(path, &st))
		return err_errno(err, ERR_IO, _("%s cannot be opened"), path);
	if (S_ISDIR(st.st_mode))
		return err_set(err, ERR_USAGE, _("%s is a folder: name the files in it"), path);
	yes = !S_ISREG(st.st_mode) || st.st_size <= LONGEST_LIST;
	if (yes && S_ISREG(st.st_mode) && holds_list(&yes, path, err))
		return -1;
	if (yes)
		return add_list(list, path, err);
	booklist_add(list, book);
	return 0;
}

int booklist_add_argument(struct booklist *list, const char *argument, struct err *err)
{
	struct book book = { 0 };
	int rc = 0;

	if (strcmp(argument, "-") == 0)
		return add_list(list, argument, err);
	if (set_source(&book, argument, err))
		return -1;
	if (book.kind == BOOK_FILE)
		rc = add_file(list, &book, err);
	else
		booklist_add(list, &book);
	book_release(&book);
	return rc;
}
