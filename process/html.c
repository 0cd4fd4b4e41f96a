#include "process/html.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "data/buf.h"
#include "data/lang.h"
#include "data/markup.h"
#include "process/article.h"
#include "process/html_charset.h"
#include "process/html_reader.h"
#include "process/json_ld.h"
#include "process/page_title.h"

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

/* The page as a tree for the article, and its title and other facts for the reader. */
struct gathering {
	struct html_reader *reader;
	struct article_tree tree;
};

static void gather_start(void *arg, const char *name, const char **attributes)
{
	struct gathering *gathering = arg;

	facts_start(&gathering->reader->facts, name, attributes);
	if (strcmp(name, "title") == 0 && !gathering->tree.never)
		gathering->reader->in_title = !gathering->reader->titled;
	tree_start(&gathering->tree, name, attributes);
}

static void gather_end(void *arg, const char *name)
{
	struct gathering *gathering = arg;
	struct html_reader *reader = gathering->reader;

	tree_end(&gathering->tree);
	if (strcmp(name, "title") == 0 && reader->in_title) {
		reader->in_title = false;
		reader->titled = reader->title.out.len != 0;
	}
}

static void gather_text(void *arg, const char *text, size_t len)
{
	struct gathering *gathering = arg;

	if (gathering->reader->in_title)
		flow_text(&gathering->reader->title, text, len);
	else
		tree_text(&gathering->tree, text, len);
}

static void gather_stop(void *arg)
{
	struct gathering *gathering = arg;

	gathering->reader->in_title = false;
	tree_stop(&gathering->tree);
}

static const char *title_of(const struct html_reader *reader)
{
	const char *title = reader->facts.values[FACT_TITLE];

	return title ? title : reader->title.out.data;
}

static int read_article(struct html_reader *reader, const struct text *page, unsigned rules,
			struct err *err)
{
	static const struct html_events gather = { gather_start, gather_end, gather_text,
						   gather_stop };
	struct gathering gathering = { .reader = reader };
	int rc;

	tree_init(&gathering.tree, page->len);
	rc = html_parse(&gather, &gathering, page->data, page->len, err);
	tree_finish(&gathering.tree);
	if (!rc)
		(void)article_show(&gathering.tree, title_of(reader), rules, &html_reader_events,
				   reader);
	tree_release(&gathering.tree);
	return rc;
}

static void see_json(void *arg, const char *json, size_t len)
{
	json_ld_read(arg, json, len);
}

static int read_page(struct text *text, struct html_reader *reader, unsigned rules, struct err *err)
{
	struct json_ld ld = { .facts = &reader->facts };
	int rc = 0;

	text->len = markup_tame_seeing(text->data, text->data, text->len, see_json, &ld);
	if (rules)
		rc = read_article(reader, text, rules, err);
	if (rules && !rc && !reader->page.out.len && ld.body)
		rc = html_parse(&html_reader_events, reader, ld.body,
				markup_tame(ld.body, ld.body, strlen(ld.body)), err);
	if (!rc && !reader->page.out.len) {
		rc = html_parse(&html_reader_events, reader, text->data, text->len, err);
		if (rules)
			text->warning = N_("no article stands out: all that can be read was taken");
	}
	free(ld.body);
	return rc;
}

static void tell(struct text *text, struct html_reader *reader)
{
	const struct buf *title = &reader->title.out;
	char *author = NULL;

	if (title->len)
		facts_add(&reader->facts, FACT_TITLE, FACT_BY_TITLE, title->data, title->len);
	facts_tell(&reader->facts, text);
	if (text->title)
		page_title_split(&text->title, &author);
	if (author && !text->author) {
		text->author = author;
		text->author_by = text->title_by;
	} else {
		free(author);
	}
}

int html_read(struct text *text, struct page *page, unsigned rules, bool drop_notes,
	      struct err *err)
{
	struct html_reader reader;
	int rc;

	if (html_charset_decode(text, page, err))
		return -1;
	html_reader_init(&reader, 2 * text->len + 64);
	reader.notes.drop = drop_notes;
	rc = read_page(text, &reader, rules, err);
	if (!rc) {
		tell(text, &reader);
		free(text->data);
		text->len = reader.page.out.len;
		text->links = reader.links;
		/* Numbers of pages may have gone from within them. */
		text->link_len = reader.link_len < text->len ? reader.link_len : text->len;
		text->header_len = reader.header_end;
		text->footer_len = reader.has_footer ? text->len - reader.footer_start : 0;
		text->data = buf_take(&reader.page.out);
	}
	html_reader_release(&reader);
	return rc;
}

int html_article(struct text *text, struct page *page, unsigned rules, struct err *err)
{
	return html_read(text, page, rules, false, err);
}

int html_decode(struct text *text, struct page *page, struct err *err)
{
	return html_read(text, page, 0, false, err);
}
