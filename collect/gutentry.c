#include "collect/gutentry.h"

#include <ctype.h>
#include <string.h>
#include "collect/byline.h"

void gutentry_init(struct gutentry *entry)
{
	enum { LONGEST = 4096 }; /* what is longer is cut: no title is */

	*entry = (struct gutentry) { 0 };
	buf_init(&entry->text, LONGEST);
	buf_init(&entry->field, LONGEST);
	buf_init(&entry->also, LONGEST);
}

void gutentry_release(struct gutentry *entry)
{
	buf_release(&entry->text);
	buf_release(&entry->field);
	buf_release(&entry->also);
}

/* Looks only at what is new, or an entry of many lines would take their square. */
static bool names_author(struct gutentry *entry)
{
	enum { BEFORE = 8 }; /* what may have been the beginning of " by " */
	size_t from = entry->checked > BEFORE ? entry->checked - BEFORE : 0;
	struct byline byline;

	if (!entry->named && entry->text.len > entry->checked)
		entry->named =
			byline_find(&byline, entry->text.data + from, entry->text.len - from);
	entry->checked = entry->text.len;
	return entry->named;
}

/* "Subtitle:", "a.k.a.:": a short key without anything but letters. */
static bool has_key(const char *text, size_t len)
{
	enum { LONGEST = 20 };
	size_t i = 0;

	while (i < len && i < LONGEST &&
	       (isalpha((unsigned char)text[i]) || text[i] == '.' || text[i] == ' '))
		i++;
	return i && i < len && text[i] == ':';
}

/* A bracket within a line belongs to the title ("Vol. 2 [of 2], by ...") unless it has a
 * key, or stands at the end behind the author. */
static bool opens_field(struct gutentry *entry, const char *bracket, size_t len)
{
	const char *close = memchr(bracket, ']', len);

	if (has_key(bracket + 1, len - 1))
		return true;
	return (!close || close == bracket + len - 1) && names_author(entry);
}

/* What does not fit any more is left out. */
static void add(struct buf *buf, const char *bytes, size_t len)
{
	(void)buf_add(buf, bytes, len, NULL);
}

/* A list of what is in the book follows. */
static bool is_contents(const char *line, size_t len)
{
	static const char *const words[] = { "Contents:", "Contains:", "Includes:" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (has_prefix(line, len, words[i]))
			return true;
	return false;
}

/* Takes LINE as title and author, up to a field; returns the bytes taken. */
static size_t read_text(struct gutentry *entry, const char *line, size_t len)
{
	size_t i = 0;

	if (entry->lines && (*line == '[' || (*line == '(' && names_author(entry))))
		return 0;
	if (is_contents(line, len)) {
		entry->done = true;
		return len;
	}
	if (entry->lines++)
		add(&entry->text, " ", 1);
	while (i < len) {
		const char *bracket = memchr(line + i + 1, '[', len - i - 1);
		size_t end = bracket ? (size_t)(bracket - line) : len;

		add(&entry->text, line + i, end - i);
		i = end;
		if (bracket && opens_field(entry, bracket, len - i))
			break;
	}
	return i;
}

enum field { IGNORED, AUTHOR, ALSO, TITLE, LANGUAGE };

/* The first whose key TEXT begins with. */
static const struct {
	const char *key;
	enum field field;
} fields[] = {
	{ "Author note", IGNORED }, { "Author:", AUTHOR },    { "Authors:", AUTHOR },
	{ "Full author:", AUTHOR }, { "Author", ALSO },       { "a.k.a", ALSO },
	{ "Pseud", ALSO },          { "Full title:", TITLE }, { "Original title:", TITLE },
	{ "Title", TITLE },         { "Language", LANGUAGE },
};

static enum field field_of(const char *text, size_t len)
{
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (has_prefix(text, len, fields[i].key))
			return fields[i].field;
	return IGNORED;
}

/* The value begins behind the colon; "Author a.k.a. Ouida" has none. */
static size_t value_of(const char *text, size_t len)
{
	const char *colon = memchr(text, ':', len);
	const char *also = memmem(text, len, "a.k.a", 5);

	if (colon)
		return (size_t)(colon + 1 - text);
	return also ? (size_t)(also + 5 + (also[5] == '.') - text) : 0;
}

static void add_name(struct gutentry *entry, const char *name, size_t len)
{
	if (entry->also.len)
		add(&entry->also, "; ", 2);
	add(&entry->also, name, len);
}

/* A field that names the author comes before the line of the title: that is abbreviated. */
static void name_author(struct gutentry *entry, struct catalog *catalog, const char *name,
			size_t len)
{
	if (entry->record.author)
		add_name(entry, name, len);
	else
		entry->record.author = catalog_text(catalog, name, len);
}

static void take_field(struct gutentry *entry, struct catalog *catalog)
{
	struct catalog_record *record = &entry->record;
	const char *text = entry->field.len ? entry->field.data : "";
	size_t len = entry->field.len, skip = value_of(text, len);
	enum field field = field_of(text, len);

	skip += trimmed_start(text + skip, len - skip);
	text += skip;
	len -= skip;
	if (field == AUTHOR)
		name_author(entry, catalog, text, len);
	else if (field == ALSO)
		add_name(entry, text, len);
	else if (field == TITLE && !record->full_title)
		record->full_title = catalog_text(catalog, text, len);
	else if (field == LANGUAGE)
		record->language = catalog_text(catalog, text, len);
	buf_clear(&entry->field);
	entry->open = 0;
	entry->depth = 0;
}

/* Takes LINE into the field that is open; returns the bytes taken, its bracket included. */
static size_t read_field(struct gutentry *entry, struct catalog *catalog, const char *line,
			 size_t len)
{
	char close = entry->open == '[' ? ']' : ')';
	size_t i;

	for (i = 0; i < len; i++) {
		if (line[i] == close && !entry->depth)
			break;
		entry->depth += line[i] == entry->open;
		entry->depth -= line[i] == close;
	}
	add(&entry->field, line, i);
	if (i < len) {
		take_field(entry, catalog);
		return i + 1;
	}
	add(&entry->field, " ", 1);
	return len;
}

void gutentry_line(struct gutentry *entry, struct catalog *catalog, const char *line, size_t len)
{
	size_t taken;

	if (entry->open && *line == '[')
		take_field(entry, catalog);
	for (; len; line += taken, len -= taken) {
		if (entry->open) {
			taken = read_field(entry, catalog, line, len);
			taken += trimmed_start(line + taken, len - taken);
			continue;
		}
		taken = entry->done ? 0 : read_text(entry, line, len);
		if (taken == len || (line[taken] != '[' && line[taken] != '('))
			return;
		entry->open = line[taken++];
		entry->done = true;
	}
}

/* The number is not, or not yet, a book's. */
static bool is_reserved(const char *title)
{
	static const char *const beginnings[] = {
		"Reserved:", "[Reserved:", "Reserved for ",
		"Not used",  "No posting", "Missing and presumed lost",
	};
	size_t len = strlen(title);

	for (size_t i = 0; i < sizeof(beginnings) / sizeof(*beginnings); i++)
		if (has_prefix(title, len, beginnings[i]))
			return true;
	return false;
}

/* Where no author is named: the comma in TITLE, unless what is behind it is one. */
static char *unsure_author(struct gutentry *entry, char *title)
{
	char *comma = entry->record.author ? NULL : byline_comma(title);

	if (!comma || !entry->tight || entry->lines > 1)
		return comma;
	entry->record.author = byline_name(comma);
	byline_end_title(comma);
	return NULL;
}

static char *read_title(struct gutentry *entry, struct catalog *catalog)
{
	const char *text = entry->text.len ? entry->text.data : "";
	struct byline byline = { .title_len = entry->text.len };
	char *title;

	if (byline_find(&byline, text, entry->text.len))
		name_author(entry, catalog, text + byline.author, byline.author_len);
	title = catalog_text(catalog, text, byline.title_len);
	if (!title || is_reserved(title))
		return NULL;
	entry->record.title = title;
	return unsure_author(entry, title);
}

char *gutentry_end(struct gutentry *entry, struct catalog *catalog)
{
	char *comma = NULL;

	if (entry->record.id) {
		if (entry->open)
			take_field(entry, catalog);
		comma = read_title(entry, catalog);
		if (entry->also.len)
			entry->record.also =
				catalog_text(catalog, entry->also.data, entry->also.len);
		if (!catalog_add(catalog, &entry->record))
			comma = NULL;
	}
	buf_clear(&entry->text);
	buf_clear(&entry->field);
	buf_clear(&entry->also);
	*entry = (struct gutentry) {
		.text = entry->text,
		.field = entry->field,
		.also = entry->also,
	};
	return comma;
}
