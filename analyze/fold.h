/*
 * fold - tokens in lower case: ICU's full mapping, locale "", final sigma included.
 *
 * The folded tokens live as long as the struct fold, or as the token itself where it
 * is in lower case already.
 */
#ifndef ANALYZE_FOLD_H
#define ANALYZE_FOLD_H

#include "data/err.h"
#include "data/summary.h"

struct fold;

/* NULL on failure. */
struct fold *fold_new(struct err *err);
void fold_free(struct fold *fold);

int fold_token(struct fold *fold, struct token *out, struct token token, struct err *err);

#endif
