#include "data/summary_lines.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "data/buf.h"
#include "data/lang.h"
#include "data/mem.h"

enum { LONGEST_LINE = 1 << 30, STEP = 1 << 16 };

struct summary_lines {
	FILE *file;
	struct buf buf;
	size_t start;   /* of what was not given out yet */
	size_t scanned; /* no line end between start and here */
	size_t number;
};

struct summary_lines *summary_lines_new(FILE *file)
{
	struct summary_lines *lines = xcalloc(1, sizeof(*lines));

	lines->file = file;
	buf_init(&lines->buf, LONGEST_LINE);
	return lines;
}

void summary_lines_free(struct summary_lines *lines)
{
	if (!lines)
		return;
	buf_release(&lines->buf);
	free(lines);
}

/* 0: that was all. */
static int read_more(struct summary_lines *lines, struct err *err)
{
	struct buf *buf = &lines->buf;
	size_t got;
	char *room;

	if (lines->start) {
		memmove(buf->data, buf->data + lines->start, buf->len - lines->start);
		buf->len -= lines->start;
		lines->scanned -= lines->start;
		lines->start = 0;
	}
	room = buf_reserve(buf, STEP, err);
	if (!room)
		return -1;
	got = fread(room, 1, STEP, lines->file);
	if (!got && ferror(lines->file))
		return err_errno(err, ERR_IO, _("cannot be read"));
	buf->len += got;
	return got > 0;
}

/* The next line, also a last one without an end; it stays until the next call. */
static int next_line(struct summary_lines *lines, const char **line, size_t *len, struct err *err)
{
	struct buf *buf = &lines->buf;
	const char *end = NULL;
	int more = 1;

	lines->number++;
	while (more > 0) {
		end = buf->len > lines->scanned
			      ? memchr(buf->data + lines->scanned, '\n', buf->len - lines->scanned)
			      : NULL;
		if (end)
			break;
		lines->scanned = buf->len;
		more = read_more(lines, err);
	}
	if (more < 0)
		return -1;
	*line = buf->data + lines->start;
	*len = (end ? (size_t)(end - buf->data) : buf->len) - lines->start;
	lines->start = lines->scanned = end ? (size_t)(end - buf->data) + 1 : buf->len;
	return end || *len;
}

static bool is_blank(const char *line, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (!strchr(" \t\r", line[i]) || !line[i])
			return false;
	}
	return true;
}

int summary_lines_next(struct summary_lines *lines, struct summary *out, struct err *err)
{
	const char *line;
	size_t len;
	int rc;

	do
		rc = next_line(lines, &line, &len, err);
	while (rc > 0 && is_blank(line, len));
	if (rc > 0 && summary_line_read(out, line, len, err))
		return err_prefix(err, _("line %zu"), lines->number);
	return rc;
}

size_t summary_lines_number(const struct summary_lines *lines)
{
	return lines->number;
}
