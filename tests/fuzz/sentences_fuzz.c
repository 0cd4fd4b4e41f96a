#include "analyze/prose.h"

#include <assert.h>
#include <string.h>
#include "tests/analyze/plain_prose.h"
#include "tests/fuzz/fuzz.h"

static void assert_same(const struct lengths *a, const struct lengths *b)
{
	assert(a->n == b->n && a->sum == b->sum && a->squares == b->squares);
	assert(memcmp(a->histogram, b->histogram, sizeof(*a->histogram)) == 0);
}

/* The same lines and sentences as ICU's iterator finds, whatever the text. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct histogram histograms[4] = { 0 };
	struct lengths lines = { .histogram = &histograms[0] };
	struct lengths sentences = { .histogram = &histograms[1] };
	struct lengths plain_lines = { .histogram = &histograms[2] };
	struct lengths plain_sentences = { .histogram = &histograms[3] };
	struct text text = text_of(data, size);

	prose_measure(&lines, &sentences, text.data, text.len, size % 2);
	plain_prose(&plain_lines, &plain_sentences, text.data, text.len);
	assert_same(&lines, &plain_lines);
	assert_same(&sentences, &plain_sentences);
	text_release(&text);
	return 0;
}
