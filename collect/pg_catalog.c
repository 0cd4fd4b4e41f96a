#include "collect/catalog_build.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "data/buf.h"

/*
 * pg_catalog.csv (RFC 4180). Its columns are found by their names; only texts count. The
 * first line of a title is the title. People are "Surname, Given, dates [Role]", several
 * parted by "; ": those without a role are the authors, or all where each has one.
 */

enum column { ID, TYPE, TITLE, LANGUAGE, AUTHORS, COLUMNS };

static const char *const column_names[] = { "Text#", "Type", "Title", "Language", "Authors" };

enum { MOST_FIELDS = 64, LONGEST_RECORD = 1 << 20, LONGEST_NAMES = 4096 };

struct span {
	const char *text;
	size_t len;
};

struct csv {
	const char *at, *end;
	size_t line;
	struct buf bytes;         /* the fields of one record, without their quotes */
	size_t ends[MOST_FIELDS]; /* where each ends in bytes */
	size_t n;                 /* fields; those beyond MOST_FIELDS are left out */
};

/* What does not fit is left out. */
static void add(struct buf *buf, const char *bytes, size_t len)
{
	(void)buf_add(buf, bytes, len, NULL);
}

static void read_quoted(struct csv *csv)
{
	while (csv->at < csv->end) {
		const char *quote = memchr(csv->at, '"', (size_t)(csv->end - csv->at));
		const char *stop = quote ? quote : csv->end;

		for (const char *c = csv->at; c < stop; c++)
			csv->line += *c == '\n';
		add(&csv->bytes, csv->at, (size_t)(stop - csv->at));
		csv->at = quote ? quote + 1 : csv->end;
		if (csv->at == csv->end || *csv->at != '"')
			return;
		add(&csv->bytes, "\"", 1);
		csv->at++;
	}
}

static void read_field(struct csv *csv)
{
	const char *start;

	if (csv->at < csv->end && *csv->at == '"') {
		csv->at++;
		read_quoted(csv);
	}
	for (start = csv->at; csv->at < csv->end && *csv->at != ',' && *csv->at != '\n';)
		csv->at++;
	add(&csv->bytes, start, trimmed_end(start, (size_t)(csv->at - start)));
}

/* False: there is no more. */
static bool read_record(struct csv *csv)
{
	bool more = csv->at < csv->end;

	buf_clear(&csv->bytes);
	csv->n = 0;
	while (csv->at < csv->end) {
		read_field(csv);
		if (csv->n < MOST_FIELDS)
			csv->ends[csv->n++] = csv->bytes.len;
		if (csv->at < csv->end && *csv->at++ == '\n') {
			csv->line++;
			break;
		}
	}
	return more;
}

static struct span field(const struct csv *csv, size_t i)
{
	size_t start = i && i < csv->n ? csv->ends[i - 1] : 0;

	if (i >= csv->n || !csv->bytes.len)
		return (struct span) { "", 0 };
	return (struct span) { csv->bytes.data + start, csv->ends[i] - start };
}

static struct span trimmed(const char *text, size_t len)
{
	size_t skip = trimmed_start(text, len);

	return (struct span) { text + skip, trimmed_end(text + skip, len - skip) };
}

/* The part up to SEPARATOR, trimmed; *REST is what is behind it. */
static struct span next_part(struct span *rest, char separator)
{
	const char *stop = memchr(rest->text, separator, rest->len);
	size_t len = stop ? (size_t)(stop - rest->text) : rest->len;
	struct span part = trimmed(rest->text, len);

	rest->text += len + (stop != NULL);
	rest->len -= len + (stop != NULL);
	return part;
}

static bool has_digit(struct span span)
{
	for (size_t i = 0; i < span.len; i++)
		if (isdigit((unsigned char)span.text[i]))
			return true;
	return false;
}

static bool ends_in(struct span span, struct span end)
{
	return span.len > end.len && span.text[span.len - end.len - 1] == ' ' &&
	       memcmp(span.text + span.len - end.len, end.text, end.len) == 0;
}

/* "Carroll, Lewis, 1832-1898" -> "Lewis Carroll"; "Barrie, J. M. (James Matthew)" -> "J. M.
 * Barrie"; "Victoria, Queen of Great Britain" and "Augustine, of Hippo" stay in order. */
static void add_person(struct buf *names, struct span person)
{
	struct span surname = next_part(&person, ','), given = next_part(&person, ','), last;
	const char *expanded = memmem(given.text, given.len, " (", 2);

	if (expanded)
		given.len = (size_t)(expanded - given.text);
	if (!given.len || has_digit(given) || *given.text == '(') {
		add(names, surname.text, surname.len);
	} else if (memmem(given.text, given.len, " of ", 4) ||
		   islower((unsigned char)*given.text)) {
		add(names, surname.text, surname.len);
		add(names, ", ", islower((unsigned char)*given.text) ? 0 : 1);
		add(names, " ", 1);
		add(names, given.text, given.len);
	} else {
		add(names, given.text, given.len);
		add(names, " ", ends_in(given, surname) ? 0 : 1);
		add(names, surname.text, ends_in(given, surname) ? 0 : surname.len);
	}
	last = next_part(&person, ',');
	if (has_prefix(last.text, last.len, "Jr.") || has_prefix(last.text, last.len, "Sr.")) {
		add(names, ", ", 2);
		add(names, last.text, 3);
	}
}

/* Takes "[Editor]" off PERSON. */
static bool has_role(struct span *person)
{
	const char *bracket;

	if (!person->len || person->text[person->len - 1] != ']')
		return false;
	bracket = memrchr(person->text, '[', person->len);
	if (!bracket)
		return false;
	*person = trimmed(person->text, (size_t)(bracket - person->text));
	return true;
}

static bool has_author(struct span people)
{
	while (people.len) {
		struct span person = next_part(&people, ';');

		if (person.len && !has_role(&person))
			return true;
	}
	return false;
}

struct names {
	struct buf read, written; /* "Lewis Carroll", "Carroll, Lewis, 1832-1898" */
};

static void set_people(struct catalog *catalog, struct catalog_record *record, struct names *names,
		       struct span people)
{
	bool only_authors = has_author(people);

	buf_clear(&names->read);
	buf_clear(&names->written);
	while (people.len) {
		struct span person = next_part(&people, ';');

		if ((has_role(&person) && only_authors) || !person.len)
			continue;
		add(&names->read, " and ", names->read.len ? 5 : 0);
		add_person(&names->read, person);
		add(&names->written, "; ", names->written.len ? 2 : 0);
		add(&names->written, person.text, person.len);
	}
	if (!names->read.len)
		return;
	record->author = catalog_text(catalog, names->read.data, names->read.len);
	record->also = catalog_text(catalog, names->written.data, names->written.len);
}

static void set_title(struct catalog *catalog, struct catalog_record *record, struct span title)
{
	struct span rest = trimmed(title.text, title.len), first = next_part(&rest, '\n');

	record->title = catalog_text(catalog, first.text, first.len);
	if (rest.len)
		record->full_title = catalog_text(catalog, title.text, title.len);
}

static void find_columns(const struct csv *csv, size_t columns[COLUMNS])
{
	for (size_t i = 0; i < COLUMNS; i++) {
		size_t len = strlen(column_names[i]);

		for (columns[i] = 0; columns[i] < csv->n; columns[i]++) {
			struct span name = field(csv, columns[i]);

			if (name.len == len && memcmp(name.text, column_names[i], len) == 0)
				break;
		}
	}
}

static long number(struct span span)
{
	enum { DIGITS = 7 };
	char text[DIGITS + 1] = "";

	if (span.len > DIGITS || !has_digit(span))
		return 0;
	memcpy(text, span.text, span.len);
	return text[strspn(text, "0123456789")] ? 0 : strtol(text, NULL, 10);
}

static void take_record(struct catalog *catalog, const struct csv *csv,
			const size_t columns[COLUMNS], struct names *names, size_t line)
{
	struct catalog_record record = { .id = number(field(csv, columns[ID])), .line = line };
	struct span type = field(csv, columns[TYPE]), languages = field(csv, columns[LANGUAGE]);
	struct span language = next_part(&languages, ';');

	if (!record.id || (type.len && (type.len != 4 || memcmp(type.text, "Text", 4) != 0)))
		return;
	set_title(catalog, &record, field(csv, columns[TITLE]));
	set_people(catalog, &record, names, field(csv, columns[AUTHORS]));
	record.language = catalog_text(catalog, language.text, language.len);
	if (record.title)
		(void)catalog_add(catalog, &record);
}

static size_t mark_length(const char *data, size_t len)
{
	return len >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

bool pg_catalog_recognised(const char *data, size_t len)
{
	size_t mark = mark_length(data, len);

	return has_prefix(data + mark, len - mark, "Text#,") ||
	       has_prefix(data + mark, len - mark, "\"Text#\",");
}

void pg_catalog_read(struct catalog *catalog, const char *data, size_t len)
{
	struct csv csv = { .at = data + mark_length(data, len), .end = data + len, .line = 1 };
	struct names names = { 0 };
	size_t columns[COLUMNS], line;

	buf_init(&csv.bytes, LONGEST_RECORD);
	buf_init(&names.read, LONGEST_NAMES);
	buf_init(&names.written, LONGEST_NAMES);
	(void)read_record(&csv);
	find_columns(&csv, columns);
	for (line = csv.line; read_record(&csv); line = csv.line)
		take_record(catalog, &csv, columns, &names, line);
	buf_release(&csv.bytes);
	buf_release(&names.read);
	buf_release(&names.written);
}
