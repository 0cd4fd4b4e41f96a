/*
 * names - whether two names are the same person's, however they are written.
 *
 * A name is its words, folded: lower case, without accents (Camões, camoes), ß as ss,
 * ø as o, ł as l. Whatever is neither letter nor digit parts words, and their order
 * says nothing: "Assis, Machado de" is "Machado de Assis". Titles are compared so too.
 */
#ifndef COLLECT_NAMES_H
#define COLLECT_NAMES_H

#include <stdbool.h>
#include <stddef.h>

struct name {
	char *folded; /* " machado de assis ": UTF-8, a blank around each word; NULL: never set */
	size_t words;
	size_t len, size; /* of folded, bytes */
};

/* TEXT is UTF-8 (what is ill-formed parts words) or NULL. The memory is used again. */
void name_set(struct name *name, const char *text, size_t len);
void name_release(struct name *name);

/* Every word of QUERY is one of NAME. A query without words is found nowhere. */
bool name_has(const struct name *name, const struct name *query);

/* The same words, no more and no fewer. */
bool name_is(const struct name *name, const struct name *query);

/* Letters to add, drop or change until NAME has every word of QUERY; LIMIT + 1 where it
 * takes more than LIMIT. Words of more than 64 bytes are compared by their beginning. */
size_t name_distance(const struct name *name, const struct name *query, size_t limit);

#endif
