#include "process/html_reader.h"

#include <stdlib.h>
#include <string.h>

/* ---- what the elements mean ---- */

enum kind { INLINE, BLOCK, BREAK, CELL, DROPPED, LIST, PARAGRAPH, PRE, TITLE };

/* In order. */
static const struct markup {
	const char *name;
	enum kind kind;
} elements[] = {
	{ "address", BLOCK },
	{ "article", BLOCK },
	{ "aside", BLOCK },
	{ "audio", DROPPED },
	{ "blockquote", PARAGRAPH },
	{ "body", BLOCK },
	{ "br", BREAK },
	{ "canvas", DROPPED },
	{ "caption", BLOCK },
	{ "center", BLOCK },
	{ "dd", BLOCK },
	{ "details", BLOCK },
	{ "dialog", BLOCK },
	{ "dir", LIST },
	{ "div", BLOCK },
	{ "dl", PARAGRAPH },
	{ "dt", BLOCK },
	{ "fieldset", BLOCK },
	{ "figcaption", BLOCK },
	{ "figure", PARAGRAPH },
	{ "footer", BLOCK },
	{ "form", BLOCK },
	{ "h1", PARAGRAPH },
	{ "h2", PARAGRAPH },
	{ "h3", PARAGRAPH },
	{ "h4", PARAGRAPH },
	{ "h5", PARAGRAPH },
	{ "h6", PARAGRAPH },
	{ "header", BLOCK },
	{ "hgroup", BLOCK },
	{ "hr", PARAGRAPH },
	{ "iframe", DROPPED },
	{ "legend", BLOCK },
	{ "li", BLOCK },
	{ "listing", PRE },
	{ "main", BLOCK },
	{ "menu", LIST },
	{ "nav", BLOCK },
	{ "noembed", DROPPED },
	{ "noframes", DROPPED },
	{ "noscript", DROPPED },
	{ "ol", LIST },
	{ "optgroup", BLOCK },
	{ "option", BLOCK },
	{ "p", PARAGRAPH },
	{ "pre", PRE },
	{ "search", BLOCK },
	{ "section", BLOCK },
	{ "summary", BLOCK },
	{ "svg", DROPPED },
	{ "table", BLOCK },
	{ "tbody", BLOCK },
	{ "td", CELL },
	{ "template", DROPPED },
	{ "tfoot", BLOCK },
	{ "th", CELL },
	{ "thead", BLOCK },
	{ "title", TITLE },
	{ "tr", BLOCK },
	{ "ul", LIST },
	{ "video", DROPPED },
	{ "xmp", PRE },
};

static int compare(const void *name, const void *element)
{
	return strcmp(name, ((const struct markup *)element)->name);
}

static enum kind kind_of(const char *name)
{
	const struct markup *found = bsearch(name, elements, sizeof(elements) / sizeof(*elements),
					     sizeof(*elements), compare);

	return found ? found->kind : INLINE;
}

/* ---- what the parser sees ---- */

static void see_block(struct html_reader *reader, enum kind kind, bool begins)
{
	switch (kind) {
	case BLOCK:
		flow_block(&reader->page, false);
		break;
	case PARAGRAPH:
	case PRE:
		flow_block(&reader->page, true);
		break;
	case LIST:
		/* A list in a list has no lines around it. */
		flow_block(&reader->page, reader->lists == 0);
		break;
	case BREAK:
		if (begins)
			flow_line_end(&reader->page);
		break;
	case CELL:
		if (!begins)
			flow_cell(&reader->page);
		break;
	default:
		break;
	}
}

/* One within another is of the other, unless only it is sure. */
static void begin_number(struct html_reader *reader, enum kind kind, const char **attributes)
{
	enum page_number number = page_number_named(attributes);

	/* A page as a whole is called page, too. */
	if (kind != INLINE && number == PAGE_NUMBER_MAYBE)
		number = PAGE_NUMBER_NO;
	if (number > reader->number) {
		reader->number = number;
		reader->before_number = flow_mark(&reader->page);
		reader->in_number = 0;
	}
	reader->in_number += reader->number != PAGE_NUMBER_NO;
}

static void end_number(struct html_reader *reader)
{
	struct flow *page = &reader->page;
	size_t from = reader->before_number.len;

	if (reader->number == PAGE_NUMBER_NO || --reader->in_number)
		return;
	if (page->out.len > from &&
	    page_number_is(reader->number, page->out.data + from, page->out.len - from))
		flow_return(page, reader->before_number);
	reader->number = PAGE_NUMBER_NO;
}

static bool is_block(enum kind kind)
{
	return kind == BLOCK || kind == PARAGRAPH || kind == PRE;
}

/* Only blocks, which have their lines for themselves. Of several the first header, the last footer:
 * rather too much is kept than too little. */
static void begin_edge(struct html_reader *reader, enum kind kind, const char **attributes)
{
	const char *id = html_attribute(attributes, "id");

	if (reader->in_header) {
		reader->in_header++;
		return;
	}
	if (!id || !is_block(kind) || reader->number != PAGE_NUMBER_NO)
		return;
	if (strcmp(id, "pg-footer") == 0) {
		html_notes_stop(&reader->notes, &reader->page);
		reader->footer_start = reader->page.out.len;
		reader->has_footer = true;
	} else if (!reader->header_end &&
		   (strcmp(id, "pg-header") == 0 || strcmp(id, "pg-machine-header") == 0)) {
		reader->in_header = 1;
	}
}

static void end_edge(struct html_reader *reader)
{
	if (!reader->in_header || --reader->in_header)
		return;
	reader->header_end = reader->page.out.len;
	reader->has_footer = false;
}

static void begin_link(struct html_reader *reader, const char *name, const char **attributes)
{
	const char *href = strcmp(name, "a") == 0 ? html_attribute(attributes, "href") : NULL;

	if (!href || href[strcspn(href, ":/?#")] == ':')
		return;
	reader->in_link = true;
	reader->link_start = reader->page.out.len;
}

static void end_link(struct html_reader *reader, const char *name)
{
	size_t len = reader->page.out.len;

	if (!reader->in_link || strcmp(name, "a") != 0)
		return;
	reader->in_link = false;
	if (len <= reader->link_start)
		return;
	reader->links++;
	reader->link_len += len - reader->link_start;
}

static void see_start(void *arg, const char *name, const char **attributes)
{
	struct html_reader *reader = arg;
	enum kind kind = kind_of(name);

	if (reader->dropped || kind == DROPPED) {
		reader->dropped++;
		return;
	}
	facts_start(&reader->facts, name, attributes);
	html_notes_start(&reader->notes, &reader->page, name, is_block(kind), attributes);
	begin_number(reader, kind, attributes);
	begin_edge(reader, kind, attributes);
	begin_link(reader, name, attributes);
	see_block(reader, kind, true);
	reader->lists += kind == LIST;
	reader->pres += kind == PRE;
	reader->pre_begins = kind == PRE;
	if (kind == TITLE)
		reader->in_title = true;
}

static void see_end(void *arg, const char *name)
{
	struct html_reader *reader = arg;
	enum kind kind = kind_of(name);

	if (reader->dropped) {
		reader->dropped--;
		return;
	}
	reader->lists -= kind == LIST && reader->lists;
	reader->pres -= kind == PRE && reader->pres;
	end_number(reader);
	html_notes_end(&reader->notes, &reader->page, is_block(kind));
	end_edge(reader);
	end_link(reader, name);
	see_block(reader, kind, false);
	if (kind == TITLE) {
		reader->in_title = false;
		reader->titled = reader->titled || reader->title.out.len;
	}
}

static void show(struct html_reader *reader, const char *text, size_t len)
{
	if (reader->in_title && !reader->titled)
		flow_text(&reader->title, text, len);
	else if (!reader->in_title && reader->pres)
		flow_verbatim(&reader->page, text, len);
	else if (!reader->in_title)
		flow_text(&reader->page, text, len);
}

static void see_text(void *arg, const char *text, size_t len)
{
	struct html_reader *reader = arg;

	if (reader->dropped || !len)
		return;
	if (reader->pres && reader->pre_begins && *text == '\n')
		text++, len--;
	reader->pre_begins = false;
	show(reader, text, len);
}

static void see_stop(void *arg)
{
	struct html_reader *reader = arg;

	reader->dropped = reader->lists = reader->pres = reader->in_number = reader->in_header = 0;
	reader->notes = (struct html_notes) { .drop = reader->notes.drop };
	reader->number = PAGE_NUMBER_NO;
	reader->in_title = false;
}

const struct html_events html_reader_events = { see_start, see_end, see_text, see_stop };

void html_reader_init(struct html_reader *reader, size_t max)
{
	*reader = (struct html_reader) { 0 };
	flow_init(&reader->page, max);
	flow_init(&reader->title, FACTS_LONGEST);
}

void html_reader_release(struct html_reader *reader)
{
	flow_release(&reader->page);
	flow_release(&reader->title);
	facts_release(&reader->facts);
}
