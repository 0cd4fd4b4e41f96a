/*
 * tokenizer - the named ways to take tokens out of a text.
 *
 *   chunk -> (hyphens) -> visible | words | letters | pattern -> (apostrophes) -> sink
 *
 * The names are visible, words, letters, pattern:REGEX. A text comes in chunks of well-formed
 * UTF-8 that begin and end at line ends (the text's own beginning and end, too), in normalisation
 * form C where that is asked for (nfc.h); the tokens go on in batches. But for join_hyphen nothing
 * of one chunk matters to the next, so that several tokenizers may share a text. A new way is a
 * kind and a row of the table.
 */
#ifndef ANALYZE_TOKENIZER_H
#define ANALYZE_TOKENIZER_H

#include <stdbool.h>
#include <stddef.h>
#include "analyze/batch.h"
#include "data/err.h"
#include "data/token_rules.h"

/* What a kind is made of; only for the files of the kinds. */
struct tokenizer_kind {
	const char *name;
	bool takes_argument; /* after a colon */
	bool lowers;         /* its tokens are to be counted in lower case */
	void *(*new)(const char *argument, struct err *err);
	int (*read)(void *self, const char *data, size_t len, struct batch *out, struct err *err);
	void (*free)(void *self);
};

struct tokenizer;

/* Borrows the name for the call. NULL: there is none of that name, or a pattern is wrong. */
struct tokenizer *tokenizer_new(const struct token_rules *rules, struct err *err);
void tokenizer_free(struct tokenizer *tokenizer);

/* Whether its tokens, as they come, are still to be put in lower case before they are counted. */
bool tokenizer_lowers(const struct tokenizer *tokenizer);

/* All the tokens of the next chunk, but for a line that may go on in the one after it. After
 * the last, which may be empty, a new text can be begun. */
int tokenizer_read(struct tokenizer *tokenizer, const char *data, size_t len, bool is_last,
		   struct sink sink, struct err *err);

#endif
