#include "analyze/tokens.h"

#include <endian.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

/* One bit of a word for each byte of a block. */
enum { BLOCK = 64, UNROLLED = 12 };

/* What the bytes of a block are. */
struct kinds {
	uint64_t space; /* of ASCII, all of these: */
	uint64_t lf, cr;
	uint64_t wide; /* may begin white space beyond ASCII */
};

void tokens_init(struct tokens *tokens, const char *data, size_t len)
{
	*tokens = (struct tokens) { .after_line_end = 1 };
	tokens_go_on(tokens, data, len);
}

void tokens_go_on(struct tokens *tokens, const char *data, size_t len)
{
	tokens->at = len ? data : "";
	tokens->end = tokens->at + len;
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

/* The white space that begins at the bits of WIDE; what of it lies beyond the block is spilt. */
static uint64_t find_wide_space(struct tokens *tokens, uint64_t wide)
{
	uint64_t space = 0;

	for (; wide; wide &= wide - 1) {
		int at = __builtin_ctzll(wide);
		uint64_t bytes = ((uint64_t)1 << wide_space(tokens->at + at, tokens->end)) - 1;

		space |= bytes << at;
		tokens->spill |= at > BLOCK - 4 ? bytes >> (BLOCK - at) : 0;
	}
	return space;
}

/* A line end's bit, added to the white space that it is in, is carried on to the visible byte after
 * that, the first one of its line. */
static inline void count_lines(struct tokens *tokens, const struct kinds *kinds, uint64_t space)
{
	uint64_t ends = kinds->lf | kinds->cr;
	uint64_t second = kinds->lf & (kinds->cr << 1 | tokens->after_cr); /* of CR and LF */
	unsigned long long sum;
	bool carry = __builtin_uaddll_overflow(space, ends, &sum);

	carry |= __builtin_uaddll_overflow(sum, tokens->after_line_end, &sum);
	tokens->line_ends += (uint64_t)(__builtin_popcountll(ends) - __builtin_popcountll(second));
	tokens->lines_visible += (uint64_t)__builtin_popcountll(sum & ~space);
	tokens->after_cr = (unsigned)(kinds->cr >> (BLOCK - 1));
	tokens->after_line_end = carry;
}

/* Of none the last. */
static inline int lowest(uint64_t bits)
{
	return __builtin_ctzll(bits | (uint64_t)1 << (BLOCK - 1));
}

/* The tokens of a block: those that end in it are whole. Bits become places a dozen at a time, as
 * nobody can predict how many there are; what is written too much will be written over. */
static inline __attribute__((always_inline)) size_t
read_block(struct tokens *tokens, const struct kinds *kinds, struct token *batch)
{
	uint64_t space = kinds->space | tokens->spill, before, starts, ends;
	int n_starts, n_ends, i = 0;
	struct token *begun;

	tokens->spill = 0;
	if (kinds->wide)
		space |= find_wide_space(tokens, kinds->wide);
	count_lines(tokens, kinds, space);
	before = space << 1 | !tokens->in_token;
	starts = ~space & before;
	ends = space & ~before;
	n_starts = __builtin_popcountll(starts);
	n_ends = __builtin_popcountll(ends);
	batch->data = tokens->start;
	begun = batch + tokens->in_token;
#pragma GCC unroll 12
	for (; i < UNROLLED; i++, starts &= starts - 1)
		begun[i].data = tokens->at + lowest(starts);
	for (; i < n_starts; i++, starts &= starts - 1)
		begun[i].data = tokens->at + lowest(starts);
	i = 0;
#pragma GCC unroll 12
	for (; i < UNROLLED; i++, ends &= ends - 1)
		batch[i].len = (size_t)(tokens->at + lowest(ends) - batch[i].data);
	for (; i < n_ends; i++, ends &= ends - 1)
		batch[i].len = (size_t)(tokens->at + lowest(ends) - batch[i].data);
	tokens->in_token = !(space >> (BLOCK - 1));
	tokens->start = batch[n_ends].data;
	return (size_t)n_ends;
}

static inline unsigned is_within(unsigned char c, unsigned char first, unsigned char last)
{
	return (unsigned char)(c - first) <= (unsigned char)(last - first);
}

/* Bytes that are 0 or 1 become bits by one multiplication for eight. */
static inline uint64_t bits_of(const unsigned char *bytes)
{
	uint64_t bits = 0, eight;

	for (int i = 0; i < BLOCK; i += 8) {
		memcpy(&eight, bytes + i, sizeof(eight));
		bits |= le64toh(eight) * 0x0102040810204080 >> 56 << i;
	}
	return bits;
}

/* Written for the compiler to make vectors of. */
static struct kinds kinds_portable(const char *block)
{
	unsigned char space[BLOCK], lf[BLOCK], cr[BLOCK], wide[BLOCK];

	for (int i = 0; i < BLOCK; i++) {
		unsigned char c = (unsigned char)block[i];

		space[i] = is_within(c, 0x09, 0x0d) | is_within(c, 0x1c, 0x20);
		lf[i] = c == '\n';
		cr[i] = c == '\r';
		wide[i] = is_within(c, 0xe1, 0xe3) | (c == 0xc2);
	}
	return (struct kinds) { bits_of(space), bits_of(lf), bits_of(cr), bits_of(wide) };
}

static size_t next_portable(struct tokens *tokens, struct token *batch)
{
	size_t n = 0;

	for (; tokens->end - tokens->at >= BLOCK && n + BLOCK / 2 + UNROLLED < TOKENS_BATCH;
	     tokens->at += BLOCK) {
		struct kinds kinds = kinds_portable(tokens->at);

		n += read_block(tokens, &kinds, batch + n);
	}
	return n;
}

#if defined(__x86_64__)
#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt,lzcnt")))

AVX2 static inline uint64_t bits_avx2(__m256i a, __m256i b)
{
	return (uint32_t)_mm256_movemask_epi8(a) | (uint64_t)(uint32_t)_mm256_movemask_epi8(b)
							   << 32;
}

/* A byte is of a kind where the tables of its upper and of its lower half agree on a bit. */
AVX2 static inline __m256i classify(__m256i bytes)
{
	const __m256i upper = _mm256_broadcastsi128_si256(
		_mm_setr_epi8(1, 2, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 16, 0));
	const __m256i lower = _mm256_broadcastsi128_si256(
		_mm_setr_epi8(4, 16, 16 | 8, 16, 0, 0, 0, 0, 0, 1, 1, 1, 1 | 2, 1 | 2, 2, 2));
	__m256i high = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(15));
	__m256i low = _mm256_and_si256(bytes, _mm256_set1_epi8(15));

	return _mm256_and_si256(_mm256_shuffle_epi8(upper, high), _mm256_shuffle_epi8(lower, low));
}

AVX2 static inline struct kinds kinds_avx2(const char *block)
{
	const __m256i zero = _mm256_setzero_si256(), seven = _mm256_set1_epi8(7);
	const __m256i lf = _mm256_set1_epi8('\n'), cr = _mm256_set1_epi8('\r');
	__m256i a = _mm256_loadu_si256((const __m256i *)(const void *)block);
	__m256i b = _mm256_loadu_si256((const __m256i *)(const void *)(block + BLOCK / 2));
	__m256i kind_a = classify(a), kind_b = classify(b);

	return (struct kinds) {
		.space = ~bits_avx2(_mm256_cmpeq_epi8(_mm256_and_si256(kind_a, seven), zero),
				    _mm256_cmpeq_epi8(_mm256_and_si256(kind_b, seven), zero)),
		.lf = bits_avx2(_mm256_cmpeq_epi8(a, lf), _mm256_cmpeq_epi8(b, lf)),
		.cr = bits_avx2(_mm256_cmpeq_epi8(a, cr), _mm256_cmpeq_epi8(b, cr)),
		.wide = bits_avx2(_mm256_cmpgt_epi8(kind_a, seven),
				  _mm256_cmpgt_epi8(kind_b, seven)),
	};
}

AVX2 static size_t next_avx2(struct tokens *tokens, struct token *batch)
{
	struct tokens copy = *tokens;
	size_t n = 0;

	for (; copy.end - copy.at >= BLOCK && n + BLOCK / 2 + UNROLLED < TOKENS_BATCH;
	     copy.at += BLOCK) {
		struct kinds kinds = kinds_avx2(copy.at);

		n += read_block(&copy, &kinds, batch + n);
	}
	*tokens = copy;
	return n;
}
#endif

static size_t next_blocks(struct tokens *tokens, struct token *batch)
{
#if defined(__x86_64__)
	if (!tokens->portable && __builtin_cpu_supports("avx2"))
		return next_avx2(tokens, batch);
#endif
	return next_portable(tokens, batch);
}

/* What is left at the end is less than a block, and must not be read beyond: the white space after
 * it ends the last token. */
static size_t read_rest(struct tokens *tokens, struct token *batch)
{
	char block[BLOCK];
	size_t len = (size_t)(tokens->end - tokens->at), n;
	struct kinds kinds;

	memset(block, ' ', sizeof(block));
	memcpy(block, tokens->at, len);
	kinds = kinds_portable(block);
	n = read_block(tokens, &kinds, batch);
	tokens->at = tokens->end;
	return n;
}

size_t tokens_next(struct tokens *tokens, struct token *batch)
{
	size_t n = 0;

	while (!n && (tokens->at < tokens->end || tokens->in_token)) {
		n = tokens->end - tokens->at >= BLOCK ? next_blocks(tokens, batch)
						      : read_rest(tokens, batch);
	}
	return n;
}
