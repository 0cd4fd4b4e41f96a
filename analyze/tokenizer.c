#include "analyze/tokenizer.h"

#include <stdlib.h>
#include <string.h>
#include "analyze/apostrophes.h"
#include "analyze/hyphens.h"
#include "analyze/letters.h"
#include "analyze/pattern.h"
#include "analyze/tokens.h"
#include "analyze/words.h"
#include "data/lang.h"
#include "data/mem.h"

struct tokenizer {
	const struct tokenizer_kind *kind;
	void *self;
	struct batch batch;
	struct apostrophes *apostrophes; /* NULL: they split nothing */
	struct hyphens *hyphens;         /* NULL: they join nothing */
};

static int visible_read(void *self, const char *data, size_t len, struct batch *out,
			struct err *err)
{
	struct token found[TOKENS_BATCH];
	struct tokens tokens;
	size_t n;

	(void)self;
	tokens_init(&tokens, data, len);
	while ((n = tokens_next(&tokens, found)) > 0) {
		if (out->sink.take(out->sink.arg, found, n, out->end, err))
			return -1;
	}
	return 0;
}

static const struct tokenizer_kind visible_kind = { .name = "visible", .read = visible_read };

static const struct tokenizer_kind *const kinds[] = {
	&visible_kind,
	&words_kind,
	&letters_kind,
	&pattern_kind,
};

/* *ARGUMENT: what follows the colon, or NULL. NULL: none of them. */
static const struct tokenizer_kind *kind_named(const char *name, const char **argument)
{
	const char *colon = strchr(name, ':');
	size_t len = colon ? (size_t)(colon - name) : strlen(name);

	*argument = colon ? colon + 1 : NULL;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		if (strlen(kinds[i]->name) == len && memcmp(kinds[i]->name, name, len) == 0 &&
		    kinds[i]->takes_argument == (colon != NULL))
			return kinds[i];
	}
	return NULL;
}

struct tokenizer *tokenizer_new(const struct token_rules *rules, struct err *err)
{
	const char *name = rules->name ? rules->name : visible_kind.name, *argument;
	const struct tokenizer_kind *kind = kind_named(name, &argument);
	struct tokenizer *tokenizer;
	void *self = NULL;

	if (!kind) {
		err_set(err, ERR_USAGE,
			_("there are no tokens called '%s'; there are: visible, words, letters, "
			  "pattern:REGEX"),
			name);
		return NULL;
	}
	if (kind->new && !(self = kind->new (argument, err)))
		return NULL;
	tokenizer = xcalloc(1, sizeof(*tokenizer));
	tokenizer->kind = kind;
	tokenizer->self = self;
	if (rules->split_apostrophe)
		tokenizer->apostrophes = xcalloc(1, sizeof(*tokenizer->apostrophes));
	if (rules->join_hyphen)
		tokenizer->hyphens = xcalloc(1, sizeof(*tokenizer->hyphens));
	return tokenizer;
}

void tokenizer_free(struct tokenizer *tokenizer)
{
	if (!tokenizer)
		return;
	if (tokenizer->kind->free)
		tokenizer->kind->free(tokenizer->self);
	if (tokenizer->hyphens)
		hyphens_release(tokenizer->hyphens);
	free(tokenizer->hyphens);
	free(tokenizer->apostrophes);
	free(tokenizer);
}

bool tokenizer_lowers(const struct tokenizer *tokenizer)
{
	return tokenizer->kind->lowers;
}

int tokenizer_read(struct tokenizer *tokenizer, const char *data, size_t len, bool is_last,
		   struct sink sink, struct err *err)
{
	if (tokenizer->hyphens)
		hyphens_join(tokenizer->hyphens, &data, &len, is_last);
	if (tokenizer->apostrophes) {
		tokenizer->apostrophes->sink = sink;
		sink = (struct sink) { apostrophes_take, tokenizer->apostrophes };
	}
	batch_begin(&tokenizer->batch, data + len, sink);
	return tokenizer->kind->read(tokenizer->self, data, len, &tokenizer->batch, err) ||
			       batch_flush(&tokenizer->batch, err)
		       ? -1
		       : 0;
}
