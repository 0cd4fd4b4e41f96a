#include "cmd/totals.h"

#include <stdlib.h>
#include <string.h>
#include <uthash.h>
#include <uv.h>
#include "analyze/total.h"
#include "data/lang.h"
#include "data/mem.h"

/* An author, or a language. */
struct group {
	char *name; /* "": not known, or all */
	struct total *total;
	UT_hash_handle hh;
};

struct totals {
	enum total_by by;
	uv_mutex_t lock;
	struct group *groups;
	char *options, *software; /* of all; NULL: not known, or not the same */
	bool any;
};

struct totals *totals_new(enum total_by by)
{
	struct totals *totals = xcalloc(1, sizeof(*totals));

	totals->by = by;
	(void)uv_mutex_init(&totals->lock);
	return totals;
}

void totals_free(struct totals *totals)
{
	struct group *group, *next;

	if (!totals)
		return;
	HASH_ITER (hh, totals->groups, group, next) {
		HASH_DEL(totals->groups, group);
		total_free(group->total);
		free(group->name);
		free(group);
	}
	uv_mutex_destroy(&totals->lock);
	free(totals->options);
	free(totals->software);
	free(totals);
}

static const char *name_of(const struct summary *summary, enum total_by by)
{
	const char *name = NULL;

	if (by == TOTAL_BY_AUTHOR)
		name = summary->author;
	else if (by == TOTAL_BY_LANGUAGE)
		name = summary->language;
	return name ? name : "";
}

static struct group *find_or_add(struct totals *totals, const char *name)
{
	struct group *group;

	HASH_FIND_STR(totals->groups, name, group);
	if (group)
		return group;
	group = xcalloc(1, sizeof(*group));
	group->name = xstrdup(name);
	group->total = total_new();
	HASH_ADD_KEYPTR(hh, totals->groups, group->name, strlen(group->name), group);
	return group;
}

static bool is_same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Words are not added to sequences; what other versions counted is, but it is not said whose the
 * sum is. */
static int add_origin(struct totals *totals, const struct provenance *origin, struct err *err)
{
	if (!totals->any) {
		totals->any = true;
		totals->options = origin->options ? xstrdup(origin->options) : NULL;
		totals->software = origin->software ? xstrdup(origin->software) : NULL;
	}
	if (!is_same(totals->options, origin->options))
		return err_set(err, ERR_USAGE, _("counted with '%s', and others with '%s'"),
			       origin->options ? origin->options : "?",
			       totals->options ? totals->options : "?");
	if (!is_same(totals->software, origin->software)) {
		free(totals->software);
		totals->software = NULL;
	}
	return 0;
}

static int add(struct totals *totals, const struct summary *summary, struct err *err)
{
	struct group *group;

	if (add_origin(totals, &summary->provenance, err))
		return -1;
	group = find_or_add(totals, name_of(summary, totals->by));
	return total_add(group->total, summary, err);
}

int totals_add(struct totals *totals, const struct summary *summary, struct err *err)
{
	int rc;

	if (summary->books && totals->by != TOTAL_BY_ALL && totals->by != summary->total_by)
		return err_set(err, ERR_USAGE, _("a total by %s cannot be divided by %s"),
			       total_by_name(summary->total_by), total_by_name(totals->by));
	uv_mutex_lock(&totals->lock);
	rc = add(totals, summary, err);
	uv_mutex_unlock(&totals->lock);
	return rc;
}

static int by_name(const struct group *a, const struct group *b)
{
	return strcmp(a->name, b->name);
}

struct summary *totals_read(struct totals *totals, unsigned tables, bool measures, size_t *n)
{
	struct summary *summaries = xcalloc(HASH_COUNT(totals->groups), sizeof(*summaries));
	struct group *group;

	*n = 0;
	HASH_SORT(totals->groups, by_name);
	for (group = totals->groups; group; group = group->hh.next) {
		struct summary *summary = &summaries[(*n)++];

		total_read(summary, group->total, tables, measures);
		summary->total_by = totals->by;
		summary->provenance.options = totals->options ? xstrdup(totals->options) : NULL;
		summary->provenance.software = totals->software ? xstrdup(totals->software) : NULL;
		if (*group->name && totals->by == TOTAL_BY_AUTHOR)
			summary->author = xstrdup(group->name);
		if (*group->name && totals->by == TOTAL_BY_LANGUAGE)
			summary->language = xstrdup(group->name);
	}
	return summaries;
}
