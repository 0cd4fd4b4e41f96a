#include "data/cache_group.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utlist.h>
#include "data/cache_name.h"
#include "data/lang.h"
#include "data/mem.h"

/* More are cheaper together: what syncing the file system costs does not depend on us alone. */
enum { FEW = 8 };

struct cache_entry {
	char *path, *facts_path;
	char *body, *facts; /* temporary files */
	struct cache_entry *prev, *next;
};

static int sync_path(const char *path, int flags)
{
	int fd = open(path, flags | O_RDONLY | O_CLOEXEC);
	int rc;

	if (fd < 0)
		return -1;
	rc = fsync(fd);
	if (rc && errno == EINVAL) /* a file system that keeps folders without being asked */
		rc = 0;
	(void)close(fd);
	return rc;
}

int cache_make_folders(const char *path, size_t from, int sync)
{
	char *copy = xstrdup(path);
	char *slash = strchr(copy + from, '/'), *parent = from > 1 ? copy + from - 1 : NULL;
	int rc = 0;

	for (; !rc && slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		rc = mkdir(copy, 0700);
		if (rc && errno == EEXIST) {
			rc = 0;
		} else if (!rc && parent && sync) {
			/* A new folder is there after a crash only if its parent says so. */
			*parent = '\0';
			rc = sync_path(copy, O_DIRECTORY);
			*parent = '/';
		}
		*slash = '/';
		parent = slash;
	}
	free(copy);
	return rc;
}

static int write_all(int fd, const char *bytes, size_t len)
{
	while (len) {
		ssize_t done = write(fd, bytes, len);

		if (done < 0 && errno != EINTR)
			return -1;
		if (done > 0) {
			bytes += done;
			len -= (size_t)done;
		}
	}
	return 0;
}

/* The path of a new file in our own folder; NULL and errno. */
static char *write_temporary(struct cache_group *group, const char *bytes, size_t len)
{
	char *path = xasprintf("%s/%u", group->tmp, group->count++);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	int rc = fd < 0 ? -1 : write_all(fd, bytes, len);
	int saved = errno;

	/* Some file systems tell only now that there was no room. */
	if (fd >= 0 && close(fd) && !rc) {
		rc = -1;
		saved = errno;
	}
	if (!rc)
		return path;
	(void)unlink(path);
	free(path);
	errno = saved;
	return NULL;
}

static void entry_free(struct cache_entry *entry)
{
	if (entry->body)
		(void)unlink(entry->body);
	if (entry->facts)
		(void)unlink(entry->facts);
	free(entry->body);
	free(entry->facts);
	free(entry->path);
	free(entry->facts_path);
	free(entry);
}

int cache_group_add(struct cache_group *group, const char *path, const char *facts,
		    const char *body, size_t len, struct err *err)
{
	struct cache_entry *entry;

	if (!group->tmp)
		return err_set(err, ERR_USAGE, _("%s: the cache is only read"), path);
	entry = xcalloc(1, sizeof(*entry));
	entry->path = xstrdup(path);
	entry->facts_path = xasprintf("%s%s", path, CACHE_NAME_FACTS);
	entry->body = write_temporary(group, body, len);
	if (entry->body)
		entry->facts = write_temporary(group, facts, strlen(facts));
	if (!entry->facts) {
		err_errno(err, ERR_IO, _("%s cannot be written"), path);
		entry_free(entry);
		return -1;
	}
	DL_APPEND(group->entries, entry);
	return 0;
}

static int sync_bytes(const struct cache_entry *entry)
{
	return sync_path(entry->body, 0) || sync_path(entry->facts, 0) ? -1 : 0;
}

static int sync_name(const struct cache_entry *entry)
{
	char *folder = xstrndup(entry->path, (size_t)(strrchr(entry->path, '/') - entry->path));
	int rc = sync_path(folder, O_DIRECTORY);

	free(folder);
	return rc;
}

/* Its folders are there already where it is not the first in them. */
static int place_facts(const struct cache_group *group, struct cache_entry *entry, bool few)
{
	if (!rename(entry->facts, entry->facts_path))
		return 0;
	if (errno != ENOENT || cache_make_folders(entry->path, group->root, few))
		return -1;
	return rename(entry->facts, entry->facts_path);
}

/* Facts first: a body with the facts of another is not there, and one without any neither. */
static int put_in_place(const struct cache_group *group, struct cache_entry *entry, bool few)
{
	if (place_facts(group, entry, few))
		return -1;
	free(entry->facts);
	entry->facts = NULL;
	if (rename(entry->body, entry->path))
		return -1;
	free(entry->body);
	entry->body = NULL;
	return few ? sync_name(entry) : 0;
}

static int keep_one(const struct cache_group *group, struct cache_entry *entry, bool few,
		    struct err *err)
{
	if ((few && sync_bytes(entry)) || put_in_place(group, entry, few))
		return err_errno(err, ERR_IO, _("%s cannot be written"), entry->path);
	return 0;
}

int cache_group_keep(struct cache_group *group, struct err *err)
{
	struct cache_entry *entry;
	int n, rc = 0;
	bool few;

	DL_COUNT(group->entries, entry, n);
	few = n <= FEW;
	if (!few && syncfs(group->lock))
		rc = err_errno(err, ERR_IO, _("%s cannot be written"), group->tmp);
	for (entry = group->entries; entry && !rc; entry = entry->next)
		rc = keep_one(group, entry, few, err);
	if (!few && !rc && syncfs(group->lock))
		rc = err_errno(err, ERR_IO, _("%s cannot be written"), group->tmp);
	cache_group_drop(group);
	return rc;
}

void cache_group_drop(struct cache_group *group)
{
	struct cache_entry *entry, *next;

	DL_FOREACH_SAFE (group->entries, entry, next)
		entry_free(entry);
	group->entries = NULL;
}
