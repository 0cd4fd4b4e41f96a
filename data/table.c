#include "data/table.h"

#include <string.h>

int token_compare(const void *a, const void *b)
{
	const struct token *left = a, *right = b;
	size_t len = left->len < right->len ? left->len : right->len;
	int order = memcmp(left->data, right->data, len);

	return order ? order : (left->len > right->len) - (left->len < right->len);
}

static const char *const table_names[TABLES] = {
	[TABLE_CHARACTERS] = "characters",
	[TABLE_CHARACTERS_FOLDED] = "characters-folded",
	[TABLE_SEQUENCES] = "sequences",
	[TABLE_SEQUENCES_FOLDED] = "sequences-folded",
};

const char *table_name(enum table table)
{
	return table_names[table];
}

int table_named(enum table *table, const char *name)
{
	for (int i = 0; i < TABLES; i++) {
		if (strcmp(table_names[i], name) != 0)
			continue;
		*table = (enum table)i;
		return 0;
	}
	return -1;
}
