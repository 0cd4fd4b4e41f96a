#include "analyze/tokens.h"

#include <endian.h>
#include <string.h>

/* One bit of a word for each byte of a block. */
enum { BLOCK = 64 };

void tokens_init(struct tokens *tokens, const char *data, size_t len)
{
	const char *start = len ? data : "";

	*tokens = (struct tokens) { .at = start, .end = start + len, .start = start };
}

/* Beyond ASCII. */
static bool is_wide_space(uint32_t c)
{
	return c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) ||
	       c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

/* Bytes of the white space at P, where a lead byte of two or three stands; 0: it is none. */
static size_t wide_space(const char *p, const char *end)
{
	const unsigned char *c = (const unsigned char *)p;

	if (c[0] < 0xe0)
		return end - p >= 2 && is_wide_space((c[0] & 31U) << 6 | (c[1] & 63U)) ? 2 : 0;
	if (end - p < 3)
		return 0;
	return is_wide_space((c[0] & 15U) << 12 | (c[1] & 63U) << 6 | (c[2] & 63U)) ? 3 : 0;
}

static inline unsigned is_within(unsigned char c, unsigned char first, unsigned char last)
{
	return (unsigned char)(c - first) <= (unsigned char)(last - first);
}

/* A bit for each byte that is white space or may begin some. Written for the compiler to
 * make vectors of; bytes that are 0 or 1 become bits by one multiplication for eight. */
static uint64_t may_be_space(const char *block)
{
	unsigned char is[BLOCK];
	uint64_t bits = 0, eight;

	for (int i = 0; i < BLOCK; i++) {
		unsigned char c = (unsigned char)block[i];

		is[i] = is_within(c, 0x09, 0x0d) | is_within(c, 0x1c, 0x20) |
			is_within(c, 0xe1, 0xe3) | (c == 0xc2);
	}
	for (int i = 0; i < BLOCK; i += 8) {
		memcpy(&eight, is + i, sizeof(eight));
		bits |= le64toh(eight) * 0x0102040810204080 >> 56 << i;
	}
	return bits;
}

/* Ends the token at END, where there is one; without a branch, as nobody can predict it. */
static size_t end_token(struct tokens *tokens, struct token *place, const char *end)
{
	bool any = end > tokens->start;

	*place = (struct token) { tokens->start, (size_t)(end - tokens->start) };
	tokens->line_visible |= any;
	return any;
}

static void end_line(struct tokens *tokens, bool is_end)
{
	tokens->lines += is_end;
	tokens->lines_visible += is_end & tokens->line_visible;
	tokens->line_visible &= !is_end;
}

/* The tokens that end in the LEN bytes of a block, and what they say of lines. */
static size_t read_block(struct tokens *tokens, const char *block, size_t len, struct token *batch)
{
	uint64_t bits = may_be_space(block);
	size_t n = 0;

	if (len < BLOCK)
		bits &= ((uint64_t)1 << len) - 1;
	for (; bits; bits &= bits - 1) {
		const char *p = tokens->at + __builtin_ctzll(bits);
		size_t space = 1;

		if ((unsigned char)*p >= 0x80 && !(space = wide_space(p, tokens->end)))
			continue;
		n += end_token(tokens, batch + n, p);
		end_line(tokens, *p == '\n');
		tokens->start = p + space;
	}
	tokens->at += len;
	return n;
}

/* What is left at the end is less than a block, and must not be read beyond. */
static size_t read_rest(struct tokens *tokens, struct token *batch)
{
	char block[BLOCK] = { 0 };
	size_t len = (size_t)(tokens->end - tokens->at), n;

	memcpy(block, tokens->at, len);
	n = read_block(tokens, block, len, batch);
	n += end_token(tokens, batch + n, tokens->end);
	end_line(tokens, true);
	tokens->done = true;
	return n;
}

size_t tokens_next(struct tokens *tokens, struct token *batch)
{
	size_t n = 0;

	/* In a block at most every second byte ends a token; one place more is written to. */
	while (!tokens->done && n + BLOCK / 2 < TOKENS_BATCH)
		n += tokens->end - tokens->at >= BLOCK
			     ? read_block(tokens, tokens->at, BLOCK, batch + n)
			     : read_rest(tokens, batch + n);
	return n;
}
