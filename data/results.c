#include "data/results.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sqlite3.h>
#include "data/lang.h"
#include "data/measures_json.h"
#include "data/mem.h"
#include "data/results_sql.h"
#include "data/store.h"
#include "data/token_list.h"

/* The columns of a row, one after the other. */
struct columns {
	sqlite3_stmt *row;
	int n;
};

static int64_t next_number(struct columns *columns)
{
	return sqlite3_column_int64(columns->row, columns->n++);
}

static const char *next_text(struct columns *columns)
{
	const char *text = (const char *)sqlite3_column_text(columns->row, columns->n++);

	return text ? text : "";
}

static char *next_copy(struct columns *columns)
{
	const char *text = next_text(columns);

	return *text ? xstrdup(text) : NULL;
}

static void next_into(struct columns *columns, char *to, size_t size)
{
	const char *text = next_text(columns);

	if (strlen(text) < size)
		memcpy(to, text, strlen(text) + 1);
}

static const char *next_kept(struct columns *columns, struct summary *out)
{
	return summary_keep(out, next_text(columns));
}

static void next_top(struct columns *columns, struct top *top, char **room)
{
	const char *json = next_text(columns);

	/* Whatever others have written there, it is not more than nothing. */
	(void)token_list_read(&top->tokens, &top->n, json, room);
	top->value = (uint64_t)next_number(columns);
}

static void read_book(struct columns *columns, struct summary *out)
{
	next_into(columns, out->sha256, sizeof(out->sha256));
	out->id = (long)next_number(columns);
	out->title = next_copy(columns);
	out->author = next_copy(columns);
	out->language = next_copy(columns);
	out->source = next_copy(columns);
	out->provenance.fetched = next_number(columns) / 1000;
	out->provenance.etag = next_copy(columns);
}

/* Room for all tokens of the lists that come next, of which each has its number beside it. */
static char *make_room(const struct columns *columns)
{
	size_t size = 0;

	for (int i = 0; i < TABLES + 2; i++)
		size += (size_t)sqlite3_column_bytes(columns->row, columns->n + 2 * i);
	return xmalloc(size);
}

static void read_numbers(struct columns *columns, struct summary *out)
{
	char *room;

	out->lines_blank = (uint64_t)next_number(columns);
	out->lines_visible = (uint64_t)next_number(columns);
	out->lines = (uint64_t)next_number(columns);
	out->characters = (uint64_t)next_number(columns);
	out->sequences = (uint64_t)next_number(columns);
	for (int i = 0; i < TABLES; i++)
		out->distinct[i] = (uint64_t)next_number(columns);
	out->memory = room = make_room(columns);
	out->free_memory = free;
	for (int i = 0; i < TABLES; i++)
		next_top(columns, &out->most_used[i], &room);
	next_top(columns, &out->longest, &room);
	next_top(columns, &out->longest_folded, &room);
}

static struct curves *read_curves(const char *json)
{
	json_t *object = *json ? json_loads(json, 0, NULL) : NULL;
	struct curves *curves = curves_from_json(object);

	json_decref(object);
	return curves;
}

/* The number of tokens is always known. */
static void read_measures(struct columns *columns, struct summary *out)
{
	struct measures *measures;

	if (sqlite3_column_type(columns->row, columns->n) == SQLITE_NULL)
		return;
	measures = out->measures = measures_new();
	for (int i = 0; i < MEASURES; i++, columns->n++) {
		if (sqlite3_column_type(columns->row, columns->n) != SQLITE_NULL)
			measures->values[i] = sqlite3_column_double(columns->row, columns->n);
	}
	measures->flesch_formula = next_kept(columns, out);
	measures->curves = read_curves(next_text(columns));
}

static void read_options(struct token_rules *rules, const char *options)
{
	for (unsigned i = 0; token_rules_option(i); i++) {
		if (strstr(options, token_rules_option(i)))
			token_rules_set(rules, i);
	}
}

static void read_row(sqlite3_stmt *row, struct summary *out, int64_t *id)
{
	struct columns columns = { row, 0 };

	*out = (struct summary) { 0 };
	*id = next_number(&columns);
	read_book(&columns, out);
	out->provenance.options = next_copy(&columns);
	out->provenance.analyzed = next_number(&columns) / 1000;
	out->provenance.software = next_copy(&columns);
	next_into(&columns, out->provenance.text_sha256, sizeof(out->provenance.text_sha256));
	out->tokens.name = next_copy(&columns);
	read_options(&out->tokens, next_text(&columns));
	next_into(&columns, out->charset, sizeof(out->charset));
	out->charset_by = next_kept(&columns, out);
	next_into(&columns, out->charset_declared, sizeof(out->charset_declared));
	out->language_by = next_kept(&columns, out);
	out->language_detected = next_kept(&columns, out);
	out->language_percent = (int)next_number(&columns);
	out->cut_rule = next_kept(&columns, out);
	out->first_line = (size_t)next_number(&columns);
	out->last_line = (size_t)next_number(&columns);
	out->of_lines = (size_t)next_number(&columns);
	out->found = next_number(&columns) != 0;
	if (!out->found)
		return;
	read_numbers(&columns, out);
	read_measures(&columns, out);
}

int results_each(struct results *results, const struct results_query *query, results_visit *visit,
		 void *arg, struct err *err)
{
	sqlite3_stmt *statement = results_statement(results, RESULTS_EACH, err);
	int step = SQLITE_DONE, rc = statement ? 0 : -1;

	if (rc)
		return -1;
	(void)sqlite3_bind_int64(statement, 1, query->id);
	(void)sqlite3_bind_int64(statement, 2, query->number);
	(void)sqlite3_bind_int64(statement, 3, query->since);
	(void)sqlite3_bind_int(statement, 4, query->measures);
	(void)sqlite3_bind_int(statement, 5, query->curves);
	while (!rc && (step = sqlite3_step(statement)) == SQLITE_ROW) {
		struct summary summary;
		int64_t id;

		read_row(statement, &summary, &id);
		rc = visit(&summary, id, arg, err);
		summary_release(&summary);
	}
	if (!rc && step != SQLITE_DONE)
		rc = store_failed(results->store, err);
	results_reset(statement);
	return rc;
}

static int read_number(struct results *results, enum results_sql which, int64_t *out,
		       struct err *err)
{
	sqlite3_stmt *statement = results_statement(results, which, err);
	int rc = 0;

	if (!statement)
		return -1;
	if (sqlite3_step(statement) == SQLITE_ROW)
		*out = sqlite3_column_int64(statement, 0);
	else
		rc = store_failed(results->store, err);
	results_reset(statement);
	return rc;
}

int results_version(struct results *results, int64_t *version, struct err *err)
{
	int64_t now = 0;

	/* A crawl commits all the time, and what it commits is seldom a summary. */
	if (read_number(results, RESULTS_DATA_VERSION, &now, err) ||
	    (now != results->data_version &&
	     read_number(results, RESULTS_VERSION, &results->version, err)))
		return -1;
	results->data_version = now;
	*version = results->version;
	return 0;
}

int results_tokens(struct results *results, int64_t id, enum table table, size_t limit,
		   struct table_rows *out, char **memory, struct err *err)
{
	sqlite3_stmt *statement = results_statement(results, RESULTS_GET_TOKENS, err);
	int step, rc = 0;
	char *room;

	*out = (struct table_rows) { 0 };
	*memory = NULL;
	if (!statement)
		return -1;
	(void)sqlite3_bind_int64(statement, 1, id);
	(void)sqlite3_bind_text(statement, 2, table_name(table), -1, SQLITE_STATIC);
	step = sqlite3_step(statement);
	if (step == SQLITE_ROW) {
		room = *memory = xmalloc((size_t)sqlite3_column_bytes(statement, 0) + 1);
		(void)token_list_read_rows(out, limit,
					   (const char *)sqlite3_column_text(statement, 0), &room);
	} else if (step != SQLITE_DONE) {
		rc = store_failed(results->store, err);
	}
	results_reset(statement);
	return rc ? rc : (int)out->n;
}

int results_fill(struct results *results, int64_t id, struct summary *summary, unsigned tables,
		 struct err *err)
{
	char *memories[TABLES] = { 0 };
	int rc = 0;

	for (unsigned i = 0; i < TABLES && !rc; i++) {
		if (tables & 1U << i)
			rc = results_tokens(results, id, (enum table)i, RESULTS_TOKENS,
					    &summary->tables[i], &memories[i], err) < 0
				     ? -1
				     : 0;
	}
	summary_own_tokens(summary);
	for (int i = 0; i < TABLES; i++)
		free(memories[i]);
	return rc;
}
