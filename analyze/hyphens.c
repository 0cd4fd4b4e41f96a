#include "analyze/hyphens.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include "analyze/letters.h"
#include "data/mem.h"

void hyphens_release(struct hyphens *hyphens)
{
	free(hyphens->text);
	hyphens->text = NULL;
	hyphens->n_held = 0;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* Where the part of a word that the line from START to LINE_END ends in, less its hyphen, ends;
 * NULL: it does not end in one. */
static const char *broken_at(const char *start, const char *line_end)
{
	static const struct {
		const char *bytes;
		ptrdiff_t len;
	} hyphens[] = { { "-", 1 }, { "\xc2\xad", 2 }, { "\xe2\x80\x90", 3 } };

	while (line_end > start && is_blank(line_end[-1]))
		line_end--;
	for (int i = 0; i < 3; i++) {
		const char *p = line_end - hyphens[i].len;

		if (line_end - start > hyphens[i].len &&
		    memcmp(p, hyphens[i].bytes, (size_t)hyphens[i].len) == 0)
			return letters_end_at(start, p) ? p : NULL;
	}
	return NULL;
}

/* Where the line at P begins with a lower-case letter; NULL: it does not. */
static const char *goes_on_at(const char *p, const char *end)
{
	UChar32 c = 0;
	size_t i = 0;

	while (p < end && is_blank(*p))
		p++;
	if (p < end)
		U8_NEXT(p, i, (size_t)(end - p), c);
	return u_islower(c) ? p : NULL;
}

/* A chunk that is being joined in its place. */
struct join {
	const char *from, *end; /* what is left to be read */
	char *line, *to;        /* where the line that is written begins, and where it goes on */
};

static void move(struct join *join, const char *until)
{
	size_t n = (size_t)(until - join->from);

	if (join->to != join->from)
		memmove(join->to, join->from, n);
	join->to += n;
	join->from = until;
}

/* What ends at LINE_END is written; the line end too, unless the line goes on after it. */
static void join_line(struct join *join, const char *line_end)
{
	const char *broken, *next = NULL;

	move(join, line_end);
	broken = broken_at(join->line, join->to);
	if (broken)
		next = goes_on_at(line_end + 1, join->end);
	if (next) {
		join->to = join->line + (broken - join->line);
		join->from = next;
		return;
	}
	move(join, line_end + 1);
	if (!broken || join->from < join->end || join->to - join->line > HYPHENS_LINE)
		join->line = join->to;
}

static void hold(struct hyphens *hyphens, const struct join *join)
{
	hyphens->n_held = (size_t)(join->to - join->line);
	if (hyphens->n_held)
		memcpy(hyphens->held, join->line, hyphens->n_held);
}

void hyphens_join(struct hyphens *hyphens, const char **data, size_t *len, bool is_last)
{
	size_t n = hyphens->n_held + *len;
	struct join join;
	const char *line_end;

	hyphens->text = xreallocarray(hyphens->text, n, 1);
	if (hyphens->n_held)
		memcpy(hyphens->text, hyphens->held, hyphens->n_held);
	if (*len)
		memcpy(hyphens->text + hyphens->n_held, *data, *len);
	join = (struct join) { hyphens->text, hyphens->text + n, hyphens->text, hyphens->text };
	while ((line_end = memchr(join.from, '\n', (size_t)(join.end - join.from))))
		join_line(&join, line_end);
	move(&join, join.end);
	if (is_last)
		join.line = join.to;
	hold(hyphens, &join);
	*data = hyphens->text;
	*len = (size_t)(join.line - hyphens->text);
}
