/*
 * token_rules - what counts as a token: a way to take them by name, and what is done to the text
 * before and to the tokens after. analyze/tokenizer.h says what each is.
 */
#ifndef DATA_TOKEN_RULES_H
#define DATA_TOKEN_RULES_H

#include <stdbool.h>

struct token_rules {
	const char *name; /* as --tokens has it; NULL: "visible" */
	bool split_apostrophe, join_hyphen, nfc;
};

/* Never NULL. */
const char *token_rules_name(const struct token_rules *rules);

/* The options in the order in which they act, from 0: "nfc", ...; NULL: there are no more. */
const char *token_rules_option(unsigned option);
bool token_rules_has(const struct token_rules *rules, unsigned option);
void token_rules_set(struct token_rules *rules, unsigned option);

bool token_rules_equal(const struct token_rules *a, const struct token_rules *b);

/* Whether they are the usual ones: the visible sequences of the text as it is. */
bool token_rules_are_usual(const struct token_rules *rules);

/* All of it on one line, the caller's to free(): "words, nfc". */
char *token_rules_text(const struct token_rules *rules);

#endif
