#include "collect/catalog.h"

#include <stdlib.h>
#include <string.h>
#include <uthash.h>
#include "collect/catalog_build.h"
#include "collect/names.h"
#include "data/language.h"
#include "data/mem.h"

/* The real index writes some hundred languages, four of them without a code. Asking for a code
 * takes its time, most of all where there is none: not for ever, whatever an index says. */
enum { MOST_UNKNOWN = 32 };

struct known_code {
	const char *language, *code;
	UT_hash_handle hh;
};

/* A query, folded once, the room in which each record's texts are, and what was learnt. */
struct search {
	const struct catalog_query *query;
	struct name author, title, text;
	struct known_code *codes;
	size_t unknown; /* languages without a code */
};

static bool text_has(struct search *search, const char *text, const struct name *wanted)
{
	if (!text)
		return false;
	name_set(&search->text, text, strlen(text));
	return name_has(&search->text, wanted);
}

static const char *const between_authors[] = { "; ", ", and ", " and ", " & ", ", ", NULL };
/* Other names may be written "Surname, Given". */
static const char *const between_names[] = { "; ", NULL };

/* The length of the separator at TEXT, 0: none. */
static size_t separator(const char *text, const char *const *separators)
{
	for (; *separators; separators++)
		if (strncmp(text, *separators, strlen(*separators)) == 0)
			return strlen(*separators);
	return 0;
}

static bool part_is(struct search *search, const char *start, const char *end)
{
	name_set(&search->text, start, (size_t)(end - start));
	return name_is(&search->text, &search->author);
}

/* All of TEXT, or one of the names that it joins, is exactly the author who is sought. */
static bool text_is(struct search *search, const char *text, const char *const *separators)
{
	const char *start = text, *end;

	if (!text)
		return false;
	if (part_is(search, text, text + strlen(text)))
		return true;
	for (end = start; *end;) {
		size_t skip = separator(end, separators);

		if (skip && part_is(search, start, end))
			return true;
		end += skip ? skip : 1;
		start = skip ? end : start;
	}
	return part_is(search, start, end);
}

static const char *code_of(struct search *search, const struct catalog_record *record)
{
	struct known_code *known;

	if (!record->language)
		return NULL;
	HASH_FIND_STR(search->codes, record->language, known);
	if (!known) {
		known = xcalloc(1, sizeof(*known));
		known->language = record->language;
		if (search->unknown < MOST_UNKNOWN)
			known->code = language_code(record->language);
		search->unknown += !known->code;
		HASH_ADD_KEYPTR(hh, search->codes, known->language, strlen(known->language), known);
	}
	return known->code;
}

static void search_release(struct search *search)
{
	struct known_code *known, *next;

	name_release(&search->author);
	name_release(&search->title);
	name_release(&search->text);
	HASH_ITER (hh, search->codes, known, next) {
		HASH_DEL(search->codes, known);
		free(known);
	}
}

static bool is_by(struct search *search, const struct catalog_record *record)
{
	if (search->query->author_exact)
		return text_is(search, record->author, between_authors) ||
		       text_is(search, record->also, between_names);
	return text_has(search, record->author, &search->author) ||
	       text_has(search, record->also, &search->author);
}

static bool is_in(struct search *search, const struct catalog_record *record, const char *language)
{
	const char *code = code_of(search, record);

	return code && strcmp(code, language) == 0;
}

static bool fits(struct search *search, const struct catalog_record *record)
{
	const struct catalog_query *query = search->query;

	if (query->title && !text_has(search, record->title, &search->title) &&
	    !text_has(search, record->full_title, &search->title))
		return false;
	if (query->author && !is_by(search, record))
		return false;
	return !query->language || is_in(search, record, query->language);
}

static void add_book(struct booklist *list, const struct catalog_record *record,
		     const char *language)
{
	struct book book = { .kind = BOOK_ID, .id = record->id };

	book.title = xstrdup(record->title);
	book.author = record->author ? xstrdup(record->author) : NULL;
	book.language = language ? xstrdup(language) : NULL;
	booklist_add(list, &book);
}

size_t catalog_select(struct booklist *list, const struct catalog *catalog,
		      const struct catalog_query *query)
{
	struct search search = { .query = query };
	size_t found = 0;

	if (query->author)
		name_set(&search.author, query->author, strlen(query->author));
	if (query->title)
		name_set(&search.title, query->title, strlen(query->title));
	for (size_t i = 0; i < catalog->n; i++) {
		if (!fits(&search, &catalog->records[i]))
			continue;
		add_book(list, &catalog->records[i], code_of(&search, &catalog->records[i]));
		found++;
	}
	search_release(&search);
	return found;
}

struct near {
	const char *author;
	size_t distance, words;
};

/* Fewer letters apart is nearer; then the name with less around what was asked for. */
static bool is_nearer(const struct near *a, const struct near *b)
{
	if (a->distance != b->distance)
		return a->distance < b->distance;
	return a->words < b->words;
}

/* Keeps the best N in order; returns how many there are then. */
static size_t keep_near(struct near *best, size_t kept, size_t n, struct near candidate)
{
	size_t i;

	for (i = 0; i < kept; i++)
		if (strcmp(best[i].author, candidate.author) == 0)
			return kept;
	if (kept == n && !is_nearer(&candidate, &best[n - 1]))
		return kept;
	i = kept < n ? kept++ : n - 1;
	for (; i && is_nearer(&candidate, &best[i - 1]); i--)
		best[i] = best[i - 1];
	best[i] = candidate;
	return kept;
}

size_t catalog_nearest_authors(char **names, size_t n, const struct catalog *catalog,
			       const char *author)
{
	struct near *best = xcalloc(n, sizeof(*best));
	struct name wanted = { 0 }, text = { 0 };
	size_t kept = 0, limit;

	name_set(&wanted, author, strlen(author));
	limit = wanted.len / 4; /* a letter in four may be wrong */
	for (size_t i = 0; n && wanted.words && i < catalog->n; i++) {
		struct near near = { .author = catalog->records[i].author };

		if (!near.author)
			continue;
		name_set(&text, near.author, strlen(near.author));
		near.words = text.words;
		near.distance = name_distance(&text, &wanted, limit);
		if (near.distance <= limit)
			kept = keep_near(best, kept, n, near);
		if (kept == n)
			limit = best[n - 1].distance;
	}
	for (size_t i = 0; i < kept; i++)
		names[i] = xstrdup(best[i].author);
	name_release(&wanted);
	name_release(&text);
	free(best);
	return kept;
}
