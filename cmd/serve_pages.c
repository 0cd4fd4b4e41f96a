#include "cmd/serve_pages.h"

#include <jansson.h>
#include <stdlib.h>
#include "data/lang.h"
#include "data/mem.h"
#include "data/results.h"
#include "present/present.h"
#include "present/site.h"

enum { MOST_FILLED = 80 };

/* ---- JSON ---- */

static json_t *text_or_null(const char *text)
{
	json_t *value = text ? json_string(text) : NULL;

	return value ? value : json_null();
}

static json_t *entry(const struct serve_list *listed, size_t i)
{
	const struct summary *summary = &listed->found.summaries[i];
	char *name = serve_list_name(listed, i), *address = xasprintf("/api/books/%s", name);
	char date[32];
	json_t *object;

	provenance_date(date, summary->provenance.analyzed);
	object = json_pack(
		"{s: s, s: s, s: o, s: I, s: o, s: o, s: o, s: o, s: o, s: s, s: I, s: I}", "id",
		name, "url", address, "number",
		summary->id ? json_integer(summary->id) : json_null(), "summary",
		(json_int_t)listed->found.ids[i], "title", text_or_null(summary->title), "author",
		text_or_null(summary->author), "language", text_or_null(summary->language),
		"source", text_or_null(summary->source), "options",
		text_or_null(summary->provenance.options), "analyzed", date, "sequences",
		(json_int_t)summary->sequences, "distinct_folded",
		(json_int_t)summary->distinct[TABLE_SEQUENCES_FOLDED]);
	free(name);
	free(address);
	return object;
}

static int dump(FILE *out, json_t *value, struct err *err)
{
	int rc = value && json_dumpf(value, out, JSON_COMPACT) == 0
			 ? 0
			 : err_set(err, ERR_FORMAT, _("it cannot be put into JSON"));

	json_decref(value);
	(void)fputc('\n', out);
	return rc;
}

int serve_pages_list(FILE *out, struct serve_books *books, const struct serve_question *question,
		     struct err *err)
{
	struct serve_list listed = { 0 };
	json_t *array = NULL;
	int rc = serve_books_list(books, &listed, question, err);

	if (!rc) {
		array = json_array();
		for (size_t i = 0; i < listed.n; i++)
			(void)json_array_append_new(array,
						    entry(&listed, listed.order[listed.first + i]));
		rc = dump(out, array, err);
	}
	serve_list_release(&listed);
	return rc;
}

int serve_pages_book(FILE *out, struct serve_books *books, const struct serve_question *question,
		     struct err *err)
{
	struct serve_found found = { 0 };
	size_t newest;
	int rc = serve_books_find(books, &found, question, &newest, err);

	if (!rc) {
		const struct summary *summary = &found.summaries[newest];

		rc = present(out, present_format_named("ndjson"), &summary, 1, err);
	}
	serve_found_release(&found);
	return rc;
}

int serve_pages_tokens(FILE *out, struct serve_books *books, const struct serve_question *question,
		       struct err *err)
{
	struct serve_found found = { 0 };
	size_t newest, limit = question->limit ? (size_t)question->limit : SERVE_TOKENS_AT_ONCE;
	struct table_rows rows = { 0 };
	char *memory = NULL;
	json_t *array;
	int rc = serve_books_find(books, &found, question, &newest, err);

	if (!rc && results_tokens(serve_books_results(books), found.ids[newest], question->table,
				  limit, &rows, &memory, err) < 0)
		rc = -1;
	if (!rc) {
		array = json_array();
		for (size_t i = 0; i < rows.n; i++) {
			const struct token *token = &rows.rows[i].token;

			(void)json_array_append_new(
				array, json_pack("{s: s%, s: I}", "token", token->data, token->len,
						 "count", (json_int_t)rows.rows[i].count));
		}
		rc = dump(out,
			  json_pack("{s: s, s: o}", "table", table_name(question->table), "tokens",
				    array),
			  err);
	}
	free(rows.rows);
	free(memory);
	serve_found_release(&found);
	return rc;
}

/* ---- pages ---- */

static unsigned page_tables(void)
{
	return present_needs(present_format_named("html")).tables;
}

int serve_pages_page(FILE *out, struct serve_books *books, const struct serve_question *question,
		     struct err *err)
{
	struct serve_found found = { 0 };
	size_t newest;
	int rc = serve_books_find(books, &found, question, &newest, err);

	if (!rc) {
		struct summary *summary = &found.summaries[newest];
		const struct summary *const page[] = { summary };

		rc = results_fill(serve_books_results(books), found.ids[newest], summary,
				  page_tables(), err) ||
				     site_write(out, page, NULL, 1,
						&(const struct site_place) { 0 }, err)
			     ? -1
			     : 0;
	}
	serve_found_release(&found);
	return rc;
}

static int fill(struct serve_books *books, struct serve_list *listed, struct err *err)
{
	if (serve_list_fill(books, listed, err))
		return -1;
	/* Of more than these no words are compared. */
	for (size_t i = 0; i < listed->n && listed->n <= MOST_FILLED; i++) {
		size_t at = listed->order[listed->first + i];

		if (results_fill(serve_books_results(books), listed->found.ids[at],
				 &listed->found.summaries[at], page_tables(), err))
			return -1;
	}
	return 0;
}

/* The address of the books from FIRST on, as many as were asked for; the caller's to free(). */
static char *address_from(size_t first, const struct serve_question *question)
{
	if (question->limit)
		return xasprintf("/?limit=%ld&offset=%zu", question->limit, first);
	return first ? xasprintf("/?offset=%zu", first) : xstrdup("/");
}

static int write_page(FILE *out, const struct serve_list *listed,
		      const struct serve_question *question, const struct summary *const *page,
		      const char *const *links, struct err *err)
{
	size_t limit = question->limit ? (size_t)question->limit : SERVE_BOOKS_AT_ONCE;
	size_t first = listed->first, all = listed->found.n;
	char *before = NULL, *after = NULL;
	int rc;

	if (first)
		before = address_from(first > limit ? first - limit : 0, question);
	if (first + listed->n < all)
		after = address_from(first + listed->n, question);
	rc = site_write(out, page, links, listed->n,
			&(const struct site_place) { first, all, before, after }, err);
	free(before);
	free(after);
	return rc;
}

static int write_shelf(FILE *out, const struct serve_list *listed,
		       const struct serve_question *question, struct err *err)
{
	const struct summary **page = xcalloc(listed->n + 1, sizeof(struct summary *));
	char **links = xcalloc(listed->n + 1, sizeof(char *));
	int rc;

	for (size_t i = 0; i < listed->n; i++) {
		size_t at = listed->order[listed->first + i];
		char *name = serve_list_name(listed, at);

		page[i] = &listed->found.summaries[at];
		links[i] = xasprintf("/books/%s", name);
		free(name);
	}
	rc = write_page(out, listed, question, page, (const char *const *)links, err);
	for (size_t i = 0; i < listed->n; i++)
		free(links[i]);
	free(links);
	free(page);
	return rc;
}

int serve_pages_shelf(FILE *out, struct serve_books *books, const struct serve_question *question,
		      struct err *err)
{
	struct serve_list listed = { 0 };
	int rc = serve_books_list(books, &listed, question, err) || fill(books, &listed, err) ||
				 write_shelf(out, &listed, question, err)
			 ? -1
			 : 0;

	serve_list_release(&listed);
	return rc;
}
