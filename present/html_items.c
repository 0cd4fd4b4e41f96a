#include <stdlib.h>
#include <string.h>
#include "data/mem.h"
#include "data/stopwords.h"
#include "present/html.h"
#include "present/ranking.h"

static void add_item(struct html_items *items, const struct tally_row *row)
{
	char *name = xmalloc(row->token.len + 1);

	memcpy(name, row->token.data, row->token.len);
	name[row->token.len] = '\0';
	items->rows[items->n] = row;
	items->items[items->n++] = (struct chart_item) { name, row->count };
}

static struct html_items items_of(const struct table_rows *table, size_t most, const char *language,
				  bool all)
{
	const struct tally_row **ranking = ranking_of(table, ORDER_COUNT);
	struct html_items items = { 0 };

	items.items = xreallocarray(NULL, most, sizeof(*items.items));
	items.rows = xreallocarray(NULL, most, sizeof(*items.rows));
	for (size_t i = 0; i < table->n && items.n < most; i++) {
		const struct token *token = &ranking[i]->token;

		if (all || !stopwords_have(language, token->data, token->len))
			add_item(&items, ranking[i]);
	}
	free(ranking);
	return items;
}

static void release_items(struct html_items *items)
{
	for (size_t i = 0; i < items->n; i++)
		free((char *)items->items[i].name);
	free(items->items);
	free(items->rows);
}

void html_book_fill(struct html_book *book)
{
	const struct summary *summary = book->summary;
	const struct table_rows *words = &summary->tables[TABLE_SEQUENCES_FOLDED];

	book->knows_stopwords = stopwords_know(summary->language);
	book->words = items_of(words, HTML_WORDS, NULL, true);
	if (book->knows_stopwords)
		book->content = items_of(words, HTML_WORDS, summary->language, false);
	book->characters =
		items_of(&summary->tables[TABLE_CHARACTERS_FOLDED], HTML_CHARACTERS, NULL, true);
}

void html_book_release(struct html_book *book)
{
	release_items(&book->words);
	release_items(&book->content);
	release_items(&book->characters);
}
