#include "data/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "data/lang.h"

/* Texts may quote what strangers sent: no line ends, no escape sequences for the terminal. */
static void make_one_line(char *text)
{
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c < 0x20 || c == 0x7f)
			*text = c == '\n' || c == '\t' ? ' ' : '?';
	}
}

/* The system's own words, which have no Portuguese without a locale: those that users meet. */
static const char *reason(int number)
{
	static const struct {
		int number;
		const char *text;
	} reasons[] = {
		{ ENOENT, N_("No such file or directory") },
		{ EACCES, N_("Permission denied") },
		{ EPERM, N_("Operation not permitted") },
		{ EEXIST, N_("File exists") },
		{ ENOTDIR, N_("Not a directory") },
		{ EISDIR, N_("Is a directory") },
		{ EROFS, N_("Read-only file system") },
		{ ENOSPC, N_("No space left on device") },
		{ EDQUOT, N_("Disk quota exceeded") },
		{ EFBIG, N_("File too large") },
		{ EPIPE, N_("Broken pipe") },
		{ EIO, N_("Input/output error") },
		{ EMFILE, N_("Too many open files") },
		{ ENAMETOOLONG, N_("File name too long") },
	};

	for (size_t i = 0; i < sizeof(reasons) / sizeof(*reasons); i++) {
		if (reasons[i].number == number)
			return _(reasons[i].text);
	}
	return strerror(number);
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
	err->code = saved == ENOSPC || saved == EDQUOT ? ERR_FULL
		    : saved == EPIPE                   ? ERR_UNREAD
						       : code;
	va_start(args, format);
	(void)vsnprintf(err->text, sizeof(err->text), format, args);
	va_end(args);
	used = strlen(err->text);
	(void)snprintf(err->text + used, sizeof(err->text) - used, ": %s", reason(saved));
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
