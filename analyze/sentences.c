#include "analyze/sentences.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

/* What is read: a character and its class. A line end within a paragraph is a space. */
struct character {
	const char *at, *past;
	int32_t class; /* of USentenceBreak; ENDED: here the paragraph ends */
};

enum { ENDED = -1 };

static int32_t class_of(UChar32 c)
{
	return u_getIntPropertyValue(c, UCHAR_SENTENCE_BREAK);
}

static bool is_terminator(int32_t class)
{
	return class == U_SB_ATERM || class == U_SB_STERM;
}

static bool is_separator(int32_t class)
{
	return class == U_SB_SEP || class == U_SB_CR || class == U_SB_LF;
}

static bool is_ignored(int32_t class)
{
	return class == U_SB_EXTEND || class == U_SB_FORMAT;
}

bool sentence_may_end_at(int32_t code_point)
{
	int32_t class = class_of(code_point);

	return is_terminator(class) || is_separator(class);
}

/* After the line end before AT: nothing visible follows in the next line. */
static bool next_line_is_blank(const char *at, const char *end)
{
	while (at < end) {
		size_t i = 0;
		UChar32 c;

		if (*at > ' ' && *at < 0x7f)
			return false;
		U8_NEXT_UNSAFE(at, i, c);
		if (c == '\n')
			return true;
		if (!u_isspace(c))
			return false;
		at += i;
	}
	return true;
}

/* The one at AT. */
static struct character character_at(const char *at, const char *end)
{
	struct character character = { at, at, ENDED };
	size_t i = 0;
	UChar32 c;

	if (at == end)
		return character;
	U8_NEXT_UNSAFE(at, i, c);
	character.past = at + i;
	if (c != '\n')
		character.class = class_of(c);
	else if (!next_line_is_blank(character.past, end))
		character.class = U_SB_SP;
	return character;
}

/* SB5: what extends a character is of its class, save after a separator. */
static struct character next(const struct character *last, const char *end)
{
	struct character character = character_at(last->past, end);

	while (is_ignored(character.class))
		character = character_at(character.past, end);
	return character;
}

/* SB7: the character before AT is a letter that has case. */
static bool follows_cased(const char *at, const char *begin)
{
	while (at > begin) {
		size_t i = (size_t)(at - begin);
		int32_t class;
		UChar32 c;

		U8_PREV_UNSAFE(begin, i, c);
		class = class_of(c);
		if (class == U_SB_UPPER || class == U_SB_LOWER)
			return true;
		if (!is_ignored(class))
			return false;
		at = begin + i;
	}
	return false;
}

/* SB8: whether the next that decides, from C on, is a letter in lower case. */
static bool goes_on_in_lower_case(struct character *c, const char *end)
{
	while (c->class != ENDED && c->class != U_SB_OLETTER && c->class != U_SB_UPPER &&
	       c->class != U_SB_LOWER && !is_terminator(c->class) && !is_separator(c->class))
		*c = next(c, end);
	return c->class == U_SB_LOWER;
}

static struct sentence_scan ends_at(const char *at)
{
	return (struct sentence_scan) { at, at };
}

static struct sentence_scan goes_on_at(const char *at)
{
	return (struct sentence_scan) { NULL, at };
}

/* SB6 and SB7: of what comes straight after a full stop. */
static bool is_joined(const struct character *stop, int32_t class, const char *begin)
{
	return class == U_SB_NUMERIC || (class == U_SB_UPPER && follows_cased(stop->at, begin));
}

static struct sentence_scan after_terminator(const struct character *terminator, const char *begin,
					     const char *end)
{
	bool is_stop = terminator->class == U_SB_ATERM;
	struct character c = next(terminator, end), scanned;

	if (is_stop && is_joined(terminator, c.class, begin))
		return goes_on_at(c.at);
	/* SB9, SB10 */
	while (c.class == U_SB_CLOSE)
		c = next(&c, end);
	while (c.class == U_SB_SP)
		c = next(&c, end);
	if (is_separator(c.class))
		return ends_at(c.past);
	/* SB8a */
	if (c.class == U_SB_SCONTINUE || is_terminator(c.class))
		return goes_on_at(c.at);
	scanned = c;
	if (is_stop && goes_on_in_lower_case(&scanned, end))
		return goes_on_at(scanned.at);
	return (struct sentence_scan) { c.at, scanned.at };
}

struct sentence_scan sentence_after(const char *at, const char *begin, const char *end)
{
	struct character c = character_at(at, end);

	if (is_terminator(c.class))
		return after_terminator(&c, begin, end);
	return is_separator(c.class) || c.class == ENDED ? ends_at(c.past) : goes_on_at(c.past);
}
