#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include "data/lang.h"
#include "data/measures_json.h"
#include "present/format.h"
#include "present/json_value.h"

enum { SCHEMA = 1 };

static json_t *tokens(const struct top *top)
{
	json_t *tokens = json_array();
	int rc = 0;

	for (size_t i = 0; i < top->n; i++)
		rc |= json_array_append_new(tokens,
					    json_text(top->tokens[i].data, top->tokens[i].len));
	if (rc) {
		json_decref(tokens);
		return NULL;
	}
	return tokens;
}

/* VALUE_NAME says what the tokens share. */
static json_t *top(const struct top *top, const char *value_name)
{
	const struct json_field fields[] = {
		{ "tokens", tokens(top) },
		{ value_name, json_number(top->value) },
	};

	return JSON_OBJECT(fields);
}

static json_t *lines(const struct summary *summary)
{
	const struct json_field fields[] = {
		{ "blank", json_number(summary->lines_blank) },
		{ "visible", json_number(summary->lines_visible) },
		{ "total", json_number(summary->lines) },
	};

	return JSON_OBJECT(fields);
}

/* What was asked for, as on the command line. */
static json_t *token_rules(const struct token_rules *rules)
{
	json_t *options = json_array();
	const struct json_field fields[] = {
		{ "name", json_text_or_null(token_rules_name(rules)) },
		{ "options", options },
	};

	for (unsigned i = 0; token_rules_option(i); i++) {
		if (token_rules_has(rules, i))
			(void)json_array_append_new(options, json_string(token_rules_option(i)));
	}
	return JSON_OBJECT(fields);
}

static json_t *characters(const struct summary *summary)
{
	const struct top *most_used = summary->most_used;
	const struct json_field fields[] = {
		{ "visible", json_number(summary->characters) },
		{ "distinct", json_number(summary->distinct[TABLE_CHARACTERS]) },
		{ "distinct_folded", json_number(summary->distinct[TABLE_CHARACTERS_FOLDED]) },
		{ "most_used", top(&most_used[TABLE_CHARACTERS], "count") },
		{ "most_used_folded", top(&most_used[TABLE_CHARACTERS_FOLDED], "count") },
	};

	return JSON_OBJECT(fields);
}

static json_t *sequences(const struct summary *summary)
{
	const struct top *most_used = summary->most_used;
	const struct json_field fields[] = {
		{ "total", json_number(summary->sequences) },
		{ "distinct", json_number(summary->distinct[TABLE_SEQUENCES]) },
		{ "distinct_folded", json_number(summary->distinct[TABLE_SEQUENCES_FOLDED]) },
		{ "most_used", top(&most_used[TABLE_SEQUENCES], "count") },
		{ "most_used_folded", top(&most_used[TABLE_SEQUENCES_FOLDED], "count") },
		{ "longest", top(&summary->longest, "length") },
		{ "longest_folded", top(&summary->longest_folded, "length") },
	};

	return JSON_OBJECT(fields);
}

static json_t *charset(const struct summary *summary)
{
	const char *declared = *summary->charset_declared ? summary->charset_declared : NULL;
	const struct json_field fields[] = {
		{ "name", json_text_or_null(summary->charset) },
		{ "by", json_text_or_null(summary->charset_by) },
		{ "declared", json_text_or_null(declared) },
	};

	return JSON_OBJECT(fields);
}

static json_t *cut(const struct summary *summary)
{
	const struct json_field fields[] = {
		{ "rule", json_text_or_null(summary->cut_rule) },
		{ "first_line", json_number(summary->first_line) },
		{ "last_line", json_number(summary->last_line) },
		{ "of_lines", json_number(summary->of_lines) },
	};

	return JSON_OBJECT(fields);
}

static json_t *origin(const struct summary *summary)
{
	const struct json_field fields[] = {
		{ "schema", json_integer(SCHEMA) },
		{ "id", summary->id ? json_integer(summary->id) : json_null() },
		{ "title", json_text_or_null(summary->title) },
		{ "author", json_text_or_null(summary->author) },
		{ "language", json_text_or_null(summary->language) },
		{ "source", json_text_or_null(summary->source) },
	};

	return JSON_OBJECT(fields);
}

static json_t *failure(const struct summary *summary)
{
	const struct json_field fields[] = { { "error", json_text_or_null(summary->failure) } };

	return JSON_OBJECT(fields);
}

static json_t *date_or_null(int64_t seconds)
{
	char date[32];

	provenance_date(date, seconds);
	return json_filled_or_null(date);
}

static json_t *provenance(const struct provenance *provenance)
{
	const struct json_field fields[] = {
		{ "software", json_text_or_null(provenance->software) },
		{ "options", json_text_or_null(provenance->options) },
		{ "fetched", date_or_null(provenance->fetched) },
		{ "etag", json_text_or_null(provenance->etag) },
		{ "text_sha256", json_filled_or_null(provenance->text_sha256) },
	};

	return JSON_OBJECT(fields);
}

static json_t *total(const struct summary *summary)
{
	const struct json_field by[] = {
		{ "by", json_string(total_by_name(summary->total_by)) },
		{ "books", json_number(summary->books) },
	};
	const struct json_field fields[] = { { "total", JSON_OBJECT(by) } };

	return JSON_OBJECT(fields);
}

static json_t *text(const struct summary *summary)
{
	const struct json_field fields[] = {
		{ "sha256", json_text_or_null(summary->sha256) },
		{ "language_by", json_text_or_null(summary->language_by) },
		{ "language_detected",
		  json_detected(summary->language_detected, summary->language_percent) },
		{ "charset", charset(summary) },
		{ "cut", cut(summary) },
	};

	return JSON_OBJECT(fields);
}

static json_t *numbers(const struct summary *summary)
{
	const struct json_field fields[] = {
		{ "lines", lines(summary) },
		{ "characters", characters(summary) },
		{ "tokens", token_rules(&summary->tokens) },
		{ "sequences", sequences(summary) },
	};

	return JSON_OBJECT(fields);
}

/* Adds the fields of PART, which goes, after those of WHOLE. */
static int append(json_t *whole, json_t *part)
{
	int rc = whole && part ? json_object_update(whole, part) : -1;

	json_decref(part);
	return rc;
}

static json_t *more_numbers(const struct summary *summary)
{
	const struct json_field fields[] = {
		{ "measures", measures_to_json(summary->measures) },
		{ "curves",
		  summary->measures->curves ? curves_to_json(summary->measures->curves) : NULL },
	};

	return json_object_of(fields, summary->measures->curves ? 2 : 1);
}

static int append_provenance(json_t *book, const struct summary *summary)
{
	if (!summary->provenance.options)
		return 0;
	return json_object_set_new(book, "provenance", provenance(&summary->provenance));
}

static int fill(json_t *book, const struct summary *summary)
{
	if (summary->failure)
		return append(book, failure(summary));
	if (append(book, summary->books ? total(summary) : text(summary)) ||
	    append_provenance(book, summary))
		return -1;
	if (!summary->found)
		return 0;
	if (append(book, numbers(summary)))
		return -1;
	return summary->measures ? append(book, more_numbers(summary)) : 0;
}

json_t *present_object(const struct summary *summary, struct err *err)
{
	json_t *book = origin(summary);

	if (fill(book, summary) == 0)
		return book;
	err_set(err, ERR_FORMAT, _("%s cannot be put into JSON"), present_title(summary));
	json_decref(book);
	return NULL;
}

static int write_book(FILE *out, const struct summary *summary, size_t flags, bool curves,
		      struct err *err)
{
	json_t *book = present_object(summary, err);
	char *text;

	/* What is kept for pictures is much, and not everybody's. */
	if (book && !curves)
		(void)json_object_del(book, "curves");
	/* In one piece: jansson writes each quotation mark by itself. */
	text = json_dumps(book, flags);
	if (text)
		(void)fputs(text, out);
	else if (book)
		err_set(err, ERR_FORMAT, _("%s cannot be put into JSON"), present_title(summary));
	free(text);
	json_decref(book);
	return text ? 0 : -1;
}

static int write_json(FILE *out, const struct summary *summary, struct err *err)
{
	return write_book(out, summary, JSON_INDENT(1), false, err);
}

static int write_json_curves(FILE *out, const struct summary *summary, struct err *err)
{
	return write_book(out, summary, JSON_INDENT(1), true, err);
}

static int end_line(FILE *out, int rc)
{
	(void)fputc('\n', out);
	return rc;
}

static int write_ndjson(FILE *out, const struct summary *summary, struct err *err)
{
	return end_line(out, write_book(out, summary, JSON_COMPACT, false, err));
}

static int write_ndjson_curves(FILE *out, const struct summary *summary, struct err *err)
{
	return end_line(out, write_book(out, summary, JSON_COMPACT, true, err));
}

static const struct format json_curves = {
	.name = "json",
	.needs = { .measures = true, .curves = true, .provenance = true },
	.before = "[",
	.between = ",\n",
	.after = "]\n",
	.write = write_json_curves,
};

const struct format format_json = {
	.name = "json",
	.needs = { .measures = true, .provenance = true },
	.before = "[",
	.between = ",\n",
	.after = "]\n",
	.write = write_json,
	.curved = &json_curves,
};

static const struct format ndjson_curves = {
	.name = "ndjson",
	.needs = { .measures = true, .curves = true, .provenance = true },
	.write = write_ndjson_curves,
};

const struct format format_ndjson = {
	.name = "ndjson",
	.needs = { .measures = true, .provenance = true },
	.write = write_ndjson,
	.curved = &ndjson_curves,
};
