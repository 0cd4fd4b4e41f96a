#include "cmd/twins.h"

#include <stdlib.h>
#include <string.h>
#include <uthash.h>
#include <uv.h>
#include "cmd/job.h"
#include "cmd/titles.h"
#include "data/lang.h"
#include "data/mem.h"
#include "data/page.h"

struct content {
	char *key;
	void *owner;
	UT_hash_handle hh;
};

struct twins {
	uv_mutex_t lock;
	struct content *known;
};

struct twins *twins_new(void)
{
	struct twins *twins = xcalloc(1, sizeof(*twins));

	(void)uv_mutex_init(&twins->lock);
	return twins;
}

void twins_free(struct twins *twins)
{
	struct content *content, *next;

	HASH_ITER (hh, twins->known, content, next) {
		HASH_DEL(twins->known, content);
		free(content->key);
		free(content);
	}
	uv_mutex_destroy(&twins->lock);
	free(twins);
}

/* KEY is taken over. */
static void *find_or_add(struct twins *twins, char *key, void *owner)
{
	struct content *content;

	HASH_FIND_STR(twins->known, key, content);
	if (content) {
		free(key);
		return content->owner;
	}
	content = xcalloc(1, sizeof(*content));
	content->key = key;
	content->owner = owner;
	HASH_ADD_KEYPTR(hh, twins->known, content->key, strlen(content->key), content);
	return owner;
}

void *twins_first(struct twins *twins, const struct page *page, int kind, void *owner)
{
	const char *type = page->content_type ? page->content_type : "";
	void *first;

	if (!*page->sha256)
		return owner;
	uv_mutex_lock(&twins->lock);
	first = find_or_add(twins, xasprintf("%s %d %s", page->sha256, kind, type), owner);
	uv_mutex_unlock(&twins->lock);
	return first;
}

static char *copy(const char *text)
{
	return text ? xstrdup(text) : NULL;
}

char *twins_line(size_t n)
{
	return xasprintf(lang_plural("%zu has the same content as another, and was not analyzed "
				     "again",
				     "%zu have the same content as others, and were not analyzed "
				     "again",
				     n),
			 n);
}

void twins_take(struct job *job, const struct job *twin, const struct catalog *catalog)
{
	const struct text *text = &twin->text;
	struct summary *summary = &job->summary;

	job->failure = twin->failure;
	if (!twin->done)
		return;
	summary_copy_numbers(summary, &twin->summary);
	summary->id = text->id;
	summary->title = copy(text->title);
	summary->author = copy(text->author);
	summary->language = copy(text->language);
	summary->language_by = text->language_by;
	summary->source = copy(job->page.source);
	job_prove(job);
	titles_complete(summary, job->book, catalog);
	job->text.warning = text->warning;
	job->done = true;
}
