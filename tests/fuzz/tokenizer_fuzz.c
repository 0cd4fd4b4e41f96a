#include "analyze/tokenizer.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "analyze/nfc.h"
#include "analyze/ngrams.h"
#include "data/buf.h"
#include "tests/fuzz/fuzz.h"

/* Every way to take tokens, of the whole text and of one line after the other: the same come
 * out. The first bytes choose the way; a pattern is what stands before the first line end. */
static int add(void *arg, const struct token *tokens, size_t n, const char *end, struct err *err)
{
	for (size_t i = 0; i < n; i++) {
		assert(tokens[i].len > 0 && tokens[i].data + tokens[i].len <= end);
		assert(is_utf8(tokens[i].data, tokens[i].len));
		if (buf_add(arg, tokens[i].data, tokens[i].len, err) || buf_add(arg, "\n", 1, err))
			return -1;
	}
	return 0;
}

static int read_all(struct buf *out, struct tokenizer *tokenizer, unsigned n, const char *data,
		    size_t len, bool cut)
{
	struct ngrams ngrams = { .n = n, .sink = { add, out } };
	struct sink sink = { ngrams_take, &ngrams };
	const char *end = data + len, *line_end;
	int rc = 0;

	while (!rc && cut && (line_end = memchr(data, '\n', (size_t)(end - data)))) {
		/* Apart, so that ASan sees what is read beyond, and what is kept too long. */
		size_t chunk_len = (size_t)(line_end + 1 - data);
		char *chunk = memcpy(xmalloc(chunk_len), data, chunk_len);

		rc = tokenizer_read(tokenizer, chunk, chunk_len, false, sink, NULL);
		free(chunk);
		data = line_end + 1;
	}
	if (!rc)
		rc = tokenizer_read(tokenizer, data, (size_t)(end - data), true, sink, NULL);
	ngrams_release(&ngrams);
	return rc;
}

static void compare(const struct token_rules *rules, unsigned n, const char *data, size_t len)
{
	struct tokenizer *whole = tokenizer_new(rules, NULL), *cut = tokenizer_new(rules, NULL);
	struct buf a, b;

	assert((whole == NULL) == (cut == NULL));
	buf_init(&a, 1 << 24);
	buf_init(&b, 1 << 24);
	/* Which of the lines runs away is the same, too. */
	if (whole && read_all(&a, whole, n, data, len, false) == 0) {
		assert(read_all(&b, cut, n, data, len, true) == 0);
		assert(a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0));
	}
	buf_release(&a);
	buf_release(&b);
	tokenizer_free(whole);
	tokenizer_free(cut);
}

static char *pattern_of(const uint8_t *data, size_t size)
{
	const uint8_t *line_end = memchr(data, '\n', size);
	char *text = string_of(data, line_end ? (size_t)(line_end - data) : size);
	char *name = xasprintf("pattern:%s", text);

	free(text);
	return name;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = { "visible", "words", "letters" };
	unsigned way = size ? data[0] : 0;
	struct token_rules rules = {
		.split_apostrophe = way & 4,
		.join_hyphen = way & 8,
	};
	struct nfc *nfc = nfc_new(NULL);
	struct text text;
	const char *normal;
	char *pattern = NULL;
	size_t len;

	if (size < 2) {
		nfc_free(nfc);
		return -1;
	}
	data++;
	size--;
	rules.name = way % 4 == 3 ? (pattern = pattern_of(data, size)) : names[way % 4];
	text = text_of(data, size);
	normal = text.data;
	len = text.len;
	if (way & 16)
		assert(nfc_apply(nfc, &normal, &len, NULL) == 0 && is_utf8(normal, len));
	compare(&rules, 1 + way / 32 % NGRAMS_MOST, normal, len);
	text_release(&text);
	nfc_free(nfc);
	free(pattern);
	return 0;
}
