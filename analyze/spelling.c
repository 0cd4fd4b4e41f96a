#include "analyze/spelling.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include "analyze/classes.h"
#include "analyze/key.h"
#include "analyze/leads.h"
#include "analyze/parting.h"
#include "data/mem.h"

enum { NOT_LONG = 6, AT_ONCE = 64, USUAL = 64 };

/* INNER ones do not end a run of letters. */
enum { KNOWN = 1, COUNTED = 2, LETTER = 4, INNER = 8, UNSPACED = 16 };

struct reader {
	struct spelling sums;
	uint64_t usual[USUAL];   /* tokens by their length, where it is usual */
	struct parting *parting; /* NULL: no syllables */
	struct classes *classes;
};

static uint8_t class_of(uint32_t code_point)
{
	UChar32 c = (UChar32)code_point;
	UErrorCode status = U_ZERO_ERROR;
	uint32_t category = U_GET_GC_MASK(c);

	if (category & U_GC_L_MASK)
		return KNOWN | COUNTED | LETTER |
		       (uscript_breaksBetweenLetters(uscript_getScript(c, &status)) ? UNSPACED : 0);
	if (category & U_GC_ND_MASK)
		return KNOWN | COUNTED;
	return KNOWN | (category & U_GC_MN_MASK || c == '\'' || c == 0x2019 ? INNER : 0);
}

/* Of a token that is longer than is looked at at once. */
static void part_long(struct reader *reader, const struct tally_row *row)
{
	const char *data = row->token.data;
	size_t begin = 0, past = 0; /* past 0: in no run */

	for (size_t i = 0, len; i < row->token.len; i += len) {
		unsigned class = classes_at(reader->classes, data + i, &len);

		if (class & LETTER) {
			begin = past ? begin : i;
			past = i + len;
		} else if (past && !(class & INNER)) {
			parting_add(reader->parting, data + begin, past - begin, row->count);
			past = 0;
		}
	}
	if (past)
		parting_add(reader->parting, data + begin, past - begin, row->count);
}

/* ---- up to 64 bytes at once ---- */

/* A bit for each byte. */
struct sight {
	uint64_t counted; /* first bytes of letters and digits */
	uint64_t han;     /* of them, of Han */
	uint64_t letters, inner;
	uint64_t later;   /* second, third, ... bytes */
	uint64_t unknown; /* first bytes of characters that ICU is to be asked of */
};

/* Sixteen bytes, whose bits go to AT on. */
SIXTEEN void look_at(struct sight *sight, sixteen c, unsigned at)
{
	uint64_t latin = sixteen_bits(sixteen_within(c | 0x20, 'a', 'z'));
	uint64_t wide = sixteen_bits(c);
	struct leads leads;

	sight->counted |= (latin | sixteen_bits(sixteen_within(c, '0', '9'))) << at;
	sight->letters |= latin << at;
	sight->inner |= sixteen_bits((sixteen)(c == '\'')) << at;
	if (!wide)
		return;
	leads = leads_find(c);
	sight->han |= (leads.letters & sixteen_bits(leads_of_han(c))) << at;
	sight->counted |= leads.letters << at;
	sight->letters |= leads.letters << at;
	sight->later |= (wide & ~leads.all) << at;
	sight->unknown |= (leads.all & ~leads.letters) << at;
}

/* The other bytes of each character whose first bytes they are. */
SIXTEEN uint64_t whole(uint64_t first, uint64_t later)
{
	uint64_t second = first << 1 & later, third = second << 1 & later;

	return first | second | third | (third << 1 & later);
}

static void ask(struct reader *reader, struct sight *sight, const char *data, uint64_t count)
{
	for (uint64_t left = sight->unknown; left; left &= left - 1) {
		uint64_t bit = left & -left;
		size_t len;
		unsigned class = classes_at(reader->classes, data + __builtin_ctzll(left), &len);

		sight->counted |= class & COUNTED ? bit : 0;
		sight->letters |= class & LETTER ? bit : 0;
		sight->inner |= class & INNER ? bit : 0;
		reader->sums.unspaced += class & UNSPACED ? count : 0;
	}
}

/* LEFT bytes, or as many as go, which need not end where a character does. */
SIXTEEN struct sight look(const char *data, size_t left)
{
	struct sight sight = { 0 };

	for (unsigned at = 0; at < AT_ONCE && at < left; at += sizeof(sixteen)) {
		uint64_t words[2];
		sixteen c;

		if (left - at < sizeof(c)) {
			key_load_words(words, data + at, left - at);
			c = sixteen_of(words[0], words[1]);
		} else {
			memcpy(&c, data + at, sizeof(c));
		}
		look_at(&sight, c, at);
	}
	return sight;
}

/* Run by run, each from its first letter to past its last. */
SIXTEEN void part(struct parting *parting, const struct sight *sight, const char *data,
		  uint64_t count)
{
	uint64_t letters = whole(sight->letters, sight->later);
	uint64_t both = letters | whole(sight->inner, sight->later);

	while (letters) {
		unsigned begin = (unsigned)__builtin_ctzll(letters);
		uint64_t first = (uint64_t)1 << begin;
		uint64_t run = both & ~(both + first) & ~(first - 1) & letters;
		unsigned past = 64 - (unsigned)__builtin_clzll(run);

		parting_add(parting, data + begin, past - begin, count);
		letters &= ~run;
	}
}

SIXTEEN void add_length(struct reader *reader, uint64_t length, uint64_t count)
{
	if (length < USUAL)
		reader->usual[length] += count;
	else
		lengths_add(&reader->sums.lengths, length, count);
}

SIXTEEN void read_row(struct reader *reader, const struct tally_row *row)
{
	uint64_t letters = 0, han = 0, length = row->token.len;

	for (size_t from = 0; from < row->token.len; from += AT_ONCE) {
		const char *data = row->token.data + from;
		struct sight sight = look(data, row->token.len - from);

		if (sight.unknown)
			ask(reader, &sight, data, row->count);
		letters += (uint64_t)__builtin_popcountll(sight.counted);
		if (sight.later)
			length -= (uint64_t)__builtin_popcountll(sight.later);
		if (sight.han)
			han += (uint64_t)__builtin_popcountll(sight.han);
		if (reader->parting && sight.letters && row->token.len <= AT_ONCE)
			part(reader->parting, &sight, data, row->count);
	}
	if (reader->parting && row->token.len > AT_ONCE)
		part_long(reader, row);
	add_length(reader, length, row->count);
	reader->sums.letters += row->count * letters;
	reader->sums.unspaced += row->count * han;
	reader->sums.words += letters ? row->count : 0;
	reader->sums.long_words += letters > NOT_LONG ? row->count : 0;
}

SIXTEEN void read_rows(struct reader *reader, const struct tally *folded)
{
	for (size_t i = 0; i < folded->n; i++)
		read_row(reader, &folded->rows[i]);
}

static void read_portable(struct reader *reader, const struct tally *folded)
{
	read_rows(reader, folded);
}

#if defined(__x86_64__)
SIXTEEN_AVX2 static void read_avx2(struct reader *reader, const struct tally *folded)
{
	read_rows(reader, folded);
}
#endif

void spelling_of(struct spelling *out, const struct tally *folded, const struct patterns *patterns)
{
	struct reader reader = {
		.sums = *out,
		.parting = patterns ? parting_new(patterns) : NULL,
		.classes = xcalloc(1, sizeof(*reader.classes)),
	};

	reader.classes->of = class_of;
#if defined(__x86_64__)
	if (!folded->portable && __builtin_cpu_supports("avx2"))
		read_avx2(&reader, folded);
	else
#endif
		read_portable(&reader, folded);
	for (uint64_t length = 0; length < USUAL; length++)
		lengths_add(&reader.sums.lengths, length, reader.usual[length]);
	reader.sums.syllables = parting_end(reader.parting);
	free(reader.classes);
	*out = reader.sums;
}
