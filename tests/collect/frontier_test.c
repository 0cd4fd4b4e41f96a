#include "collect/frontier.h"

#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include <sqlite3.h>
#include "collect/frontier_hosts.h"
#include "collect/frontier_urls.h"
#include "data/store.h"

enum { BOOKS = FRONTIER_BOOKS };

/* 2023-11-14 22:13:20 UTC. */
static const int64_t now = 1700000000000;
static const int64_t day = 1700000000000 / 86400000;

/* ---- a store and a frontier, as a process has them ---- */

struct side {
	struct store *store;
	struct frontier *frontier;
};

static int make_dir(void **state)
{
	char *dir = strdup("/tmp/traca-frontier-XXXXXX");

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

static struct side open_side(const char *dir)
{
	struct err err = { 0 };
	struct side side = { .store = store_open(dir, &err) };

	if (side.store)
		side.frontier = frontier_open(side.store, &err);
	assert_string_equal(err.text, "");
	assert_non_null(side.frontier);
	return side;
}

static void close_side(struct side *side)
{
	frontier_free(side->frontier);
	store_free(side->store);
	*side = (struct side) { 0 };
}

static void commit(struct side *side)
{
	struct err err = { 0 };

	assert_int_equal(frontier_commit(side->frontier, &err), 0);
	assert_string_equal(err.text, "");
}

/* Without committing: what a crash leaves. */
static void reopen(struct side *side, const char *dir)
{
	close_side(side);
	*side = open_side(dir);
}

static const struct err trouble = { .code = ERR_STATUS, .text = "busy" };

/* ---- shorter words ---- */

static int put(struct side *side, const char *url, const char *host)
{
	return frontier_put(side->frontier, BOOKS, url, host, 0, now, NULL);
}

static struct frontier_host lease_at(struct side *side, const char *name, int64_t when)
{
	struct frontier_host host;
	struct err err = { 0 };

	assert_int_equal(frontier_lease(side->frontier, name, when, &host, &err), 1);
	assert_int_equal(frontier_commit(side->frontier, &err), 0);
	return host;
}

static struct frontier_host lease(struct side *side, const char *name)
{
	return lease_at(side, name, now);
}

static bool is_free(struct side *side, const char *name, int64_t when)
{
	struct frontier_host host;
	int rc = frontier_lease(side->frontier, name, when, &host, NULL);

	assert_in_range(rc, 0, 1);
	assert_int_equal(frontier_commit(side->frontier, NULL), 0);
	return rc;
}

static struct frontier_url get(struct side *side, const char *url)
{
	struct frontier_url entry = { 0 };

	assert_int_equal(frontier_get(side->frontier, BOOKS, url, &entry, NULL), 1);
	assert_string_equal(entry.url, url);
	return entry;
}

static int64_t id_of(struct side *side, const char *url)
{
	struct frontier_url entry = get(side, url);
	int64_t id = entry.id;

	frontier_url_release(&entry);
	return id;
}

/* The next URL of the host, or "" and DUE. */
static char *next_at(struct side *side, int64_t host, int64_t when, int64_t *due)
{
	static char url[100];
	struct frontier_url entry;
	int rc = frontier_next(side->frontier, BOOKS, host, NULL, 0, when, &entry, NULL);

	assert_in_range(rc, 0, 1);
	*due = entry.due;
	(void)snprintf(url, sizeof(url), "%s", rc ? entry.url : "");
	frontier_url_release(&entry);
	return url;
}

static char *next(struct side *side, int64_t host)
{
	int64_t due;

	return next_at(side, host, now, &due);
}

static struct frontier_stats stats(struct side *side, int64_t job)
{
	struct frontier_stats all;

	assert_int_equal(frontier_stats(side->frontier, job, &all, NULL), 0);
	return all;
}

/* The first column of the first row, with another program's eyes. */
static char *look(const char *dir, const char *sql)
{
	static char value[200];
	sqlite3_stmt *statement;
	sqlite3 *db;
	char path[200];

	(void)snprintf(path, sizeof(path), "%s/traca.db", dir);
	assert_int_equal(sqlite3_open(path, &db), 0);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), 0);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	(void)snprintf(value, sizeof(value), "%s", (const char *)sqlite3_column_text(statement, 0));
	assert_int_equal(sqlite3_finalize(statement), 0);
	assert_int_equal(sqlite3_close(db), 0);
	return value;
}

/* ---- URLs ---- */

static void a_url_is_in_a_job_once(void **state)
{
	static const struct {
		const char *name, *url, *host;
		int depth, rc, kept;
	} rows[] = {
		{ "new", "https://a.example/1", "a.example", 2, 1, 2 },
		{ "known", "https://a.example/1", "a.example", 2, 0, 2 },
		{ "nearer", "https://a.example/1", "a.example", 1, 0, 1 },
		{ "further", "https://a.example/1", "a.example", 9, 0, 1 },
		{ "another page", "https://a.example/2", "a.example", 0, 1, 0 },
		{ "another scheme", "http://a.example/1", "a.example", 0, 1, 0 },
		{ "another host", "https://b.example/1", "b.example", 0, 1, 0 },
		{ "no URL at all", "", "", 0, 1, 0 },
		{ "that either", "", "", 0, 0, 0 },
		{ "quotes", "https://a.example/'\"%00;--", "a.example", 0, 1, 0 },
	};
	struct side side = open_side(*state);

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct frontier_url entry = { 0 };

		print_message("# %s\n", rows[i].name);
		assert_int_equal(frontier_put(side.frontier, BOOKS, rows[i].url, rows[i].host,
					      rows[i].depth, now, NULL),
				 rows[i].rc);
		entry = get(&side, rows[i].url);
		assert_int_equal(entry.depth, rows[i].kept);
		assert_int_equal(entry.state, FRONTIER_PENDING);
		assert_true(entry.changed == now);
		assert_null(entry.etag);
		frontier_url_release(&entry);
	}
	assert_int_equal(stats(&side, BOOKS).pending, 6);
	close_side(&side);
}

static void jobs_know_nothing_of_each_other(void **state)
{
	static const char url[] = "https://a.example/1";
	struct side side = open_side(*state);
	struct frontier_url entry;
	int64_t job, same;

	assert_int_equal(frontier_job(side.frontier, "crawl a.example", &job, NULL), 0);
	assert_true(job != BOOKS);
	assert_int_equal(frontier_put(side.frontier, job, url, "a.example", 0, now, NULL), 1);
	assert_int_equal(frontier_get(side.frontier, BOOKS, url, &entry, NULL), 0);
	assert_int_equal(put(&side, url, "a.example"), 1);
	commit(&side);
	reopen(&side, *state);
	assert_int_equal(frontier_job(side.frontier, "crawl a.example", &same, NULL), 0);
	assert_true(same == job);
	assert_int_equal(frontier_job(side.frontier, "books", &same, NULL), 0);
	assert_int_equal(same, BOOKS);
	close_side(&side);
}

static void urls_of_one_hash_are_told_apart(void **state)
{
	struct side side = open_side(*state);
	struct frontier_url entry;

	assert_int_equal(put(&side, "https://a.example/1", "a.example"), 1);
	assert_int_equal(sqlite3_exec(store_handle(side.store),
				      "UPDATE urls SET url = 'https://a.example/same-hash'", NULL,
				      NULL, NULL),
			 0);
	assert_int_equal(frontier_get(side.frontier, BOOKS, "https://a.example/1", &entry, NULL),
			 0);
	assert_int_equal(put(&side, "https://a.example/1", "a.example"), 1);
	assert_int_equal(put(&side, "https://a.example/1", "a.example"), 0);
	assert_true(id_of(&side, "https://a.example/1") == 2);
	close_side(&side);
}

static void a_host_s_urls_come_in_order_of_putting(void **state)
{
	struct side side = open_side(*state);
	int64_t host = lease(&side, "a.example").id, due;

	assert_string_equal(next_at(&side, host, now, &due), "");
	assert_int_equal(due, 0);
	put(&side, "https://a.example/z", "a.example");
	put(&side, "https://b.example/1", "b.example");
	put(&side, "https://a.example/a", "a.example");
	assert_string_equal(next(&side, host), "https://a.example/z");
	/* Until something comes of it. */
	assert_string_equal(next(&side, host), "https://a.example/z");
	assert_int_equal(frontier_done(side.frontier, id_of(&side, "https://a.example/z"), now, 200,
				       NULL, NULL, NULL),
			 0);
	assert_string_equal(next(&side, host), "https://a.example/a");
	close_side(&side);
}

static void what_is_under_way_is_not_given_again(void **state)
{
	struct side side = open_side(*state);
	int64_t host = lease(&side, "a.example").id, busy[3];
	struct frontier_url entry;

	put(&side, "https://a.example/1", "a.example");
	put(&side, "https://a.example/2", "a.example");
	put(&side, "https://a.example/3", "a.example");
	for (size_t n = 0; n < 3; n++) {
		assert_int_equal(
			frontier_next(side.frontier, BOOKS, host, busy, n, now, &entry, NULL), 1);
		assert_int_equal(entry.id, n + 1);
		busy[n] = entry.id;
		frontier_url_release(&entry);
	}
	assert_int_equal(frontier_next(side.frontier, BOOKS, host, busy, 3, now, &entry, NULL), 0);
	assert_int_equal(entry.due, 0);
	close_side(&side);
}

static void a_failure_waits_and_then_follows_what_was_never_tried(void **state)
{
	static const char one[] = "https://a.example/1", two[] = "https://a.example/2";
	struct side side = open_side(*state);
	int64_t host = lease(&side, "a.example").id, due;
	struct frontier_url entry;

	put(&side, one, "a.example");
	put(&side, two, "a.example");
	assert_int_equal(frontier_fail(side.frontier, id_of(&side, one), now, 503, &trouble,
				       now + 5000, NULL),
			 0);
	assert_string_equal(next_at(&side, host, now, &due), two);
	assert_string_equal(next_at(&side, host, now + 5000, &due), two);
	assert_int_equal(
		frontier_done(side.frontier, id_of(&side, two), now, 200, NULL, NULL, NULL), 0);
	assert_string_equal(next_at(&side, host, now + 4999, &due), "");
	assert_true(due == now + 5000);
	assert_string_equal(next_at(&side, host, now + 5000, &due), one);
	entry = get(&side, one);
	assert_int_equal(entry.tries, 1);
	assert_int_equal(entry.status, 503);
	assert_string_equal(entry.why, "busy");
	frontier_url_release(&entry);
	assert_int_equal(frontier_fail(side.frontier, id_of(&side, one), now + 6000, 0, &trouble, 0,
				       NULL),
			 0);
	assert_string_equal(next_at(&side, host, INT64_MAX, &due), "");
	assert_int_equal(due, 0);
	entry = get(&side, one);
	assert_int_equal(entry.state, FRONTIER_FAILED);
	assert_int_equal(entry.tries, 2);
	assert_true(entry.changed == now + 6000);
	frontier_url_release(&entry);
	close_side(&side);
}

static void validators_follow_the_answers(void **state)
{
	static const struct {
		const char *name;
		long status;
		const char *etag, *modified, *kept_etag, *kept_modified;
	} rows[] = {
		{ "a first answer", 200, "\"1\"", "Mon", "\"1\"", "Mon" },
		{ "not modified, and says nothing", 304, NULL, NULL, "\"1\"", "Mon" },
		{ "not modified, under a new name", 304, "\"2\"", NULL, "\"2\"", "Mon" },
		{ "a new page without any", 200, NULL, NULL, "", "" },
	};
	static const char url[] = "https://a.example/1";
	struct side side = open_side(*state);

	put(&side, url, "a.example");
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		int64_t id = id_of(&side, url), due;
		struct frontier_url entry;

		print_message("# %s\n", rows[i].name);
		assert_int_equal(frontier_again(side.frontier, id, now, NULL), 0);
		assert_string_equal(next_at(&side, lease(&side, "a.example").id, now, &due), url);
		assert_int_equal(frontier_done(side.frontier, id, now, rows[i].status, rows[i].etag,
					       rows[i].modified, NULL),
				 0);
		entry = get(&side, url);
		assert_int_equal(entry.state, FRONTIER_DONE);
		assert_int_equal(entry.status, rows[i].status);
		assert_string_equal(entry.etag ? entry.etag : "", rows[i].kept_etag);
		assert_string_equal(entry.last_modified ? entry.last_modified : "",
				    rows[i].kept_modified);
		frontier_url_release(&entry);
	}
	close_side(&side);
}

static void states_are_counted_and_walked_in_order(void **state)
{
	struct side side = open_side(*state);
	struct frontier_url entry = { 0 };
	struct frontier_stats all;
	char url[100];
	long n = 0;

	for (int64_t i = 1; i <= 12; i++) {
		(void)snprintf(url, sizeof(url), "https://%c.example/%d", 'a' + (int)i % 3, (int)i);
		put(&side, url, i % 3 ? (i % 3 == 1 ? "b.example" : "c.example") : "a.example");
		if (i % 4 == 1)
			frontier_done(side.frontier, i, now, 200, NULL, NULL, NULL);
		if (i % 4 == 2)
			frontier_moved(side.frontier, i, now, 301, "https://c.example/", NULL);
		if (i == 3)
			frontier_fail(side.frontier, i, now, 404, NULL, 0, NULL);
	}
	all = stats(&side, BOOKS);
	assert_int_equal(all.done, 3);
	assert_int_equal(all.moved, 3);
	assert_int_equal(all.failed, 1);
	assert_int_equal(all.pending, 5);
	assert_int_equal(all.hosts, 3);
	while (frontier_walk(side.frontier, BOOKS, FRONTIER_MOVED, entry.id, &entry, NULL) == 1) {
		assert_int_equal(entry.id, 4 * n++ + 2);
		assert_string_equal(entry.location, "https://c.example/");
		free(entry.url);
		free(entry.location);
	}
	assert_int_equal(n, 3);
	close_side(&side);
}

static void what_is_not_committed_never_was(void **state)
{
	static const char url[] = "https://a.example/1", lost[] = "https://a.example/2";
	struct side side = open_side(*state);
	struct frontier_url entry;

	put(&side, url, "a.example");
	commit(&side);
	/* A page's links and that it is done: both or neither. */
	put(&side, lost, "a.example");
	frontier_done(side.frontier, id_of(&side, url), now, 200, NULL, NULL, NULL);
	assert_int_equal(stats(&side, BOOKS).done, 1);
	assert_string_equal(look(*state, "SELECT done FROM progress"), "0");
	reopen(&side, *state);
	assert_int_equal(frontier_get(side.frontier, BOOKS, lost, &entry, NULL), 0);
	assert_int_equal(stats(&side, BOOKS).done, 0);
	assert_int_equal(stats(&side, BOOKS).pending, 1);
	close_side(&side);
}

static void people_can_look_at_it(void **state)
{
	struct side side = open_side(*state);
	struct frontier_host host = lease(&side, "a.example");
	char pid[32];

	put(&side, "https://a.example/1", "a.example");
	put(&side, "https://a.example/2", "a.example");
	put(&side, "https://b.example/", "b.example");
	frontier_ended(side.frontier, host.id, now, 0, NULL);
	frontier_block(side.frontier, host.id, now + 60000, NULL);
	frontier_fail(side.frontier, 3, now, 410, NULL, 0, NULL);
	commit(&side);
	(void)snprintf(pid, sizeof(pid), "%d", (int)getpid());
	assert_string_equal(look(*state, "SELECT job || ' ' || pending || ' ' || failed || ' ' || "
					 "hosts_waiting FROM progress"),
			    "books 2 1 1");
	assert_string_equal(look(*state,
				 "SELECT host || ' ' || pending || ' ' || not_before || ' ' "
				 "|| last_asked FROM host_progress"),
			    "a.example 2 2023-11-14 22:14:20 2023-11-14 22:13:20");
	assert_string_equal(look(*state, "SELECT leased_by FROM host_progress"), pid);
	assert_string_equal(look(*state, "SELECT group_concat(state) FROM url_progress"),
			    "pending,pending,failed");
	frontier_ended(side.frontier, host.id, now, now + 90000, NULL);
	assert_int_equal(frontier_reckon(side.frontier,
					 &(struct frontier_effort) { 7, 2000000, 1500000 }, NULL),
			 1);
	commit(&side);
	assert_string_equal(look(*state, "SELECT not_before FROM host_progress LIMIT 1"),
			    "2023-11-14 22:14:50");
	assert_string_equal(look(*state, "SELECT requests || ' ' || efficiency "
					 "FROM process_progress"),
			    "7 0.75");
	close_side(&side);
}

/* ---- hosts ---- */

static void a_host_belongs_to_one_process(void **state)
{
	struct side one = open_side(*state), two = open_side(*state);
	struct frontier_host host = lease(&one, "a.example");

	assert_true(host.ended == 0 && host.blocked == 0 && host.spent == 0);
	assert_true(is_free(&one, "a.example", now));
	assert_false(is_free(&two, "a.example", now));
	assert_true(is_free(&two, "b.example", now));
	assert_false(is_free(&one, "b.example", now));
	/* Nor may it be used by the other. */
	assert_int_equal(frontier_started(two.frontier, host.id, now, NULL), 0);
	commit(&two);
	assert_int_equal(frontier_started(one.frontier, host.id, now, NULL), 1);
	assert_int_equal(frontier_ended(one.frontier, host.id, now + 700, 0, NULL), 1);
	assert_int_equal(frontier_release(one.frontier, host.id, NULL), 0);
	commit(&one);
	/* The clock goes with it, as it is. */
	host = lease_at(&two, "a.example", now + 1000);
	assert_true(host.ended == now + 700);
	assert_int_equal(host.spent, 1);
	close_side(&one);
	close_side(&two);
}

static void a_lease_that_is_not_renewed_runs_out(void **state)
{
	struct side one = open_side(*state), two = open_side(*state);
	struct frontier_host host = lease(&one, "a.example");
	int64_t late = now + FRONTIER_LEASE_MS;

	assert_false(is_free(&two, "a.example", late - 1));
	assert_int_equal(frontier_renew(one.frontier, late - 1, NULL), 0);
	commit(&one);
	late += late - 1 - now;
	assert_false(is_free(&two, "a.example", late - 1));
	assert_true(lease_at(&two, "a.example", late).ended == late);
	/* Whoever slept meanwhile is told. */
	assert_int_equal(frontier_started(one.frontier, host.id, late, NULL), 0);
	assert_int_equal(frontier_ended(one.frontier, host.id, late, 0, NULL), 0);
	assert_int_equal(frontier_release(one.frontier, host.id, NULL), 0);
	commit(&one);
	assert_false(is_free(&one, "a.example", late));
	close_side(&one);
	close_side(&two);
}

static void a_request_renews_the_lease(void **state)
{
	struct side one = open_side(*state), two = open_side(*state);
	struct frontier_host host = lease(&one, "a.example");

	assert_int_equal(frontier_started(one.frontier, host.id, now + 50000, NULL), 1);
	commit(&one);
	assert_false(is_free(&two, "a.example", now + 50000 + FRONTIER_LEASE_MS - 1));
	assert_int_equal(frontier_ended(one.frontier, host.id, now + 100000, 0, NULL), 1);
	commit(&one);
	assert_false(is_free(&two, "a.example", now + 100000 + FRONTIER_LEASE_MS - 1));
	close_side(&one);
	close_side(&two);
}

static void who_ends_gives_back_what_is_not_under_way(void **state)
{
	struct side one = open_side(*state), two = open_side(*state);
	int64_t idle = lease(&one, "idle.example").id, busy = lease(&one, "busy.example").id;

	frontier_started(one.frontier, idle, now, NULL);
	frontier_ended(one.frontier, idle, now + 10, 0, NULL);
	frontier_started(one.frontier, busy, now, NULL);
	frontier_release(one.frontier, busy, NULL);
	commit(&one);
	assert_false(is_free(&two, "busy.example", now + 500));
	close_side(&one);
	assert_true(lease_at(&two, "idle.example", now + 500).ended == now + 10);
	/* Its request may be on its way still. */
	assert_true(lease_at(&two, "busy.example", now + 500).ended == now + 600);
	assert_true(lease_at(&two, "busy.example", now + 501).ended == now + 600);
	close_side(&two);
}

static void requests_are_counted_by_the_day(void **state)
{
	static const struct {
		const char *name;
		int64_t when;
		int64_t day;
		long spent;
	} rows[] = {
		{ "the first", 0, 0, 1 },
		{ "the second", 1000, 0, 2 },
		{ "before midnight", 6399999, 0, 3 },
		{ "midnight in Greenwich", 6400000, 1, 1 },
		{ "a week later", 6400000 + 7 * 86400000, 8, 1 },
	};
	struct side side = open_side(*state);

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct frontier_host host = lease_at(&side, "a.example", now + rows[i].when);

		print_message("# %s\n", rows[i].name);
		assert_int_equal(frontier_started(side.frontier, host.id, now + rows[i].when, NULL),
				 1);
		assert_int_equal(
			frontier_ended(side.frontier, host.id, now + rows[i].when, 0, NULL), 1);
		commit(&side);
		reopen(&side, *state);
		host = lease_at(&side, "a.example", now + rows[i].when);
		assert_int_equal(host.day, day + rows[i].day);
		assert_int_equal(host.spent, rows[i].spent);
	}
	close_side(&side);
}

static void ask(struct side *side, const char *name, int64_t when, int times)
{
	struct frontier_host host = lease_at(side, name, when);

	for (int i = 0; i < times; i++) {
		assert_int_equal(frontier_started(side->frontier, host.id, when, NULL), 1);
		assert_int_equal(frontier_ended(side->frontier, host.id, when, 0, NULL), 1);
	}
}

static void the_hosts_of_an_operator_are_counted_together(void **state)
{
	static const struct {
		const char *name, *operator;
		int64_t when;
		long spent;
	} rows[] = {
		{ "it, and all below it", "gutenberg.org", 0, 1 + 2 + 4 },
		{ "whose name is longer, alone", "www.gutenberg.org", 0, 2 },
		{ "a name that only ends like it", "notgutenberg.org", 0, 8 },
		{ "a pattern is a name like any other", "%", 0, 0 },
		{ "nobody", "nobody.example", 0, 0 },
		{ "the day after, what was asked then", "gutenberg.org", 86400000, 16 },
		{ "and nothing the day after that", "gutenberg.org", 2 * 86400000, 0 },
	};
	struct side side = open_side(*state);

	ask(&side, "gutenberg.org", now, 1);
	ask(&side, "www.gutenberg.org", now, 2);
	ask(&side, "aleph.eu.gutenberg.org", now, 4);
	ask(&side, "notgutenberg.org", now, 8);
	commit(&side);
	reopen(&side, *state);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct err err = { 0 };
		long spent = -1;

		/* Only once the first day has been looked at. */
		if (rows[i].when == 86400000)
			ask(&side, "www.gutenberg.org", now + rows[i].when, 16);
		print_message("# %s\n", rows[i].name);
		assert_int_equal(frontier_spent(side.frontier, rows[i].operator, now + rows[i].when,
						&spent, &err),
				 0);
		assert_int_equal(spent, rows[i].spent);
	}
	close_side(&side);
}

static void a_request_is_counted_for_one_host_by_the_clock_of_another(void **state)
{
	struct side side = open_side(*state);
	struct frontier_host address = lease(&side, "10.0.0.1"), host;
	long spent;

	assert_int_equal(frontier_started_for(side.frontier, address.id, "a.example", now, NULL),
			 1);
	assert_int_equal(frontier_ended(side.frontier, address.id, now + 5, 0, NULL), 1);
	assert_int_equal(frontier_started_for(side.frontier, address.id, "a.example", now, NULL),
			 1);
	assert_int_equal(frontier_started_for(side.frontier, address.id, "10.0.0.1", now, NULL), 1);
	commit(&side);
	reopen(&side, *state);
	assert_int_equal(frontier_spent(side.frontier, "a.example", now, &spent, NULL), 0);
	assert_int_equal(spent, 2);
	assert_int_equal(frontier_look(side.frontier, "a.example", &host, NULL), 1);
	assert_int_equal(host.ended, 0);
	assert_int_equal(frontier_look(side.frontier, "10.0.0.1", &host, NULL), 1);
	assert_int_equal(host.ended, now + 5);
	assert_int_equal(host.spent, 1);
	/* Not ours any more: nothing is counted. */
	assert_int_equal(frontier_started_for(side.frontier, address.id, "a.example", now, NULL),
			 0);
	assert_int_equal(frontier_spent(side.frontier, "a.example", now, &spent, NULL), 0);
	assert_int_equal(spent, 2);
	close_side(&side);
}

static void a_block_is_kept_and_the_longer_one_holds(void **state)
{
	struct side side = open_side(*state);
	struct frontier_host host = lease(&side, "a.example");

	frontier_block(side.frontier, host.id, now + 9000, NULL);
	frontier_block(side.frontier, host.id, now + 3000, NULL);
	commit(&side);
	reopen(&side, *state);
	assert_true(lease(&side, "a.example").blocked == now + 9000);
	close_side(&side);
}

static void a_clock_that_was_put_back_holds_nobody_up(void **state)
{
	struct side side = open_side(*state);
	struct frontier_host host = lease(&side, "a.example");

	frontier_ended(side.frontier, host.id, now + 86400000, 0, NULL);
	frontier_release(side.frontier, host.id, NULL);
	commit(&side);
	assert_true(lease(&side, "a.example").ended == now + 100);
	close_side(&side);
}

/* Names of what was leased, with blanks between. */
static void note_name(const struct frontier_host *host, const char *name, void *arg)
{
	char *names = arg;

	assert_true(host->id > 0);
	(void)snprintf(names + strlen(names), 100 - strlen(names), "%s ", name);
}

static char *lease_some(struct side *side, int64_t when, int max, int64_t *again)
{
	static char names[100];

	names[0] = '\0';
	assert_true(frontier_lease_hosts(side->frontier, BOOKS, when, max, note_name, names, again,
					 NULL) >= 0);
	return names;
}

static void hosts_with_something_due_are_leased_in_order(void **state)
{
	struct side one = open_side(*state), two = open_side(*state);
	int64_t again, id, job;

	assert_string_equal(lease_some(&one, now, 10, &again), "");
	assert_int_equal(again, 0);
	/* late was asked last, early before it; blocked and retry are for later; idle has nothing. */
	put(&one, "https://blocked/", "blocked");
	put(&one, "https://late/", "late");
	put(&one, "https://early/", "early");
	put(&one, "https://retry/", "retry");
	put(&one, "https://new/", "new");
	frontier_fail(one.frontier, id_of(&one, "https://retry/"), now, 0, &trouble, now + 4000,
		      NULL);
	commit(&one);
	id = lease(&two, "early").id;
	frontier_ended(two.frontier, id, now - 9000, 0, NULL);
	frontier_release(two.frontier, id, NULL);
	id = lease(&two, "late").id;
	frontier_ended(two.frontier, id, now - 1000, 0, NULL);
	frontier_release(two.frontier, id, NULL);
	id = lease(&two, "blocked").id;
	frontier_block(two.frontier, id, now + 3000, NULL);
	frontier_release(two.frontier, id, NULL);
	lease(&two, "idle");
	commit(&two);
	assert_int_equal(frontier_job(one.frontier, "other", &job, NULL), 0);
	frontier_put(one.frontier, job, "https://other/", "other", 0, now, NULL);
	commit(&one);

	assert_string_equal(lease_some(&one, now, 2, &again), "new early ");
	assert_true(again == now);
	assert_string_equal(lease_some(&two, now, 10, &again), "late ");
	/* Those of another process: it may die or give them back. */
	assert_true(again == now + 1000);
	close_side(&two);
	assert_string_equal(lease_some(&one, now, 10, &again), "late ");
	assert_true(again == now + 3000);
	assert_string_equal(lease_some(&one, now + 3000, 10, &again), "blocked ");
	assert_true(again == now + 4000);
	assert_string_equal(lease_some(&one, now + 4000, 10, &again), "retry ");
	assert_int_equal(again, 0);
	assert_string_equal(lease_some(&one, now + 4000, 10, NULL), "");
	close_side(&one);
}

/* ---- processes ---- */

enum { HOSTS = 300 };

static void write_id(const struct frontier_host *host, const char *name, void *arg)
{
	(void)name;
	if (write(*(int *)arg, &host->id, sizeof(host->id)) != sizeof(host->id))
		_exit(1);
}

/* Leases three hosts at a time, and says which, until there are none. */
static void lease_all(const char *dir, int fd)
{
	struct side side = open_side(dir);
	int n;

	do
		n = frontier_lease_hosts(side.frontier, BOOKS, now, 3, write_id, &fd, NULL, NULL);
	while (n > 0);
	/* Without giving them back: the other one must not find any free. */
	if (n < 0)
		_exit(1);
}

static void processes_never_share_a_host(void **state)
{
	enum { PROCESSES = 4 };
	struct side side = open_side(*state);
	char url[100], name[50];
	int taken[HOSTS + 1] = { 0 }, ends[2], go[2], status;
	int64_t id;

	for (int i = 0; i < HOSTS; i++) {
		(void)snprintf(name, sizeof(name), "host-%d.example", i);
		(void)snprintf(url, sizeof(url), "https://%s/", name);
		assert_int_equal(put(&side, url, name), 1);
	}
	commit(&side);
	close_side(&side);
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(pipe(go), 0);
	for (int i = 0; i < PROCESSES; i++) {
		pid_t pid = fork();

		assert_true(pid >= 0);
		if (pid)
			continue;
		(void)close(go[1]);
		lease_all(*state, ends[1]);
		(void)close(ends[1]);
		/* Alive until all are done, for hosts of the dead are free. */
		(void)!read(go[0], url, 1);
		_exit(0);
	}
	(void)close(ends[1]);
	(void)close(go[0]);
	while (read(ends[0], &id, sizeof(id)) == sizeof(id)) {
		assert_in_range(id, 1, HOSTS);
		taken[id]++;
	}
	(void)close(go[1]);
	(void)close(ends[0]);
	for (int i = 0; i < PROCESSES; i++) {
		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	for (int i = 1; i <= HOSTS; i++)
		assert_int_equal(taken[i], 1);
}

static void a_process_that_is_killed_leaves_its_hosts_free_and_their_delay_whole(void **state)
{
	struct frontier_host host;
	struct frontier_url entry;
	struct side side;
	int status;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (!pid) {
		side = open_side(*state);
		put(&side, "https://a.example/kept", "a.example");
		host = lease(&side, "a.example");
		frontier_started(side.frontier, host.id, now, NULL);
		frontier_ended(side.frontier, host.id, now + 5, 0, NULL);
		commit(&side);
		frontier_started(side.frontier, host.id, now + 10, NULL);
		put(&side, "https://a.example/lost", "a.example");
		frontier_done(side.frontier, 1, now + 10, 200, NULL, NULL, NULL);
		(void)raise(SIGKILL);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	side = open_side(*state);
	entry = get(&side, "https://a.example/kept");
	assert_int_equal(entry.state, FRONTIER_PENDING);
	frontier_url_release(&entry);
	assert_int_equal(frontier_get(side.frontier, BOOKS, "https://a.example/lost", &entry, NULL),
			 0);
	host = lease_at(&side, "a.example", now + 20);
	assert_true(host.ended == now + 20);
	assert_int_equal(host.spent, 1);
	/* Ours by now, it is not put off again. */
	assert_true(lease_at(&side, "a.example", now + 30).ended == now + 20);
	close_side(&side);
}

static void after_a_failure_nothing_is_written(void **state)
{
	struct side side = open_side(*state);
	struct err err = { 0 };

	put(&side, "https://a.example/1", "a.example");
	assert_int_not_equal(sqlite3_exec(store_handle(side.store),
					  "INSERT INTO jobs (key) VALUES ('books')", NULL, NULL,
					  NULL),
			     0);
	assert_int_equal(store_failed(side.store, &err), -1);
	assert_int_equal(put(&side, "https://a.example/2", "a.example"), -1);
	assert_int_equal(frontier_commit(side.frontier, &err), -1);
	assert_non_null(strstr(err.text, "traca.db"));
	reopen(&side, *state);
	assert_int_equal(stats(&side, BOOKS).pending, 0);
	close_side(&side);
}

#define in_a_folder(test) cmocka_unit_test_setup_teardown(test, make_dir, remove_dir)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_a_folder(a_url_is_in_a_job_once),
		in_a_folder(jobs_know_nothing_of_each_other),
		in_a_folder(urls_of_one_hash_are_told_apart),
		in_a_folder(a_host_s_urls_come_in_order_of_putting),
		in_a_folder(what_is_under_way_is_not_given_again),
		in_a_folder(a_failure_waits_and_then_follows_what_was_never_tried),
		in_a_folder(validators_follow_the_answers),
		in_a_folder(states_are_counted_and_walked_in_order),
		in_a_folder(what_is_not_committed_never_was),
		in_a_folder(people_can_look_at_it),
		in_a_folder(a_host_belongs_to_one_process),
		in_a_folder(a_lease_that_is_not_renewed_runs_out),
		in_a_folder(a_request_renews_the_lease),
		in_a_folder(who_ends_gives_back_what_is_not_under_way),
		in_a_folder(requests_are_counted_by_the_day),
		in_a_folder(the_hosts_of_an_operator_are_counted_together),
		in_a_folder(a_request_is_counted_for_one_host_by_the_clock_of_another),
		in_a_folder(a_block_is_kept_and_the_longer_one_holds),
		in_a_folder(a_clock_that_was_put_back_holds_nobody_up),
		in_a_folder(hosts_with_something_due_are_leased_in_order),
		in_a_folder(processes_never_share_a_host),
		in_a_folder(a_process_that_is_killed_leaves_its_hosts_free_and_their_delay_whole),
		in_a_folder(after_a_failure_nothing_is_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
