#include "process/cut.h"

#include <string.h>

/* Whether the line matches ^\s*WORD\s+WORD...; where OPEN, with one more \s after. */
static bool begins_with(struct line line, const char *words, bool open)
{
	struct line rest;
	size_t len;

	for (rest = line_skip_space(line); *words; words += len + (words[len] == ' ')) {
		len = strcspn(words, " ");
		if (rest.len < len || memcmp(rest.text, words, len) != 0)
			return false;
		line = (struct line) { rest.text + len, rest.len - len };
		rest = line_skip_space(line);
		if ((words[len] || open) && rest.len == line.len)
			return false;
	}
	return true;
}

static bool is_start(struct line line)
{
	return begins_with(line, "*** START OF", false);
}

static bool is_credit(struct line line)
{
	return begins_with(line, "Produced by", true);
}

static bool is_end(struct line line)
{
	return begins_with(line, "*** END OF", false);
}

static bool is_end_of(struct line line)
{
	return begins_with(line, "End of", false);
}

/* The first line from AT on, or the last one before it, that passes the test. */
static size_t first_line(const struct lines *file, size_t at, bool (*test)(struct line))
{
	while (at != LINES_NONE && !test(lines_at(file, at)))
		at = lines_next(file, at);
	return at;
}

static size_t first_after(const struct lines *file, size_t at, bool (*test)(struct line))
{
	return at == LINES_NONE ? at : first_line(file, lines_next(file, at), test);
}

static size_t last_before(const struct lines *file, size_t at, bool (*test)(struct line))
{
	while (at != LINES_NONE) {
		at = lines_previous(file, at);
		if (at != LINES_NONE && test(lines_at(file, at)))
			break;
	}
	return at;
}

/* The end of the file counts as the start of a line after the last. */
static size_t last_line(const struct lines *file, bool (*test)(struct line))
{
	size_t last = lines_previous(file, file->len);

	if (file->len && file->text[file->len - 1] == '\n')
		last = file->len;
	if (last != LINES_NONE && test(lines_at(file, last)))
		return last;
	return last_before(file, last, test);
}

static bool cut_classic(struct cut_result *result, const struct lines *file)
{
	size_t start = first_line(file, 0, is_start);
	size_t end;

	result->rule = "classic";
	if (start == 0)
		return false;
	start = first_after(file, start, is_credit);
	start = first_after(file, start, line_is_upper);
	end = last_line(file, is_end);
	end = last_before(file, end, is_end_of);
	end = last_before(file, end, line_is_visible);
	if (start == LINES_NONE || end == LINES_NONE || end < start)
		return false;
	result->start = start;
	result->end = end + lines_at(file, end).len;
	return true;
}

static bool cut_none(struct cut_result *result, const struct lines *file)
{
	result->rule = "none";
	result->end = file->len;
	return true;
}

void cut_find(struct cut_result *result, enum cut cut, const struct lines *file,
	      struct cut_edges edges)
{
	*result = (struct cut_result) { 0 };
	if (cut == CUT_AUTO)
		result->found = cut_auto(result, file, edges, CUT_WITH_ALL);
	else if (cut == CUT_CLASSIC)
		result->found = cut_classic(result, file);
	else
		result->found = cut_none(result, file);
	if (!result->found) {
		result->rule = "no-text";
		result->of_lines = lines_count(file, 0, file->len) + 1;
		return;
	}
	result->first_line = lines_count(file, 0, result->start) + 1;
	result->last_line = result->first_line + lines_count(file, result->start, result->end);
	result->of_lines = result->last_line + lines_count(file, result->end, file->len);
}
