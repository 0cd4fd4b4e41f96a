#include "cmd/serve_books.h"

#include <stdlib.h>
#include <sys/stat.h>
#include "data/lang.h"
#include "data/mem.h"
#include "data/results.h"
#include "data/store.h"

struct serve_books {
	char *dir;
	struct store *store;
	struct results *results;
	struct stat file;
	int64_t opened; /* how often: part of the version */
};

/* ---- the store ---- */

static bool is_same_file(const struct serve_books *books)
{
	char *path = xasprintf("%s/traca.db", books->dir);
	struct stat now;
	bool same = stat(path, &now) == 0 && now.st_ino == books->file.st_ino &&
		    now.st_dev == books->file.st_dev;

	free(path);
	return same;
}

static void close_store(struct serve_books *books)
{
	results_free(books->results);
	store_free(books->store);
	books->results = NULL;
	books->store = NULL;
}

static int open_store(struct serve_books *books, struct err *err)
{
	char *path = xasprintf("%s/traca.db", books->dir);

	close_store(books);
	if (stat(path, &books->file)) {
		free(path);
		return err_set(err, ERR_MISSING,
			       _("nothing is kept in %s: 'traca run' and 'traca analyze --save' "
				 "do that"),
			       books->dir);
	}
	free(path);
	books->store = store_open_to_watch(books->dir, err);
	if (!books->store)
		return -1;
	books->results = results_new(books->store);
	books->opened++;
	return 0;
}

struct serve_books *serve_books_open(const char *dir, struct err *err)
{
	struct serve_books *books = xcalloc(1, sizeof(*books));

	books->dir = xstrdup(dir);
	if (open_store(books, err)) {
		serve_books_free(books);
		return NULL;
	}
	return books;
}

void serve_books_free(struct serve_books *books)
{
	if (!books)
		return;
	close_store(books);
	free(books->dir);
	free(books);
}

struct store *serve_books_store(struct serve_books *books, struct err *err)
{
	int64_t version;

	return serve_books_version(books, &version, err) ? NULL : books->store;
}

int serve_books_version(struct serve_books *books, int64_t *version, struct err *err)
{
	if ((!books->store || !is_same_file(books)) && open_store(books, err))
		return -1;
	if (results_version(books->results, version, err)) {
		/* What failed stays so: the next one who asks begins anew. */
		close_store(books);
		return -1;
	}
	*version += books->opened;
	return 0;
}

/* ---- books of it ---- */

static int compare_ids(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static int on_result(struct summary *summary, int64_t id, void *arg, struct err *err)
{
	struct serve_found *found = arg;

	(void)err;
	if (found->n == found->size) {
		found->size = found->size ? 2 * found->size : 16;
		found->summaries =
			xreallocarray(found->summaries, found->size, sizeof(*found->summaries));
		found->ids = xreallocarray(found->ids, found->size, sizeof(*found->ids));
	}
	found->ids[found->n] = id;
	found->summaries[found->n++] = *summary;
	*summary = (struct summary) { 0 };
	return 0;
}

/* WHOLE: with measures and curves. */
static int find(struct serve_books *books, struct serve_found *found,
		const struct serve_question *question, bool whole, struct err *err)
{
	struct results_query query = {
		.id = question->summary,
		.number = question->number,
		.measures = whole,
		.curves = whole,
	};

	return results_each(books->results, &query, on_result, found, err);
}

void serve_found_release(struct serve_found *found)
{
	for (size_t i = 0; i < found->n; i++)
		summary_release(&found->summaries[i]);
	free(found->summaries);
	free(found->ids);
}

static bool is_newer(const struct serve_found *found, size_t i, size_t than)
{
	int64_t a = found->summaries[i].provenance.analyzed;
	int64_t b = found->summaries[than].provenance.analyzed;

	return a > b || (a == b && found->ids[i] > found->ids[than]);
}

int serve_books_find(struct serve_books *books, struct serve_found *found,
		     const struct serve_question *question, size_t *newest, struct err *err)
{
	*newest = 0;
	if (find(books, found, question, true, err))
		return -1;
	if (!found->n)
		return err_set(err, ERR_MISSING, _("there is no such book"));
	for (size_t i = 1; i < found->n; i++) {
		if (is_newer(found, i, *newest))
			*newest = i;
	}
	return 0;
}

/* ---- all of them, in order ---- */

static int compare_numbers(const void *a, const void *b, void *arg)
{
	const struct serve_found *found = arg;
	size_t i = *(const size_t *)a, j = *(const size_t *)b;
	long x = found->summaries[i].id, y = found->summaries[j].id;

	if (x != y)
		return x < y ? -1 : 1;
	return is_newer(found, i, j) ? -1 : 1;
}

static int compare_books(const void *a, const void *b, void *arg)
{
	const struct serve_found *found = arg;
	size_t i = *(const size_t *)a, j = *(const size_t *)b;
	const struct summary *x = &found->summaries[i], *y = &found->summaries[j];
	int order = summary_compare(&x, &y);

	return order ? order : compare_ids(&found->ids[i], &found->ids[j]);
}

int serve_books_list(struct serve_books *books, struct serve_list *listed,
		     const struct serve_question *question, struct err *err)
{
	struct serve_found *found = &listed->found;
	size_t limit = question->limit ? (size_t)question->limit : SERVE_BOOKS_AT_ONCE;

	if (find(books, found, question, false, err))
		return -1;
	listed->order = xcalloc(found->n + 1, sizeof(*listed->order));
	listed->is_newest = xcalloc(found->n + 1, sizeof(*listed->is_newest));
	for (size_t i = 0; i < found->n; i++)
		listed->order[i] = i;
	qsort_r(listed->order, found->n, sizeof(*listed->order), compare_numbers, found);
	for (size_t i = 0; i < found->n; i++) {
		long number = found->summaries[listed->order[i]].id;

		listed->is_newest[listed->order[i]] =
			number && (i == 0 || found->summaries[listed->order[i - 1]].id != number);
	}
	qsort_r(listed->order, found->n, sizeof(*listed->order), compare_books, found);
	listed->first = (size_t)question->offset < found->n ? (size_t)question->offset : found->n;
	listed->n = found->n - listed->first < limit ? found->n - listed->first : limit;
	return 0;
}

void serve_list_release(struct serve_list *listed)
{
	serve_found_release(&listed->found);
	free(listed->order);
	free(listed->is_newest);
}

char *serve_list_name(const struct serve_list *listed, size_t i)
{
	if (listed->is_newest[i])
		return xasprintf("%ld", listed->found.summaries[i].id);
	return xasprintf("s%lld", (long long)listed->found.ids[i]);
}

/* ---- with all that a page shows ---- */

static int on_result_again(struct summary *summary, int64_t id, void *arg, struct err *err)
{
	struct summary *listed = arg;

	(void)id;
	(void)err;
	summary_release(listed);
	*listed = *summary;
	*summary = (struct summary) { 0 };
	return 0;
}

/* One by one: a page is a small part of a large store. */
int serve_list_fill(struct serve_books *books, struct serve_list *listed, struct err *err)
{
	struct results_query query = { .measures = true, .curves = true };
	int rc = 0;

	for (size_t i = 0; i < listed->n && !rc; i++) {
		size_t at = listed->order[listed->first + i];

		query.id = listed->found.ids[at];
		rc = results_each(books->results, &query, on_result_again,
				  &listed->found.summaries[at], err);
	}
	return rc;
}

struct results *serve_books_results(const struct serve_books *books)
{
	return books->results;
}
