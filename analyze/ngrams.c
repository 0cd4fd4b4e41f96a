#include "analyze/ngrams.h"

#include <stdlib.h>
#include <string.h>
#include "data/mem.h"

void ngrams_release(struct ngrams *ngrams)
{
	free(ngrams->text);
	*ngrams = (struct ngrams) { 0 };
}

/* Of the tokens so far the last N - 1 stay, and there is room for those to come. */
static void make_room(struct ngrams *ngrams, const struct token *tokens, size_t n)
{
	size_t from = ngrams->n_starts ? ngrams->starts[0] : ngrams->len, need;

	ngrams->len -= from;
	if (ngrams->len)
		memmove(ngrams->text, ngrams->text + from, ngrams->len);
	for (size_t i = 0; i < ngrams->n_starts; i++)
		ngrams->starts[i] -= from;
	need = ngrams->len;
	for (size_t i = 0; i < n; i++)
		need += tokens[i].len + 1;
	if (need > ngrams->size) {
		ngrams->size = 2 * need;
		ngrams->text = xreallocarray(ngrams->text, ngrams->size, 1);
	}
}

static int add(struct ngrams *ngrams, struct token token, struct err *err)
{
	size_t start;

	ngrams->starts[ngrams->n_starts++] = ngrams->len;
	memcpy(ngrams->text + ngrams->len, token.data, token.len);
	ngrams->len += token.len;
	ngrams->text[ngrams->len++] = ' ';
	if (ngrams->n_starts < ngrams->n)
		return 0;
	start = ngrams->starts[0];
	memmove(ngrams->starts, ngrams->starts + 1, --ngrams->n_starts * sizeof(*ngrams->starts));
	return batch_add(&ngrams->out, ngrams->text + start, ngrams->len - 1 - start, err);
}

int ngrams_take(void *ngrams, const struct token *tokens, size_t n, const char *end,
		struct err *err)
{
	struct ngrams *self = ngrams;

	(void)end;
	make_room(self, tokens, n);
	batch_begin(&self->out, self->text + self->size, self->sink);
	for (size_t i = 0; i < n; i++) {
		if (add(self, tokens[i], err))
			return -1;
	}
	return batch_flush(&self->out, err);
}
