#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include "data/lang.h"
#include "present/format.h"
#include "present/present.h"

/* One by one: of a large vocabulary jansson's objects would be many times as large. */
static void write_token(FILE *out, struct token token)
{
	json_t *string = json_stringn(token.data, token.len);

	if (json_dumpf(string, out, JSON_ENCODE_ANY))
		(void)fputs("null", out);
	json_decref(string);
}

static void write_table(FILE *out, const struct table_rows *table)
{
	for (size_t i = 0; i < table->n; i++) {
		(void)fputs(i > 0 ? ",[" : "[", out);
		write_token(out, table->rows[i].token);
		(void)fprintf(out, ",%" PRIu64 "]", table->rows[i].count);
	}
}

static void write_tables(FILE *out, const struct summary *summary)
{
	(void)fputs(",\"tables\":{", out);
	for (int i = 0; i < TABLES; i++) {
		(void)fprintf(out, "%s\"%s\":[", i > 0 ? "," : "", table_name((enum table)i));
		write_table(out, &summary->tables[i]);
		(void)fputc(']', out);
	}
	(void)fputc('}', out);
}

/* The line of ndjson, and before its last brace the tables. */
static int write_partial(FILE *out, const struct summary *summary, struct err *err)
{
	json_t *book = present_object(summary, err);
	char *line = book ? json_dumps(book, JSON_COMPACT) : NULL;

	json_decref(book);
	if (!line)
		return -1;
	(void)fwrite(line, 1, strlen(line) - 1, out);
	free(line);
	if (summary->found && !summary->failure)
		write_tables(out, summary);
	(void)fputs("}\n", out);
	return 0;
}

const struct format format_partial = { .name = "partial", .write = write_partial };

const struct format *present_format_partial(void)
{
	return &format_partial;
}
