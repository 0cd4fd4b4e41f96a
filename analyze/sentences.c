#include "analyze/sentences.h"

#include <stdbool.h>
#include <stddef.h>
#include <unicode/uchar.h>

/* What is read: a character and its USentenceBreak. A line end within a paragraph is a space. */
struct character {
	const char *at, *past;
	int class; /* ENDED: here the paragraph ends */
};

enum { ENDED = -1 };

static bool is_terminator(int class)
{
	return class == U_SB_ATERM || class == U_SB_STERM;
}

static bool is_separator(int class)
{
	return class == U_SB_SEP || class == U_SB_CR || class == U_SB_LF;
}

static bool is_ignored(int class)
{
	return class == U_SB_EXTEND || class == U_SB_FORMAT;
}

uint8_t sentence_class(uint32_t code_point)
{
	UChar32 c = (UChar32)code_point;
	int class = u_getIntPropertyValue(c, UCHAR_SENTENCE_BREAK);
	bool may_end = is_terminator(class) || is_separator(class);

	return (uint8_t)(class | SENTENCE_KNOWN | (u_isspace(c) ? SENTENCE_SPACE : 0) |
			 (u_isalnum(c) ? SENTENCE_WORD : 0) | (may_end ? SENTENCE_MAY_END : 0));
}

/* After the line end before AT: nothing visible follows in the next line. */
static bool next_line_is_blank(const struct sentence_text *text, const char *at)
{
	while (at < text->end) {
		size_t len;

		if (*at == '\n')
			return true;
		if (!(classes_at(text->classes, at, &len) & SENTENCE_SPACE))
			return false;
		at += len;
	}
	return true;
}

/* The one at AT. */
static struct character character_at(const struct sentence_text *text, const char *at)
{
	struct character character = { at, at, ENDED };
	size_t len;

	if (at == text->end)
		return character;
	if (*at != '\n')
		character.class = classes_at(text->classes, at, &len) & SENTENCE_BREAK;
	else
		len = 1;
	character.past = at + len;
	if (*at == '\n' && !next_line_is_blank(text, character.past))
		character.class = U_SB_SP;
	return character;
}

/* SB5: what extends a character is of its class, save after a separator. */
static struct character next(const struct sentence_text *text, const struct character *last)
{
	struct character character = character_at(text, last->past);

	while (is_ignored(character.class))
		character = character_at(text, character.past);
	return character;
}

/* SB7: the character before AT is a letter that has case. */
static bool follows_cased(const struct sentence_text *text, const char *at)
{
	while (at > text->begin) {
		size_t len;
		int class;

		at = classes_back(at);
		class = classes_at(text->classes, at, &len) & SENTENCE_BREAK;
		if (class == U_SB_UPPER || class == U_SB_LOWER)
			return true;
		if (!is_ignored(class))
			return false;
	}
	return false;
}

/* SB8: whether the next that decides, from C on, is a letter in lower case. */
static bool goes_on_in_lower_case(const struct sentence_text *text, struct character *c)
{
	while (c->class != ENDED && c->class != U_SB_OLETTER && c->class != U_SB_UPPER &&
	       c->class != U_SB_LOWER && !is_terminator(c->class) && !is_separator(c->class))
		*c = next(text, c);
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
static bool is_joined(const struct sentence_text *text, const struct character *stop, int class)
{
	return class == U_SB_NUMERIC || (class == U_SB_UPPER && follows_cased(text, stop->at));
}

static struct sentence_scan after_terminator(const struct sentence_text *text,
					     const struct character *terminator)
{
	bool is_stop = terminator->class == U_SB_ATERM;
	struct character c = next(text, terminator), scanned;

	if (is_stop && is_joined(text, terminator, c.class))
		return goes_on_at(c.at);
	/* SB9, SB10 */
	while (c.class == U_SB_CLOSE)
		c = next(text, &c);
	while (c.class == U_SB_SP)
		c = next(text, &c);
	if (is_separator(c.class))
		return ends_at(c.past);
	/* SB8a */
	if (c.class == U_SB_SCONTINUE || is_terminator(c.class))
		return goes_on_at(c.at);
	scanned = c;
	if (is_stop && goes_on_in_lower_case(text, &scanned))
		return goes_on_at(scanned.at);
	return (struct sentence_scan) { c.at, scanned.at };
}

/* What most are: a blank line, or a terminator, one space and a letter of ASCII. False: another. */
static bool is_usual(struct sentence_scan *out, const struct sentence_text *text, const char *at)
{
	char c;

	if (text->end - at < 3)
		return false;
	if (at[0] == '\n' && at[1] == '\n') {
		*out = ends_at(at + 1);
		return true;
	}
	c = at[2];
	if ((at[0] != '.' && at[0] != '?' && at[0] != '!') || (at[1] != ' ' && at[1] != '\n') ||
	    (c | 0x20) < 'a' || (c | 0x20) > 'z')
		return false;
	*out = at[0] == '.' && c >= 'a' ? goes_on_at(at + 2) : ends_at(at + 2);
	return true;
}

struct sentence_scan sentence_after(const struct sentence_text *text, const char *at)
{
	struct sentence_scan usual;
	struct character c;

	if (is_usual(&usual, text, at))
		return usual;
	c = character_at(text, at);
	if (is_terminator(c.class))
		return after_terminator(text, &c);
	return is_separator(c.class) || c.class == ENDED ? ends_at(c.past) : goes_on_at(c.past);
}
