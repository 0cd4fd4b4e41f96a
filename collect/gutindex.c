#include "collect/catalog_build.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <uthash.h>
#include "collect/byline.h"
#include "collect/gutentry.h"
#include "data/mem.h"

/*
 * GUTINDEX.ALL, from its lines to entries. An entry begins with the line that ends in
 * the book's number; only where that line is indented, with what stands before it. Lines
 * that are indented, or follow without an empty line, belong to the entry before them.
 */

struct line {
	const char *text; /* without blanks at its ends */
	size_t len;
	bool indented;
};

/* The number at the end of a line. */
struct number {
	long id;
	size_t before; /* length of what stands before it */
	size_t gap;    /* columns between the two */
	bool copyrighted;
};

/* A title without author: what is behind the comma is one if another entry says so. */
struct guess {
	size_t record;
	char *comma;
};

enum { MOST_GUESSES = 4096 }; /* the real index has some 400 */

struct reader {
	struct catalog *catalog;
	struct gutentry entry;
	struct buf waiting; /* a beginning that has no number yet */
	long previous;      /* the number of the entry before; 0: none */
	size_t line;
	bool after_blank;
	bool skipping; /* a heading: nothing counts up to the next empty line */
	struct guess guesses[MOST_GUESSES];
	size_t n_guesses;
};

static size_t columns(const char *text, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += ((unsigned char)text[i] & 0xc0) != 0x80;
	return n;
}

static bool read_number(const struct line *line, struct number *number)
{
	enum { DIGITS = 7 };
	size_t end = line->len, start;

	if (end && isupper((unsigned char)line->text[end - 1]))
		end--;
	for (start = end; start && isdigit((unsigned char)line->text[start - 1]);)
		start--;
	if (start == end || end - start > DIGITS)
		return false;
	number->id = 0;
	for (size_t i = start; i < end; i++)
		number->id = 10 * number->id + (line->text[i] - '0');
	number->before = trimmed_end(line->text, start);
	number->gap = columns(line->text + number->before, start - number->before);
	number->copyrighted = end < line->len && line->text[end] == 'C';
	return number->id > 0;
}

/* A wide gap tells a number from a year in a title; in a full line it is narrow, and the
 * number must follow on the one before. */
static bool begins_entry(const struct reader *reader, const struct line *line,
			 const struct number *number)
{
	enum { NEAR = 100 };

	if (line->indented && (reader->entry.open || *line->text == '['))
		return false;
	if (!number->before)
		return line->indented && reader->waiting.len;
	if (number->gap >= 2)
		return true;
	if (line->indented || !reader->previous || labs(number->id - reader->previous) > NEAR)
		return false;
	return number->gap == 1 || ispunct((unsigned char)line->text[number->before - 1]);
}

static void end_entry(struct reader *reader)
{
	char *comma = gutentry_end(&reader->entry, reader->catalog);

	if (comma && reader->n_guesses < MOST_GUESSES)
		reader->guesses[reader->n_guesses++] =
			(struct guess) { .record = reader->catalog->n - 1, .comma = comma };
}

static void begin_entry(struct reader *reader, const struct line *line, const struct number *number)
{
	struct gutentry *entry = &reader->entry;

	end_entry(reader);
	entry->record = (struct catalog_record) { .id = number->id,
						  .language = "English",
						  .copyrighted = number->copyrighted,
						  .line = reader->line };
	entry->tight = number->gap <= 3;
	if (line->indented && reader->waiting.len)
		gutentry_line(entry, reader->catalog, reader->waiting.data, reader->waiting.len);
	if (number->before)
		gutentry_line(entry, reader->catalog, line->text, number->before);
	buf_clear(&reader->waiting);
	reader->previous = number->id;
}

/* A line without a number: more of the entry, or the beginning of one. */
static void continue_entry(struct reader *reader, const struct line *line)
{
	bool is_field = *line->text == '[' || *line->text == '(';

	if (reader->waiting.len) {
		(void)buf_add_text(&reader->waiting, " ", NULL);
		(void)buf_add(&reader->waiting, line->text, line->len, NULL);
	} else if (reader->after_blank && !line->indented && !is_field) {
		(void)buf_add(&reader->waiting, line->text, line->len, NULL);
	} else if (reader->entry.record.id) {
		gutentry_line(&reader->entry, reader->catalog, line->text, line->len);
	}
}

/* What parts the months and years from each other. */
static bool is_heading(const struct line *line)
{
	static const char *const headings[] = { "~ ~ ~", "====", "****", "TITLE and AUTHOR",
						"GUTINDEX." };

	for (size_t i = 0; i < sizeof(headings) / sizeof(*headings); i++)
		if (has_prefix(line->text, line->len, headings[i]))
			return true;
	return false;
}

static void read_line(struct reader *reader, const struct line *line)
{
	struct number number;

	if (!line->len) {
		buf_clear(&reader->waiting);
		reader->skipping = false;
	} else if (is_heading(line)) {
		end_entry(reader);
		reader->skipping = true;
	} else if (!reader->skipping) {
		if (read_number(line, &number) && begins_entry(reader, line, &number))
			begin_entry(reader, line, &number);
		else
			continue_entry(reader, line);
	}
	reader->after_blank = !line->len;
}

struct known {
	const char *name; /* of a guess */
	bool is_author;   /* of another entry */
	UT_hash_handle hh;
};

/* "Title, Author" without "by": the name is cut off where it is another entry's author. */
static void check_guesses(const struct reader *reader)
{
	struct catalog_record *records = reader->catalog->records;
	struct known *names = xcalloc(reader->n_guesses, sizeof(*names));
	struct known *known = NULL, *found;

	for (size_t i = 0; i < reader->n_guesses; i++) {
		names[i].name = byline_name(reader->guesses[i].comma);
		HASH_FIND_STR(known, names[i].name, found);
		if (!found)
			HASH_ADD_KEYPTR(hh, known, names[i].name, strlen(names[i].name), &names[i]);
	}
	for (size_t i = 0; known && i < reader->catalog->n; i++) {
		if (!records[i].author)
			continue;
		HASH_FIND_STR(known, records[i].author, found);
		if (found)
			found->is_author = true;
	}
	for (size_t i = 0; i < reader->n_guesses; i++) {
		HASH_FIND_STR(known, names[i].name, found);
		if (!found->is_author)
			continue;
		records[reader->guesses[i].record].author = names[i].name;
		byline_end_title(reader->guesses[i].comma);
	}
	HASH_CLEAR(hh, known);
	free(names);
}

/* The first line of the list of books; NULL: there is none. */
static const char *find_list(const char *data, size_t len)
{
	static const char *const marks[] = { "<==LISTINGS==>", "TITLE and AUTHOR" };
	const char *found = NULL;

	for (size_t i = 0; !found && i < sizeof(marks) / sizeof(*marks); i++)
		found = memmem(data, len, marks[i], strlen(marks[i]));
	return found;
}

bool gutindex_recognised(const char *data, size_t len)
{
	return find_list(data, len) != NULL;
}

/* The line at AT, which ends before NEXT; longer than any line is counts as empty. */
static struct line cut_line(const char *at, const char *next)
{
	enum { LONGEST = 4096 };
	size_t len = trimmed_end(at, (size_t)(next - at));
	size_t indent = trimmed_start(at, len);

	if (len > LONGEST)
		return (struct line) { .text = at };
	return (struct line) { .text = at + indent, .len = len - indent, .indented = indent > 0 };
}

void gutindex_read(struct catalog *catalog, const char *data, size_t len)
{
	struct reader *reader = xcalloc(1, sizeof(*reader));
	const char *end = data + len, *at = data, *list = find_list(data, len), *next;

	reader->catalog = catalog;
	gutentry_init(&reader->entry);
	buf_init(&reader->waiting, 4096);
	for (; at < end; at = next) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		struct line line;

		next = stop ? stop + 1 : end;
		reader->line++;
		if (next <= list)
			continue;
		line = cut_line(at, next);
		if (has_prefix(line.text, line.len, "<==End of GUTINDEX"))
			break;
		read_line(reader, &line);
	}
	end_entry(reader);
	check_guesses(reader);
	gutentry_release(&reader->entry);
	buf_release(&reader->waiting);
	free(reader);
}
