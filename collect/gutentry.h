/*
 * gutentry - one entry of GUTINDEX.ALL, from its lines to a record.
 *
 *   Alcibiade, la critica e il secolo       <- title and author, over some lines;
 *    di Pericle, by Felice Cavallotti          the number is already off
 *    [Subtitle: ...]                        <- fields, each over some lines, closed or not
 *    [Language: Italian]
 *
 * What follows the first field, or "Contents:", is not title and author any more.
 */
#ifndef COLLECT_GUTENTRY_H
#define COLLECT_GUTENTRY_H

#include <stdbool.h>
#include <stddef.h>
#include "collect/catalog_build.h"
#include "data/buf.h"

struct gutentry {
	struct catalog_record record; /* id 0: there is no entry */
	struct buf text;              /* title and author, lines joined by a blank */
	struct buf field;             /* of the bracket that is open */
	struct buf also;              /* other names of the author */
	char open;                    /* that bracket; 0: none is */
	size_t depth;                 /* brackets within it */
	size_t checked;               /* bytes of text, for an author */
	bool named;                   /* one is named in them */
	size_t lines;                 /* of text */
	bool tight;                   /* " by" did not fit before the number */
	bool done;                    /* title and author are complete */
};

void gutentry_init(struct gutentry *entry);
void gutentry_release(struct gutentry *entry);

/* LINE has no blanks at its ends. */
void gutentry_line(struct gutentry *entry, struct catalog *catalog, const char *line, size_t len);

/* Adds the record, if there is an entry, and empties it. Returns, where no author is
 * named, the comma in the title behind which there might be one, else NULL. */
char *gutentry_end(struct gutentry *entry, struct catalog *catalog);

#endif
