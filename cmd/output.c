#include "cmd/output.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "data/lang.h"
#include "data/mem.h"

static int cannot_write(const struct output *output, struct err *err)
{
	return err_errno(err, ERR_IO, _("%s cannot be written"),
			 output->path ? output->path : _("standard output"));
}

int output_open(struct output *output, const char *path, struct err *err)
{
	int flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_TRUNC, fd;
	struct stat st;
	bool is_there;

	*output = (struct output) { 0 };
	if (!path || strcmp(path, "-") == 0) {
		output->file = stdout;
		return 0;
	}
	/* The file that a link points to is replaced, not the link. */
	output->path = realpath(path, NULL);
	if (!output->path)
		output->path = xstrdup(path);
	if (stat(output->path, &st) == 0 && S_ISDIR(st.st_mode))
		return err_set(err, ERR_USAGE, _("%s is a folder"), path);
	is_there = stat(output->path, &st) == 0;
	if (is_there && access(output->path, W_OK))
		return cannot_write(output, err);
	if (!is_there || S_ISREG(st.st_mode)) {
		output->temporary = xasprintf("%s.%ld.tmp", output->path, (long)getpid());
		flags |= O_EXCL;
	}
	fd = open(output->temporary ? output->temporary : output->path, flags, 0666);
	/* Who may read it stays as it was. */
	if (fd >= 0 && output->temporary && is_there)
		(void)fchmod(fd, st.st_mode & 0777);
	output->file = fd < 0 ? NULL : fdopen(fd, "w");
	if (output->file)
		return 0;
	(void)cannot_write(output, err);
	if (fd >= 0)
		(void)close(fd);
	return -1;
}

int output_keep(struct output *output, struct err *err)
{
	if (fflush(output->file) || (output->temporary && fsync(fileno(output->file))))
		return cannot_write(output, err);
	if (output->temporary && rename(output->temporary, output->path))
		return cannot_write(output, err);
	free(output->temporary);
	output->temporary = NULL;
	return 0;
}

void output_release(struct output *output)
{
	if (output->file && output->file != stdout)
		(void)fclose(output->file);
	if (output->temporary)
		(void)unlink(output->temporary);
	free(output->temporary);
	free(output->path);
	*output = (struct output) { 0 };
}
