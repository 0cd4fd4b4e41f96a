/* Words of a text, RUNS times each in turns: ours, and ICU's break iteration alone. Prints the
 * processor's nanoseconds a byte, the least of the runs, of both, and the number of words of both. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>
#include "analyze/tokenizer.h"
#include "data/buf.h"
#include "data/mem.h"

enum { RUNS = 9 };

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static int count(void *arg, const struct token *tokens, size_t n, const char *end, struct err *err)
{
	(void)tokens;
	(void)end;
	(void)err;
	*(uint64_t *)arg += n;
	return 0;
}

static uint64_t ours(const struct buf *text)
{
	struct tokenizer *tokenizer =
		tokenizer_new(&(struct token_rules) { .name = "words" }, NULL);
	uint64_t n = 0;

	(void)tokenizer_read(tokenizer, text->data, text->len, true, (struct sink) { count, &n },
			     NULL);
	tokenizer_free(tokenizer);
	return n;
}

/* Over UTF-16, ICU's own form, which is what it is fastest with; the conversion counts. */
static uint64_t plain(const struct buf *text)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar *wide = xreallocarray(NULL, text->len, sizeof(*wide));
	UBreakIterator *icu = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
	int32_t len;
	uint64_t n = 0;

	u_strFromUTF8(wide, (int32_t)text->len, &len, text->data, (int32_t)text->len, &status);
	ubrk_setText(icu, wide, len, &status);
	while (U_SUCCESS(status) && ubrk_next(icu) != UBRK_DONE)
		n += ubrk_getRuleStatus(icu) >= UBRK_WORD_NONE_LIMIT;
	ubrk_close(icu);
	free(wide);
	return n;
}

/* Keeps the least of the runs. */
static void take_time(uint64_t (*read)(const struct buf *), const struct buf *text, uint64_t *words,
		      double *least)
{
	double start = now(), took;

	*words = read(text);
	took = (now() - start) / (double)text->len;
	if (*least == 0 || took < *least)
		*least = took;
}

int main(int argc, char **argv)
{
	struct buf text;
	struct err err = { 0 };
	uint64_t words[2] = { 0 };
	double ns[2] = { 0 };

	buf_init(&text, 1U << 30);
	if (argc != 2 || buf_read_file(&text, argv[1], &err) || !text.len) {
		(void)fprintf(stderr, "tokens FILE: %s\n", err.text);
		return 2;
	}
	for (int i = 0; i < RUNS; i++) {
		take_time(ours, &text, &words[0], &ns[0]);
		take_time(plain, &text, &words[1], &ns[1]);
	}
	(void)printf("%.2f %.2f %" PRIu64 " %" PRIu64 "\n", ns[0], ns[1], words[0], words[1]);
	buf_release(&text);
	return 0;
}
