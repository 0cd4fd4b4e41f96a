#include "collect/catalog.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/utf8.h>
#include "collect/catalog_build.h"
#include "data/lang.h"
#include "data/mem.h"

struct chunk {
	struct chunk *next;
	size_t used, size;
	char bytes[];
};

bool catalog_add(struct catalog *catalog, const struct catalog_record *record)
{
	enum { MOST = 1 << 20 };

	if (catalog->n == MOST)
		return false;
	if (catalog->n == catalog->size) {
		catalog->size = catalog->size ? 2 * catalog->size : 1024;
		catalog->records = xreallocarray(catalog->records, catalog->size, sizeof(*record));
	}
	catalog->records[catalog->n++] = *record;
	return true;
}

/* Room for LEN bytes at the end of the newest chunk; the caller raises used. */
static char *room(struct catalog *catalog, size_t len)
{
	enum { CHUNK = 1 << 18 };
	struct chunk *chunk = catalog->texts;

	if (!chunk || chunk->size - chunk->used < len) {
		size_t size = len > CHUNK ? len : CHUNK;

		chunk = xmalloc(sizeof(*chunk) + size);
		*chunk = (struct chunk) { .next = catalog->texts, .size = size };
		catalog->texts = chunk;
	}
	return chunk->bytes + chunk->used;
}

char *catalog_text(struct catalog *catalog, const char *text, size_t len)
{
	enum { NBSP = 0xa0, REPLACEMENT = 3 }; /* bytes of U+FFFD for one that is ill-formed */
	char *start = room(catalog, REPLACEMENT * len + 1), *to = start;

	for (size_t i = 0; i < len;) {
		UChar32 c = (unsigned char)text[i];
		size_t at;

		if (c > ' ' && c < 0x7f) {
			*to++ = text[i++];
			continue;
		}
		U8_NEXT_OR_FFFD((const uint8_t *)text, i, len, c);
		if (c <= ' ' || c == 0x7f || c == NBSP) {
			if (to > start && to[-1] != ' ')
				*to++ = ' ';
			continue;
		}
		at = (size_t)(to - start);
		U8_APPEND_UNSAFE(start, at, c);
		to = start + at;
	}
	if (to > start && to[-1] == ' ')
		to--;
	if (to == start)
		return NULL;
	*to++ = '\0';
	catalog->texts->used += (size_t)(to - start);
	return start;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

size_t trimmed_end(const char *text, size_t len)
{
	for (;;) {
		if (len && is_blank(text[len - 1]))
			len--;
		else if (len >= 2 && memcmp(text + len - 2, "\xc2\xa0", 2) == 0)
			len -= 2;
		else
			return len;
	}
}

size_t trimmed_start(const char *text, size_t len)
{
	size_t i = 0;

	for (;;) {
		if (i < len && is_blank(text[i]))
			i++;
		else if (i + 2 <= len && memcmp(text + i, "\xc2\xa0", 2) == 0)
			i += 2;
		else
			return i;
	}
}

bool has_prefix(const char *text, size_t len, const char *prefix)
{
	size_t n;

	/* The first letter decides nearly always. */
	if (!len || ((*text ^ *prefix) & ~0x20))
		return false;
	n = strlen(prefix);
	return len >= n && strncasecmp(text, prefix, n) == 0;
}

static int compare_ids(const void *a, const void *b)
{
	const struct catalog_record *left = a, *right = b;

	if (left->id != right->id)
		return left->id < right->id ? -1 : 1;
	return (left->line > right->line) - (left->line < right->line);
}

/* Sorts, keeps the last of each id, and drops numbers that are only reserved. */
static void put_in_order(struct catalog *catalog)
{
	struct catalog_record *records = catalog->records;
	size_t kept = 0;

	if (catalog->n)
		qsort(records, catalog->n, sizeof(*records), compare_ids);
	for (size_t i = 0; i < catalog->n; i++) {
		if (i + 1 < catalog->n && records[i].id == records[i + 1].id)
			continue;
		if (records[i].title)
			records[kept++] = records[i];
	}
	catalog->n = kept;
}

struct catalog *catalog_parse(const char *data, size_t len, struct err *err)
{
	struct catalog *catalog = xcalloc(1, sizeof(*catalog));

	if (pg_catalog_recognised(data, len))
		pg_catalog_read(catalog, data, len);
	else if (gutindex_recognised(data, len))
		gutindex_read(catalog, data, len);
	put_in_order(catalog);
	if (!catalog->n) {
		catalog_free(catalog);
		err_set(err, ERR_FORMAT, _("neither a GUTINDEX nor a pg_catalog.csv with books"));
		return NULL;
	}
	return catalog;
}

void catalog_free(struct catalog *catalog)
{
	if (!catalog)
		return;
	while (catalog->texts) {
		struct chunk *next = catalog->texts->next;

		free(catalog->texts);
		catalog->texts = next;
	}
	free(catalog->records);
	free(catalog);
}

size_t catalog_count(const struct catalog *catalog)
{
	return catalog->n;
}

const struct catalog_record *catalog_record(const struct catalog *catalog, size_t i)
{
	return i < catalog->n ? &catalog->records[i] : NULL;
}

static int compare_id(const void *key, const void *record)
{
	long id = *(const long *)key, other = ((const struct catalog_record *)record)->id;

	return (id > other) - (id < other);
}

const struct catalog_record *catalog_find(const struct catalog *catalog, long id)
{
	return bsearch(&id, catalog->records, catalog->n, sizeof(*catalog->records), compare_id);
}
