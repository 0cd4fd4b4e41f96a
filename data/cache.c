#include "data/cache.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include "data/buf.h"
#include "data/cache_group.h"
#include "data/cache_name.h"
#include "data/lang.h"
#include "data/mem.h"

enum { MAX_FACTS = 1 << 20 };

struct cache {
	char *dir;
	struct cache_group group; /* its folder is locked while we live; none: read only */
};

static int open_folder(const char *path)
{
	return open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static void remove_folder(const char *path)
{
	DIR *folder = opendir(path);
	struct dirent *entry;

	while (folder && (entry = readdir(folder)))
		(void)unlinkat(dirfd(folder), entry->d_name, 0);
	if (folder)
		(void)closedir(folder);
	(void)rmdir(path);
}

/* Each living process holds a lock on its folder; a dead one's is free. */
static void remove_if_dead(const char *root, const char *name)
{
	char *path = xasprintf("%s/%s", root, name);
	int fd = *name == '.' ? -1 : open_folder(path);

	if (fd >= 0) {
		if (flock(fd, LOCK_EX | LOCK_NB) == 0)
			remove_folder(path);
		(void)close(fd);
	}
	free(path);
}

static void remove_dead(const char *root)
{
	DIR *folder = opendir(root);
	struct dirent *entry;

	while (folder && (entry = readdir(folder)))
		remove_if_dead(root, entry->d_name);
	if (folder)
		(void)closedir(folder);
}

static int lock(int fd)
{
	int rc;

	do
		rc = flock(fd, LOCK_EX);
	while (rc && errno == EINTR);
	return rc;
}

/* A folder of our own for temporary files. ROOT is locked meanwhile, so that nobody takes our
 * folder for a dead one's before we have locked it. */
static int claim_folder(struct cache *cache, const char *root)
{
	int guard = open_folder(root);

	if (guard < 0)
		return -1;
	/* File systems without locks do not tell the dead from the living. */
	if (lock(guard) == 0)
		remove_dead(root);
	cache->group.tmp = xasprintf("%s/XXXXXX", root);
	if (mkdtemp(cache->group.tmp))
		cache->group.lock = open_folder(cache->group.tmp);
	if (cache->group.lock >= 0)
		(void)flock(cache->group.lock, LOCK_EX | LOCK_NB);
	(void)close(guard);
	return cache->group.lock < 0 ? -1 : 0;
}

static struct cache *new_cache(const char *dir)
{
	struct cache *cache = xcalloc(1, sizeof(*cache));

	cache->dir = xstrdup(dir);
	cache->group.root = strlen(dir) + 1;
	cache->group.lock = -1;
	return cache;
}

struct cache *cache_open_read_only(const char *dir)
{
	return new_cache(dir);
}

struct cache *cache_open(const char *dir, struct err *err)
{
	struct cache *cache;
	char *root;
	int rc;

	if (!*dir) {
		err_set(err, ERR_USAGE, _("the cache needs a folder"));
		return NULL;
	}
	cache = new_cache(dir);
	root = xasprintf("%s/%s", dir, CACHE_NAME_TEMPORARY);
	rc = cache_make_folders(root, 1, true);
	if (!rc && mkdir(root, 0700) && errno != EEXIST)
		rc = -1;
	if (rc || claim_folder(cache, root)) {
		err_errno(err, ERR_IO, _("the cache %s cannot be written"), dir);
		cache_free(cache);
		cache = NULL;
	}
	free(root);
	return cache;
}

void cache_free(struct cache *cache)
{
	if (!cache)
		return;
	cache_group_drop(&cache->group);
	if (cache->group.lock >= 0) {
		remove_folder(cache->group.tmp);
		(void)close(cache->group.lock);
	}
	free(cache->group.tmp);
	free(cache->dir);
	free(cache);
}

const char *cache_dir(const struct cache *cache)
{
	return cache->dir;
}

char *cache_path(const struct cache *cache, const char *url, struct err *err)
{
	char *name = cache_name(url, err);
	char *path = name ? xasprintf("%s/%s", cache->dir, name) : NULL;

	free(name);
	return path;
}

int cache_write(struct cache *cache, const char *url, const struct cache_facts *facts,
		const char *body, size_t len, struct err *err)
{
	struct page page = { .body = (char *)body, .len = len };
	struct cache_facts all = *facts;
	char *path = cache_path(cache, url, err), *json;
	int rc;

	if (!path)
		return -1;
	page_hash(&page);
	memcpy(all.sha256, page.sha256, sizeof(all.sha256));
	json = cache_facts_write(&all, url);
	rc = cache_group_add(&cache->group, path, json, body, len, err);
	free(json);
	free(path);
	return rc;
}

int cache_sync(struct cache *cache, struct err *err)
{
	return cache_group_keep(&cache->group, err);
}

struct cache_batch {
	struct cache_group group;
};

struct cache_batch *cache_take(struct cache *cache)
{
	struct cache_batch *batch;

	if (!cache->group.entries)
		return NULL;
	batch = xcalloc(1, sizeof(*batch));
	batch->group = cache->group;
	cache->group.entries = NULL;
	return batch;
}

int cache_batch_keep(struct cache_batch *batch, struct err *err)
{
	int rc = cache_group_keep(&batch->group, err);

	free(batch);
	return rc;
}

/* 1: read, 0: no such file, -1: error. */
static int read_if_there(struct buf *buf, const char *path, struct err *err)
{
	if (access(path, F_OK) && errno == ENOENT)
		return 0;
	return buf_read_file(buf, path, err) ? -1 : 1;
}

static int read_facts(struct cache_facts *facts, const char *body_path, struct err *err)
{
	char *path = xasprintf("%s%s", body_path, CACHE_NAME_FACTS);
	struct buf json;
	int rc;

	buf_init(&json, MAX_FACTS);
	rc = read_if_there(&json, path, err);
	if (rc > 0 && (!json.len || cache_facts_read(facts, json.data, json.len)))
		rc = 0;
	buf_release(&json);
	free(path);
	return rc;
}

/* 0 also where the bytes are not those that FACTS speaks of. */
static int read_page(struct page *page, const char *path, const char *url, size_t max,
		     const struct cache_facts *facts, struct err *err)
{
	struct page read = { 0 };
	struct buf body;
	int rc;

	buf_init(&body, max);
	rc = read_if_there(&body, path, err);
	if (rc > 0) {
		read.len = body.len;
		read.body = buf_take(&body);
		page_hash(&read);
		rc = strcmp(read.sha256, facts->sha256) == 0;
	}
	if (rc > 0) {
		read.source = xstrdup(url);
		read.content_type = facts->content_type ? xstrdup(facts->content_type) : NULL;
		read.etag = facts->etag ? xstrdup(facts->etag) : NULL;
		read.fetched = facts->fetched;
		read.from_public = !facts->private_address;
		*page = read;
	} else {
		page_release(&read);
	}
	buf_release(&body);
	return rc;
}

int cache_get(const struct cache *cache, const char *url, size_t max, struct page *page,
	      struct cache_facts *facts, struct err *err)
{
	struct cache_facts known = { 0 };
	char *path = cache_path(cache, url, err);
	int rc;

	if (!path)
		return -1;
	rc = read_facts(&known, path, err);
	if (rc > 0)
		rc = read_page(page, path, url, max, &known, err);
	if (rc > 0 && facts)
		*facts = known;
	else
		cache_facts_release(&known);
	free(path);
	return rc;
}
