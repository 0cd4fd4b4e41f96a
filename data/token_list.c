#include "data/token_list.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "data/buf.h"
#include "data/mem.h"

/* ---- writing ---- */

static bool is_plain(struct token token)
{
	for (size_t i = 0; i < token.len; i++) {
		if ((unsigned char)token.data[i] < ' ' || token.data[i] == '"' ||
		    token.data[i] == '\\')
			return false;
	}
	return true;
}

static void add_plain(struct buf *buf, struct token token)
{
	char *to = buf_reserve(buf, token.len + 2, NULL);

	*to++ = '"';
	memcpy(to, token.data, token.len);
	to[token.len] = '"';
	buf->len += token.len + 2;
}

static void add_token(struct buf *buf, struct token token)
{
	json_t *string = is_plain(token) ? NULL : json_stringn(token.data, token.len);
	char *escaped = string ? json_dumps(string, JSON_ENCODE_ANY) : NULL;

	if (escaped)
		(void)buf_add_text(buf, escaped, NULL);
	else
		add_plain(buf, string ? (struct token) { "", 0 } : token);
	free(escaped);
	json_decref(string);
}

/* ",12]" */
static void add_count(struct buf *buf, uint64_t count)
{
	enum { MOST = 24 };
	char text[MOST], *start = text + MOST;

	*--start = ']';
	do
		*--start = (char)('0' + count % 10);
	while (count /= 10);
	*--start = ',';
	(void)buf_add(buf, start, (size_t)(text + MOST - start), NULL);
}

char *token_list_write(const struct token *tokens, size_t n)
{
	struct buf buf;

	/* What we size ourselves: the tokens are in memory. */
	buf_init(&buf, SIZE_MAX / 4);
	(void)buf_add_text(&buf, "[", NULL);
	for (size_t i = 0; i < n; i++) {
		(void)buf_add_text(&buf, i > 0 ? "," : "", NULL);
		add_token(&buf, tokens[i]);
	}
	(void)buf_add_text(&buf, "]", NULL);
	return buf_take(&buf);
}

char *token_list_write_rows(const struct tally_row *const *rows, size_t n)
{
	struct buf buf;

	buf_init(&buf, SIZE_MAX / 4);
	(void)buf_add_text(&buf, "[", NULL);
	for (size_t i = 0; i < n; i++) {
		if (buf.len + rows[i]->token.len > TOKEN_LIST_LONGEST)
			break;
		(void)buf_add_text(&buf, i > 0 ? ",[" : "[", NULL);
		add_token(&buf, rows[i]->token);
		add_count(&buf, rows[i]->count);
	}
	(void)buf_add_text(&buf, "]", NULL);
	return buf_take(&buf);
}

/* ---- reading ---- */

static struct token take(const char *data, size_t len, char **room)
{
	struct token token = { *room, len };

	memcpy(*room, data, len);
	*room += len;
	return token;
}

/* Without an escape every second quotation mark ends a token: many lists are read at once. */
static int read_plain(struct token **out, size_t *n, const char *json, char **room)
{
	size_t size = 0;
	const char *end;

	for (const char *c = json; (c = strchr(c, '"')); c++)
		size++;
	*out = xreallocarray(NULL, size / 2, sizeof(**out));
	while ((json = strchr(json, '"')) && (end = strchr(json + 1, '"'))) {
		(*out)[(*n)++] = take(json + 1, (size_t)(end - json - 1), room);
		json = end + 1;
	}
	return 0;
}

int token_list_read(struct token **out, size_t *n, const char *json, char **room)
{
	json_t *list;
	bool fits;

	*out = NULL;
	*n = 0;
	if (*json == '[' && !strchr(json, '\\'))
		return read_plain(out, n, json, room);
	list = json_loads(json, JSON_ALLOW_NUL, NULL);
	fits = json_is_array(list);
	*out = xreallocarray(NULL, json_array_size(list), sizeof(**out));
	for (size_t i = 0; fits && i < json_array_size(list); i++) {
		const json_t *token = json_array_get(list, i);

		fits = json_is_string(token);
		if (fits)
			(*out)[(*n)++] =
				take(json_string_value(token), json_string_length(token), room);
	}
	json_decref(list);
	if (fits)
		return 0;
	free(*out);
	*out = NULL;
	*n = 0;
	return -1;
}

int token_list_read_rows(struct table_rows *out, size_t limit, const char *json, char **room)
{
	json_t *list = json_loads(json, JSON_ALLOW_NUL, NULL);
	size_t size = json_array_size(list);
	bool fits = json_is_array(list);

	size = size < limit ? size : limit;
	*out = (struct table_rows) { .rows = xreallocarray(NULL, size, sizeof(*out->rows)) };
	for (size_t i = 0; fits && i < size; i++) {
		const json_t *row = json_array_get(list, i), *token = json_array_get(row, 0);
		json_int_t count = json_integer_value(json_array_get(row, 1));

		fits = json_is_string(token) && count > 0;
		if (fits)
			out->rows[out->n++] = (struct tally_row) {
				take(json_string_value(token), json_string_length(token), room),
				(uint64_t)count,
			};
	}
	json_decref(list);
	if (fits)
		return 0;
	free(out->rows);
	*out = (struct table_rows) { 0 };
	return -1;
}
