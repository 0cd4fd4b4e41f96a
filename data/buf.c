#include "data/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "data/lang.h"
#include "data/mem.h"

void buf_init(struct buf *buf, size_t max)
{
	*buf = (struct buf) { .max = max };
}

void buf_release(struct buf *buf)
{
	free(buf->data);
	*buf = (struct buf) { 0 };
}

void buf_clear(struct buf *buf)
{
	buf->len = 0;
	if (buf->data)
		buf->data[0] = '\0';
}

char *buf_reserve(struct buf *buf, size_t len, struct err *err)
{
	size_t need, size;

	if (len > buf->max || buf->len > buf->max - len) {
		err_set(err, ERR_LIMIT, _("more than %zu bytes"), buf->max);
		return NULL;
	}
	need = buf->len + len + 1;
	if (need > buf->size) {
		size = buf->size < 128 ? 256 : buf->size * 2;
		if (size < need)
			size = need;
		if (size > buf->max + 1)
			size = buf->max + 1;
		buf->data = xreallocarray(buf->data, size, 1);
		buf->size = size;
	}
	buf->data[need - 1] = '\0';
	return buf->data + buf->len;
}

int buf_add(struct buf *buf, const void *bytes, size_t len, struct err *err)
{
	char *room = buf_reserve(buf, len, err);

	if (!room)
		return -1;
	if (len)
		memcpy(room, bytes, len);
	buf->len += len;
	return 0;
}

int buf_add_text(struct buf *buf, const char *text, struct err *err)
{
	return buf_add(buf, text, strlen(text), err);
}

char *buf_take(struct buf *buf)
{
	char *data = buf->data ? buf->data : xstrdup("");

	*buf = (struct buf) { .max = buf->max };
	return data;
}

/* Reads into the room that there is, or some more; at the limit into one byte aside, to tell full from
 * too large. */
static ssize_t read_some(struct buf *buf, int fd)
{
	enum { STEP = 65536 };
	size_t room = buf->max - buf->len;
	size_t there = buf->size > buf->len + 1 ? buf->size - buf->len - 1 : STEP;
	char aside;

	if (room > there)
		room = there;
	return room ? read(fd, buf_reserve(buf, room, NULL), room) : read(fd, &aside, 1);
}

static int read_all(struct buf *buf, int fd, struct err *err)
{
	for (;;) {
		ssize_t got = read_some(buf, fd);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_errno(err, ERR_IO, _("cannot be read"));
		if (got > 0 && buf->len == buf->max)
			return err_set(err, ERR_LIMIT, _("more than %zu bytes"), buf->max);
		if (got == 0)
			return 0;
		buf->len += (size_t)got;
		buf->data[buf->len] = '\0';
	}
}

int buf_read_file(struct buf *buf, const char *path, struct err *err)
{
	bool is_stdin = strcmp(path, "-") == 0;
	int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	int rc;

	if (fd < 0)
		return err_errno(err, ERR_IO, _("%s cannot be opened"), path);
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 &&
	    (size_t)st.st_size < buf->max)
		(void)buf_reserve(buf, (size_t)st.st_size + 1, NULL);
	rc = read_all(buf, fd, err);
	if (!is_stdin)
		(void)close(fd);
	if (rc)
		err_prefix(err, "%s", path);
	return rc;
}

void buf_print(struct buf *out, const char *format, ...)
{
	va_list args, again;
	char *room;
	int len;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	room = len < 0 ? NULL : buf_reserve(out, (size_t)len, NULL);
	if (room)
		out->len += (size_t)vsnprintf(room, (size_t)len + 1, format, again);
	va_end(again);
}
