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

/* Whether they are the usual ones: the visible sequences of the text as it is. */
bool token_rules_are_usual(const struct token_rules *rules);

#endif
