#include <inttypes.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "data/lang.h"
#include "data/mem.h"
#include "present/format.h"
#include "present/label.h"

enum { COLUMNS = 8, BETWEEN = 2 };

/* The widest that a column gets, in columns of a terminal; 0: as wide as it has to be. Numbers
 * stand on the right. */
static const struct {
	const char *heading;
	int most;
	bool is_number;
} columns[COLUMNS] = {
	{ N_("author"), 24, false },    { N_("title"), 32, false },   { N_("lines"), 0, true },
	{ N_("characters"), 0, true },  { N_("sequences"), 0, true }, { N_("distinct"), 0, true },
	{ N_("most used"), 16, false }, { N_("longest"), 30, false },
};

/* What is in it; NULL: nothing. */
struct line {
	char *cells[COLUMNS];
	int widths[COLUMNS];
};

static int width_of(const char *label)
{
	int width;

	(void)label_fit(label, INT_MAX, &width);
	return width;
}

static void put(struct line *line, int i, char *text)
{
	line->cells[i] = columns[i].most ? label_cut(text, columns[i].most) : text;
	line->widths[i] = width_of(line->cells[i]);
}

static void put_text(struct line *line, int i, const char *text)
{
	put(line, i, label_new(text ? text : ""));
}

static void put_number(struct line *line, int i, uint64_t number)
{
	put(line, i, xasprintf("%" PRIu64, number));
}

static void put_top(struct line *line, int i, const struct top *top)
{
	char *text;

	if (!top->n)
		return;
	text = label_text(top->tokens[0].data, top->tokens[0].len);
	put_text(line, i, text);
	free(text);
}

static void fill(struct line *line, const struct summary *summary)
{
	*line = (struct line) { 0 };
	put_text(line, 0, summary->author);
	if (summary->books)
		put(line, 1, present_total_title(summary));
	else
		put_text(line, 1, present_title(summary));
	if (summary->failure || !summary->found)
		return;
	put_number(line, 2, summary->lines);
	put_number(line, 3, summary->characters);
	put_number(line, 4, summary->sequences);
	put_number(line, 5, summary->distinct[TABLE_SEQUENCES_FOLDED]);
	put_top(line, 6, &summary->most_used[TABLE_SEQUENCES_FOLDED]);
	put_top(line, 7, &summary->longest_folded);
}

static void release(struct line *line)
{
	for (int i = 0; i < COLUMNS; i++)
		free(line->cells[i]);
}

static void widen(int *widths, const struct line *line)
{
	for (int i = 0; i < COLUMNS; i++) {
		if (line->widths[i] > widths[i])
			widths[i] = line->widths[i];
	}
}

/* Blanks are written before what follows them, so that none ends a line. */
static void write_line(FILE *out, const struct line *line, const int *widths, const char *rest)
{
	int blanks = 0;

	for (int i = 0; i < COLUMNS; i++) {
		const char *cell = line->cells[i] ? line->cells[i] : "";
		int room = widths[i] - line->widths[i];
		int before = columns[i].is_number ? room : 0;

		if (*cell)
			(void)fprintf(out, "%*s%s", blanks + before, "", cell);
		blanks = (*cell ? 0 : blanks + before + line->widths[i]) + room - before + BETWEEN;
		if (rest && i == 1) {
			(void)fprintf(out, "%*s%s", blanks, "", rest);
			break;
		}
	}
	(void)fputc('\n', out);
}

static void write_summary(FILE *out, const struct line *line, const int *widths,
			  const struct summary *summary)
{
	char *failure = summary->failure ? label_new(summary->failure) : NULL;

	write_line(out, line, widths, failure);
	free(failure);
}

static int write_all(FILE *out, const struct summary *const *summaries, size_t n, struct err *err)
{
	struct line *lines = xcalloc(n + 1, sizeof(*lines));
	int widths[COLUMNS] = { 0 }, rc = 0;

	for (int i = 0; i < COLUMNS; i++)
		put_text(&lines[n], i, _(columns[i].heading));
	widen(widths, &lines[n]);
	for (size_t i = 0; i < n; i++) {
		fill(&lines[i], summaries[i]);
		widen(widths, &lines[i]);
	}
	write_line(out, &lines[n], widths, NULL);
	for (size_t i = 0; i < n && !rc; i++) {
		write_summary(out, &lines[i], widths, summaries[i]);
		rc = present_goes_on(out, err);
	}
	for (size_t i = 0; i <= n; i++)
		release(&lines[i]);
	free(lines);
	return rc ? rc : present_check(out, err);
}

const struct format format_table = { .name = "table", .write_all = write_all };
