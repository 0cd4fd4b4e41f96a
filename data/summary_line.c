#include "data/summary_lines.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "data/lang.h"
#include "data/measures_json.h"
#include "data/mem.h"

enum { SCHEMA = 1 };

/* A line, piece by piece: its tables would not fit into memory as what jansson makes of them. */
struct reader {
	const char *at, *end;
	char *room; /* for the texts of the summary: as large as the line, so larger than they are */
	struct summary *out;
	json_t *others; /* all that is no table */
};

/* ---- pieces ---- */

static int wrong(struct err *err)
{
	return err_set(err, ERR_FORMAT, _("not the JSON of a summary"));
}

/* Passes over blanks. */
static bool is_at_end(struct reader *reader)
{
	while (reader->at < reader->end && *reader->at && strchr(" \t\r\n", *reader->at))
		reader->at++;
	return reader->at == reader->end;
}

/* Passes over C, too, if it is what comes. */
static bool comes(struct reader *reader, char c)
{
	if (is_at_end(reader) || *reader->at != c)
		return false;
	reader->at++;
	return true;
}

/* NULL: none. */
static json_t *read_value(struct reader *reader)
{
	json_error_t error;
	json_t *value =
		json_loadb(reader->at, (size_t)(reader->end - reader->at),
			   JSON_DECODE_ANY | JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, &error);

	if (value)
		reader->at += error.position;
	return value;
}

static struct token keep(struct reader *reader, const json_t *string)
{
	struct token token = { reader->room, json_string_length(string) };

	memcpy(reader->room, json_string_value(string), token.len);
	reader->room += token.len;
	return token;
}

static const char *keep_text(struct reader *reader, const json_t *value)
{
	return summary_keep(reader->out, json_string_value(value));
}

typedef int read_member(struct reader *reader, const char *key, struct err *err);

static int read_members(struct reader *reader, read_member *member, struct err *err)
{
	if (!comes(reader, '{'))
		return wrong(err);
	if (comes(reader, '}'))
		return 0;
	do {
		json_t *key = read_value(reader);
		int rc = json_is_string(key) && comes(reader, ':')
				 ? member(reader, json_string_value(key), err)
				 : wrong(err);

		json_decref(key);
		if (rc)
			return -1;
	} while (comes(reader, ','));
	return comes(reader, '}') ? 0 : wrong(err);
}

/* ---- tables ---- */

static int read_row(struct reader *reader, struct table_rows *table, struct err *err)
{
	json_t *pair = read_value(reader);
	const json_t *token = json_array_get(pair, 0), *count = json_array_get(pair, 1);
	bool fits = json_array_size(pair) == 2 && json_is_string(token) &&
		    json_integer_value(count) > 0;

	/* Room is doubled at the powers of two. */
	if (fits && (table->n & (table->n - 1)) == 0)
		table->rows = xreallocarray(table->rows, table->n ? 2 * table->n : 1,
					    sizeof(*table->rows));
	if (fits)
		table->rows[table->n++] = (struct tally_row) {
			keep(reader, token),
			(uint64_t)json_integer_value(count),
		};
	json_decref(pair);
	return fits ? 0 : wrong(err);
}

static int read_table(struct reader *reader, const char *name, struct err *err)
{
	struct table_rows *table;
	enum table which;

	if (table_named(&which, name))
		return err_set(err, ERR_FORMAT, _("a table '%s' that is not known"), name);
	table = &reader->out->tables[which];
	if (table->rows || !comes(reader, '['))
		return wrong(err);
	table->rows = xcalloc(1, sizeof(*table->rows));
	if (comes(reader, ']'))
		return 0;
	do {
		if (read_row(reader, table, err))
			return -1;
	} while (comes(reader, ','));
	return comes(reader, ']') ? 0 : wrong(err);
}

static int check_table(const struct summary *summary, enum table which, struct err *err)
{
	const struct table_rows *table = &summary->tables[which];
	bool of_characters = which == TABLE_CHARACTERS || which == TABLE_CHARACTERS_FOLDED;
	uint64_t left = of_characters ? summary->characters : summary->sequences;
	bool fits = true;

	if (!table->rows)
		return 0;
	for (size_t i = 0; i < table->n && fits; i++) {
		fits = table->rows[i].count <= left;
		left -= table->rows[i].count;
	}
	if (fits && left == 0 && table->n == summary->distinct[which])
		return 0;
	return err_set(err, ERR_FORMAT, _("the table %s does not add up"), table_name(which));
}

/* ---- all that is no table ---- */

static int read_other(struct reader *reader, const char *key, struct err *err)
{
	json_t *value;

	if (strcmp(key, "tables") == 0)
		return read_members(reader, read_table, err);
	value = read_value(reader);
	return value && json_object_set_new(reader->others, key, value) == 0 ? 0 : wrong(err);
}

static char *copy_text(const json_t *value)
{
	return json_is_string(value) ? xstrdup(json_string_value(value)) : NULL;
}

/* Numbers that are counts; 0: one is there that is none. */
static bool read_count(uint64_t *to, const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	if (!json_is_integer(value) || json_integer_value(value) < 0)
		return false;
	*to = (uint64_t)json_integer_value(value);
	return true;
}

static bool read_top(struct reader *reader, struct top *top, const json_t *object, const char *key,
		     const char *value)
{
	const json_t *from = json_object_get(object, key),
		     *tokens = json_object_get(from, "tokens");
	size_t n = json_array_size(tokens);

	if (!json_is_array(tokens) || !read_count(&top->value, from, value))
		return false;
	top->tokens = xreallocarray(NULL, n, sizeof(*top->tokens));
	for (; top->n < n; top->n++) {
		const json_t *token = json_array_get(tokens, top->n);

		if (!json_is_string(token))
			return false;
		top->tokens[top->n] = keep(reader, token);
	}
	return true;
}

static bool read_numbers(struct reader *reader)
{
	struct summary *out = reader->out;
	const json_t *lines = json_object_get(reader->others, "lines");
	const json_t *characters = json_object_get(reader->others, "characters");
	const json_t *sequences = json_object_get(reader->others, "sequences");
	struct top *most_used = out->most_used;
	uint64_t *distinct = out->distinct;

	return read_count(&out->lines_blank, lines, "blank") &&
	       read_count(&out->lines_visible, lines, "visible") &&
	       read_count(&out->lines, lines, "total") &&
	       read_count(&out->characters, characters, "visible") &&
	       read_count(&distinct[TABLE_CHARACTERS], characters, "distinct") &&
	       read_count(&distinct[TABLE_CHARACTERS_FOLDED], characters, "distinct_folded") &&
	       read_top(reader, &most_used[TABLE_CHARACTERS], characters, "most_used", "count") &&
	       read_top(reader, &most_used[TABLE_CHARACTERS_FOLDED], characters, "most_used_folded",
			"count") &&
	       read_count(&out->sequences, sequences, "total") &&
	       read_count(&distinct[TABLE_SEQUENCES], sequences, "distinct") &&
	       read_count(&distinct[TABLE_SEQUENCES_FOLDED], sequences, "distinct_folded") &&
	       read_top(reader, &most_used[TABLE_SEQUENCES], sequences, "most_used", "count") &&
	       read_top(reader, &most_used[TABLE_SEQUENCES_FOLDED], sequences, "most_used_folded",
			"count") &&
	       read_top(reader, &out->longest, sequences, "longest", "length") &&
	       read_top(reader, &out->longest_folded, sequences, "longest_folded", "length");
}

/* Where the text came from; what is not there is not known. */
static void read_origin(struct reader *reader)
{
	struct summary *out = reader->out;
	const json_t *others = reader->others, *charset = json_object_get(others, "charset");
	const json_t *cut = json_object_get(others, "cut");
	const char *sha256 = json_string_value(json_object_get(others, "sha256"));
	const char *name = json_string_value(json_object_get(charset, "name"));
	const char *declared = json_string_value(json_object_get(charset, "declared"));
	const json_t *detected = json_object_get(others, "language_detected");
	size_t *const lines[] = { &out->first_line, &out->last_line, &out->of_lines };
	static const char *const keys[] = { "first_line", "last_line", "of_lines" };

	if (sha256 && strlen(sha256) < sizeof(out->sha256))
		memcpy(out->sha256, sha256, strlen(sha256) + 1);
	if (name && strlen(name) < sizeof(out->charset))
		memcpy(out->charset, name, strlen(name) + 1);
	if (declared && strlen(declared) < sizeof(out->charset_declared))
		memcpy(out->charset_declared, declared, strlen(declared) + 1);
	out->language_by = keep_text(reader, json_object_get(others, "language_by"));
	out->language_detected = keep_text(reader, json_object_get(detected, "language"));
	out->language_percent = (int)json_integer_value(json_object_get(detected, "percent"));
	out->charset_by = keep_text(reader, json_object_get(charset, "by"));
	out->cut_rule = keep_text(reader, json_object_get(cut, "rule"));
	for (int i = 0; i < 3; i++) {
		uint64_t line = 0;

		if (read_count(&line, cut, keys[i]))
			*lines[i] = line;
	}
}

static void read_provenance(struct reader *reader)
{
	const json_t *from = json_object_get(reader->others, "provenance");
	const char *fetched = json_string_value(json_object_get(from, "fetched"));
	const char *sha256 = json_string_value(json_object_get(from, "text_sha256"));
	struct provenance *to = &reader->out->provenance;

	to->software = copy_text(json_object_get(from, "software"));
	to->options = copy_text(json_object_get(from, "options"));
	to->etag = copy_text(json_object_get(from, "etag"));
	if (fetched && provenance_date_read(&to->fetched, fetched))
		to->fetched = 0;
	if (sha256 && strlen(sha256) < sizeof(to->text_sha256))
		memcpy(to->text_sha256, sha256, strlen(sha256) + 1);
}

static void read_measures(struct reader *reader)
{
	const json_t *from = json_object_get(reader->others, "measures");
	struct measures *measures = measures_from_json(from);

	reader->out->measures = measures;
	if (!measures)
		return;
	measures->flesch_formula = keep_text(reader, json_object_get(from, "flesch_formula"));
	measures->curves = curves_from_json(json_object_get(reader->others, "curves"));
}

static bool read_total(struct reader *reader)
{
	const json_t *total = json_object_get(reader->others, "total");
	const char *by = json_string_value(json_object_get(total, "by"));
	uint64_t books = 0;

	if (!total)
		return true;
	if (!by || total_by_named(&reader->out->total_by, by) ||
	    !read_count(&books, total, "books"))
		return false;
	reader->out->books = books;
	return books > 0;
}

/* Who wrote none counted what is visible. */
static bool read_token_rules(struct token_rules *rules, const json_t *tokens)
{
	const json_t *options = json_object_get(tokens, "options");

	rules->name = copy_text(json_object_get(tokens, "name"));
	for (size_t i = 0; i < json_array_size(options); i++) {
		const char *name = json_string_value(json_array_get(options, i));
		unsigned option = 0;

		while (name && token_rules_option(option) &&
		       strcmp(token_rules_option(option), name) != 0)
			option++;
		if (!name || !token_rules_option(option))
			return false;
		token_rules_set(rules, option);
	}
	return true;
}

static int read_others(struct reader *reader, struct err *err)
{
	struct summary *out = reader->out;
	const json_t *others = reader->others, *schema = json_object_get(others, "schema");

	if (json_integer_value(schema) > SCHEMA)
		return err_set(err, ERR_FORMAT, _("a summary of a newer traca"));
	if (json_integer_value(schema) != SCHEMA)
		return wrong(err);
	out->id = (long)json_integer_value(json_object_get(others, "id"));
	out->title = copy_text(json_object_get(others, "title"));
	out->author = copy_text(json_object_get(others, "author"));
	out->language = copy_text(json_object_get(others, "language"));
	out->source = copy_text(json_object_get(others, "source"));
	out->failure = copy_text(json_object_get(others, "error"));
	read_origin(reader);
	read_provenance(reader);
	out->found = json_object_get(others, "lines") != NULL;
	if (out->failure || !out->found)
		return 0;
	if (!read_total(reader) || !read_numbers(reader) ||
	    !read_token_rules(&out->tokens, json_object_get(others, "tokens")))
		return wrong(err);
	read_measures(reader);
	for (int i = 0; i < TABLES; i++) {
		if (check_table(out, (enum table)i, err))
			return -1;
	}
	return 0;
}

int summary_line_read(struct summary *out, const char *line, size_t len, struct err *err)
{
	struct reader reader = { .at = line, .end = line + len, .out = out };
	int rc;

	*out = (struct summary) { .free_memory = free };
	out->memory = reader.room = xmalloc(len);
	reader.others = json_object();
	rc = read_members(&reader, read_other, err);
	if (!rc)
		rc = is_at_end(&reader) ? read_others(&reader, err) : wrong(err);
	json_decref(reader.others);
	if (rc)
		summary_release(out);
	return rc;
}
