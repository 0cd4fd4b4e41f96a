#include "data/sqlite_library.h"

#include <sqlite3.h>
#include <stdarg.h>
#include "data/library.h"

static const struct library sqlite = { { "libsqlite3.so.0" }, "SQLite", "libsqlite3-0" };

int sqlite_library_load(struct err *err)
{
	return library_load(&sqlite, err);
}

#define SQLITE(type, name, parameters, ...)                                                        \
	LIBRARY_FUNCTION(&sqlite, type, name, parameters, __VA_ARGS__)

SQLITE(const char *, sqlite3_libversion, (void));
SQLITE(int, sqlite3_open_v2, (const char *path, sqlite3 **db, int flags, const char *vfs), path, db,
       flags, vfs);
SQLITE(int, sqlite3_close, (sqlite3 * db), db);
SQLITE(int, sqlite3_busy_timeout, (sqlite3 * db, int ms), db, ms);
SQLITE(int, sqlite3_file_control, (sqlite3 * db, const char *name, int what, void *arg), db, name,
       what, arg);
SQLITE(int, sqlite3_create_function,
       (sqlite3 * db, const char *name, int n, int encoding, void *arg,
	void (*call)(sqlite3_context *, int, sqlite3_value **),
	void (*step)(sqlite3_context *, int, sqlite3_value **), void (*end)(sqlite3_context *)),
       db, name, n, encoding, arg, call, step, end);
SQLITE(int, sqlite3_exec,
       (sqlite3 * db, const char *sql, int (*row)(void *, int, char **, char **), void *arg,
	char **why),
       db, sql, row, arg, why);
SQLITE(int, sqlite3_changes, (sqlite3 * db), db);
SQLITE(int, sqlite3_get_autocommit, (sqlite3 * db), db);
SQLITE(sqlite3_int64, sqlite3_last_insert_rowid, (sqlite3 * db), db);
SQLITE(int, sqlite3_errcode, (sqlite3 * db), db);
SQLITE(const char *, sqlite3_errstr, (int code), code);
SQLITE(int, sqlite3_system_errno, (sqlite3 * db), db);
SQLITE(int, sqlite3_prepare_v2,
       (sqlite3 * db, const char *sql, int len, sqlite3_stmt **statement, const char **rest), db,
       sql, len, statement, rest);
SQLITE(int, sqlite3_prepare_v3,
       (sqlite3 * db, const char *sql, int len, unsigned flags, sqlite3_stmt **statement,
	const char **rest),
       db, sql, len, flags, statement, rest);
SQLITE(int, sqlite3_bind_double, (sqlite3_stmt * statement, int n, double value), statement, n,
       value);
SQLITE(int, sqlite3_bind_int, (sqlite3_stmt * statement, int n, int value), statement, n, value);
SQLITE(int, sqlite3_bind_int64, (sqlite3_stmt * statement, int n, sqlite3_int64 value), statement,
       n, value);
SQLITE(int, sqlite3_bind_text,
       (sqlite3_stmt * statement, int n, const char *text, int len, void (*release)(void *)),
       statement, n, text, len, release);
SQLITE(int, sqlite3_clear_bindings, (sqlite3_stmt * statement), statement);
SQLITE(int, sqlite3_step, (sqlite3_stmt * statement), statement);
SQLITE(int, sqlite3_reset, (sqlite3_stmt * statement), statement);
SQLITE(int, sqlite3_finalize, (sqlite3_stmt * statement), statement);
SQLITE(int, sqlite3_column_count, (sqlite3_stmt * statement), statement);
SQLITE(int, sqlite3_column_type, (sqlite3_stmt * statement, int n), statement, n);
SQLITE(int, sqlite3_column_bytes, (sqlite3_stmt * statement, int n), statement, n);
SQLITE(double, sqlite3_column_double, (sqlite3_stmt * statement, int n), statement, n);
SQLITE(int, sqlite3_column_int, (sqlite3_stmt * statement, int n), statement, n);
SQLITE(sqlite3_int64, sqlite3_column_int64, (sqlite3_stmt * statement, int n), statement, n);
SQLITE(const unsigned char *, sqlite3_column_text, (sqlite3_stmt * statement, int n), statement, n);
SQLITE(void *, sqlite3_user_data, (sqlite3_context * context), context);
SQLITE(sqlite3_int64, sqlite3_value_int64, (sqlite3_value * value), value);
SQLITE(void, sqlite3_result_int, (sqlite3_context * context, int value), context, value);

/* Of what we set, each is a number, and a place for what it is then. */
__attribute__((used)) static int lazy_sqlite3_db_config(sqlite3 *db, int what, ...)
{
	LIBRARY_LOOK_UP(&sqlite, sqlite3_db_config);
	va_list args;
	int value, *now;

	va_start(args, what);
	value = va_arg(args, int);
	now = va_arg(args, int *);
	va_end(args);
	return function(db, what, value, now);
}
LIBRARY_DEFINE(sqlite3_db_config);
