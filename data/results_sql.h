/*
 * results_sql - the statements of the results, prepared once. Only for results*.c.
 */
#ifndef DATA_RESULTS_SQL_H
#define DATA_RESULTS_SQL_H

#include <stdint.h>
#include "data/err.h"
#include "data/results.h"

struct sqlite3_stmt;

enum results_sql {
	RESULTS_PUT_BOOK,
	RESULTS_FORGET_MEASURES,
	RESULTS_PUT_SUMMARY,
	RESULTS_PUT_MEASURES,
	RESULTS_PUT_TOKENS,
	RESULTS_GET_TOKENS,
	RESULTS_EACH,
	RESULTS_DATA_VERSION,
	RESULTS_VERSION,
	RESULTS_SQL,
};

struct results {
	struct store *store;
	struct sqlite3_stmt *statements[RESULTS_SQL];
	int64_t data_version, version; /* of the file when it was looked at last, and of these */
};

/* Ready for its values; results_reset must follow. NULL: ERR. */
struct sqlite3_stmt *results_statement(struct results *results, enum results_sql which,
				       struct err *err);
void results_reset(struct sqlite3_stmt *statement);

#endif
