#include "present/explain.h"

#include <jansson.h>
#include "data/lang.h"
#include "present/json_value.h"

static json_t *kind(const struct text *text)
{
	const struct json_field fields[] = {
		{ "name", json_text_or_null(text->kind) },
		{ "by", json_text_or_null(text->kind_by) },
		{ "within", json_text_or_null(text->within) },
	};

	return JSON_OBJECT(fields);
}

static json_t *charset(const struct text *text)
{
	const struct json_field fields[] = {
		{ "name", json_text_or_null(text->charset) },
		{ "by", json_text_or_null(text->charset_by) },
		{ "declared", json_filled_or_null(text->charset_declared) },
		{ "replaced", json_boolean(text->replaced) },
	};

	return JSON_OBJECT(fields);
}

static json_t *cut(const struct text *text)
{
	const struct json_field fields[] = {
		{ "rule", json_text_or_null(text->cut_rule) },
		{ "first_line", json_number(text->first_line) },
		{ "last_line", json_number(text->last_line) },
		{ "of_lines", json_number(text->of_lines) },
	};

	return JSON_OBJECT(fields);
}

static json_t *words(const struct text *text)
{
	const struct json_field fields[] = {
		{ "whole", json_number(text->words_whole) },
		{ "kept", json_number(text->words) },
	};

	return JSON_OBJECT(fields);
}

static json_t *explanation(const struct text *text)
{
	const struct json_field fields[] = {
		{ "source", json_text_or_null(text->source) },
		{ "kind", kind(text) },
		{ "charset", charset(text) },
		{ "cut", cut(text) },
		{ "id", text->id ? json_integer(text->id) : json_null() },
		{ "title", json_text_or_null(text->title) },
		{ "title_by", json_text_or_null(text->title_by) },
		{ "author", json_text_or_null(text->author) },
		{ "author_by", json_text_or_null(text->author_by) },
		{ "date", json_text_or_null(text->date) },
		{ "date_by", json_text_or_null(text->date_by) },
		{ "language", json_text_or_null(text->language) },
		{ "language_by", json_text_or_null(text->language_by) },
		{ "language_detected",
		  json_detected(text->language_detected, text->language_percent) },
		{ "words", words(text) },
		{ "warning", json_text_or_null(text->warning ? _(text->warning) : NULL) },
	};

	return JSON_OBJECT(fields);
}

static json_t *refusal(const struct text *text, const char *failure)
{
	const struct json_field fields[] = {
		{ "source", json_text_or_null(text->source) },
		{ "kind", kind(text) },
		{ "error", json_text_or_null(failure) },
	};

	return JSON_OBJECT(fields);
}

int explain_text(FILE *out, const struct text *text, const char *failure, struct err *err)
{
	json_t *line = failure ? refusal(text, failure) : explanation(text);
	int rc = line ? json_dumpf(line, out, JSON_COMPACT) : -1;

	json_decref(line);
	(void)fputc('\n', out);
	return rc ? err_errno(err, ERR_IO, _("the output cannot be written")) : 0;
}
