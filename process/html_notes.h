/*
 * html_notes - what those who typed a book say of it, told from the book by the markup.
 *
 *   <h2>Transcriber's Notes</h2> ... up to the next heading, <hr>, <pre>, or the end of what it is in
 *   <div class="transnote"> ...  up to its end, where such a note is what it begins with
 *
 * What is longer than a note may be, and what reaches the end of the page unannounced, stays. Pure.
 */
#ifndef PROCESS_HTML_NOTES_H
#define PROCESS_HTML_NOTES_H

#include <stdbool.h>
#include <stddef.h>
#include "process/flow.h"

/* { 0 }: nothing is left out. */
struct html_notes {
	bool drop;
	size_t depth;            /* elements that are open */
	struct flow_mark block;  /* where the last block began */
	struct flow_mark before; /* the note at hand, where there is one */
	size_t within;           /* the element that its heading is in, as a depth; 0: no note */
	struct flow_mark box;    /* before the element that is called a note */
	size_t boxed;            /* its depth; 0: none */
};

/* Before FLOW hears of the element; IS_BLOCK: it begins a line. */
void html_notes_start(struct html_notes *notes, struct flow *flow, const char *name, bool is_block,
		      const char **attributes);

/* After FLOW heard its text, before it hears of its end. */
void html_notes_end(struct html_notes *notes, struct flow *flow, bool is_block);

/* The book ends here, or the page. */
void html_notes_stop(struct html_notes *notes, struct flow *flow);

#endif
