/*
 * plain_prose - the lengths of lines and sentences in the plainest way: ICU's break iterator over
 * each paragraph, its lines joined by spaces. What analyze/prose must agree with.
 */
#ifndef TESTS_ANALYZE_PLAIN_PROSE_H
#define TESTS_ANALYZE_PLAIN_PROSE_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>
#include "analyze/lengths.h"
#include "data/mem.h"

/* Visible sequences with a letter or digit. */
static inline uint64_t plain_words(const UChar *text, int32_t len)
{
	bool has_letter = false;
	uint64_t n = 0;

	for (int32_t i = 0; i < len;) {
		UChar32 c;

		U16_NEXT(text, i, len, c);
		if (u_isspace(c)) {
			n += has_letter;
			has_letter = false;
		} else {
			has_letter |= u_isalnum(c) != 0;
		}
	}
	return n + has_letter;
}

static inline void plain_sentences(struct lengths *sentences, UBreakIterator *breaks,
				   const UChar *text, int32_t len)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t from, past;

	ubrk_setText(breaks, text, len, &status);
	assert(U_SUCCESS(status));
	from = ubrk_first(breaks);
	while ((past = ubrk_next(breaks)) != UBRK_DONE) {
		uint64_t words = plain_words(text + from, past - from);

		if (words)
			lengths_add(sentences, words, 1);
		from = past;
	}
}

static inline bool plain_is_visible(const UChar *line, int32_t len)
{
	for (int32_t i = 0; i < len;) {
		UChar32 c;

		U16_NEXT(line, i, len, c);
		if (!u_isspace(c))
			return true;
	}
	return false;
}

static inline void plain_prose(struct lengths *lines, struct lengths *sentences, const char *data,
			       size_t len)
{
	UChar *text = xreallocarray(NULL, len + 1, sizeof(*text));
	UErrorCode status = U_ZERO_ERROR;
	UBreakIterator *breaks = ubrk_open(UBRK_SENTENCE, "", NULL, 0, &status);
	int32_t n, paragraph = 0, line = 0;

	u_strFromUTF8(text, (int32_t)len + 1, &n, data, (int32_t)len, &status);
	assert(U_SUCCESS(status));
	for (int32_t i = 0; i <= n; i++) {
		if (i < n && text[i] != '\n')
			continue;
		if (plain_is_visible(text + line, i - line)) {
			lengths_add(lines, (uint64_t)u_countChar32(text + line, i - line), 1);
			text[i] = ' ';
		} else {
			plain_sentences(sentences, breaks, text + paragraph, line - paragraph);
			paragraph = i + 1;
		}
		line = i + 1;
	}
	if (paragraph < n)
		plain_sentences(sentences, breaks, text + paragraph, n - paragraph);
	ubrk_close(breaks);
	free(text);
}

#endif
