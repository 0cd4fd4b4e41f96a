/*
 * token_list - tokens, with or without counts, as JSON that SQLite can look into, and back.
 *
 *   ["a","b"]    [["a",3],["b",1]]
 */
#ifndef DATA_TOKEN_LIST_H
#define DATA_TOKEN_LIST_H

#include <stddef.h>
#include "data/table.h"

enum { TOKEN_LIST_LONGEST = 1 << 16 }; /* bytes: rows that do not fit in are left out */

/* The caller's to free(). */
char *token_list_write(const struct token *tokens, size_t n);
char *token_list_write_rows(const struct tally_row *const *rows, size_t n);

/* OUT's array is the caller's to free(); the bytes of the tokens are put to *ROOM, which moves: it
 * must be as long as JSON. -1: it is no such list, and OUT is empty. */
int token_list_read(struct token **out, size_t *n, const char *json, char **room);
int token_list_read_rows(struct table_rows *out, size_t limit, const char *json, char **room);

#endif
