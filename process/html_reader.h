/*
 * html_reader - what begins, what ends and the text between -> the lines that a reader sees.
 *
 *   events (of process/html_parser, or of an article) -> process/flow, and process/html_facts
 *
 * What is left out, and where lines end, is said in process/html.h. Pure.
 */
#ifndef PROCESS_HTML_READER_H
#define PROCESS_HTML_READER_H

#include <stdbool.h>
#include <stddef.h>
#include "process/flow.h"
#include "process/html_facts.h"
#include "process/html_notes.h"
#include "process/html_parser.h"
#include "process/page_number.h"

struct html_reader {
	struct flow page, title;
	struct facts facts;
	size_t dropped, lists, pres; /* how many of these are open, within each other */
	bool in_title, titled;
	bool pre_begins; /* its first line end is none */
	/* What may be the number of a page, and how many elements of it are open. */
	enum page_number number;
	struct flow_mark before_number;
	size_t in_number;
	/* The library's own words: how many elements of its header are open; where in the page's text
	 * it ended (0: nowhere) and its footer, if there is one, began. */
	size_t in_header, header_end, footer_start;
	bool has_footer;
	/* Links into the page and what lies beside it, and how many bytes of its text they are. */
	size_t links, link_len, link_start;
	bool in_link;
	struct html_notes notes;
};

/* No more than MAX bytes of text are kept. */
void html_reader_init(struct html_reader *reader, size_t max);
void html_reader_release(struct html_reader *reader);

/* With a struct html_reader as ARG. */
extern const struct html_events html_reader_events;

#endif
