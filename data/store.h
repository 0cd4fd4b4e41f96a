/*
 * store - the one database file of a cache: DIR/traca.db (SQLite).
 *
 *   store_begin -> changes of those who own tables -> store_commit
 *
 * Opens it, brings its schema (data/schema.h) up to date and knows which processes live. All
 * changes since the last commit are there together or not at all, whatever dies. A
 * process has a number, kept in the table of processes, and locks that byte of DIR/traca.lock
 * for as long as it lives: the death of one is known at once. Knows nothing of what the
 * tables are for. A struct store is for one thread, and not for a child after fork().
 */
#ifndef DATA_STORE_H
#define DATA_STORE_H

#include <stdbool.h>
#include <stdint.h>
#include "data/err.h"

struct sqlite3;
struct store;

/* Did anybody open one in DIR? */
bool store_is_there(const char *dir);

/* DIR is there already; the file is made for the user alone. NULL: it cannot be written, is
 * damaged or no database, or was made by a newer version; the text says what to do. */
struct store *store_open(const char *dir, struct err *err);

/* Changes that were not committed are given up. */
void store_free(struct store *store);

/* The same of one that is there, for who only looks: nothing is written, nobody waited for. */
struct store *store_open_to_read(const char *dir, struct err *err);

/* The same for who looks for long beside others: not even a log is written back at the end, and an
 * older one stays as it is and is refused. */
struct store *store_open_to_watch(const char *dir, struct err *err);

/* For the files that own tables. */
struct sqlite3 *store_handle(const struct store *store);

/* Our number, from 1; none is ever used again. */
int64_t store_process(const struct store *store);

/* Does the process of that number still run, on this machine? Our own does. In SQL: is_alive(n). */
bool store_is_alive(const struct store *store, int64_t process);

/* Before a change: nobody else writes until store_commit, so do not wait for anything in
 * between. Begun already: nothing happens. */
int store_begin(struct store *store, struct err *err);
bool store_is_open(const struct store *store); /* begun, and not yet committed */

/* When it returns 0 the changes outlive this process, whatever ends it. ERR_FULL: no room. */
int store_commit(struct store *store, struct err *err);

/* And what was committed outlives a crash of the machine, too. */
int store_sync(struct store *store, struct err *err);

/* Changes since the last commit never were. */
void store_give_up(struct store *store);

/* What SQLite's last failure was, in one line that names the file; returns -1. Uncommitted
 * changes are given up, and store_begin and store_commit fail from now on: nothing that
 * belongs to them may follow without them. */
int store_failed(struct store *store, struct err *err);

#endif
