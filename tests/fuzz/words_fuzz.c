#include "analyze/words.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>
#include "tests/fuzz/fuzz.h"

/* The words that ICU alone finds, one by one, against ours. */
struct plain {
	UBreakIterator *icu;
	const char *data;
	int32_t at;
};

static struct token next_plain(struct plain *plain)
{
	int32_t start, end;

	for (start = plain->at; (end = ubrk_next(plain->icu)) != UBRK_DONE; start = end) {
		if (ubrk_getRuleStatus(plain->icu) < UBRK_WORD_NONE_LIMIT)
			continue;
		plain->at = end;
		return (struct token) { plain->data + start, (size_t)(end - start) };
	}
	return (struct token) { 0 };
}

static int compare(void *arg, const struct token *tokens, size_t n, const char *end,
		   struct err *err)
{
	(void)end;
	(void)err;
	for (size_t i = 0; i < n; i++) {
		struct token token = next_plain(arg);

		assert(token.data == tokens[i].data && token.len == tokens[i].len);
	}
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct tokenizer *tokenizer;
	static UBreakIterator *icu;
	struct text text = text_of(data, size);
	struct plain plain = { .data = text.data };
	UErrorCode status = U_ZERO_ERROR;
	UText *wide;

	if (!tokenizer)
		tokenizer = tokenizer_new(&(struct token_rules) { .name = "words" }, NULL);
	if (!icu)
		icu = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
	wide = utext_openUTF8(NULL, text.data, (int64_t)text.len, &status);
	ubrk_setUText(icu, wide, &status);
	assert(U_SUCCESS(status));
	plain.icu = icu;
	plain.at = ubrk_first(icu);
	assert(tokenizer_read(tokenizer, text.data, text.len, true,
			      (struct sink) { compare, &plain }, NULL) == 0);
	assert(!next_plain(&plain).data);
	utext_close(wide);
	text_release(&text);
	return 0;
}
