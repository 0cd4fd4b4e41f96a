#include "analyze/chosen.h"

#include "analyze/tokenizer.h"
#include "data/lang.h"

/* What a row and its places in a tally and a table take, beside the bytes of the token. */
enum { ROW = 128 };

static int add_grams(void *arg, const struct token *tokens, size_t n, const char *end,
		     struct err *err)
{
	struct chosen *chosen = arg;
	size_t i = chosen->grams->n;

	tally_add_each(chosen->grams, tokens, n, end, NULL);
	for (; i < chosen->grams->n; i++)
		chosen->grams_size += chosen->grams->rows[i].token.len + ROW;
	if (chosen->grams_size > CHOSEN_NGRAMS_SIZE)
		return err_set(err, ERR_LIMIT,
			       _("the sequences of %u tokens take more than %d MB of memory"),
			       chosen->ngrams.n, CHOSEN_NGRAMS_SIZE >> 20);
	return 0;
}

static int add_tokens(void *arg, const struct token *tokens, size_t n, const char *end,
		      struct err *err)
{
	struct chosen *chosen = arg;
	struct order *order = chosen->order;

	tally_add_each(chosen->tokens, tokens, n, end, order ? order_reserve(order, n) : NULL);
	if (order)
		order->n += n;
	chosen->total += n;
	return chosen->grams ? ngrams_take(&chosen->ngrams, tokens, n, end, err) : 0;
}

int chosen_begin(struct chosen *chosen, const struct token_rules *rules, unsigned ngrams,
		 struct err *err)
{
	chosen->ngrams = (struct ngrams) { .n = ngrams, .sink = { add_grams, chosen } };
	chosen->tokenizer = tokenizer_new(rules, err);
	return chosen->tokenizer ? 0 : -1;
}

void chosen_release(struct chosen *chosen)
{
	tokenizer_free(chosen->tokenizer);
	ngrams_release(&chosen->ngrams);
	*chosen = (struct chosen) { 0 };
}

bool chosen_lowers(const struct chosen *chosen)
{
	return chosen->tokenizer && tokenizer_lowers(chosen->tokenizer);
}

int chosen_count(struct chosen *chosen, const char *data, size_t len, bool is_last, struct err *err)
{
	return tokenizer_read(chosen->tokenizer, data, len, is_last,
			      (struct sink) { add_tokens, chosen }, err);
}
