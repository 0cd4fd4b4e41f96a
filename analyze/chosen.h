/*
 * chosen - the tokens that were asked for, counted, where the visible sequences will not do;
 * and n-grams of them, as a table of their own.
 *
 *   chunk -> tokenizer -> tally, order
 *                      -> ngrams -> tally
 *
 * The n-grams of a text may take CHOSEN_NGRAMS_SIZE bytes: many more are different than tokens.
 */
#ifndef ANALYZE_CHOSEN_H
#define ANALYZE_CHOSEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "analyze/ngrams.h"
#include "analyze/order.h"
#include "analyze/tally.h"
#include "data/err.h"
#include "data/token_rules.h"

enum { CHOSEN_NGRAMS_SIZE = 1 << 30 };

struct chosen {
	struct tally *tokens;
	struct tally *grams; /* NULL: none are wanted */
	struct order *order; /* of the tokens; NULL: not wanted */
	struct tokenizer *tokenizer;
	struct ngrams ngrams;
	size_t grams_size;
	uint64_t total; /* tokens so far */
};

/* The caller sets tokens, and what else it wants, before. On failure, too, CHOSEN is to be released;
 * what the caller set is its own. */
int chosen_begin(struct chosen *chosen, const struct token_rules *rules, unsigned ngrams,
		 struct err *err);
void chosen_release(struct chosen *chosen);

/* The tokens are still to be put in lower case, also where case matters. */
bool chosen_lowers(const struct chosen *chosen);

/* As tokenizer_read. */
int chosen_count(struct chosen *chosen, const char *data, size_t len, bool is_last,
		 struct err *err);

#endif
