#include "analyze/dispersion.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "data/mem.h"
#include "data/stopwords.h"

/* The entries of FOLDED that are shown, the most used first; of equals what came first. */
struct chosen {
	size_t entries[DISPERSION_WORDS];
	size_t n;
};

static void choose(struct chosen *chosen, const struct tally *folded, size_t entry)
{
	uint64_t count = folded->rows[entry].count;
	size_t at = chosen->n;

	while (at > 0 && folded->rows[chosen->entries[at - 1]].count < count)
		at--;
	if (at == DISPERSION_WORDS)
		return;
	if (chosen->n < DISPERSION_WORDS)
		chosen->n++;
	memmove(&chosen->entries[at + 1], &chosen->entries[at],
		(chosen->n - at - 1) * sizeof(*chosen->entries));
	chosen->entries[at] = entry;
}

static bool is_wanted(const struct chosen *chosen, const struct tally *folded, size_t entry,
		      const char *language)
{
	const struct tally_row *row = &folded->rows[entry];

	if (chosen->n == DISPERSION_WORDS &&
	    row->count <= folded->rows[chosen->entries[chosen->n - 1]].count)
		return false;
	return !stopwords_have(language, row->token.data, row->token.len);
}

static char *copy(const struct token *token)
{
	char *word = xmalloc(token->len + 1);

	memcpy(word, token->data, token->len);
	word[token->len] = '\0';
	return word;
}

void dispersion_find(struct dispersion *out, const struct tally *folded, const uint32_t *types,
		     size_t n, const char *language)
{
	struct chosen chosen = { 0 };
	unsigned char *place = xcalloc(folded->n ? folded->n : 1, 1);

	for (size_t i = 0; i < folded->n; i++) {
		if (is_wanted(&chosen, folded, i, language))
			choose(&chosen, folded, i);
	}
	out->n = chosen.n;
	for (size_t i = 0; i < chosen.n; i++) {
		const struct tally_row *row = &folded->rows[chosen.entries[i]];

		out->rows[i] =
			(struct dispersion_row) { .word = copy(&row->token), .count = row->count };
		place[chosen.entries[i]] = (unsigned char)(i + 1);
	}
	for (size_t i = 0; i < n; i++) {
		if (place[types[i]])
			out->rows[place[types[i]] - 1].bins[i * DISPERSION_BINS / n]++;
	}
	free(place);
}
