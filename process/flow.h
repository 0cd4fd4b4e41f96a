/*
 * flow - words, spaces and breaks -> lines, as a browser lays them out.
 *
 * White space collapses to one space and is none at either end of a line; blocks begin and
 * end lines; paragraphs have an empty line between them. Pure.
 */
#ifndef PROCESS_FLOW_H
#define PROCESS_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include "data/buf.h"

struct flow {
	struct buf out; /* without a line end at its end */
	size_t breaks;  /* line ends that are due before the next word */
	char gap;       /* what is due instead, within a line; '\0': nothing */
};

/* A place in it, to go back to. */
struct flow_mark {
	size_t len, breaks;
	char gap;
};

struct flow_mark flow_mark(const struct flow *flow);

/* What came since MARK is forgotten. */
void flow_return(struct flow *flow, struct flow_mark mark);

/* What stands beyond MAX bytes is lost. */
void flow_init(struct flow *flow, size_t max);
void flow_release(struct flow *flow);

/* UTF-8, of any length. */
void flow_text(struct flow *flow, const char *text, size_t len);

/* The same, with each space and line end of it kept. */
void flow_verbatim(struct flow *flow, const char *text, size_t len);

/* A block begins or ends: a new line, or with SPACED an empty line before it. */
void flow_block(struct flow *flow, bool spaced);

/* A line ends here, even where nothing stands on it. */
void flow_line_end(struct flow *flow);

/* A cell of a table ends: a tab, unless a line ends. */
void flow_cell(struct flow *flow);

#endif
