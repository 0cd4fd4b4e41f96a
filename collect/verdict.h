/*
 * verdict - is what came what was wanted? And what the frontier remembers of it.
 *
 * Only for errand. A run that is interrupted need not ask once more for what was no good.
 */
#ifndef COLLECT_VERDICT_H
#define COLLECT_VERDICT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "collect/errand.h"
#include "data/cache_facts.h"
#include "data/err.h"

struct fetch_answer;
struct web;

/* Makes of ANSWER's page what was wanted, in at most MAX bytes, or says why it is not. */
int verdict_judge(enum errand_kind kind, size_t max, struct errand_answer *answer, struct err *err);

/* What the cache is to know of ANSWER; CAME may be a 304 to what is OLD there. Texts are borrowed. */
struct cache_facts verdict_facts(const struct errand_answer *answer,
				 const struct fetch_answer *came, const struct cache_facts *old);

/* The row of URL, once its body is in its place; CAME's status and validators. A failure to keep it
 * is told when the ledger settles. */
void verdict_keep_good(const struct web *web, const char *url, const struct cache_facts *came);

/* WHY it was no good; the same. */
void verdict_keep_bad(const struct web *web, const char *url, const struct err *why);

/* True: it came before, in this run or the one that it goes on from, and was no good: WHY. */
bool verdict_was_bad(const struct web *web, const char *url, struct err *why);

#endif
