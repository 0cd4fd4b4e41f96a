#include "analyze/prose.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include "analyze/sentences.h"
#include "data/mem.h"

/* A bit of a word for each byte of a block, which holds whole characters. */
enum { BLOCK = 64 };

/* What a character is; of those beyond ASCII ICU is asked once. */
enum { KNOWN = 1, SPACE = 2, WORD = 4, MAY_END = 8, NEAR = 0x10000 };

struct block {
	size_t len;
	uint64_t lines;     /* ends of lines */
	uint64_t may_end;   /* where a sentence may */
	uint64_t visible;   /* all bytes of visible characters */
	uint64_t letters;   /* first bytes of letters and digits */
	uint64_t character; /* first bytes of all */
	uint64_t words;     /* the first letter or digit of each word */
};

struct prose {
	struct lengths *lines, *sentences;
	const char *begin, *at, *end;
	struct sentence_scan scan; /* the end of a sentence that is known, and lies ahead */
	uint64_t line_length, sentence_words;
	bool line_visible;
	bool in_sequence;     /* the last block ended with a visible character */
	bool awaits_letter;   /* and its sequence had no letter yet */
	unsigned char *kinds; /* of the near code points */
};

/* ---- what is where in a block ---- */

/* Compared byte by byte: all ones where it holds. Every machine has such vectors, or GCC makes
 * them of words. */
typedef unsigned char sixteen __attribute__((vector_size(16)));
typedef char sixteen_signed __attribute__((vector_size(16)));

static inline sixteen is_within(sixteen c, unsigned char first, unsigned char last)
{
	return (sixteen)(c - first <= (unsigned char)(last - first));
}

static inline uint64_t bits_of(sixteen is)
{
#ifdef __SSE2__
	return (uint64_t)__builtin_ia32_pmovmskb128((sixteen_signed)is);
#else
	uint64_t bits = 0;

	for (int i = 0; i < 16; i++)
		bits |= (uint64_t)(is[i] & 1) << i;
	return bits;
#endif
}

/* Of ASCII; what is beyond, WIDE, is taken for visible. */
static void read_ascii(struct block *block, const char *data, uint64_t *wide)
{
	*wide = 0;
	for (int i = 0; i < BLOCK; i += (int)sizeof(sixteen)) {
		sixteen c, ends;

		memcpy(&c, data + i, sizeof(c));
		ends = (sixteen)(c == '\n') | (sixteen)(c == '\r') | (sixteen)(c == '.') |
		       (sixteen)(c == '!') | (sixteen)(c == '?');
		block->lines |= bits_of((sixteen)(c == '\n')) << i;
		block->may_end |= bits_of(ends) << i;
		block->visible |= bits_of(~(is_within(c, 0x09, 0x0d) | is_within(c, 0x1c, 0x20)))
				  << i;
		block->letters |= bits_of(is_within(c | 0x20, 'a', 'z') | is_within(c, '0', '9'))
				  << i;
		*wide |= bits_of((sixteen)(c >= 0x80)) << i;
	}
	block->character = ~(uint64_t)0;
}

static unsigned kind_of(UChar32 c)
{
	return KNOWN | (u_isspace(c) ? SPACE : 0U) | (u_isalnum(c) ? WORD : 0U) |
	       (sentence_may_end_at(c) ? MAY_END : 0U);
}

static inline unsigned known_kind(struct prose *prose, UChar32 c)
{
	if (c >= NEAR)
		return kind_of(c);
	if (!prose->kinds[c])
		prose->kinds[c] = (unsigned char)kind_of(c);
	return prose->kinds[c];
}

/* Beyond ASCII, at the bits of WIDE. */
static void read_wide(struct prose *prose, struct block *block, const char *data, uint64_t wide)
{
	while (wide) {
		size_t start = (size_t)__builtin_ctzll(wide), past = start;
		uint64_t bytes;
		unsigned kind;
		UChar32 c;

		U8_NEXT_UNSAFE(data, past, c);
		kind = known_kind(prose, c);
		bytes = ((uint64_t)1 << (past - start)) - 1;
		bytes <<= start;
		block->visible &= kind & SPACE ? ~bytes : ~(uint64_t)0;
		block->letters |= (uint64_t) !!(kind & WORD) << start;
		block->may_end |= (uint64_t) !!(kind & MAY_END) << start;
		block->character &= ~(bytes & bytes << 1);
		wide &= ~bytes;
	}
}

/* Up to whole characters. */
static size_t block_length(const char *data, size_t left)
{
	size_t len = left < BLOCK ? left : BLOCK;

	if (len < left)
		U8_SET_CP_START_UNSAFE(data, len);
	return len;
}

static void read_block(struct prose *prose, struct block *block)
{
	char padded[BLOCK] = { 0 };
	const char *data = prose->at;
	uint64_t wide, there;

	block->len = block_length(data, (size_t)(prose->end - data));
	if (prose->end - data < BLOCK)
		data = memcpy(padded, data, block->len);
	read_ascii(block, data, &wide);
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

/* The first letter of each sequence: where it begins, or straight after the other characters
 * that it begins with. Adding their first to a run of ones carries to the bit after it. BROKEN
 * are ends of sentences, where a sequence begins anew. */
static bool find_words(const struct prose *prose, struct block *block, uint64_t broken)
{
	uint64_t before = block->visible << 1 | prose->in_sequence;
	uint64_t begins = block->visible & (~before | broken);
	uint64_t others = block->visible & ~block->letters, after;
	bool carry = __builtin_add_overflow(others, begins & others, &after);

	carry |= __builtin_add_overflow(after, (uint64_t)prose->awaits_letter, &after);
	block->words = block->letters & (begins | after);
	return block->len == BLOCK ? carry : after >> block->len & 1;
}

/* Bits FROM to PAST - 1. */
static uint64_t range(size_t from, size_t past)
{
	uint64_t below = past < BLOCK ? ((uint64_t)1 << past) - 1 : ~(uint64_t)0;

	return from < BLOCK ? below >> from << from : 0;
}

static uint64_t count(uint64_t bits)
{
	return (uint64_t)__builtin_popcountll(bits);
}

/* ---- lines ---- */

static void end_line(struct prose *prose)
{
	if (prose->line_visible)
		lengths_add(prose->lines, prose->line_length, 1);
	prose->line_length = 0;
	prose->line_visible = false;
}

static void read_lines(struct prose *prose, const struct block *block)
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

static void end_sentence(struct prose *prose)
{
	if (prose->sentence_words)
		lengths_add(prose->sentences, prose->sentence_words, 1);
	prose->sentence_words = 0;
}

/* Looks at the candidates of the block until the end of a sentence is known that is not before
 * all of it. False: there is none left to look at. */
static bool find_end(struct prose *prose, struct block *block)
{
	while (!prose->scan.end) {
		const char *at = prose->at;

		if (prose->scan.next > at)
			block->may_end &= range((size_t)(prose->scan.next - at), BLOCK);
		if (!block->may_end)
			return false;
		at += __builtin_ctzll(block->may_end);
		block->may_end &= block->may_end - 1;
		prose->scan = sentence_after(at, prose->begin, prose->end);
	}
	return true;
}

static void read_sentences(struct prose *prose, struct block *block)
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

void prose_measure(struct lengths *lines, struct lengths *sentences, const char *data, size_t len)
{
	struct prose prose = {
		.lines = lines, .sentences = sentences, .begin = data, .at = data, .end = data + len
	};

	prose.kinds = xcalloc(NEAR, sizeof(*prose.kinds));
	prose.scan.next = data;
	while (prose.at < prose.end) {
		struct block block = { 0 };

		read_block(&prose, &block);
		read_lines(&prose, &block);
		read_sentences(&prose, &block);
		prose.at += block.len;
	}
	end_line(&prose);
	end_sentence(&prose);
	free(prose.kinds);
}
