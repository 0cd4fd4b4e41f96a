#include "collect/forecast.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>
#include "collect/budget.h"
#include "collect/frontier_hosts.h"
#include "data/cache.h"
#include "data/store.h"

enum { SECOND = 1000, HOUR = 3600 * SECOND, DAY = 24 * HOUR };

/* 2023-11-14 22:00:00 UTC: two hours before midnight. */
static const int64_t now = 1699999200000;

/* ---- a cache with a robots.txt, and what earlier runs have left ---- */

static int make_dir(void **state)
{
	char *dir = strdup("/tmp/traca-forecast-XXXXXX");

	*state = mkdtemp(dir);
	return *state ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static int remove_dir(void **state)
{
	int rc = nftw(*state, remove_one, 16, FTW_DEPTH | FTW_PHYS);

	free(*state);
	return rc;
}

static void keep_robots(struct cache *cache, const char *url, const char *body, int64_t age_s)
{
	struct cache_facts facts = { .status = 200, .fetched = time(NULL) - age_s };
	struct err err = { 0 };

	assert_int_equal(cache_write(cache, url, &facts, body, strlen(body), &err), 0);
	assert_int_equal(cache_sync(cache, &err), 0);
}

static void spend(struct frontier *frontier, const char *host, long requests, int64_t block_ms)
{
	struct frontier_host known;
	struct err err = { 0 };

	assert_int_equal(frontier_lease(frontier, host, now, &known, &err), 1);
	for (long i = 0; i < requests; i++) {
		assert_int_equal(frontier_started(frontier, known.id, now, &err), 1);
		assert_int_equal(frontier_ended(frontier, known.id, now, 0, &err), 1);
	}
	assert_int_equal(frontier_block(frontier, known.id, now + block_ms, &err), 0);
}

/* ---- one host ---- */

struct row {
	const char *name;
	const char *robots; /* cached; NULL: none is */
	long urls, forbidden;
	int64_t delay_ms;
	int per_host;
	long budget, spent;
	int64_t blocked_ms;
	long requests;
	int64_t least_ms;
	long days;
};

static const struct row rows[] = {
	{ "one URL: robots.txt, and the delay before it", NULL, 1, 0, 2000, 1, 0, 0, 0, 2, 2000,
	  1 },
	{ "a cached robots.txt is not asked for", "", 1, 0, 2000, 1, 0, 0, 0, 1, 0, 1 },
	{ "a delay between each two", "", 5, 0, 2000, 1, 0, 0, 0, 5, 8000, 1 },
	{ "no delay, no time", "", 5, 0, 0, 1, 0, 0, 0, 5, 0, 1 },
	{ "a longer Crawl-delay counts", "User-agent: *\nCrawl-delay: 10\n", 5, 0, 2000, 1, 0, 0, 0,
	  5, 40000, 1 },
	{ "a shorter one does not", "User-agent: *\nCrawl-delay: 1\n", 5, 0, 2000, 1, 0, 0, 0, 5,
	  8000, 1 },
	{ "what is forbidden is not asked for", "User-agent: *\nDisallow: /x\n", 3, 2, 2000, 1, 0,
	  0, 0, 3, 4000, 1 },
	{ "where all is, nothing takes no time", "User-agent: *\nDisallow: /\n", 0, 2, 2000, 1, 0,
	  0, 0, 0, 0, 0 },
	{ "more readers", "", 9, 0, 2000, 4, 0, 0, 0, 9, 4000, 1 },
	{ "all in the first round", "", 4, 0, 2000, 4, 0, 0, 0, 4, 0, 1 },
	{ "the host has asked to be left alone", "", 2, 0, 2000, 1, 0, 0, 60000, 2, 62000, 1 },
	{ "more than a day", "", 25, 0, HOUR, 1, 0, 0, 0, 25, DAY, 1 },
	{ "and then some", "", 26, 0, HOUR, 1, 0, 0, 0, 26, 25 * HOUR, 2 },
	{ "the budget does", "", 5, 0, 2000, 1, 5, 0, 0, 5, 8000, 1 },
	{ "one is left for tomorrow", "", 6, 0, 2000, 1, 5, 0, 0, 6, 2 * HOUR, 2 },
	{ "two, so the delay again", "", 7, 0, 2000, 1, 5, 0, 0, 7, 2 * HOUR + 2000, 2 },
	{ "some of it was spent today", "", 5, 0, 2000, 1, 5, 3, 0, 5, 2 * HOUR + 4000, 2 },
	{ "all of it", "", 5, 0, 2000, 1, 5, 5, 0, 5, 2 * HOUR + 8000, 1 },
	{ "more than that, as it was larger", "", 5, 0, 2000, 1, 5, 50, 0, 5, 2 * HOUR + 8000, 1 },
	{ "three days", "", 11, 0, 2000, 1, 5, 0, 0, 11, 2 * HOUR + DAY, 3 },
	{ "robots.txt is of the budget", NULL, 5, 0, 2000, 1, 5, 0, 0, 6, 2 * HOUR, 2 },
	{ "delays that take longer than the budget's days", "", 6, 0, HOUR, 1, 5, 0, 0, 6, 5 * HOUR,
	  2 },
};

static void foresee(const struct row *row, const char *dir)
{
	struct err err = { 0 };
	struct cache *cache = cache_open(dir, &err);
	struct store *store = store_open(dir, &err);
	struct frontier *frontier = frontier_open(store, &err);
	const struct forecast_host *host;
	struct forecast *forecast;
	char url[64];

	if (row->robots)
		keep_robots(cache, "http://a.example/robots.txt", row->robots, 60);
	spend(frontier, "a.example", row->spent, row->blocked_ms);
	forecast = forecast_new(&(struct forecast_options) {
		.user_agent = "traca/1",
		.delay_ms = row->delay_ms,
		.per_host = row->per_host,
		.budget = row->budget,
		.cache = cache,
		.frontier = frontier,
		.now_ms = now,
	});
	for (long i = 0; i < row->urls + row->forbidden; i++) {
		(void)snprintf(url, sizeof(url), "http://a.example/%c%ld",
			       i < row->urls ? 'a' : 'x', i);
		assert_int_equal(forecast_add(forecast, url, &err), 0);
	}
	host = forecast_next(forecast, NULL);
	assert_string_equal(host->name, "a.example");
	assert_int_equal(host->requests, row->requests);
	assert_int_equal(host->least_ms, row->least_ms);
	assert_int_equal(host->days, row->days);
	assert_int_equal(host->budget, row->budget);
	assert_int_equal(forecast_forbidden(forecast), row->forbidden);
	assert_null(forecast_next(forecast, host));
	forecast_free(forecast);
	frontier_free(frontier);
	store_free(store);
	cache_free(cache);
}

static void a_host_takes_its_time(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		void *dir;

		print_message("# %s\n", rows[i].name);
		assert_int_equal(make_dir(&dir), 0);
		foresee(&rows[i], dir);
		assert_int_equal(remove_dir(&dir), 0);
	}
}

/* ---- several ---- */

static struct forecast *begin(struct cache *cache, const char *const *urls, size_t n)
{
	struct err err = { 0 };
	struct forecast *forecast = forecast_new(&(struct forecast_options) {
		.user_agent = "traca/1",
		.delay_ms = 2000,
		.budget = BUDGET_USUAL,
		.cache = cache,
		.now_ms = now,
	});

	for (size_t i = 0; i < n; i++)
		assert_int_equal(forecast_add(forecast, urls[i], &err), 0);
	return forecast;
}

static void the_hosts_come_in_order_each_with_a_robots_txt_for_each_port(void **state)
{
	static const char *const urls[] = { "http://b.example/1", "http://a.example/1",
					    "http://b.example:8080/1", "http://b.example/2" };
	struct err err = { 0 };
	struct cache *cache = cache_open(*state, &err);
	struct forecast *forecast = begin(cache, urls, 4);
	const struct forecast_host *host = forecast_next(forecast, NULL);

	assert_string_equal(host->name, "b.example");
	assert_int_equal(host->requests, 5);
	assert_int_equal(host->least_ms, 8000);
	host = forecast_next(forecast, host);
	assert_string_equal(host->name, "a.example");
	assert_int_equal(host->requests, 2);
	assert_null(forecast_next(forecast, host));
	forecast_free(forecast);
	cache_free(cache);
}

static void a_robots_txt_of_yesterday_is_asked_for_again(void **state)
{
	static const char *const urls[] = { "http://a.example/1" };
	struct err err = { 0 };
	struct cache *cache = cache_open(*state, &err);
	struct forecast *forecast;

	keep_robots(cache, "http://a.example/robots.txt", "User-agent: *\nDisallow: /\n",
		    25 * 60 * 60);
	forecast = begin(cache, urls, 1);
	assert_int_equal(forecast_next(forecast, NULL)->requests, 2);
	assert_int_equal(forecast_forbidden(forecast), 0);
	forecast_free(forecast);
	cache_free(cache);
}

static void the_hosts_of_an_operator_share_its_budget(void **state)
{
	struct err err = { 0 };
	struct cache *cache = cache_open(*state, &err);
	struct forecast *forecast = begin(cache, NULL, 0);
	const struct forecast_host *host;
	char url[64];

	for (int i = 0; i < 198; i++) {
		(void)snprintf(url, sizeof(url), "http://%s.gutenberg.org/%d",
			       i % 2 ? "aleph" : "www", i);
		assert_int_equal(forecast_add(forecast, url, &err), 0);
	}
	/* 100 each, with robots.txt: one host's would be done today. */
	host = forecast_next(forecast, NULL);
	assert_string_equal(host->name, "www.gutenberg.org");
	assert_int_equal(host->requests, 100);
	assert_int_equal(host->budget, 100);
	assert_int_equal(host->left, 100);
	assert_int_equal(host->days, 2);
	assert_int_equal(host->least_ms, 2 * HOUR + 99 * 2000);
	host = forecast_next(forecast, host);
	assert_string_equal(host->name, "aleph.gutenberg.org");
	assert_int_equal(host->days, 2);
	forecast_free(forecast);
	cache_free(cache);
}

#define in_a_folder(test) cmocka_unit_test_setup_teardown(test, make_dir, remove_dir)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_host_takes_its_time),
		in_a_folder(the_hosts_come_in_order_each_with_a_robots_txt_for_each_port),
		in_a_folder(a_robots_txt_of_yesterday_is_asked_for_again),
		in_a_folder(the_hosts_of_an_operator_share_its_budget),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
