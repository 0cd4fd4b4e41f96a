#include "analyze/parting.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/utf8.h>
#include "analyze/key.h"
#include "data/mem.h"

enum { LONGEST = 120, DOTS = 2, SHORT = PATTERNS_SHORT, AT_ONCE = PATTERNS_AT_ONCE };

/* Short words of as many bytes, which wait for each other. */
struct waiting {
	sixteen words[AT_ONCE];   /* as the dictionary writes them, a dot before and after */
	unsigned vowels[AT_ONCE]; /* a bit for each byte of one */
	uint64_t counts[AT_ONCE];
	size_t n;
};

struct parting {
	const struct patterns *patterns;
	uint64_t syllables;
	struct waiting waiting[SHORT + 1]; /* by their bytes, with the dots */
};

struct letters {
	unsigned char text[LONGEST + 8]; /* as above */
	bool vowels[LONGEST + 8];
	size_t n; /* where the second dot is */
};

/* ---- letters ---- */

/* Of the languages that there are patterns of. */
static bool is_vowel(UChar32 c)
{
	enum { AEIOUY = 1 << 0 | 1 << 4 | 1 << 8 | 1 << 14 | 1 << 20 | 1 << 24 };

	if (c >= 'a' && c <= 'z')
		return AEIOUY >> (c - 'a') & 1;
	if (c == 0xe7 || c == 0xf0 || c == 0xf1 || c == 0xf7 || c == 0xfe)
		return false;
	return (c >= 0xe0 && c <= 0xff) || c == 0x153;
}

static void add_letter(struct letters *letters, UChar32 c, bool is_utf8)
{
	bool vowel = is_vowel(c);
	size_t i = letters->n;

	if (c == 0x2019)
		c = '\'';
	if (is_utf8)
		U8_APPEND_UNSAFE(letters->text, letters->n, c);
	else
		letters->text[letters->n++] = c < 0x100 ? (unsigned char)c : '?';
	for (; i < letters->n; i++)
		letters->vowels[i] = vowel;
}

static void read_letters(struct letters *letters, bool is_utf8, const char *word, size_t len)
{
	letters->text[0] = '.';
	letters->n = 1;
	for (size_t i = 0; i < len && letters->n <= LONGEST;) {
		UChar32 c;

		U8_NEXT_UNSAFE(word, i, c);
		add_letter(letters, c, is_utf8);
	}
	letters->text[letters->n] = '.';
}

/* ---- one word ---- */

static unsigned syllables_of(const struct patterns *patterns, const struct letters *letters)
{
	unsigned char values[LONGEST + 8];
	bool has_vowel = false;
	unsigned n = 0;

	patterns_apply(patterns, letters->text, letters->n + 1, values);
	for (size_t i = 1; i < letters->n; i++) {
		bool parts = i + 1 == letters->n || (values[i] & 1);

		has_vowel |= letters->vowels[i];
		n += has_vowel & parts;
		has_vowel &= !parts;
	}
	return n ? n : 1;
}

unsigned parting_syllables(const struct patterns *patterns, const char *word, size_t len)
{
	struct letters letters;

	read_letters(&letters, patterns_are_utf8(patterns), word, len);
	return syllables_of(patterns, &letters);
}

/* ---- several ---- */

/* The first vowel of each part: it begins the part, or stands straight after the consonants that
 * do: adding their first to a run of ones carries to the bit after it. */
static unsigned parts_with_vowel(unsigned parts, unsigned vowels, size_t len)
{
	unsigned letters = (1U << (len - 1)) - 2; /* the bits between the dots */
	unsigned begins = (parts << 1 | 2) & letters, others = letters & ~vowels;
	unsigned first = vowels & (begins | (others + (begins & others)));

	/* How many bits: of each two, four, eight, sixteen. */
	first -= first >> 1 & 0x5555;
	first = (first & 0x3333) + (first >> 2 & 0x3333);
	first = (first + (first >> 4)) & 0x0f0f;
	first = (first + (first >> 8)) & 0x1f;
	return first ? first : 1;
}

static void count_waiting(struct parting *parting, size_t len)
{
	struct waiting *waiting = &parting->waiting[len];
	unsigned parts[AT_ONCE];

	patterns_part(parting->patterns, waiting->words, len, parts);
	for (size_t i = 0; i < waiting->n; i++)
		parting->syllables +=
			waiting->counts[i] * parts_with_vowel(parts[i], waiting->vowels[i], len);
	waiting->n = 0;
}

static void wait_for_others(struct parting *parting, sixteen word, unsigned vowels, size_t len,
			    uint64_t count)
{
	struct waiting *waiting = &parting->waiting[len];

	waiting->words[waiting->n] = word;
	waiting->vowels[waiting->n] = vowels;
	waiting->counts[waiting->n++] = count;
	if (waiting->n == AT_ONCE)
		count_waiting(parting, len);
}

/* Of ASCII, at most 14 bytes. */
static void add_ascii(struct parting *parting, const uint64_t words[2], size_t len, uint64_t count)
{
	uint64_t past = (uint64_t)'.' << (len + 1) % 8 * 8;
	sixteen word = sixteen_of((words[0] << 8 | '.') + (len < 7 ? past : 0),
				  (words[1] << 8 | words[0] >> 56) + (len < 7 ? 0 : past));
	sixteen is_vowel;

	is_vowel = (sixteen)(word == 'a') | (sixteen)(word == 'e') | (sixteen)(word == 'i') |
		   (sixteen)(word == 'o') | (sixteen)(word == 'u') | (sixteen)(word == 'y');
	wait_for_others(parting, word, (unsigned)sixteen_bits(is_vowel), len + DOTS, count);
}

static void add_any(struct parting *parting, const char *data, size_t len, uint64_t count)
{
	unsigned vowels = 0;
	struct letters letters;
	sixteen word;

	read_letters(&letters, patterns_are_utf8(parting->patterns), data, len);
	if (letters.n >= SHORT) {
		parting->syllables += count * syllables_of(parting->patterns, &letters);
		return;
	}
	for (size_t i = 1; i < letters.n; i++)
		vowels |= (unsigned)letters.vowels[i] << i;
	memcpy(&word, letters.text, sizeof(word));
	wait_for_others(parting, word, vowels, letters.n + 1, count);
}

struct parting *parting_new(const struct patterns *patterns)
{
	struct parting *parting = xcalloc(1, sizeof(*parting));

	parting->patterns = patterns;
	return parting;
}

void parting_add(struct parting *parting, const char *word, size_t len, uint64_t count)
{
	uint64_t words[2] = { 0 };

	if (len > 0 && len + DOTS <= SHORT) {
		key_load_words(words, word, len);
		if (!((words[0] | words[1]) & 0x8080808080808080)) {
			add_ascii(parting, words, len, count);
			return;
		}
	}
	add_any(parting, word, len, count);
}

uint64_t parting_end(struct parting *parting)
{
	uint64_t syllables = 0;

	if (!parting)
		return 0;
	for (size_t len = DOTS; len <= SHORT; len++)
		if (parting->waiting[len].n)
			count_waiting(parting, len);
	syllables = parting->syllables;
	free(parting);
	return syllables;
}
