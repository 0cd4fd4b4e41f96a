#include "process/cut.h"

#include "data/lang.h"
#include "process/cut_rules.h"

enum {
	/* Project Gutenberg's own words, before and after a book, are never longer than this:
	 * a mark further from the edge of the file belongs to what the book says. */
	WINDOW = 65536,
	FIELDS_WITHIN = 150,  /* lines in which a header has its fields */
	FIELDS_APART = 12,    /* lines between two of them */
	END_LINES = 16,       /* lines between two marks of one end */
	CREDIT_LINES = 20,    /* more is not a paragraph of credits */
	CREDIT_PARAGRAPHS = 8 /* nor are more of them */
};

enum header { NO_HEADER, HEADER_MARK, HEADER_SMALL_PRINT, HEADER_FIELDS, HEADER_ID, HEADERS };
enum footer { NO_FOOTER, FOOTER_MARK, FOOTER_LICENSE, FOOTER_ID, FOOTERS };

static const char *const rule_names[HEADERS][FOOTERS] = {
	{ "whole", "end", "license", "pg-footer" },
	{ "start", "start-end", "start-license", "start-pg-footer" },
	{ "small-print", "small-print-end", "small-print-license", "small-print-pg-footer" },
	{ "fields", "fields-end", "fields-license", "fields-pg-footer" },
	{ "pg-header", "pg-header-end", "pg-header-license", "pg-header-pg-footer" },
};

/* As lines_next, with the file's end after the last line. */
static size_t after(const struct lines *file, size_t at)
{
	size_t next = lines_next(file, at);

	return next == LINES_NONE ? file->len : next;
}

/* A mark may run over up to four lines; then its last one ends in stars again. */
static size_t after_mark(const struct lines *file, size_t at)
{
	size_t next = at;
	struct line line;
	int i;

	for (i = 0; i < 4; i++) {
		line = line_trim(lines_at(file, next));
		if (!line.len)
			break;
		next = after(file, next);
		if (line.text[line.len - 1] == '*')
			return next;
	}
	return after(file, at);
}

static bool is_stars(struct line line)
{
	size_t i;

	for (i = 0; i < line.len; i++)
		if (line.text[i] != '*' && line.text[i] != '-' && line.text[i] != ' ')
			return false;
	return line_is_visible(line);
}

static size_t skip_blank(const struct lines *file, size_t at)
{
	while (at < file->len && !line_is_visible(lines_at(file, at)))
		at = after(file, at);
	return at;
}

static bool is_field(struct line line, size_t without)
{
	return cut_part_matches(CUT_FIELD, line, without) ||
	       cut_part_matches(CUT_FIELD_SURE, line, without);
}

/* Where there is no mark at all: the first blank line after the fields of the header. */
static size_t after_fields(const struct lines *file, size_t without)
{
	static const struct cut_rule name = { .part = CUT_CREDIT_NAME,
					      .pattern = "Project Gutenberg" };
	bool ours = false;
	size_t at = 0, last = LINES_NONE;
	int i, since = 0;

	for (i = 0; i < FIELDS_WITHIN && at != LINES_NONE; i++, since++) {
		struct line line = lines_at(file, at);

		ours |= cut_rule_matches(&name, line);
		if (is_field(line, without)) {
			last = at;
			since = 0;
		}
		if (last != LINES_NONE && since > FIELDS_APART)
			break;
		at = lines_next(file, at);
	}
	if (!ours || last == LINES_NONE)
		return 0;
	for (at = last; at < file->len && line_is_visible(lines_at(file, at));)
		at = after(file, at);
	at = skip_blank(file, at);
	return at < file->len && is_stars(lines_at(file, at)) ? after(file, at) : at;
}

static enum header find_header(const struct lines *file, size_t without, size_t *end)
{
	size_t at, small_print = 0;

	for (at = 0; at < WINDOW && at < file->len; at = after(file, at)) {
		struct line line = lines_at(file, at);

		if (cut_part_matches(CUT_START, line, without)) {
			*end = after_mark(file, at);
			return HEADER_MARK;
		}
		/* What comes after the end of the book is not its header. */
		if (cut_part_matches(CUT_END, line, without))
			break;
		if (cut_part_matches(CUT_SMALL_PRINT, line, without))
			small_print = after(file, at);
	}
	*end = small_print;
	/* Small print that nothing follows is the footer's. */
	if (small_print && skip_blank(file, small_print) < file->len)
		return HEADER_SMALL_PRINT;
	*end = after_fields(file, without);
	return *end ? HEADER_FIELDS : NO_HEADER;
}

size_t cut_header_end(const struct lines *file)
{
	size_t end;

	return find_header(file, CUT_WITH_ALL, &end) == NO_HEADER ? 0 : end;
}

/* "End of the Project Gutenberg EBook" often stands some lines before the mark at AT. */
static size_t first_of_marks(const struct lines *file, size_t without, size_t from, size_t at)
{
	size_t line = at;
	int i;

	for (i = 0; i < END_LINES && line != LINES_NONE && line > from; i++) {
		line = lines_previous(file, line);
		if (line == LINES_NONE || line < from ||
		    cut_part_matches(CUT_START, lines_at(file, line), without))
			break;
		if (cut_part_matches(CUT_END, lines_at(file, line), without)) {
			at = line;
			i = 0;
		}
	}
	return at;
}

static enum footer find_footer(const struct lines *file, size_t without, size_t from, size_t *start)
{
	size_t at = from, end = LINES_NONE, license = LINES_NONE;

	if (file->len > WINDOW && file->len - WINDOW > from)
		at = after(file, file->len - WINDOW);
	for (; at < file->len; at = after(file, at)) {
		struct line line = lines_at(file, at);

		if (cut_part_matches(CUT_END, line, without))
			end = at;
		else if (license == LINES_NONE && cut_part_matches(CUT_LICENSE, line, without))
			license = at;
	}
	*start = file->len;
	if (end != LINES_NONE) {
		*start = first_of_marks(file, without, from, end);
		return FOOTER_MARK;
	}
	/* Without a header, what looks like a licence may be the one before the book. */
	if (license == LINES_NONE || from == 0)
		return NO_FOOTER;
	*start = license;
	return FOOTER_LICENSE;
}

struct paragraph {
	size_t start, end; /* END: where the line after it starts */
	int lines;
};

static bool next_paragraph(struct paragraph *paragraph, const struct lines *file, size_t at,
			   size_t limit)
{
	while (at < limit && !line_is_visible(lines_at(file, at)))
		at = after(file, at);
	*paragraph = (struct paragraph) { .start = at, .end = at };
	while (paragraph->end < limit && paragraph->lines <= CREDIT_LINES &&
	       line_is_visible(lines_at(file, paragraph->end))) {
		paragraph->end = after(file, paragraph->end);
		paragraph->lines++;
	}
	return paragraph->lines > 0;
}

static bool is_named_credit(const struct lines *file, size_t without,
			    const struct paragraph *paragraph)
{
	size_t at = paragraph->start;

	if (paragraph->lines > CREDIT_LINES / 2 || file->text[at] == '[')
		return false;
	for (; at < paragraph->end; at = after(file, at))
		if (cut_part_matches(CUT_CREDIT_NAME, lines_at(file, at), without))
			return true;
	return false;
}

/* Each rule holds once: after "Produced by A. Worm" a paragraph that begins with "Produced
 * by the heat of the day" is the book's. */
static bool is_credit(const struct lines *file, size_t without, const struct paragraph *paragraph,
		      bool more, bool used[CUT_RULES_MOST])
{
	struct line line = lines_at(file, paragraph->start);
	const struct cut_rule *rule;
	size_t i;

	for (i = 0; (rule = cut_rule_at(i)); i++) {
		if (i == without || used[i] ||
		    (rule->part != CUT_CREDIT && (rule->part != CUT_CREDIT_MORE || !more)) ||
		    !cut_rule_matches(rule, line))
			continue;
		used[i] = true;
		return true;
	}
	return is_named_credit(file, without, paragraph);
}

/* The header's fields, once more after the mark: a run of paragraphs that begin with one, of which
 * at least one is of no title page. Where it ends; AT: there is none. */
static size_t skip_fields(const struct lines *file, size_t without, size_t at, size_t limit)
{
	struct paragraph paragraph;
	size_t end = at;
	bool sure = false;

	while (next_paragraph(&paragraph, file, end, limit) && paragraph.lines <= CREDIT_LINES &&
	       is_field(lines_at(file, paragraph.start), without)) {
		for (size_t line = paragraph.start; line < paragraph.end; line = after(file, line))
			sure |= cut_part_matches(CUT_FIELD_SURE, lines_at(file, line), without);
		end = paragraph.end;
	}
	return sure ? end : at;
}

static size_t skip_credits(const struct lines *file, size_t without, size_t begin, size_t limit)
{
	struct paragraph paragraph;
	bool used[CUT_RULES_MOST] = { false };
	size_t at = begin, end = begin;
	int i;

	for (i = 0; i < CREDIT_PARAGRAPHS; i++) {
		size_t fields = skip_fields(file, without, at, limit);

		if (fields != at)
			end = at = fields;
		if (!next_paragraph(&paragraph, file, at, limit))
			break;
		at = paragraph.end;
		if (is_credit(file, without, &paragraph, end != begin, used)) {
			/* Run together with the book: only its first line is sure. */
			if (paragraph.lines > CREDIT_LINES)
				at = after(file, paragraph.start);
			end = at;
		} else if (paragraph.lines > 1 || !is_stars(lines_at(file, paragraph.start))) {
			break;
		}
	}
	return end;
}

/* A line of stars alone, the last thing before the footer, is between the two. */
static size_t before_stars(const struct lines *file, size_t begin, size_t end)
{
	size_t at = end;

	begin = skip_blank(file, begin);
	if (begin >= end)
		return end;
	do
		at = lines_previous(file, at);
	while (!line_is_visible(lines_at(file, at)));
	if (at <= begin || line_is_visible(lines_at(file, lines_previous(file, at))))
		return end;
	return is_stars(lines_at(file, at)) ? at : end;
}

/* From the first visible line to the last; false: there is none. */
static bool trim(struct cut_result *result, const struct lines *file, size_t start, size_t end)
{
	start = skip_blank(file, start);
	if (start >= end)
		return false;
	do
		end = lines_previous(file, end);
	while (!line_is_visible(lines_at(file, end)));
	result->start = start;
	result->end = end + lines_at(file, end).len;
	return true;
}

static bool is_plausible(const struct cut_result *result, const struct lines *file)
{
	return file->len <= WINDOW || result->end - result->start >= file->len / 10;
}

/* What the text itself does not mark may be marked in the page it was. */
static enum header header_of(const struct lines *file, size_t without, size_t len, size_t *end)
{
	enum header header = find_header(file, without, end);

	if (header == HEADER_MARK || !len)
		return header;
	*end = after(file, len);
	return HEADER_ID;
}

static enum footer footer_of(const struct lines *file, size_t without, size_t from, size_t len,
			     size_t *start)
{
	enum footer footer = find_footer(file, without, from, start);

	if (footer == FOOTER_MARK || !len)
		return footer;
	*start = file->len - len;
	if (*start && file->text[*start - 1] != '\n')
		*start = after(file, *start);
	return FOOTER_ID;
}

bool cut_auto(struct cut_result *result, const struct lines *file, struct cut_edges edges,
	      size_t without)
{
	size_t begin, end;
	enum header header = header_of(file, without, edges.header_len, &begin);
	enum footer footer = footer_of(file, without, begin, edges.footer_len, &end);
	int i;

	if (header == NO_HEADER && footer == NO_FOOTER)
		result->warning = N_("no mark of Project Gutenberg found: this is the whole text");
	if (header != NO_HEADER)
		begin = skip_credits(file, without, begin, end);
	if (footer != NO_FOOTER)
		end = before_stars(file, begin, end);
	/* Both marks, or the header's, or the footer's, or none: the first that leaves a book. */
	for (i = 0; i < 4; i++) {
		bool no_header = i & 2, no_footer = i & 1;

		if (i == 1)
			result->warning =
				N_("the marks of Project Gutenberg leave next to nothing: "
				   "only some were used");
		result->rule =
			rule_names[no_header ? NO_HEADER : header][no_footer ? NO_FOOTER : footer];
		if (trim(result, file, no_header ? 0 : begin, no_footer ? file->len : end) &&
		    is_plausible(result, file))
			return true;
	}
	result->warning = N_("there is nothing to see in the file");
	return false;
}
