#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sqlite3.h>
#include "data/measures_json.h"
#include "data/mem.h"
#include "data/results.h"
#include "data/results_sql.h"
#include "data/store.h"
#include "data/token_list.h"

/* The values of a statement, one after the other. */
struct values {
	sqlite3_stmt *statement;
	int n;
};

static void add_number(struct values *values, uint64_t number)
{
	(void)sqlite3_bind_int64(values->statement, ++values->n, (sqlite3_int64)number);
}

static void add_number_or_null(struct values *values, int64_t number)
{
	values->n++;
	if (number)
		(void)sqlite3_bind_int64(values->statement, values->n, number);
}

/* NaN becomes NULL. */
static void add_real(struct values *values, double number)
{
	(void)sqlite3_bind_double(values->statement, ++values->n, number);
}

/* Borrowed until the statement was run; "" and NULL are not known. */
static void add_text(struct values *values, const char *text)
{
	values->n++;
	if (text && *text)
		(void)sqlite3_bind_text(values->statement, values->n, text, -1, SQLITE_STATIC);
}

static void add_top(struct values *values, const struct top *top)
{
	(void)sqlite3_bind_text(values->statement, ++values->n,
				token_list_write(top->tokens, top->n), -1, free);
	add_number(values, top->value);
}

/* Runs it; the first column of what it returns, or 0. */
static int run(struct results *results, sqlite3_stmt *statement, int64_t *id, struct err *err)
{
	int step = sqlite3_step(statement), rc = 0;

	*id = step == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
	while (step == SQLITE_ROW)
		step = sqlite3_step(statement);
	if (step != SQLITE_DONE)
		rc = store_failed(results->store, err);
	results_reset(statement);
	return rc;
}

static int put_book(struct results *results, const struct summary *summary, int64_t *book,
		    struct err *err)
{
	struct values values = { results_statement(results, RESULTS_PUT_BOOK, err), 0 };

	if (!values.statement)
		return -1;
	add_text(&values, summary->sha256);
	add_number_or_null(&values, summary->id);
	add_text(&values, summary->title);
	add_text(&values, summary->author);
	add_text(&values, summary->language);
	add_text(&values, summary->source);
	add_number_or_null(&values, summary->provenance.fetched * 1000);
	add_text(&values, summary->provenance.etag);
	return run(results, values.statement, book, err);
}

/* What was measured with other versions is not the new summary's. */
static int forget_measures(struct results *results, const struct summary *summary, int64_t book,
			   struct err *err)
{
	struct values values = { results_statement(results, RESULTS_FORGET_MEASURES, err), 0 };
	int64_t none;

	if (!values.statement)
		return -1;
	add_number(&values, (uint64_t)book);
	add_text(&values, summary->provenance.options);
	add_text(&values, summary->provenance.software);
	return run(results, values.statement, &none, err);
}

static void add_numbers(struct values *values, const struct summary *summary)
{
	if (!summary->found)
		return;
	add_number(values, summary->lines_blank);
	add_number(values, summary->lines_visible);
	add_number(values, summary->lines);
	add_number(values, summary->characters);
	add_number(values, summary->sequences);
	for (int i = 0; i < TABLES; i++)
		add_number(values, summary->distinct[i]);
	for (int i = 0; i < TABLES; i++)
		add_top(values, &summary->most_used[i]);
	add_top(values, &summary->longest);
	add_top(values, &summary->longest_folded);
}

/* "nfc join-hyphen"; "": none. The caller's to free(). */
static char *options_of(const struct token_rules *rules)
{
	char *options = xstrdup(""), *longer;

	for (unsigned i = 0; token_rules_option(i); i++) {
		if (!token_rules_has(rules, i))
			continue;
		longer = xasprintf("%s%s%s", options, *options ? " " : "", token_rules_option(i));
		free(options);
		options = longer;
	}
	return options;
}

static int put_summary(struct results *results, const struct summary *summary, int64_t book,
		       int64_t now, int64_t *id, struct err *err)
{
	const struct provenance *provenance = &summary->provenance;
	struct values values = { results_statement(results, RESULTS_PUT_SUMMARY, err), 0 };
	char *token_options;
	int rc;

	if (!values.statement)
		return -1;
	token_options = options_of(&summary->tokens);
	add_number(&values, (uint64_t)book);
	add_text(&values, provenance->options);
	add_number(&values, (uint64_t)now);
	add_text(&values, provenance->software);
	add_text(&values, provenance->text_sha256);
	add_text(&values, summary->tokens.name);
	add_text(&values, token_options);
	add_text(&values, summary->charset);
	add_text(&values, summary->charset_by);
	add_text(&values, summary->charset_declared);
	add_text(&values, summary->language_by);
	add_text(&values, summary->language_detected);
	add_number_or_null(&values, summary->language_percent);
	add_text(&values, summary->cut_rule);
	add_number(&values, summary->first_line);
	add_number(&values, summary->last_line);
	add_number(&values, summary->of_lines);
	add_number(&values, summary->found);
	add_numbers(&values, summary);
	rc = run(results, values.statement, id, err);
	free(token_options);
	return rc;
}

static int put_tokens(struct results *results, int64_t id, enum table kind,
		      const struct table_rows *table, struct err *err)
{
	struct values values = { results_statement(results, RESULTS_PUT_TOKENS, err), 0 };
	const struct tally_row **rows;
	char *counts;
	int64_t none;
	size_t n;
	int rc;

	if (!values.statement)
		return -1;
	rows = table_top(table, RESULTS_TOKENS, &n);
	counts = token_list_write_rows(rows, n);
	add_number(&values, (uint64_t)id);
	add_text(&values, table_name(kind));
	add_text(&values, counts);
	rc = run(results, values.statement, &none, err);
	free(counts);
	free(rows);
	return rc;
}

static int put_measures(struct results *results, int64_t id, const struct measures *measures,
			struct err *err)
{
	struct values values = { results_statement(results, RESULTS_PUT_MEASURES, err), 0 };
	json_t *curves = measures->curves ? curves_to_json(measures->curves) : NULL;
	char *text = curves ? json_dumps(curves, JSON_COMPACT) : NULL;
	int64_t none;
	int rc = -1;

	if (values.statement) {
		add_number(&values, (uint64_t)id);
		for (int i = 0; i < MEASURES; i++)
			add_real(&values, measures->values[i]);
		add_text(&values, measures->flesch_formula);
		add_text(&values, text);
		rc = run(results, values.statement, &none, err);
	}
	free(text);
	json_decref(curves);
	return rc;
}

int results_save(struct results *results, const struct summary *summary, int64_t now,
		 struct err *err)
{
	int64_t book, id;

	if (store_begin(results->store, err) || put_book(results, summary, &book, err) ||
	    forget_measures(results, summary, book, err) ||
	    put_summary(results, summary, book, now, &id, err))
		return -1;
	if (summary->measures && put_measures(results, id, summary->measures, err))
		return -1;
	for (int i = 0; i < TABLES; i++) {
		if (summary->tables[i].rows &&
		    put_tokens(results, id, (enum table)i, &summary->tables[i], err))
			return -1;
	}
	return 0;
}
