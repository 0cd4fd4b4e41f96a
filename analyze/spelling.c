#include "analyze/spelling.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include "analyze/classes.h"
#include "analyze/key.h"
#include "analyze/parting.h"
#include "analyze/sixteen.h"
#include "data/mem.h"

enum { NOT_LONG = 6 };

/* INNER ones do not end a run of letters. */
enum { KNOWN = 1, COUNTED = 2, LETTER = 4, INNER = 8, UNSPACED = 16 };

struct reader {
	struct spelling sums;
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

static void add_letters(struct spelling *sums, uint64_t letters, uint64_t count)
{
	sums->letters += count * letters;
	sums->words += letters ? count : 0;
	sums->long_words += letters > NOT_LONG ? count : 0;
}

/* Run by run, each from its first letter to past its last. */
static void read_any(struct reader *reader, const struct tally_row *row)
{
	const char *data = row->token.data;
	size_t begin = 0, past = 0; /* past 0: in no run */
	uint64_t letters = 0, unspaced = 0;

	for (size_t i = 0, len; i < row->token.len; i += len) {
		unsigned class = classes_at(reader->classes, data + i, &len);

		letters += (class & COUNTED) != 0;
		unspaced += (class & UNSPACED) != 0;
		if (class & LETTER) {
			begin = past ? begin : i;
			past = i + len;
		} else if (past && !(class & INNER)) {
			if (reader->parting)
				parting_add(reader->parting, data + begin, past - begin,
					    row->count);
			past = 0;
		}
	}
	add_letters(&reader->sums, letters, row->count);
	reader->sums.unspaced += row->count * unspaced;
	if (past && reader->parting)
		parting_add(reader->parting, data + begin, past - begin, row->count);
}

/* The runs of LETTERS, which are bits, as are APOSTROPHES. */
static void part_ascii(struct parting *parting, const struct tally_row *row, uint64_t letters,
		       uint64_t apostrophes)
{
	while (letters) {
		unsigned begin = (unsigned)__builtin_ctzll(letters);
		uint64_t first = (uint64_t)1 << begin, both = letters | apostrophes;
		uint64_t run = both & ~(both + first) & ~(first - 1) & letters;
		unsigned past = 64 - (unsigned)__builtin_clzll(run);

		parting_add(parting, row->token.data + begin, past - begin, row->count);
		letters &= ~run;
	}
}

/* False: it is too long, or not ASCII. */
static bool read_short_ascii(struct reader *reader, const struct tally_row *row)
{
	uint64_t words[2], letters, counted;
	sixteen c;

	if (row->token.len > sizeof(c) || !row->token.len)
		return false;
	key_load_words(words, row->token.data, row->token.len);
	if ((words[0] | words[1]) & 0x8080808080808080)
		return false;
	c = sixteen_of(words[0], words[1]);
	letters = sixteen_bits(sixteen_within(c | 0x20, 'a', 'z'));
	counted = letters | sixteen_bits(sixteen_within(c, '0', '9'));
	add_letters(&reader->sums, (uint64_t)__builtin_popcountll(counted), row->count);
	if (reader->parting && letters)
		part_ascii(reader->parting, row, letters, sixteen_bits((sixteen)(c == '\'')));
	return true;
}

struct spelling spelling_of(const struct tally *folded, const struct patterns *patterns)
{
	struct reader reader = {
		.parting = patterns ? parting_new(patterns) : NULL,
		.classes = xcalloc(1, sizeof(*reader.classes)),
	};

	reader.classes->of = class_of;
	for (size_t i = 0; i < folded->n; i++)
		if (!read_short_ascii(&reader, &folded->rows[i]))
			read_any(&reader, &folded->rows[i]);
	reader.sums.syllables = parting_end(reader.parting);
	free(reader.classes);
	return reader.sums;
}
