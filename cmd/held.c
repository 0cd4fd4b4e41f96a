#include "cmd/held.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <uv.h>
#include "cmd/job.h"
#include "collect/collect.h"
#include "data/lang.h"
#include "data/mem.h"

struct held {
	const struct collect *collect;
	uv_mutex_t lock; /* of what follows */
	size_t most, used;
	FILE *file; /* NULL: not needed so far */
	off_t end;
};

struct held *held_new(const struct collect *collect, size_t most)
{
	struct held *held = xcalloc(1, sizeof(*held));

	held->collect = collect;
	held->most = most;
	(void)uv_mutex_init(&held->lock);
	return held;
}

void held_free(struct held *held)
{
	if (!held)
		return;
	if (held->file)
		(void)fclose(held->file);
	uv_mutex_destroy(&held->lock);
	free(held);
}

/* Is there room for LEN bytes more? Then they count. */
static bool has_room(struct held *held, size_t len)
{
	bool room;

	uv_mutex_lock(&held->lock);
	room = len <= held->most - held->used;
	if (room)
		held->used += len;
	uv_mutex_unlock(&held->lock);
	return room;
}

static void give_back(struct held *held, size_t len)
{
	uv_mutex_lock(&held->lock);
	held->used -= len;
	uv_mutex_unlock(&held->lock);
}

/* ---- pages ---- */

void held_put_page(struct held *held, struct job *job)
{
	struct page *page = &job->page;

	if (!held || !page->body)
		return;
	job->is_held = has_room(held, page->len);
	job->is_aside = !job->is_held;
	if (!job->is_aside)
		return;
	if (!*page->sha256)
		page_hash(page);
	free(page->body);
	page->body = NULL;
}

/* Into PAGE; what is known of the old one stays. */
static int read_again(const struct held *held, struct job *job, struct err *err)
{
	struct page again = { 0 };
	int rc = collect_cached(held->collect, job->book, &again, err);

	if (rc > 0) {
		page_hash(&again);
		if (again.big || strcmp(again.sha256, job->page.sha256) != 0)
			rc = err_set(err, ERR_IO, _("it has changed since it was collected"));
	} else if (rc == 0) {
		rc = err_set(err, ERR_IO, _("it is not in the cache any more"));
	}
	if (rc > 0) {
		job->page.body = again.body;
		again.body = NULL;
	}
	page_release(&again);
	return rc > 0 ? 0 : -1;
}

int held_get_page(struct held *held, struct job *job, struct err *err)
{
	bool aside = job->is_aside;

	if (job->is_held)
		give_back(held, job->page.len);
	job->is_held = job->is_aside = false;
	return aside ? read_again(held, job, err) : 0;
}

/* ---- texts ---- */

/* Where LEN bytes may go; -1: nowhere. */
static off_t find_place(struct held *held, size_t len, int *fd)
{
	off_t at = -1;

	uv_mutex_lock(&held->lock);
	if (!held->file)
		held->file = tmpfile();
	if (held->file) {
		*fd = fileno(held->file);
		at = held->end;
		held->end += (off_t)len;
	}
	uv_mutex_unlock(&held->lock);
	return at;
}

static bool write_all(int fd, const char *bytes, size_t len, off_t at)
{
	ssize_t n = 0;

	for (; len && n >= 0; bytes += n, len -= (size_t)n, at += n)
		n = pwrite(fd, bytes, len, at);
	return n >= 0;
}

static bool read_all(int fd, char *bytes, size_t len, off_t at)
{
	ssize_t n = 1;

	for (; len && n > 0; bytes += n, len -= (size_t)n, at += n)
		n = pread(fd, bytes, len, at);
	return len == 0;
}

void held_put_text(struct held *held, struct job *job)
{
	struct text *text = &job->text;
	off_t at;
	int fd = -1;

	if (!held || !text->data || !text->len)
		return;
	job->is_held = has_room(held, text->len);
	if (job->is_held)
		return;
	at = find_place(held, text->len, &fd);
	if (at < 0 || !write_all(fd, text->data, text->len, at))
		return;
	free(text->data);
	text->data = NULL;
	job->is_aside = true;
	job->aside = at;
}

int held_get_text(struct held *held, struct job *job, struct err *err)
{
	struct text *text = &job->text;

	if (job->is_held)
		give_back(held, text->len);
	if (job->is_aside) {
		text->data = xmalloc(text->len + 1);
		text->data[text->len] = '\0';
		if (!read_all(fileno(held->file), text->data, text->len, job->aside))
			return err_errno(err, ERR_IO, _("a temporary file cannot be read"));
	}
	job->is_held = job->is_aside = false;
	return 0;
}
