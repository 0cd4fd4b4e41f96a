#include "collect/names.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>
#include "data/mem.h"

/* Letters that no decomposition takes apart, yet people type without the stroke. */
static const struct {
	UChar32 letter;
	const char *as;
} spelled[] = {
	{ 0x00df, "ss" }, { 0x00e6, "ae" }, { 0x00f0, "d" }, { 0x00f8, "o" },
	{ 0x00fe, "th" }, { 0x0111, "d" },  { 0x0127, "h" }, { 0x0131, "i" },
	{ 0x0142, "l" },  { 0x0153, "oe" }, { 0x0167, "t" }, { 0x1e9e, "ss" },
};

static void add_bytes(struct name *name, const char *bytes, size_t len)
{
	if (name->len + len + 1 > name->size) {
		name->size = 2 * (name->size + len + 32);
		name->folded = xreallocarray(name->folded, name->size, 1);
	}
	memcpy(name->folded + name->len, bytes, len);
	name->len += len;
}

static void part_words(struct name *name)
{
	if (name->folded[name->len - 1] == ' ')
		return;
	add_bytes(name, " ", 1);
	name->words++;
}

static void add_letter(struct name *name, UChar32 c)
{
	char bytes[U8_MAX_LENGTH];
	size_t len = 0;

	c = u_foldCase(c, U_FOLD_CASE_DEFAULT);
	for (size_t i = 0; i < sizeof(spelled) / sizeof(*spelled); i++) {
		if (spelled[i].letter == c) {
			add_bytes(name, spelled[i].as, strlen(spelled[i].as));
			return;
		}
	}
	U8_APPEND_UNSAFE(bytes, len, c);
	add_bytes(name, bytes, len);
}

static void add_decomposed(struct name *name, UChar32 c)
{
	int8_t type = u_charType(c);

	if (type == U_NON_SPACING_MARK)
		return;
	if (u_isalnum(c) || type == U_COMBINING_SPACING_MARK)
		add_letter(name, c);
	else
		part_words(name);
}

/* Beyond ASCII: each code point taken apart (NFD); the order of marks does not matter here. */
static void add_code_point(struct name *name, UChar32 c)
{
	enum { LONGEST = 32 };
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);
	UChar parts[LONGEST];
	int32_t n = -1;

	if (U_SUCCESS(status))
		n = unorm2_getDecomposition(nfd, c, parts, LONGEST, &status);
	if (n < 0 || U_FAILURE(status)) {
		add_decomposed(name, c);
		return;
	}
	for (int32_t i = 0; i < n;) {
		UChar32 part;

		U16_NEXT(parts, i, n, part);
		add_decomposed(name, part);
	}
}

static char ascii_folded(unsigned char c)
{
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
		return (char)c;
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : ' ';
}

void name_set(struct name *name, const char *text, size_t len)
{
	name->len = name->words = 0;
	add_bytes(name, " ", 1);
	for (size_t i = 0; i < len;) {
		UChar32 c = (unsigned char)text[i];
		char folded;

		if (c >= 0x80) {
			U8_NEXT_OR_FFFD((const uint8_t *)text, i, len, c);
			add_code_point(name, c);
			continue;
		}
		i++;
		folded = ascii_folded((unsigned char)c);
		if (folded == ' ')
			part_words(name);
		else
			add_bytes(name, &folded, 1);
	}
	part_words(name);
	name->folded[name->len] = '\0';
}

void name_release(struct name *name)
{
	free(name->folded);
	*name = (struct name) { 0 };
}

/* The word that begins at the blank AT, without its blanks; NULL: there is none. */
static const char *next_word(const char *at, size_t *len)
{
	const char *end = strchr(at + 1, ' ');

	if (!end)
		return NULL;
	*len = (size_t)(end - at - 1);
	return at + 1;
}

bool name_has(const struct name *name, const struct name *query)
{
	const char *word, *at = query->folded;
	size_t len;

	if (!query->words || query->words > name->words)
		return false;
	for (; (word = next_word(at, &len)); at = word + len)
		if (!memmem(name->folded, name->len, at, len + 2))
			return false;
	return true;
}

bool name_is(const struct name *name, const struct name *query)
{
	return name->words == query->words && name_has(name, query) && name_has(query, name);
}

/* Levenshtein's distance, a row at a time; more than LIMIT is LIMIT + 1. */
static size_t word_distance(const char *a, size_t a_len, const char *b, size_t b_len, size_t limit)
{
	enum { LONGEST = 64 };
	size_t row[LONGEST + 1];

	a_len = a_len < LONGEST ? a_len : LONGEST;
	b_len = b_len < LONGEST ? b_len : LONGEST;
	if (a_len > b_len + limit || b_len > a_len + limit)
		return limit + 1;
	for (size_t j = 0; j <= b_len; j++)
		row[j] = j;
	for (size_t i = 1; i <= a_len; i++) {
		size_t diagonal = row[0], least = row[0] = i;

		for (size_t j = 1; j <= b_len; j++) {
			size_t change = diagonal + (a[i - 1] != b[j - 1]);
			size_t shift = 1 + (row[j] < row[j - 1] ? row[j] : row[j - 1]);

			diagonal = row[j];
			row[j] = change < shift ? change : shift;
			least = row[j] < least ? row[j] : least;
		}
		if (least > limit)
			return limit + 1;
	}
	return row[b_len] < limit ? row[b_len] : limit + (row[b_len] > limit);
}

/* From one word to the nearest of NAME. */
static size_t nearest_distance(const struct name *name, const char *word, size_t len, size_t limit)
{
	const char *other, *at = name->folded;
	size_t other_len, least = limit + 1;

	for (; least && (other = next_word(at, &other_len)); at = other + other_len) {
		size_t distance = word_distance(word, len, other, other_len, least - 1);

		least = distance < least ? distance : least;
	}
	return least;
}

size_t name_distance(const struct name *name, const struct name *query, size_t limit)
{
	const char *word, *at = query->folded;
	size_t len, sum = 0;

	for (; (word = next_word(at, &len)); at = word + len) {
		sum += nearest_distance(name, word, len, limit - sum);
		if (sum > limit)
			return limit + 1;
	}
	return sum;
}
