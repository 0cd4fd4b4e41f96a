#include "process/cut.h"

#include <string.h>
#include "process/cut_rules.h"

enum {
	LONGEST_NOTICE = 20,
	LONGEST_NOTE = 400,
	HEADING = 48 /* bytes */,
	APART = 2 /* empty lines, in lines */
};

static size_t after(const struct lines *file, size_t at)
{
	size_t next = lines_next(file, at);

	return next == LINES_NONE ? file->len : next;
}

static bool is_visible_at(const struct lines *file, size_t at)
{
	return at < file->len && line_is_visible(lines_at(file, at));
}

/* Past the lines from AT that are visible, or are not. */
static size_t past(const struct lines *file, size_t at, bool visible, int *lines)
{
	*lines = 0;
	while (at < file->len && is_visible_at(file, at) == visible) {
		at = after(file, at);
		++*lines;
	}
	return at;
}

/* Past the line that ends with CLOSE, if it is near; 0: there is none. */
static size_t past_closing(const struct lines *file, size_t at, const char *close)
{
	size_t len = strlen(close);

	for (int i = 0; i < LONGEST_NOTICE && at < file->len; i++) {
		struct line line = line_trim(lines_at(file, at));

		at = after(file, at);
		if (line.len >= len && memcmp(line.text + line.len - len, close, len) == 0)
			return at;
	}
	return 0;
}

/* Past the line in which the bracket at the start of the one at AT is closed; 0: it is not. */
static size_t past_bracket(const struct lines *file, size_t at)
{
	int depth = 0;

	for (int i = 0; i < LONGEST_NOTE && at < file->len; i++) {
		struct line line = lines_at(file, at);

		at = after(file, at);
		for (size_t j = 0; j < line.len; j++) {
			depth += (line.text[j] == '[') - (line.text[j] == ']');
			if (line.text[j] == ']' && depth == 0)
				return at;
		}
	}
	return 0;
}

static size_t past_notice(const struct lines *file, size_t at)
{
	size_t end = past_closing(file, at, ">>");
	int lines;

	return end ? end : past(file, at, true, &lines);
}

bool cut_is_note(struct line line)
{
	return cut_part_matches(CUT_NOTE, line, CUT_WITH_ALL);
}

static bool is_heading(struct line line)
{
	const char *colon = memchr(line.text, ':', line.len);

	return line.len < HEADING && (!colon || colon == line.text + line.len - 1);
}

bool cut_is_note_heading(struct line line)
{
	return is_heading(line) && cut_is_note(line);
}

/* One paragraph; the next, too, where it is but the heading. */
static size_t past_paragraph(const struct lines *file, size_t at)
{
	bool heads = is_heading(line_trim(lines_at(file, at)));
	int lines, empty;

	at = past(file, at, true, &lines);
	if (heads && lines == 1)
		at = past(file, past(file, at, false, &empty), true, &lines);
	return at;
}

/* In brackets, or the paragraphs up to where two lines are empty. */
static size_t past_note(const struct lines *file, size_t at, enum cut_notes notes)
{
	size_t end = *line_skip_space(lines_at(file, at)).text == '[' ? past_bracket(file, at) : 0;
	int all = 0, lines;

	if (end)
		return end;
	if (notes == CUT_NOTES_PARAGRAPH)
		return past_paragraph(file, at);
	end = past(file, at, true, &lines);
	do {
		size_t next = past(file, end, false, &lines);

		if (lines >= APART && all)
			break;
		end = past(file, next, true, &lines);
		all += lines;
	} while (end < file->len && all < LONGEST_NOTE);
	return end;
}

/* What begins at AT, a paragraph's first line, and is none of the book's: where it ends, or AT. */
static size_t past_other(const struct lines *file, size_t at, enum cut_notes notes)
{
	struct line line = lines_at(file, at);

	if (memchr(line.text, '<', line.len) && cut_part_matches(CUT_NOTICE, line, CUT_WITH_ALL))
		return past_notice(file, at);
	return notes && cut_is_note(line) ? past_note(file, at, notes) : at;
}

/* The next line from AT on that may begin such a thing: without notes only one with a bracket. */
static size_t next_start(const struct lines *file, size_t at, enum cut_notes notes)
{
	const char *bracket;
	int lines;

	if (notes)
		return past(file, at, false, &lines);
	bracket = memchr(file->text + at, '<', file->len - at);
	if (!bracket)
		return file->len;
	while (bracket > file->text + at && bracket[-1] != '\n')
		bracket--;
	return (size_t)(bracket - file->text);
}

size_t cut_inside(char *text, size_t len, enum cut_notes notes, size_t *dropped)
{
	const struct lines file = { text, len };
	size_t at = 0, start, end;
	char *to = text;
	int lines;

	*dropped = 0;
	while (at < len) {
		start = next_start(&file, at, notes);
		memmove(to, text + at, start - at);
		to += start - at;
		at = start;
		if (at == len)
			break;
		end = past_other(&file, at, notes);
		if (end > at) {
			end = past(&file, end, false, &lines);
			*dropped += lines_count(&file, at, end) + (end == len);
			at = end;
			continue;
		}
		end = notes ? past(&file, at, true, &lines) : after(&file, at);
		memmove(to, text + at, end - at);
		to += end - at;
		at = end;
	}
	while (*dropped && to > text && strchr(" \n", to[-1]))
		to--;
	*to = '\0';
	return (size_t)(to - text);
}
