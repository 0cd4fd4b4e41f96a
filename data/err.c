#include "data/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Texts may quote what strangers sent: no line ends, no escape sequences for the terminal. */
static void make_one_line(char *text)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c < 0x20 || c == 0x7f)
			*text = c == '\n' || c == '\t' ? ' ' : '?';
	}
}

int err_set(struct err *err, enum err_code code, const char *format, ...)
{
	va_list args;

	if (!err)
		return -1;
	err->code = code;
	va_start(args, format);
	(void)vsnprintf(err->text, sizeof(err->text), format, args);
	va_end(args);
	make_one_line(err->text);
	return -1;
}

int err_errno(struct err *err, enum err_code code, const char *format, ...)
{
	int saved = errno;
	va_list args;
	size_t used;

	if (!err)
		return -1;
	err->code = saved == ENOSPC || saved == EDQUOT ? ERR_FULL : code;
	va_start(args, format);
	(void)vsnprintf(err->text, sizeof(err->text), format, args);
	va_end(args);
	used = strlen(err->text);
	(void)snprintf(err->text + used, sizeof(err->text) - used, ": %s", strerror(saved));
	make_one_line(err->text);
	return -1;
}

int err_prefix(struct err *err, const char *format, ...)
{
	char rest[sizeof(err->text)];
	va_list args;
	size_t used;

	if (!err)
		return -1;
	memcpy(rest, err->text, sizeof(rest));
	va_start(args, format);
	(void)vsnprintf(err->text, sizeof(err->text), format, args);
	va_end(args);
	used = strlen(err->text);
	(void)snprintf(err->text + used, sizeof(err->text) - used, ": %s", rest);
	make_one_line(err->text);
	return -1;
}
