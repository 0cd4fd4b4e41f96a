#include "data/token_rules.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include "data/mem.h"

static const struct {
	const char *name;
	size_t at;
} options[] = {
	{ "nfc", offsetof(struct token_rules, nfc) },
	{ "join-hyphen", offsetof(struct token_rules, join_hyphen) },
	{ "split-apostrophe", offsetof(struct token_rules, split_apostrophe) },
};

const char *token_rules_name(const struct token_rules *rules)
{
	return rules->name ? rules->name : "visible";
}

const char *token_rules_option(unsigned option)
{
	return option < sizeof(options) / sizeof(*options) ? options[option].name : NULL;
}

bool token_rules_has(const struct token_rules *rules, unsigned option)
{
	return *(const bool *)((const char *)rules + options[option].at);
}

void token_rules_set(struct token_rules *rules, unsigned option)
{
	*(bool *)((char *)rules + options[option].at) = true;
}

bool token_rules_equal(const struct token_rules *a, const struct token_rules *b)
{
	for (unsigned i = 0; token_rules_option(i); i++) {
		if (token_rules_has(a, i) != token_rules_has(b, i))
			return false;
	}
	return strcmp(token_rules_name(a), token_rules_name(b)) == 0;
}

bool token_rules_are_usual(const struct token_rules *rules)
{
	return token_rules_equal(rules, &(struct token_rules) { 0 });
}

char *token_rules_text(const struct token_rules *rules)
{
	char *text = xstrdup(token_rules_name(rules));

	for (unsigned i = 0; token_rules_option(i); i++) {
		char *longer;

		if (!token_rules_has(rules, i))
			continue;
		longer = xasprintf("%s, %s", text, token_rules_option(i));
		free(text);
		text = longer;
	}
	return text;
}
