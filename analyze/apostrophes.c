#include "analyze/apostrophes.h"

#include <stdbool.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include "analyze/letters.h"

/* Bytes of the apostrophe at DATA + I; 0: there is none. */
static size_t apostrophe_at(const char *data, size_t i, size_t len)
{
	if (data[i] == '\'')
		return 1;
	return len - i >= 3 && memcmp(data + i, "\xe2\x80\x99", 3) == 0 ? 3 : 0;
}

static bool is_letter_at(const char *data, size_t i, size_t len)
{
	UChar32 c = 0;

	if (i < len)
		U8_NEXT(data, i, len, c);
	return u_isalpha(c);
}

static int take_apart(struct batch *out, struct token token, struct err *err)
{
	size_t start = 0, i = 0;

	while (i < token.len) {
		size_t n = apostrophe_at(token.data, i, token.len);

		if (n && letters_end_at(token.data, token.data + i) &&
		    is_letter_at(token.data, i + n, token.len)) {
			if (batch_add(out, token.data + start, i + n - start, err))
				return -1;
			start = i + n;
		}
		i += n ? n : 1;
	}
	return batch_add(out, token.data + start, token.len - start, err);
}

int apostrophes_take(void *apostrophes, const struct token *tokens, size_t n, const char *end,
		     struct err *err)
{
	struct apostrophes *self = apostrophes;

	batch_begin(&self->out, end, self->sink);
	for (size_t i = 0; i < n; i++) {
		if (take_apart(&self->out, tokens[i], err))
			return -1;
	}
	return batch_flush(&self->out, err);
}
