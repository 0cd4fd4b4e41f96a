#include "data/big_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include "data/lang.h"
#include "data/mem.h"

struct big_file *big_file_open(const char *path, uint64_t least)
{
	struct big_file *file;
	struct stat st;
	int fd;

	/* Looked at first: to open a pipe might take for ever. */
	if (stat(path, &st) || !S_ISREG(st.st_mode) || (uint64_t)st.st_size < least)
		return NULL;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	file = xmalloc(sizeof(*file));
	*file = (struct big_file) { fd, xstrdup(path), (uint64_t)st.st_size };
	return file;
}

void big_file_close(struct big_file *file)
{
	if (!file)
		return;
	(void)close(file->fd);
	free(file->path);
	free(file);
}

int big_file_read(const struct big_file *file, uint64_t from, char *to, size_t len, struct err *err)
{
	while (len) {
		ssize_t got = pread(file->fd, to, len, (off_t)from);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return err_errno(err, ERR_IO, _("%s: cannot be read"), file->path);
		if (got == 0)
			return err_set(err, ERR_IO, _("%s became shorter while it was read"),
				       file->path);
		from += (uint64_t)got;
		to += got;
		len -= (size_t)got;
	}
	return 0;
}
