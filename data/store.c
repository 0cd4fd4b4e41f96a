#include "data/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#include <sqlite3.h>
#include "data/lang.h"
#include "data/mem.h"
#include "data/schema.h"
#include "data/sqlite_library.h"

enum {
	BUSY_MS = 30 * 1000,  /* others write for moments, unless the disk is slow */
	WATCH_BUSY_MS = 1000, /* whoever watches has others to serve */
	OPENING = 0,          /* the byte that whoever opens the store holds meanwhile */
};

struct store {
	char *path;
	sqlite3 *db;
	int lock; /* DIR/traca.lock */
	int64_t process;
	struct err failure;
};

/* ---- the lock file ---- */

/* Locks of the open file, not of the process: they are gone when its last descriptor is. */
static int lock_byte(int fd, int command, int type, int64_t byte)
{
	struct flock lock = {
		.l_type = (short)type,
		.l_whence = SEEK_SET,
		.l_start = byte,
		.l_len = 1,
	};
	int rc;

	do
		rc = fcntl(fd, command, &lock);
	while (rc && errno == EINTR);
	return !rc && command == F_OFD_GETLK ? lock.l_type != F_UNLCK : rc;
}

bool store_is_alive(const struct store *store, int64_t process)
{
	/* Where that cannot be known the process may live. */
	return process == store->process ||
	       (process > OPENING && lock_byte(store->lock, F_OFD_GETLK, F_WRLCK, process) != 0);
}

bool store_is_open(const struct store *store)
{
	return !sqlite3_get_autocommit(store->db);
}

/* ---- errors ---- */

static void describe(const struct store *store, struct err *err)
{
	int code = store->db ? sqlite3_errcode(store->db) : SQLITE_NOMEM;

	errno = store->db ? sqlite3_system_errno(store->db) : 0;
	if (code == SQLITE_FULL)
		errno = ENOSPC;
	if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
		err_set(err, ERR_IO,
			_("%s is damaged, or no database: move it away and start again (what is "
			  "cached is kept)"),
			store->path);
	else if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
		err_set(err, ERR_IO, _("%s: another process keeps it busy"), store->path);
	else if (code == SQLITE_READONLY)
		err_set(err, ERR_IO, _("%s can only be read"), store->path);
	else if (errno && (code == SQLITE_FULL || code == SQLITE_IOERR || code == SQLITE_CANTOPEN))
		err_errno(err, ERR_IO, _("%s cannot be written"), store->path);
	else
		err_set(err, ERR_IO, "%s: %s", store->path, sqlite3_errstr(code));
}

int store_failed(struct store *store, struct err *err)
{
	if (store->failure.code == ERR_NONE) {
		describe(store, &store->failure);
		store_give_up(store);
	}
	if (err)
		*err = store->failure;
	return -1;
}

void store_give_up(struct store *store)
{
	/* SQLite may have done so itself. */
	if (store->db && store_is_open(store))
		(void)sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
}

static int run(struct store *store, const char *sql, struct err *err)
{
	if (store->failure.code != ERR_NONE || sqlite3_exec(store->db, sql, NULL, NULL, NULL))
		return store_failed(store, err);
	return 0;
}

/* ---- transactions ---- */

int store_begin(struct store *store, struct err *err)
{
	/* At once for writing: what was read in it must not be overtaken by another's change. */
	return store_is_open(store) ? 0 : run(store, "BEGIN IMMEDIATE", err);
}

int store_commit(struct store *store, struct err *err)
{
	return store_is_open(store) || store->failure.code != ERR_NONE ? run(store, "COMMIT", err)
								       : 0;
}

int store_sync(struct store *store, struct err *err)
{
	sqlite3_file *log = NULL;

	if (store->failure.code != ERR_NONE)
		return store_failed(store, err);
	if (sqlite3_file_control(store->db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) ==
		    SQLITE_OK &&
	    log && log->pMethods && log->pMethods->xSync(log, SQLITE_SYNC_NORMAL) == SQLITE_OK)
		return 0;
	err_errno(&store->failure, ERR_IO, _("%s cannot be written"), store->path);
	return store_failed(store, err);
}

/* ---- opening ---- */

/* Made here and not by SQLite, so that it is the user's alone. Returns the descriptor. */
static int make_file(const char *path, struct err *err)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (fd < 0)
		err_errno(err, ERR_IO, _("%s cannot be written"), path);
	return fd;
}

static int open_lock(struct store *store, const char *dir, struct err *err)
{
	char *path = xasprintf("%s/traca.lock", dir);
	int rc = 0;

	store->lock = make_file(path, err);
	if (store->lock < 0)
		rc = -1;
	else if (lock_byte(store->lock, F_OFD_SETLKW, F_WRLCK, OPENING))
		rc = err_errno(err, ERR_IO, _("%s cannot be locked"), path);
	free(path);
	return rc;
}

static void is_alive(sqlite3_context *context, int n, sqlite3_value **values)
{
	const struct store *store = sqlite3_user_data(context);

	(void)n;
	sqlite3_result_int(context, store_is_alive(store, sqlite3_value_int64(values[0])));
}

static int open_database(struct store *store, struct err *err)
{
	int fd = sqlite_library_load(err) ? -1 : make_file(store->path, err);

	if (fd < 0)
		return -1;
	(void)close(fd);
	if (sqlite3_open_v2(store->path, &store->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
			    NULL) ||
	    sqlite3_busy_timeout(store->db, BUSY_MS) ||
	    sqlite3_create_function(store->db, "is_alive", 1, SQLITE_UTF8, store, is_alive, NULL,
				    NULL))
		return store_failed(store, err);
	/* Before the first page is read; the cache's bound is in KiB, below 0. NORMAL: a commit does
	 * not wait for the disk, store_sync does. */
	return run(
		store,
		"PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;"
		"PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8192;"
		"PRAGMA journal_size_limit = 67108864",
		err);
}

static int read_version(struct store *store, int *version, struct err *err)
{
	sqlite3_stmt *statement = NULL;
	int rc = 0;

	if (sqlite3_prepare_v2(store->db, "PRAGMA user_version", -1, &statement, NULL) ||
	    sqlite3_step(statement) != SQLITE_ROW)
		rc = store_failed(store, err);
	else
		*version = sqlite3_column_int(statement, 0);
	(void)sqlite3_finalize(statement);
	return rc;
}

static int refuse_newer(const struct store *store, int version, struct err *err)
{
	return err_set(err, ERR_FORMAT,
		       _("%s was made by a newer traca (version %d, this one knows %d): use "
			 "that one, or another --cache"),
		       store->path, version, schema_version());
}

static int migrate(struct store *store, struct err *err)
{
	int version = 0, newest = schema_version();
	char *sql;
	int rc;

	if (read_version(store, &version, err))
		return -1;
	if (version > newest || version < 0)
		return refuse_newer(store, version, err);
	if (version == newest)
		return 0;
	if (store_begin(store, err))
		return -1;
	for (; version < newest; version++) {
		if (run(store, schema_step(version), err))
			return -1;
	}
	sql = xasprintf("PRAGMA user_version = %d", newest);
	rc = run(store, sql, err) || store_commit(store, err) ? -1 : 0;
	free(sql);
	return rc;
}

/* A number whose byte is free: one of a database that was moved away may still be held. */
static int take_number(struct store *store, struct err *err)
{
	char *sql = xasprintf("INSERT INTO processes (pid, started) VALUES (%lld, %lld000)",
			      (long long)getpid(), (long long)time(NULL));
	int rc;

	do {
		rc = run(store, sql, err);
		store->process = sqlite3_last_insert_rowid(store->db);
		errno = 0;
	} while (!rc && lock_byte(store->lock, F_OFD_SETLK, F_WRLCK, store->process) &&
		 (errno == EAGAIN || errno == EACCES));
	if (!rc && errno)
		rc = err_errno(err, ERR_IO, _("%s cannot be locked"), store->path);
	free(sql);
	return rc;
}

/* Locked before it is committed, so that nobody takes us for dead. */
static int enter(struct store *store, struct err *err)
{
	return store_begin(store, err) ||
			       run(store, "DELETE FROM processes WHERE NOT is_alive(id)", err) ||
			       take_number(store, err) || store_commit(store, err)
		       ? -1
		       : 0;
}

bool store_is_there(const char *dir)
{
	char *path = xasprintf("%s/traca.db", dir);
	bool there = access(path, F_OK) == 0;

	free(path);
	return there;
}

struct store *store_open(const char *dir, struct err *err)
{
	struct store *store = xcalloc(1, sizeof(*store));

	store->path = xasprintf("%s/traca.db", dir);
	if (open_lock(store, dir, err) || open_database(store, err) || migrate(store, err) ||
	    enter(store, err)) {
		store_free(store);
		return NULL;
	}
	(void)lock_byte(store->lock, F_OFD_SETLK, F_UNLCK, OPENING);
	return store;
}

static int open_to_read(struct store *store, int *version, struct err *err)
{
	if (sqlite_library_load(err))
		return -1;
	/* The log of one that was killed is read only where it may be written. */
	if (sqlite3_open_v2(store->path, &store->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
			    NULL) ||
	    sqlite3_busy_timeout(store->db, BUSY_MS))
		return store_failed(store, err);
	return run(store, "PRAGMA query_only = ON; PRAGMA cache_size = -32768", err) ||
			       read_version(store, version, err)
		       ? -1
		       : 0;
}

struct store *store_open_to_read(const char *dir, struct err *err)
{
	struct store *store = xcalloc(1, sizeof(*store));
	int version = 0, rc;

	store->lock = -1;
	store->path = xasprintf("%s/traca.db", dir);
	rc = open_to_read(store, &version, err);
	if (!rc && version == schema_version())
		return store;
	store_free(store);
	/* An older one is brought up to date, a newer one refused. */
	return rc ? NULL : store_open(dir, err);
}

static void leave(struct store *store)
{
	char *sql = xasprintf("DELETE FROM processes WHERE id = %lld", (long long)store->process);

	/* Whoever opens the store next does it where this fails. */
	store_give_up(store);
	(void)run(store, sql, NULL);
	free(sql);
}

struct store *store_open_to_watch(const char *dir, struct err *err)
{
	struct store *store = xcalloc(1, sizeof(*store));
	int version = 0, newest = schema_version(), rc;

	store->lock = -1;
	store->path = xasprintf("%s/traca.db", dir);
	rc = open_to_read(store, &version, err) || sqlite3_busy_timeout(store->db, WATCH_BUSY_MS) ||
			     sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL)
		     ? -1
		     : 0;
	if (!rc && version > newest)
		rc = refuse_newer(store, version, err);
	else if (!rc && version < newest)
		rc = err_set(err, ERR_FORMAT,
			     _("%s was made by an older traca: 'traca present' brings it up to "
			       "date"),
			     store->path);
	if (!rc)
		return store;
	store_free(store);
	return NULL;
}

void store_free(struct store *store)
{
	if (!store)
		return;
	if (store->db && store->process)
		leave(store);
	if (store->db)
		(void)sqlite3_close(store->db);
	if (store->lock >= 0)
		(void)close(store->lock);
	free(store->path);
	free(store);
}

sqlite3 *store_handle(const struct store *store)
{
	return store->db;
}

int64_t store_process(const struct store *store)
{
	return store->process;
}
