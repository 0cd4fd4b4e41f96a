#include "data/token_rules.h"

#include <stddef.h>
#include <string.h>

bool token_rules_are_usual(const struct token_rules *rules)
{
	return (!rules->name || strcmp(rules->name, "visible") == 0) && !rules->split_apostrophe &&
	       !rules->join_hyphen && !rules->nfc;
}
