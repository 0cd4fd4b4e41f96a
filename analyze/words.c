#include "analyze/words.h"

#include <stdbool.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include "analyze/classes.h"
#include "data/lang.h"
#include "data/mem.h"

/* What words consist of comes first. */
enum word_class {
	LETTER = CLASS_UNKNOWN + 1,
	HEBREW,
	NUMERIC,
	LOW_LINE, /* ExtendNumLet */
	LAST_CORE = LOW_LINE,
	EXTEND, /* and Format and ZWJ: goes with what is before it */
	MID_LETTER,
	MID_NUM,
	MID_BOTH,
	QUOTE,
	DOUBLE_QUOTE,
	SPACE, /* WSegSpace */
	OTHER,
	ASK_ICU,
};

struct words {
	struct classes classes;
	bool is_plain[0x100]; /* of a byte: an ASCII letter or digit */
	UBreakIterator *icu;
	UChar *wide; /* a stretch as ICU likes it best */
	size_t room; /* units of it */
	bool ask;    /* a word goes on with what ICU is to judge */
};

/* ---- classes ---- */

static bool needs_icu(uint32_t c)
{
	UScriptCode script;
	UErrorCode status = U_ZERO_ERROR;

	if (c >= CLASSES_NEAR)
		return true;
	script = uscript_getScript((UChar32)c, &status);
	return (c >= 0xac00 && c <= 0xd7a3) || script == USCRIPT_HAN ||
	       script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
	       u_hasBinaryProperty((UChar32)c, UCHAR_IDEOGRAPHIC) ||
	       u_hasBinaryProperty((UChar32)c, UCHAR_EXTENDED_PICTOGRAPHIC) ||
	       u_getIntPropertyValue((UChar32)c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT ||
	       c == 0xfe55 || c == 0xff1a; /* colons: see tell_colon_and_at() */
}

static uint8_t class_of(uint32_t c)
{
	static const uint8_t classes[] = {
		[U_WB_ALETTER] = LETTER,
		[U_WB_HEBREW_LETTER] = HEBREW,
		[U_WB_NUMERIC] = NUMERIC,
		[U_WB_EXTENDNUMLET] = LOW_LINE,
		[U_WB_EXTEND] = EXTEND,
		[U_WB_FORMAT] = EXTEND,
		[U_WB_ZWJ] = EXTEND,
		[U_WB_MIDLETTER] = MID_LETTER,
		[U_WB_MIDNUM] = MID_NUM,
		[U_WB_MIDNUMLET] = MID_BOTH,
		[U_WB_SINGLE_QUOTE] = QUOTE,
		[U_WB_DOUBLE_QUOTE] = DOUBLE_QUOTE,
		[U_WB_WSEGSPACE] = SPACE,
		[U_WB_KATAKANA] = ASK_ICU,
		[U_WB_REGIONAL_INDICATOR] = ASK_ICU,
	};
	int32_t value;

	if (needs_icu(c))
		return ASK_ICU;
	value = u_getIntPropertyValue((UChar32)c, UCHAR_WORD_BREAK);
	if (value < 0 || value >= (int32_t)sizeof(classes) || classes[value] == CLASS_UNKNOWN)
		return OTHER;
	return classes[value];
}

/* ---- ICU, for what is not ours ---- */

/* P, so many units of UTF-16 on. */
static const char *advance(const char *p, int32_t units)
{
	size_t len;

	for (; units > 0; p += len)
		units -= classes_decode(p, &len) < 0x10000 ? 1 : 2;
	return p;
}

static int give_to_icu(struct words *words, const char *data, size_t len, struct err *err)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t n;

	if (words->room < len) {
		words->room = 2 * len;
		words->wide = xreallocarray(words->wide, words->room, sizeof(*words->wide));
	}
	u_strFromUTF8(words->wide, (int32_t)words->room, &n, data, (int32_t)len, &status);
	ubrk_setText(words->icu, words->wide, n, &status);
	if (U_FAILURE(status))
		return err_set(err, ERR_IO, _("ICU cannot find words: %s"), u_errorName(status));
	return 0;
}

static int ask_icu(struct words *words, const char *data, size_t len, struct batch *out,
		   struct err *err)
{
	int32_t start, end;
	const char *next;

	if (give_to_icu(words, data, len, err))
		return -1;
	start = ubrk_first(words->icu);
	for (; (end = ubrk_next(words->icu)) != UBRK_DONE; start = end, data = next) {
		next = advance(data, end - start);
		if (ubrk_getRuleStatus(words->icu) < UBRK_WORD_NONE_LIMIT)
			continue;
		if (batch_add(out, data, (size_t)(next - data), err))
			return -1;
	}
	return 0;
}

static bool is_space_before(struct words *words, const char *start, const char *p)
{
	size_t len;

	return p > start && classes_at(&words->classes, classes_back(p), &len) == SPACE;
}

/* Where a word ends for certain: before a space that stands alone, or a line end. */
static const char *stretch_end(struct words *words, const char *start, const char *p,
			       const char *end)
{
	if (end - start > WORDS_STRETCH)
		end = classes_back(start + WORDS_STRETCH);
	for (; p < end; p++) {
		if (*p == '\n' || (*p == ' ' && !is_space_before(words, start, p)))
			return p;
	}
	return end;
}

/* ---- the rules ---- */

/* The length of the longest run of EXTENDs at P. */
static size_t extends_at(struct words *words, const char *p, const char *end)
{
	const char *start = p;
	size_t len;

	while (p < end && classes_at(&words->classes, p, &len) == EXTEND)
		p += len;
	return (size_t)(p - start);
}

static bool is_letter(uint8_t class)
{
	return class == LETTER || class == HEBREW;
}

/* WB6, WB7, WB7b, WB7c, WB11, WB12. */
static bool joins(uint8_t before, uint8_t middle, uint8_t after)
{
	if (middle == DOUBLE_QUOTE)
		return before == HEBREW && after == HEBREW;
	if (is_letter(before) && is_letter(after))
		return middle == MID_LETTER || middle == MID_BOTH || middle == QUOTE;
	return before == NUMERIC && after == NUMERIC &&
	       (middle == MID_NUM || middle == MID_BOTH || middle == QUOTE);
}

/* What follows the core of a word at P, whose class is BEFORE: more of the word, which goes on
 * at *P where true is returned, or else ends there. */
static bool goes_on(struct words *words, const char **p, uint8_t before, const char *end)
{
	const char *at = *p + extends_at(words, *p, end), *after;
	uint8_t middle = OTHER, next = OTHER;
	size_t len = 0;

	*p = at;
	if (at == end)
		return false;
	middle = classes_at(&words->classes, at, &len);
	if (middle <= LAST_CORE)
		return true;
	words->ask |= middle == ASK_ICU;
	if (middle < MID_LETTER || middle > DOUBLE_QUOTE)
		return false;
	after = at + len + extends_at(words, at + len, end);
	if (after < end)
		next = classes_at(&words->classes, after, &len);
	words->ask |= next == ASK_ICU;
	if (joins(before, middle, next) || (before == HEBREW && middle == QUOTE)) /* WB7a */
		*p = after;
	return joins(before, middle, next);
}

/* ICU does not call word-like what ends in a low line, or a Hebrew letter's quote, with EXTENDs. */
static bool ends_loosely(struct words *words, const char *p)
{
	const char *end = p;
	uint8_t class;
	size_t len;

	do {
		p = classes_back(p);
		class = classes_at(&words->classes, p, &len);
	} while (class == EXTEND);
	return p + len < end && (class == LOW_LINE || class == QUOTE);
}

/* Where a word that begins at START ends if it does so as nearly all do: letters and digits, then
 * what joins nothing, or would only join more of them. NULL: it is not that simple. */
static inline const char *plain_end(struct words *words, const char *start, const char *end)
{
	const uint8_t *near = words->classes.near;
	const char *p = start;
	uint8_t class = OTHER;
	size_t len = 1;

	while (p < end) {
		while (p < end && words->is_plain[(unsigned char)*p])
			p++;
		if (p == end || (class = classes_at(&words->classes, p, &len)) >= LOW_LINE)
			break;
		p += len;
	}
	if (p == end || class == SPACE || class == OTHER)
		return p;
	if (class < MID_LETTER || class > MID_BOTH || p + 1 == end)
		return NULL;
	return (unsigned char)p[1] < 0x80 && near[(unsigned char)p[1]] > LAST_CORE ? p : NULL;
}

/* The end of the word that begins at START, unless it asks for ICU. *IS_WORD: whether it is
 * word-like: two low lines are, one is not. */
static const char *word_end(struct words *words, const char *start, const char *end, bool *is_word)
{
	const char *p = start, *core_end;
	uint8_t class = OTHER, next;
	size_t len;

	words->ask = false;
	do {
		while (p < end && (next = classes_at(&words->classes, p, &len)) <= LAST_CORE) {
			class = next;
			p += len;
		}
		core_end = p;
	} while (p < end && goes_on(words, &p, class, end));
	*is_word = (class != LOW_LINE || classes_back(core_end) > start) &&
		   (p == core_end || !ends_loosely(words, p));
	return p;
}

/* The segments from P to where one ends for certain, which is returned; NULL: it failed. */
static const char *read_with_icu(struct words *words, const char *start, const char *p,
				 const char *end, struct batch *out, struct err *err)
{
	const char *stop = stretch_end(words, start, p, end);

	return ask_icu(words, start, (size_t)(stop - start), out, err) ? NULL : stop;
}

/* The word that begins at START; where it ends. NULL: it failed. A long one is not read twice. */
static const char *read_word(struct words *words, const char *start, const char *end,
			     struct batch *out, struct err *err)
{
	bool is_word = true;
	const char *stop = plain_end(words, start, end);

	if (stop)
		return batch_add(out, start, (size_t)(stop - start), err) ? NULL : stop;
	stop = word_end(words, start, end, &is_word);
	if (words->ask && stop - start < WORDS_STRETCH)
		return read_with_icu(words, start, stop, end, out, err);
	return is_word && batch_add(out, start, (size_t)(stop - start), err) ? NULL : stop;
}

/* Where the segment before P began, not before START: marks of scripts that ask for ICU go with
 * what is before them, and ZWJ can join that to an emoji. */
static const char *segment_before(struct words *words, const char *start, const char *p)
{
	const char *base = p;
	size_t len;

	if (p == start)
		return p;
	do
		base = classes_back(base);
	while (base > start && classes_at(&words->classes, base, &len) == EXTEND);
	while (is_space_before(words, start, base) &&
	       classes_at(&words->classes, base, &len) == SPACE)
		base = classes_back(base);
	return p - base < WORDS_STRETCH ? base : p;
}

static int words_read(void *self, const char *data, size_t len, struct batch *out, struct err *err)
{
	struct words *words = self;
	const char *p = data, *end = data + len, *done = data;
	uint8_t class;
	size_t n;

	while (p && p < end) {
		class = classes_at(&words->classes, p, &n);
		if (class <= LAST_CORE)
			p = done = read_word(words, p, end, out, err);
		else if (class == ASK_ICU)
			p = done = read_with_icu(words, segment_before(words, done, p), p + n, end,
						 out, err);
		else
			p += n;
	}
	return p ? 0 : -1;
}

/* ---- front ---- */

static bool is_one_word(UBreakIterator *icu, const UChar *text, int32_t len)
{
	UErrorCode status = U_ZERO_ERROR;

	ubrk_setText(icu, text, len, &status);
	return U_SUCCESS(status) && ubrk_first(icu) == 0 && ubrk_next(icu) == len;
}

/* In the annex both join nothing or letters; ICU's rules of 2022 changed each. */
static void tell_colon_and_at(struct words *words)
{
	words->classes.near[':'] = is_one_word(words->icu, u"a:a", 3) ? MID_LETTER : OTHER;
	words->classes.near['@'] = is_one_word(words->icu, u"a@", 2) ? LETTER : OTHER;
}

static void words_free(void *self)
{
	struct words *words = self;

	ubrk_close(words->icu);
	free(words->wide);
	free(words);
}

static void *words_new(const char *argument, struct err *err)
{
	struct words *words = xcalloc(1, sizeof(*words));
	UErrorCode status = U_ZERO_ERROR;

	(void)argument;
	words->classes.of = class_of;
	words->icu = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
	if (U_FAILURE(status)) {
		err_set(err, ERR_IO, _("ICU cannot find words: %s"), u_errorName(status));
		words_free(words);
		return NULL;
	}
	for (uint32_t c = 0; c < 0x80; c++)
		words->classes.near[c] = class_of(c);
	tell_colon_and_at(words);
	for (uint32_t c = 0; c < 0x80; c++)
		words->is_plain[c] = words->classes.near[c] < LOW_LINE;
	return words;
}

const struct tokenizer_kind words_kind = {
	.name = "words",
	.new = words_new,
	.read = words_read,
	.free = words_free,
};
