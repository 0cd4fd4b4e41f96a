#include "data/summary.h"

#include <stdlib.h>
#include <string.h>
#include "data/mem.h"

static const char *const total_by_names[] = {
	[TOTAL_BY_AUTHOR] = "author",
	[TOTAL_BY_LANGUAGE] = "language",
	[TOTAL_BY_ALL] = "all",
};

const char *total_by_name(enum total_by by)
{
	return total_by_names[by];
}

int total_by_named(enum total_by *by, const char *name)
{
	for (int i = TOTAL_BY_AUTHOR; i <= TOTAL_BY_ALL; i++) {
		if (strcmp(total_by_names[i], name) != 0)
			continue;
		*by = (enum total_by)i;
		return 0;
	}
	return -1;
}

void summary_release(struct summary *summary)
{
	free(summary->title);
	free(summary->author);
	free(summary->language);
	free(summary->source);
	free(summary->failure);
	free((char *)summary->tokens.name);
	free(summary->kept);
	provenance_release(&summary->provenance);
	for (int i = 0; i < TABLES; i++) {
		free(summary->most_used[i].tokens);
		free(summary->tables[i].rows);
	}
	free(summary->longest.tokens);
	free(summary->longest_folded.tokens);
	measures_free(summary->measures);
	if (summary->free_memory)
		summary->free_memory(summary->memory);
	*summary = (struct summary) { 0 };
}

/* Calls VISIT with each token that the summary names. */
static void visit_tokens(struct summary *summary, void (*visit)(struct token *token, void *arg),
			 void *arg)
{
	struct top *tops[TABLES + 2] = { &summary->longest, &summary->longest_folded };

	for (int i = 0; i < TABLES; i++)
		tops[i + 2] = &summary->most_used[i];
	for (int i = 0; i < TABLES + 2; i++)
		for (size_t j = 0; j < tops[i]->n; j++)
			visit(&tops[i]->tokens[j], arg);
	for (int i = 0; i < TABLES; i++)
		for (size_t j = 0; j < summary->tables[i].n; j++)
			visit(&summary->tables[i].rows[j].token, arg);
}

static void add_size(struct token *token, void *arg)
{
	*(size_t *)arg += token->len;
}

static void move_token(struct token *token, void *arg)
{
	char **to = arg;

	memcpy(*to, token->data, token->len);
	token->data = *to;
	*to += token->len;
}

void summary_own_tokens(struct summary *summary)
{
	void (*free_memory)(void *) = summary->free_memory;
	void *memory = summary->memory;
	size_t size = 0;
	char *to;

	visit_tokens(summary, add_size, &size);
	to = xmalloc(size);
	summary->memory = to;
	summary->free_memory = free;
	visit_tokens(summary, move_token, &to);
	if (free_memory)
		free_memory(memory);
}

const char *summary_keep(struct summary *summary, const char *text)
{
	enum { MOST = 1024 };
	size_t size = text ? strlen(text) + 1 : 0;
	char *kept;

	if (size <= 1 || size > MOST - summary->n_kept)
		return NULL;
	if (!summary->kept)
		summary->kept = xmalloc(MOST);
	kept = memcpy(summary->kept + summary->n_kept, text, size);
	summary->n_kept += size;
	return kept;
}

void summary_drop_tables(struct summary *summary, unsigned tables)
{
	bool any = false;

	for (unsigned i = 0; i < TABLES; i++) {
		if (tables & 1U << i || !summary->tables[i].rows)
			continue;
		free(summary->tables[i].rows);
		summary->tables[i] = (struct table_rows) { 0 };
		any = true;
	}
	if (any)
		summary_own_tokens(summary);
}

void summary_cut_tables(struct summary *summary, unsigned tables, size_t n)
{
	bool any = false;
	struct table_rows cut;

	for (unsigned i = 0; i < TABLES; i++) {
		if (!(tables & 1U << i) || summary->tables[i].n <= n)
			continue;
		cut = table_cut(&summary->tables[i], n);
		free(summary->tables[i].rows);
		summary->tables[i] = cut;
		any = true;
	}
	if (any)
		summary_own_tokens(summary);
}

static struct top copy_top(const struct top *from)
{
	struct top top = *from;

	top.tokens = xreallocarray(NULL, from->n, sizeof(*from->tokens));
	if (from->n)
		memcpy(top.tokens, from->tokens, from->n * sizeof(*from->tokens));
	return top;
}

static struct table_rows copy_rows(const struct table_rows *from)
{
	struct table_rows table = { .n = from->n };

	if (!from->rows)
		return table;
	table.rows = xreallocarray(NULL, from->n, sizeof(*from->rows));
	if (from->n)
		memcpy(table.rows, from->rows, from->n * sizeof(*from->rows));
	return table;
}

void summary_copy_numbers(struct summary *to, const struct summary *from)
{
	*to = *from;
	to->title = to->author = to->language = to->source = to->failure = NULL;
	to->tokens.name = from->tokens.name ? xstrdup(from->tokens.name) : NULL;
	to->memory = NULL;
	to->free_memory = NULL;
	to->kept = NULL;
	to->n_kept = 0;
	provenance_copy(&to->provenance, &from->provenance);
	for (int i = 0; i < TABLES; i++) {
		to->most_used[i] = copy_top(&from->most_used[i]);
		to->tables[i] = copy_rows(&from->tables[i]);
	}
	to->measures = measures_copy(from->measures);
	to->longest = copy_top(&from->longest);
	to->longest_folded = copy_top(&from->longest_folded);
	summary_own_tokens(to);
}

/* Code-point order is byte order in UTF-8. */
static int compare_texts(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "");
}

int summary_compare(const void *a, const void *b)
{
	const struct summary *left = *(const struct summary *const *)a;
	const struct summary *right = *(const struct summary *const *)b;
	int order = compare_texts(left->author, right->author);

	if (!order)
		order = compare_texts(left->title, right->title);
	if (!order)
		order = compare_texts(left->source, right->source);
	return order;
}
