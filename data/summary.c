#include "data/summary.h"

#include <stdlib.h>
#include <string.h>

void summary_release(struct summary *summary)
{
	free(summary->title);
	free(summary->author);
	free(summary->language);
	free(summary->source);
	free(summary->failure);
	for (int i = 0; i < TABLES; i++) {
		free(summary->most_used[i].tokens);
		free(summary->tables[i].rows);
	}
	free(summary->longest.tokens);
	free(summary->longest_folded.tokens);
	if (summary->free_memory)
		summary->free_memory(summary->memory);
	*summary = (struct summary) { 0 };
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
