#include "process/html.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "data/buf.h"
#include "data/lang.h"
#include "data/language.h"
#include "data/markup.h"
#include "data/mem.h"
#include "process/flow.h"
#include "process/html_charset.h"
#include "process/html_parser.h"
#include "process/page_number.h"
#include "process/page_title.h"

enum { LONGEST_TITLE = 1000 };

static bool says_html(const char *content_type)
{
	return content_type && (strncasecmp(content_type, "text/html", 9) == 0 ||
				strncasecmp(content_type, "application/xhtml+xml", 21) == 0);
}

/* Also in UTF-16, and behind a byte order mark. */
static bool begins_with_tag(const char *p, const char *end)
{
	static const char before[] = "\xef\xbb\xbf\xfe\xff \t\n\r\f";

	while (p < end && memchr(before, *p, sizeof(before)))
		p++;
	if (p == end || *p != '<')
		return false;
	for (p++; p < end && !*p; p++)
		;
	return p < end && (isalpha((unsigned char)*p) || *p == '!' || *p == '?' || *p == '/');
}

bool html_is(const struct page *page)
{
	return page_is_html(page) || (says_html(page->content_type) && page->len &&
				      begins_with_tag(page->body, page->body + page->len));
}

/* ---- what the elements mean ---- */

enum kind { INLINE, BLOCK, BREAK, CELL, DROPPED, LIST, PARAGRAPH, PRE, TITLE };

/* In order. */
static const struct element {
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
	return strcmp(name, ((const struct element *)element)->name);
}

static enum kind kind_of(const char *name)
{
	const struct element *found = bsearch(name, elements, sizeof(elements) / sizeof(*elements),
					      sizeof(*elements), compare);

	return found ? found->kind : INLINE;
}

/* ---- what the parser sees ---- */

struct reader {
	struct flow page, title;
	char *language, *author, *meta_title;
	size_t dropped, lists, pres; /* how many of these are open, within each other */
	bool in_title, titled;
	bool pre_begins; /* its first line end is none */
	/* What may be the number of a page, and how many elements of it are open. */
	enum page_number number;
	struct flow_mark before_number;
	size_t in_number;
};

static void see_block(struct reader *reader, enum kind kind, bool begins)
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

static void take_language(struct reader *reader, const char **attributes)
{
	const char *language = html_attribute(attributes, "lang");

	if (!language)
		language = html_attribute(attributes, "xml:lang");
	if (language && !reader->language)
		reader->language = xstrdup(language);
}

/* One within another is of the other, unless only it is sure. */
static void begin_number(struct reader *reader, enum kind kind, const char **attributes)
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

static void end_number(struct reader *reader)
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

/* In one line; NULL: there is nothing. */
static char *one_line(const char *content)
{
	struct flow line;

	flow_init(&line, LONGEST_TITLE);
	flow_text(&line, content, strlen(content));
	if (line.out.len)
		return buf_take(&line.out);
	flow_release(&line);
	return NULL;
}

/* Of a book: Dublin Core, and what was there before it. */
static void take_meta(struct reader *reader, const char **attributes)
{
	const char *name = html_attribute(attributes, "name");
	const char *content = html_attribute(attributes, "content");

	if (!name || !content)
		return;
	if (!reader->meta_title && strcasecmp(name, "dc.title") == 0)
		reader->meta_title = one_line(content);
	if (!reader->author &&
	    (strcasecmp(name, "dc.creator") == 0 || strcasecmp(name, "author") == 0))
		reader->author = one_line(content);
}

static void see_start(void *arg, const char *name, const char **attributes)
{
	struct reader *reader = arg;
	enum kind kind = kind_of(name);

	if (reader->dropped || kind == DROPPED) {
		reader->dropped++;
		return;
	}
	if (strcmp(name, "html") == 0)
		take_language(reader, attributes);
	if (strcmp(name, "meta") == 0)
		take_meta(reader, attributes);
	begin_number(reader, kind, attributes);
	see_block(reader, kind, true);
	reader->lists += kind == LIST;
	reader->pres += kind == PRE;
	reader->pre_begins = kind == PRE;
	if (kind == TITLE)
		reader->in_title = true;
}

static void see_end(void *arg, const char *name)
{
	struct reader *reader = arg;
	enum kind kind = kind_of(name);

	if (reader->dropped) {
		reader->dropped--;
		return;
	}
	reader->lists -= kind == LIST && reader->lists;
	reader->pres -= kind == PRE && reader->pres;
	end_number(reader);
	see_block(reader, kind, false);
	if (kind == TITLE) {
		reader->in_title = false;
		reader->titled = reader->titled || reader->title.out.len;
	}
}

static void show(struct reader *reader, const char *text, size_t len)
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
	struct reader *reader = arg;

	if (reader->dropped || !len)
		return;
	if (reader->pres && reader->pre_begins && *text == '\n')
		text++, len--;
	reader->pre_begins = false;
	show(reader, text, len);
}

static void see_stop(void *arg)
{
	struct reader *reader = arg;

	reader->dropped = reader->lists = reader->pres = reader->in_number = 0;
	reader->number = PAGE_NUMBER_NO;
	reader->in_title = false;
}

static const struct html_events events = { see_start, see_end, see_text, see_stop };

static void keep(struct text *text, struct reader *reader)
{
	const char *language;

	free(text->data);
	text->len = reader->page.out.len;
	text->data = buf_take(&reader->page.out);
	text->author = reader->author;
	reader->author = NULL;
	if (reader->title.out.len) {
		text->title = buf_take(&reader->title.out);
		page_title_split(&text->title, &text->author);
	}
	if (reader->meta_title) {
		free(text->title);
		text->title = reader->meta_title;
		reader->meta_title = NULL;
	}
	text->title_by = text->title ? "html" : NULL;
	text->author_by = text->author ? "html" : NULL;
	language = reader->language ? language_of_tag(reader->language) : NULL;
	if (language) {
		text->language = xstrdup(language);
		text->language_by = "html";
	}
}

int html_decode(struct text *text, struct page *page, struct err *err)
{
	struct reader reader = { 0 };
	int rc;

	if (html_charset_decode(text, page, err))
		return -1;
	text->len = markup_tame(text->data, text->data, text->len);
	flow_init(&reader.page, 2 * text->len + 64);
	flow_init(&reader.title, LONGEST_TITLE);
	rc = html_parse(&events, &reader, text->data, text->len, err);
	if (!rc)
		keep(text, &reader);
	flow_release(&reader.page);
	flow_release(&reader.title);
	free(reader.language);
	free(reader.author);
	free(reader.meta_title);
	return rc;
}
