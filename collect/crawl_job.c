#include "collect/crawl_state.h"

#include <stdlib.h>
#include <string.h>
#include "collect/address.h"
#include "collect/crawl_hosts.h"
#include "collect/crawl_refresh.h"
#include "collect/frontier.h"
#include "collect/ledger.h"
#include "collect/url.h"
#include "data/buf.h"
#include "data/lang.h"
#include "data/mem.h"

/* ---- seeds ---- */

char *crawl_full_url(const struct crawl *crawl, const char *printable)
{
	const struct crawl_options *options = &crawl->options;
	char *site = url_authority(printable), *url = NULL;

	for (size_t i = 0; !url && i < options->n_seeds; i++) {
		const char *seed = options->seeds[i];
		char *plain = url_printable(seed), *authority = url_authority(seed);
		size_t user = strlen(seed) - strlen(plain);

		if (user && strcmp(authority, site) == 0) {
			const char *start = strstr(printable, "://") + 3;

			url = xasprintf("%.*s%s", (int)(start - printable + (ptrdiff_t)user), seed,
					start);
		}
		free(authority);
		free(plain);
	}
	free(site);
	return url ? url : xstrdup(printable);
}

static bool is_at_home(const char *url)
{
	char *host = url_host(url);
	bool home = address_is_home(host);

	free(host);
	return home;
}

bool crawl_is_named(const struct crawl *crawl, const char *url)
{
	char *host = url_host(url);
	bool named = false;

	for (size_t i = 0; !named && i < crawl->options.n_seeds; i++) {
		char *other = url_host(crawl->options.seeds[i]);

		named = strcmp(host, other) == 0;
		free(other);
	}
	free(host);
	return named;
}

/* 1: ENTRY is SEED, or what it was moved to in the end; 0: not known yet. */
static int find_seed(struct crawl *crawl, const char *seed, struct frontier_url *entry,
		     struct err *err)
{
	char *url = url_printable(seed);
	int rc = frontier_get(crawl->frontier, crawl->job, url, entry, err);

	for (int hops = 0;
	     rc > 0 && entry->state == FRONTIER_MOVED && entry->location && hops <= CRAWL_MAX_HOPS;
	     hops++) {
		free(url);
		url = xstrdup(entry->location);
		scope_add(crawl->scope, url);
		frontier_url_release(entry);
		rc = frontier_get(crawl->frontier, crawl->job, url, entry, err);
	}
	free(url);
	return rc;
}

static int put_seeds(struct crawl *crawl, struct err *err)
{
	const struct crawl_place place = { 0 };

	crawl->at_home = true;
	for (size_t i = 0; i < crawl->options.n_seeds; i++) {
		const char *seed = crawl->options.seeds[i];
		struct frontier_url entry = { 0 };

		scope_add(crawl->scope, seed);
		crawl->at_home = crawl->at_home && is_at_home(seed);
		if (crawl_put(crawl, seed, &place, err) || find_seed(crawl, seed, &entry, err) < 0)
			return -1;
		frontier_url_release(&entry);
	}
	return 0;
}

/* ---- the job ---- */

/* The command that it was: another process, or a later run, finds the job by it. */
static char *job_key(const struct crawl_options *options)
{
	const struct scope_options *scope = &options->scope;
	struct buf key;
	char *start = xasprintf("crawl --depth %d --scope %s", options->depth,
				scope_kind_name(scope->kind));

	buf_init(&key, 64U << 20);
	(void)buf_add_text(&key, start, NULL);
	for (size_t i = 0; i < scope->n_include; i++)
		(void)(buf_add_text(&key, " --include ", NULL) ||
		       buf_add_text(&key, scope->include[i], NULL));
	for (size_t i = 0; i < scope->n_exclude; i++)
		(void)(buf_add_text(&key, " --exclude ", NULL) ||
		       buf_add_text(&key, scope->exclude[i], NULL));
	for (size_t i = 0; i < options->n_seeds; i++) {
		char *seed = url_printable(options->seeds[i]);

		(void)(buf_add_text(&key, " ", NULL) || buf_add_text(&key, seed, NULL));
		free(seed);
	}
	free(start);
	return buf_take(&key);
}

int crawl_open_job(struct crawl *crawl, struct err *err)
{
	struct frontier_stats stats;
	char *key = job_key(&crawl->options);
	int rc = frontier_job(crawl->frontier, key, &crawl->job, err);

	free(key);
	if (rc || frontier_stats(crawl->frontier, crawl->job, &stats, err))
		return -1;
	crawl->known = stats.pending + stats.done + stats.moved + stats.failed;
	crawl->hosts = crawl_hosts_new(crawl->frontier, crawl->job, crawl->began,
				       crawl->options.visit.per_host);
	return crawl_refresh(crawl, err) || put_seeds(crawl, err) ? -1 : 0;
}

/* ---- what came of it ---- */

int crawl_result(struct crawl *crawl, struct crawl_result *result, struct err *err)
{
	struct frontier_stats stats;
	long max = crawl->options.max_pages;

	/* All that is told is on the disk. */
	if ((crawl->ledger && ledger_settle(crawl->ledger, err)) ||
	    frontier_stats(crawl->frontier, crawl->job, &stats, err))
		return -1;
	*result = (struct crawl_result) {
		.pages = stats.pages,
		.vain = stats.vain,
		.enough = stats.pages >= max || stats.vain >= frontier_most_vain(max),
		.pending = stats.pending,
		.unreached = crawl->unreached,
		.budget_spent = crawl->budget_spent,
	};
	return 0;
}

static int walk(struct crawl *crawl, enum frontier_state state, crawl_sink *sink, void *arg,
		struct err *err)
{
	struct frontier_url entry;
	int64_t after = 0;
	int rc;

	while ((rc = frontier_walk(crawl->frontier, crawl->job, state, after, &entry, err)) > 0) {
		char *url = crawl_full_url(crawl, entry.url);

		after = entry.id;
		if (state == FRONTIER_PENDING || !crawl_place_read(entry.depth).sitemap)
			sink(url, arg);
		free(url);
		frontier_url_release(&entry);
	}
	return rc;
}

int crawl_pages(struct crawl *crawl, crawl_sink *sink, void *arg, struct err *err)
{
	return walk(crawl, FRONTIER_DONE, sink, arg, err);
}

int crawl_pending(struct crawl *crawl, crawl_sink *sink, void *arg, struct err *err)
{
	return walk(crawl, FRONTIER_PENDING, sink, arg, err);
}

int crawl_failed_seeds(struct crawl *crawl, crawl_failed *failed, void *arg, struct err *err)
{
	for (size_t i = 0; i < crawl->options.n_seeds; i++) {
		char *seed = url_printable(crawl->options.seeds[i]);
		struct frontier_url entry = { 0 };
		int rc = find_seed(crawl, seed, &entry, err);

		if (rc > 0 && entry.why)
			failed(seed, entry.why, arg);
		else if (rc > 0 && entry.state == FRONTIER_PENDING)
			failed(seed, _("left for another time"), arg);
		else if (rc > 0 && entry.state == FRONTIER_MOVED)
			failed(seed, _("its redirects lead in a circle"), arg);
		frontier_url_release(&entry);
		free(seed);
		if (rc < 0)
			return -1;
	}
	return 0;
}
