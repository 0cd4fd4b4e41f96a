#include "data/store.h"

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
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include <sqlite3.h>
#include "data/schema.h"

static int make_dir(void **state)
{
	char *dir = strdup("/tmp/traca-store-XXXXXX");

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

static struct store *open_store(const char *dir)
{
	struct err err = { 0 };
	struct store *store = store_open(dir, &err);

	assert_string_equal(err.text, "");
	assert_non_null(store);
	return store;
}

static int change(struct store *store, const char *sql)
{
	struct err err = { 0 };

	assert_int_equal(store_begin(store, &err), 0);
	return sqlite3_exec(store_handle(store), sql, NULL, NULL, NULL);
}

static int64_t number(struct store *store, const char *sql)
{
	sqlite3_stmt *statement;
	int64_t value;

	assert_int_equal(sqlite3_prepare_v2(store_handle(store), sql, -1, &statement, NULL), 0);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	value = sqlite3_column_int64(statement, 0);
	assert_int_equal(sqlite3_finalize(statement), 0);
	return value;
}

static void write_file(const char *dir, const char *name, const char *bytes, size_t len)
{
	char path[200];
	FILE *file;

	(void)snprintf(path, sizeof(path), "%s/%s", dir, name);
	file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

static void the_file_is_the_user_s_alone_and_of_the_newest_version(void **state)
{
	static const char *const names[] = { "traca.db", "traca.lock" };
	mode_t old = umask(0);
	struct store *store = open_store(*state);
	struct stat st;
	char path[200];

	(void)umask(old);
	for (size_t i = 0; i < 2; i++) {
		(void)snprintf(path, sizeof(path), "%s/%s", (char *)*state, names[i]);
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 07777, 0600);
	}
	assert_int_equal(number(store, "PRAGMA user_version"), schema_version());
	/* A commit does not wait for the disk: store_sync does. */
	assert_int_equal(number(store, "PRAGMA synchronous"), 1);
	assert_int_equal(store_sync(store, NULL), 0);
	assert_int_equal(number(store, "PRAGMA foreign_keys"), 1);
	store_free(store);
}

static void each_version_follows_from_the_one_before(void **state)
{
	(void)state;
	assert_true(schema_version() > 0);
	for (int i = 0; i < schema_version(); i++)
		assert_non_null(schema_step(i));
	assert_null(schema_step(schema_version()));
	assert_null(schema_step(-1));
}

static void what_is_committed_is_there_and_what_is_not_is_not(void **state)
{
	struct store *store = open_store(*state);
	struct err err = { 0 };

	assert_int_equal(store_commit(store, &err), 0);
	assert_int_equal(change(store, "INSERT INTO hosts (name) VALUES ('a')"), 0);
	assert_true(store_is_open(store));
	assert_int_equal(store_commit(store, &err), 0);
	assert_false(store_is_open(store));
	assert_int_equal(change(store, "INSERT INTO hosts (name) VALUES ('b')"), 0);
	store_give_up(store);
	assert_int_equal(change(store, "INSERT INTO hosts (name) VALUES ('c')"), 0);
	assert_int_equal(number(store, "SELECT count(*) FROM hosts"), 2);
	store_free(store);
	store = open_store(*state);
	assert_int_equal(number(store, "SELECT count(*) FROM hosts"), 1);
	assert_int_equal(number(store, "SELECT count(*) FROM processes"), 1);
	store_free(store);
}

struct child {
	pid_t pid;
	int64_t process; /* its number in the store */
};

/* Commits one change, has another (or NULL) open, and waits to be killed. Fork before opening a store. */
static struct child start_child(const char *dir, const char *committed, const char * not )
{
	struct child child = { 0 };
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	child.pid = fork();
	assert_true(child.pid >= 0);
	if (!child.pid) {
		struct store *store = store_open(dir, NULL);

		if (!store || change(store, committed) || store_commit(store, NULL) ||
		    (not &&change(store, not )))
			_exit(1);
		child.process = store_process(store);
		if (write(ends[1], &child.process, sizeof(child.process)) > 0)
			(void)pause();
		_exit(1);
	}
	assert_int_equal(read(ends[0], &child.process, sizeof(child.process)),
			 sizeof(child.process));
	(void)close(ends[0]);
	(void)close(ends[1]);
	return child;
}

static void kill_child(struct child child)
{
	int status;

	assert_int_equal(kill(child.pid, SIGKILL), 0);
	assert_int_equal(waitpid(child.pid, &status, 0), child.pid);
	assert_true(WIFSIGNALED(status));
}

static void a_killed_process_leaves_what_it_committed(void **state)
{
	struct child child = start_child(*state, "INSERT INTO hosts (name) VALUES ('kept')",
					 "INSERT INTO hosts (name) VALUES ('lost')");
	struct store *store;

	kill_child(child);
	store = open_store(*state);
	assert_int_equal(number(store, "SELECT count(*) FROM hosts WHERE name = 'kept'"), 1);
	assert_int_equal(number(store, "SELECT count(*) FROM hosts"), 1);
	/* And nothing of its own. */
	assert_int_equal(number(store, "SELECT count(*) FROM processes"), 1);
	assert_true(store_process(store) > child.process);
	store_free(store);
}

static void a_killed_process_is_dead_at_once(void **state)
{
	struct child child = start_child(*state, "DELETE FROM hosts", NULL);
	struct store *store = open_store(*state);

	assert_true(store_is_alive(store, child.process));
	kill_child(child);
	assert_false(store_is_alive(store, child.process));
	store_free(store);
}

static void processes_see_each_other_live_and_die(void **state)
{
	struct store *one = open_store(*state), *two = open_store(*state);
	int64_t number_of_two = store_process(two);

	assert_true(store_is_alive(one, number_of_two));
	assert_true(store_is_alive(two, store_process(one)));
	assert_int_equal(number(one, "SELECT count(*) FROM processes WHERE is_alive(id)"), 2);
	store_free(two);
	assert_false(store_is_alive(one, number_of_two));
	assert_false(store_is_alive(one, 0));
	assert_false(store_is_alive(one, -7));
	assert_false(store_is_alive(one, 12345));
	two = open_store(*state);
	assert_true(store_process(two) > number_of_two);
	store_free(two);
	store_free(one);
}

static void a_new_database_beside_an_old_one_s_living_process(void **state)
{
	struct store *old = open_store(*state), *new;
	char from[200], to[200];

	(void)snprintf(from, sizeof(from), "%s/traca.db", (char *)*state);
	(void)snprintf(to, sizeof(to), "%s/moved", (char *)*state);
	assert_int_equal(rename(from, to), 0);
	(void)strcat(from, "-wal");
	assert_int_equal(remove(from), 0);
	new = open_store(*state);
	assert_true(store_process(new) != store_process(old));
	store_free(new);
	store_free(old);
}

static void a_version_that_is_newer_is_left_alone(void **state)
{
	struct store *store = open_store(*state);
	struct err err = { 0 };

	assert_int_equal(change(store, "PRAGMA user_version = 1000"), 0);
	assert_int_equal(store_commit(store, &err), 0);
	store_free(store);
	assert_null(store_open(*state, &err));
	assert_int_equal(err.code, ERR_FORMAT);
	assert_non_null(strstr(err.text, "traca.db"));
	assert_non_null(strstr(err.text, "newer"));
}

static void what_is_no_database_is_named_and_kept(void **state)
{
	static char junk[5000];
	struct err err = { 0 };
	struct stat st;
	char path[200];

	(void)memset(junk, 'x', sizeof(junk));
	write_file(*state, "traca.db", junk, sizeof(junk));
	assert_null(store_open(*state, &err));
	assert_int_equal(err.code, ERR_IO);
	assert_non_null(strstr(err.text, "traca.db"));
	assert_non_null(strstr(err.text, "move it away"));
	(void)snprintf(path, sizeof(path), "%s/traca.db", (char *)*state);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_size, sizeof(junk));
}

static void an_empty_file_is_filled(void **state)
{
	write_file(*state, "traca.db", "", 0);
	store_free(open_store(*state));
}

static void a_damaged_page_is_said_once_it_is_met(void **state)
{
	struct store *store = open_store(*state);
	struct err err = { 0 };
	char path[200], junk[4096];
	FILE *file;

	for (int i = 0; i < 3000; i++)
		assert_int_equal(change(store, "INSERT INTO hosts (name) VALUES (randomblob(99))"),
				 0);
	assert_int_equal(store_commit(store, &err), 0);
	store_free(store);
	(void)snprintf(path, sizeof(path), "%s/traca.db", (char *)*state);
	file = fopen(path, "r+");
	assert_non_null(file);
	(void)memset(junk, 'x', sizeof(junk));
	assert_int_equal(fseek(file, 20 * 4096, SEEK_SET), 0);
	for (int i = 0; i < 50; i++)
		assert_int_equal(fwrite(junk, sizeof(junk), 1, file), 1);
	assert_int_equal(fclose(file), 0);
	store = open_store(*state);
	assert_int_equal(change(store, "UPDATE hosts SET name = name || 'x'"), SQLITE_CORRUPT);
	assert_int_equal(store_failed(store, &err), -1);
	assert_int_equal(err.code, ERR_IO);
	assert_non_null(strstr(err.text, "move it away"));
	assert_false(store_is_open(store));
	/* And nothing more is written. */
	err = (struct err) { 0 };
	assert_int_equal(store_begin(store, &err), -1);
	assert_non_null(strstr(err.text, "move it away"));
	assert_int_equal(store_commit(store, NULL), -1);
	store_free(store);
}

static void a_folder_that_is_not_there_is_named(void **state)
{
	struct err err = { 0 };
	char dir[200];

	(void)snprintf(dir, sizeof(dir), "%s/none", (char *)*state);
	assert_null(store_open(dir, &err));
	assert_int_equal(err.code, ERR_IO);
	assert_non_null(strstr(err.text, dir));
}

static void a_folder_in_the_place_of_the_file_is_named(void **state)
{
	struct err err = { 0 };
	char dir[200];

	(void)snprintf(dir, sizeof(dir), "%s/traca.db", (char *)*state);
	assert_int_equal(mkdir(dir, 0700), 0);
	assert_null(store_open(*state, &err));
	assert_int_equal(err.code, ERR_IO);
	assert_non_null(strstr(err.text, dir));
}

/* Root may write everywhere, nobody's user may not. */
static void in_a_folder_that_is_only_read(void **state)
{
	struct err err = { 0 };
	int status;
	pid_t pid;

	store_free(open_store(*state));
	assert_int_equal(chmod(*state, 0555), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (!pid) {
		if (geteuid() == 0 && setuid(65534))
			_exit(1);
		_exit(store_open(*state, &err) || err.code != ERR_IO || !strstr(err.text, *state));
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(chmod(*state, 0700), 0);
	assert_int_equal(status, 0);
}

/* 0: the store failed, as it should; what was committed before is what is there after. */
static int fill(const char *dir, struct err *err)
{
	struct store *store = open_store(dir);
	int64_t committed = 0;
	int rc = 0;

	while (!rc && committed < 10000) {
		rc = change(store, "INSERT INTO hosts (name) VALUES (randomblob(20000))")
			     ? store_failed(store, err)
			     : store_commit(store, err);
		committed += !rc;
	}
	store_free(store);
	store = rc ? store_open(dir, NULL) : NULL;
	if (store)
		rc = number(store, "SELECT count(*) FROM hosts") == committed ? 0 : 1;
	store_free(store);
	return rc;
}

static void a_full_disk_loses_nothing(void **state)
{
	struct err err = { 0 };
	int rc;

	if (mount("tmpfs", *state, "tmpfs", 0, "size=4m"))
		skip();
	rc = fill(*state, &err);
	assert_int_equal(umount(*state), 0);
	assert_int_equal(err.code, ERR_FULL);
	assert_non_null(strstr(err.text, "traca.db"));
	/* -1: it could not even be opened again, for which there is no room. */
	assert_true(rc <= 0);
}

/* Files may not grow beyond a limit: nearly what a full disk does. */
static void a_file_that_may_not_grow_loses_nothing(void **state)
{
	struct rlimit old, limit;
	struct err err = { 0 };
	int rc;

	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	limit = (struct rlimit) { 2 << 20, old.rlim_max };
	assert_ptr_not_equal(signal(SIGXFSZ, SIG_IGN), SIG_ERR);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	rc = fill(*state, &err);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	assert_int_equal(rc, 0);
	assert_true(err.code == ERR_IO || err.code == ERR_FULL);
	assert_non_null(strstr(err.text, "traca.db"));
}

#define in_a_folder(test) cmocka_unit_test_setup_teardown(test, make_dir, remove_dir)

int main(void)
{
	const struct CMUnitTest tests[] = {
		in_a_folder(the_file_is_the_user_s_alone_and_of_the_newest_version),
		cmocka_unit_test(each_version_follows_from_the_one_before),
		in_a_folder(what_is_committed_is_there_and_what_is_not_is_not),
		in_a_folder(a_killed_process_leaves_what_it_committed),
		in_a_folder(a_killed_process_is_dead_at_once),
		in_a_folder(processes_see_each_other_live_and_die),
		in_a_folder(a_new_database_beside_an_old_one_s_living_process),
		in_a_folder(a_version_that_is_newer_is_left_alone),
		in_a_folder(what_is_no_database_is_named_and_kept),
		in_a_folder(an_empty_file_is_filled),
		in_a_folder(a_damaged_page_is_said_once_it_is_met),
		in_a_folder(a_folder_that_is_not_there_is_named),
		in_a_folder(a_folder_in_the_place_of_the_file_is_named),
		in_a_folder(in_a_folder_that_is_only_read),
		in_a_folder(a_full_disk_loses_nothing),
		in_a_folder(a_file_that_may_not_grow_loses_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
