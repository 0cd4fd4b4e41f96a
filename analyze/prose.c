#include "analyze/prose.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/utf8.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif
#include "analyze/leads.h"
#include "analyze/sentences.h"
#include "data/mem.h"

/* A bit of a word for each byte of a block, which holds whole characters. */
enum { BLOCK = 64 };

struct block {
	size_t len;
	uint64_t lines;     /* ends of lines */
	uint64_t may_end;   /* where a sentence may */
	uint64_t visible;   /* all bytes of visible characters */
	uint64_t letters;   /* first bytes of letters and digits */
	uint64_t unknown;   /* first bytes of visible characters that may be some, too */
	uint64_t character; /* first bytes of all */
	uint64_t words;     /* the first letter or digit of each word */
};

struct prose {
	struct lengths lines, sentences;
	struct sentence_text text;
	const char *at;
	struct sentence_scan scan; /* the end of a sentence that is known, and lies ahead */
	uint64_t line_length, sentence_words;
	bool line_visible;
	bool in_sequence;   /* the last block ended with a visible character */
	bool awaits_letter; /* and its sequence had no letter yet */
};

/* ---- what is where in a block ---- */

/* Of ASCII; what is beyond, WIDE, is taken for visible. */
typedef void read_ascii(struct block *block, const char *data, uint64_t *wide);

SIXTEEN void read_ascii_portable(struct block *block, const char *data, uint64_t *wide)
{
	*wide = 0;
	for (int i = 0; i < BLOCK; i += (int)sizeof(sixteen)) {
		sixteen c, ends;

		memcpy(&c, data + i, sizeof(c));
		ends = (sixteen)(c == '\n') | (sixteen)(c == '\r') | (sixteen)(c == '.') |
		       (sixteen)(c == '!') | (sixteen)(c == '?');
		block->lines |= sixteen_bits((sixteen)(c == '\n')) << i;
		block->may_end |= sixteen_bits(ends) << i;
		block->visible |= sixteen_bits(~(sixteen_within(c, 0x09, 0x0d) |
						 sixteen_within(c, 0x1c, 0x20)))
				  << i;
		block->letters |= sixteen_bits(sixteen_within(c | 0x20, 'a', 'z') |
					       sixteen_within(c, '0', '9'))
				  << i;
		*wide |= sixteen_bits(c) << i;
	}
}

#if defined(__x86_64__)
SIXTEEN_AVX2 static inline uint64_t bits_avx2(__m256i bytes, int at)
{
	return (uint64_t)(uint32_t)_mm256_movemask_epi8(bytes) << at;
}

/* A byte is of a kind where the tables of its upper and of its lower half agree on a bit: white
 * space has 1, 2 or 4, a letter or digit 8, 16 or 32, what a sentence may end at has the highest,
 * which is looked at. */
SIXTEEN_AVX2 static inline __m256i classify(__m256i bytes)
{
	const __m256i upper = _mm256_broadcastsi128_si256(
		_mm_setr_epi8(1 | (char)128, 2, 4 | 64, 8, 16, 32, 16, 32, 0, 0, 0, 0, 0, 0, 0, 0));
	const __m256i lower = _mm256_broadcastsi128_si256(_mm_setr_epi8(
		4 | 8 | 32, 8 | 16 | 32 | 64, 8 | 16 | 32, 8 | 16 | 32, 8 | 16 | 32, 8 | 16 | 32,
		8 | 16 | 32, 8 | 16 | 32, 8 | 16 | 32, 1 | 8 | 16 | 32, 1 | 16 | 32 | (char)128,
		1 | 16, 1 | 2 | 16, 1 | 2 | 16 | (char)128, 2 | 16 | 64, 2 | 16));
	__m256i high = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(15));

	return _mm256_and_si256(_mm256_shuffle_epi8(upper, high),
				_mm256_shuffle_epi8(lower, bytes));
}

SIXTEEN_AVX2 static inline void read_ascii_avx2(struct block *block, const char *data,
						uint64_t *wide)
{
	const __m256i zero = _mm256_setzero_si256(), lf = _mm256_set1_epi8('\n');
	const __m256i space = _mm256_set1_epi8(1 | 2 | 4), letter = _mm256_set1_epi8(8 | 16 | 32);
	const __m256i question = _mm256_set1_epi8('?');

	*wide = 0;
	for (int i = 0; i < BLOCK; i += (int)sizeof(__m256i)) {
		__m256i c = _mm256_loadu_si256((const __m256i *)(const void *)(data + i));
		__m256i kinds = classify(c);

		block->lines |= bits_avx2(_mm256_cmpeq_epi8(c, lf), i);
		block->may_end |= bits_avx2(
			_mm256_or_si256(_mm256_or_si256(kinds, _mm256_slli_epi16(kinds, 1)),
					_mm256_cmpeq_epi8(c, question)),
			i);
		block->visible |=
			bits_avx2(_mm256_cmpeq_epi8(_mm256_and_si256(kinds, space), zero), i);
		block->letters |=
			bits_avx2(_mm256_cmpgt_epi8(_mm256_and_si256(kinds, letter), zero), i);
		*wide |= bits_avx2(c, i);
	}
}
#endif

/* The character at the bit START. */
SIXTEEN unsigned class_at(struct prose *prose, const char *data, unsigned start, size_t *len)
{
	return classes_at(prose->text.classes, data + start, len);
}

/* Beyond ASCII, at the bits of WIDE: what a look at the first bytes tells; ICU of the rest that
 * may be white space, or end a sentence. */
SIXTEEN void read_wide(struct prose *prose, struct block *block, const char *data, uint64_t wide)
{
	uint64_t leads = 0, letters = 0, inner = 0;

	for (int i = 0; i < BLOCK; i += (int)sizeof(sixteen)) {
		struct leads found;
		sixteen c;

		if (!(wide >> i & 0xffff))
			continue;
		memcpy(&c, data + i, sizeof(c));
		found = leads_find(c);
		leads |= found.all << i;
		letters |= found.letters << i;
		inner |= found.inner << i;
	}
	block->character = ~wide | leads;
	leads &= wide;
	block->letters |= letters & wide;
	block->unknown = leads & ~letters & inner;
	for (leads &= ~letters & ~inner; leads; leads &= leads - 1) {
		unsigned start = (unsigned)__builtin_ctzll(leads);
		size_t len;
		unsigned class = class_at(prose, data, start, &len);
		uint64_t bytes = (((uint64_t)1 << len) - 1) << start;

		block->visible &= class & SENTENCE_SPACE ? ~bytes : ~(uint64_t)0;
		block->letters |= (uint64_t) !!(class & SENTENCE_WORD) << start;
		block->may_end |= (uint64_t) !!(class & SENTENCE_MAY_END) << start;
	}
}

/* Up to whole characters. */
SIXTEEN size_t block_length(const char *data, size_t left)
{
	size_t len = left < BLOCK ? left : BLOCK;

	if (len < left)
		U8_SET_CP_START_UNSAFE(data, len);
	return len;
}

SIXTEEN void read_block(struct prose *prose, struct block *block, char padded[BLOCK],
			read_ascii *look)
{
	const char *data = prose->at;
	uint64_t wide, there;

	block->len = block_length(data, (size_t)(prose->text.end - data));
	if (prose->text.end - data < BLOCK)
		data = memcpy(padded, data, block->len);
	look(block, data, &wide);
	block->character = ~(uint64_t)0;
	there = block->len < BLOCK ? ((uint64_t)1 << block->len) - 1 : ~(uint64_t)0;
	if (wide & there)
		read_wide(prose, block, data, wide & there);
	block->visible &= there;
	block->letters &= there;
	/* Only before a line without a visible character does a line end end a paragraph. */
	block->may_end &= there & ~(block->lines & block->visible >> 1);
	block->lines &= there;
	block->character &= there;
}

/* ---- words ---- */

struct sequences {
	uint64_t begins; /* their first bytes */
	uint64_t others; /* what is visible and no letter */
	uint64_t after;  /* what follows those that a sequence begins with, or is none of them */
	bool carry;
};

/* Where a sequence begins, or straight after the other characters that it begins with: adding
 * their first to a run of ones carries to the bit after it. BROKEN are ends of sentences, where a
 * sequence begins anew. */
SIXTEEN struct sequences find_sequences(const struct prose *prose, const struct block *block,
					uint64_t broken)
{
	uint64_t before = block->visible << 1 | prose->in_sequence;
	struct sequences found = {
		.begins = block->visible & (~before | broken),
		.others = block->visible & ~block->letters,
	};
	unsigned long long sum;

	found.carry = __builtin_uaddll_overflow(found.others, found.begins & found.others, &sum);
	found.carry |= __builtin_uaddll_overflow(sum, prose->awaits_letter, &sum);
	found.after = sum;
	return found;
}

/* Looks at the unknown ones before the first known letter of each sequence; past the letter that
 * is found it need not, but where a sentence may end between the two. */
SIXTEEN void look_for_letters(struct prose *prose, struct block *block,
			      const struct sequences *sequences, uint64_t broken)
{
	uint64_t reach = sequences->others & (~sequences->after | sequences->begins);
	uint64_t left = block->unknown & reach;

	while (left) {
		uint64_t bit = left & -left;
		size_t len;
		unsigned class = class_at(prose, prose->at, (unsigned)__builtin_ctzll(left), &len);

		block->unknown &= ~bit;
		left &= ~bit;
		if (!(class & SENTENCE_WORD))
			continue;
		block->letters |= bit;
		if (!broken)
			left &= ~(reach & ~(reach + bit));
	}
}

/* The first letter of each sequence. */
SIXTEEN bool find_words(struct prose *prose, struct block *block, uint64_t broken)
{
	struct sequences found = find_sequences(prose, block, broken);

	if (block->unknown) {
		look_for_letters(prose, block, &found, broken);
		found = find_sequences(prose, block, broken);
	}
	block->words = block->letters & (found.begins | found.after);
	return block->len == BLOCK ? found.carry : found.after >> block->len & 1;
}

/* Bits FROM to PAST - 1. */
SIXTEEN uint64_t range(size_t from, size_t past)
{
	uint64_t below = past < BLOCK ? ((uint64_t)1 << past) - 1 : ~(uint64_t)0;

	return from < BLOCK ? below >> from << from : 0;
}

SIXTEEN uint64_t count(uint64_t bits)
{
	return (uint64_t)__builtin_popcountll(bits);
}

/* ---- lines ---- */

SIXTEEN void end_line(struct prose *prose)
{
	if (prose->line_visible)
		lengths_add(&prose->lines, prose->line_length, 1);
	prose->line_length = 0;
	prose->line_visible = false;
}

SIXTEEN void read_lines(struct prose *prose, const struct block *block)
{
	size_t from = 0;

	for (uint64_t ends = block->lines; ends; ends &= ends - 1) {
		size_t end = (size_t)__builtin_ctzll(ends);

		prose->line_length += count(block->character & range(from, end));
		prose->line_visible |= (block->visible & range(from, end)) != 0;
		end_line(prose);
		from = end + 1;
	}
	prose->line_length += count(block->character & range(from, block->len));
	prose->line_visible |= (block->visible & range(from, block->len)) != 0;
}

/* ---- sentences ---- */

SIXTEEN void end_sentence(struct prose *prose)
{
	if (prose->sentence_words)
		lengths_add(&prose->sentences, prose->sentence_words, 1);
	prose->sentence_words = 0;
}

/* Looks at the candidates of the block until the end of a sentence is known that is not before
 * all of it. False: there is none left to look at. */
SIXTEEN bool find_end(struct prose *prose, struct block *block)
{
	while (!prose->scan.end) {
		const char *at = prose->at;

		if (prose->scan.next > at)
			block->may_end &= range((size_t)(prose->scan.next - at), BLOCK);
		if (!block->may_end)
			return false;
		at += __builtin_ctzll(block->may_end);
		block->may_end &= block->may_end - 1;
		prose->scan = sentence_after(&prose->text, at);
	}
	return true;
}

SIXTEEN void read_sentences(struct prose *prose, struct block *block)
{
	uint64_t broken = 0;
	bool awaits = find_words(prose, block, broken);
	size_t from = 0;

	while (find_end(prose, block)) {
		size_t end = (size_t)(prose->scan.end - prose->at);

		if (end >= block->len)
			break;
		prose->sentence_words += count(block->words & range(from, end));
		end_sentence(prose);
		prose->scan.end = NULL;
		broken |= (uint64_t)1 << end;
		awaits = find_words(prose, block, broken);
		from = end;
	}
	prose->sentence_words += count(block->words & range(from, block->len));
	prose->awaits_letter = awaits;
	prose->in_sequence = block->visible >> (block->len - 1) & 1;
}

SIXTEEN void read_blocks(struct prose *prose, read_ascii *look)
{
	char padded[BLOCK] = { 0 };

	while (prose->at < prose->text.end) {
		struct block block = { 0 };

		read_block(prose, &block, padded, look);
		read_lines(prose, &block);
		read_sentences(prose, &block);
		prose->at += block.len;
	}
	end_line(prose);
	end_sentence(prose);
}

static void read_portable(struct prose *prose)
{
	read_blocks(prose, read_ascii_portable);
}

#if defined(__x86_64__)
SIXTEEN_AVX2 static void read_avx2(struct prose *prose)
{
	struct prose copy = *prose;

	read_blocks(&copy, read_ascii_avx2);
	*prose = copy;
}
#endif

void prose_measure(struct lengths *lines, struct lengths *sentences, const char *data, size_t len,
		   bool portable)
{
	struct prose prose = {
		.lines = *lines,
		.sentences = *sentences,
		.text = { data, data + len, xcalloc(1, sizeof(struct classes)) },
		.at = data,
		.scan.next = data,
	};

	prose.text.classes->of = sentence_class;
#if defined(__x86_64__)
	if (!portable && __builtin_cpu_supports("avx2"))
		read_avx2(&prose);
	else
#endif
		read_portable(&prose);
	(void)portable;
	*lines = prose.lines;
	*sentences = prose.sentences;
	free(prose.text.classes);
}
