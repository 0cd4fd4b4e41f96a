#include "process/tei.h"

#include <stdlib.h>
#include <string.h>
#include "data/lang.h"
#include "data/language.h"
#include "data/mem.h"
#include "process/charset.h"
#include "process/flow.h"
#include "process/xml.h"

enum { LONGEST_FACT = 1000 };

/* What an element of the text means. */
enum sense { INLINE, BLOCK, CELL, DROPPED, PARAGRAPH, SPACED, VARIANT };

/* In order. */
static const struct element {
	const char *name;
	enum sense sense;
} elements[] = {
	{ "ab", PARAGRAPH },        { "addrLine", BLOCK },
	{ "address", BLOCK },       { "argument", PARAGRAPH },
	{ "back", PARAGRAPH },      { "bibl", SPACED },
	{ "body", PARAGRAPH },      { "byline", PARAGRAPH },
	{ "castItem", BLOCK },      { "castList", PARAGRAPH },
	{ "cell", CELL },           { "closer", PARAGRAPH },
	{ "dateline", BLOCK },      { "del", DROPPED },
	{ "desc", DROPPED },        { "div", PARAGRAPH },
	{ "div1", PARAGRAPH },      { "div2", PARAGRAPH },
	{ "div3", PARAGRAPH },      { "div4", PARAGRAPH },
	{ "div5", PARAGRAPH },      { "div6", PARAGRAPH },
	{ "div7", PARAGRAPH },      { "docAuthor", BLOCK },
	{ "docDate", BLOCK },       { "docImprint", PARAGRAPH },
	{ "docTitle", PARAGRAPH },  { "eg", PARAGRAPH },
	{ "epigraph", PARAGRAPH },  { "figDesc", DROPPED },
	{ "figure", PARAGRAPH },    { "floatingText", PARAGRAPH },
	{ "front", PARAGRAPH },     { "fw", DROPPED },
	{ "group", PARAGRAPH },     { "head", PARAGRAPH },
	{ "item", BLOCK },          { "l", BLOCK },
	{ "label", BLOCK },         { "lg", PARAGRAPH },
	{ "list", PARAGRAPH },      { "metamark", DROPPED },
	{ "note", SPACED },         { "opener", PARAGRAPH },
	{ "p", PARAGRAPH },         { "postscript", PARAGRAPH },
	{ "rdg", VARIANT },         { "row", BLOCK },
	{ "salute", BLOCK },        { "signed", BLOCK },
	{ "sp", PARAGRAPH },        { "space", SPACED },
	{ "speaker", BLOCK },       { "stage", BLOCK },
	{ "table", PARAGRAPH },     { "teiHeader", DROPPED },
	{ "titlePage", PARAGRAPH }, { "titlePart", BLOCK },
	{ "trailer", PARAGRAPH },   { "u", PARAGRAPH },
};

static int compare(const void *name, const void *element)
{
	return strcmp(name, ((const struct element *)element)->name);
}

static enum sense sense_of(const char *name)
{
	const struct element *found = bsearch(name, elements, sizeof(elements) / sizeof(*elements),
					      sizeof(*elements), compare);

	return found ? found->sense : INLINE;
}

/* ---- what the header says ---- */

enum fact { TITLE, AUTHOR, SOURCE_DATE, DATE, FACTS };

/* Where each stands. */
static const struct {
	const char *within, *name;
} facts[FACTS] = {
	[TITLE] = { "titleStmt", "title" },
	[AUTHOR] = { "titleStmt", "author" },
	[SOURCE_DATE] = { "sourceDesc", "date" },
	[DATE] = { "publicationStmt", "date" },
};

struct reader {
	struct flow page;
	struct flow facts[FACTS];
	const char *within; /* which part of the header, of those above; "" */
	int fact;           /* that is being read; FACTS: none */
	size_t fact_depth;  /* elements of its name, within each other */
	char *language[3];  /* of the text, of the header's list, of the root: the first counts */

	size_t texts, headers, dropped, choices; /* how many of these are open, within each other */
	bool has_reading;                        /* of an <app>: one was taken */
	bool replaced;
};

static bool is(const char *name, const char *other)
{
	return strcmp(name, other) == 0;
}

/* A date of digits is one that all can read. */
static void take_when(struct flow *date, const char **attributes)
{
	const char *when = xml_attribute(attributes, "when");

	if (!when)
		when = xml_attribute(attributes, "value");
	if (when && *when && strspn(when, "0123456789-") == strlen(when))
		flow_text(date, when, strlen(when));
}

static void take_language(char **language, const char *tag)
{
	const char *code = tag && !*language ? language_of_tag(tag) : NULL;

	if (code)
		*language = xstrdup(code);
}

static void begin_fact(struct reader *reader, const char *name, const char **attributes)
{
	const char *type = xml_attribute(attributes, "type");

	for (int i = 0; i < FACTS; i++) {
		if (!is(reader->within, facts[i].within) || !is(name, facts[i].name))
			continue;
		/* Several authors are authors; of several titles the first is the main one. */
		if (reader->facts[i].out.len && i != AUTHOR)
			return;
		if (i == TITLE && type && !is(type, "main") && !is(type, "full"))
			return;
		if (reader->facts[i].out.len)
			flow_text(&reader->facts[i], ";\n", 2);
		if (i == SOURCE_DATE || i == DATE)
			take_when(&reader->facts[i], attributes);
		if (i == AUTHOR || !reader->facts[i].out.len)
			reader->fact = i;
		reader->fact_depth = 1;
		return;
	}
}

static void see_header(struct reader *reader, const char *name, const char **attributes)
{
	if (reader->fact < FACTS) {
		reader->fact_depth += is(name, facts[reader->fact].name);
		flow_text(&reader->facts[reader->fact], " ", 1);
		return;
	}
	if (is(name, "language"))
		take_language(&reader->language[1], xml_attribute(attributes, "ident"));
	for (int i = 0; i < FACTS; i++) {
		if (is(name, facts[i].within))
			reader->within = facts[i].within;
	}
	begin_fact(reader, name, attributes);
}

static void see_header_end(struct reader *reader, const char *name)
{
	if (reader->fact < FACTS && is(name, facts[reader->fact].name))
		reader->fact_depth--;
	if (reader->fact < FACTS && !reader->fact_depth)
		reader->fact = FACTS;
	if (is(name, reader->within))
		reader->within = "";
}

/* ---- what the parser sees ---- */

/* Of what was printed and what an editor made of it, the first; of several readings, one. */
static bool is_dropped(struct reader *reader, const char *name, enum sense sense)
{
	bool is_reading = sense == VARIANT || is(name, "lem");
	bool dropped =
		sense == DROPPED || (sense == VARIANT && reader->has_reading) ||
		(reader->choices && (is(name, "corr") || is(name, "reg") || is(name, "expan")));

	reader->has_reading |= is_reading;
	return dropped;
}

static void see_edge(struct reader *reader, enum sense sense, bool begins)
{
	if (sense == BLOCK || sense == PARAGRAPH)
		flow_block(&reader->page, sense == PARAGRAPH);
	else if (sense == SPACED)
		flow_text(&reader->page, " ", 1);
	else if (sense == CELL && !begins)
		flow_cell(&reader->page);
}

static void see_start(void *arg, const char *name, const char **attributes)
{
	struct reader *reader = arg;
	enum sense sense = sense_of(name);
	const char *joins;

	if (reader->headers)
		see_header(reader, name, attributes);
	reader->headers += is(name, "teiHeader");
	if (is(name, "text"))
		take_language(&reader->language[0], xml_attribute(attributes, "xml:lang"));
	else if (!reader->texts && !reader->headers)
		take_language(&reader->language[2], xml_attribute(attributes, "xml:lang"));
	reader->texts += is(name, "text");
	if (is(name, "app"))
		reader->has_reading = false;
	if (reader->dropped || is_dropped(reader, name, sense)) {
		reader->dropped++;
		return;
	}
	reader->choices += is(name, "choice");
	joins = xml_attribute(attributes, "break");
	if (is(name, "lb") && reader->texts && !(joins && is(joins, "no")))
		flow_line_end(&reader->page);
	else if (reader->texts)
		see_edge(reader, sense, true);
}

static void see_end(void *arg, const char *name)
{
	struct reader *reader = arg;

	reader->headers -= is(name, "teiHeader") && reader->headers;
	if (reader->headers)
		see_header_end(reader, name);
	if (!reader->dropped && reader->texts)
		see_edge(reader, sense_of(name), false);
	reader->texts -= is(name, "text") && reader->texts;
	reader->choices -= !reader->dropped && is(name, "choice");
	reader->dropped -= reader->dropped > 0;
}

static void see_text(void *arg, const char *text, size_t len)
{
	struct reader *reader = arg;

	if (reader->headers && reader->fact < FACTS)
		flow_text(&reader->facts[reader->fact], text, len);
	else if (reader->texts && !reader->dropped)
		flow_text(&reader->page, text, len);
}

/* ---- front ---- */

bool tei_is(const struct page *page)
{
	static const char *const roots[] = { "TEI", "TEI.2", "teiCorpus", "teiCorpus.2" };
	char root[32];
	bool declared;

	if (!xml_root(root, sizeof(root), &declared, page))
		return false;
	for (size_t i = 0; i < sizeof(roots) / sizeof(*roots); i++) {
		if (is(root, roots[i]))
			return true;
	}
	return false;
}

static void take_fact(char **to, const char **by, struct flow *fact)
{
	if (*to || !fact->out.len)
		return;
	*to = buf_take(&fact->out);
	*by = "tei";
}

static void keep(struct text *text, struct reader *reader)
{
	free(text->data);
	text->len = reader->page.out.len;
	text->data = buf_take(&reader->page.out);
	text->replaced |= reader->replaced;
	take_fact(&text->title, &text->title_by, &reader->facts[TITLE]);
	take_fact(&text->author, &text->author_by, &reader->facts[AUTHOR]);
	take_fact(&text->date, &text->date_by, &reader->facts[SOURCE_DATE]);
	take_fact(&text->date, &text->date_by, &reader->facts[DATE]);
	for (int i = 0; i < 3; i++) {
		if (text->language || !reader->language[i])
			continue;
		text->language = xstrdup(reader->language[i]);
		text->language_by = "tei";
	}
}

static const struct xml_reader events = { see_start, see_end, see_text };

int tei_decode(struct text *text, struct page *page, struct err *err)
{
	struct reader reader = { .within = "", .fact = FACTS };
	int rc;

	if (charset_decode(text, page, err))
		return -1;
	flow_init(&reader.page, 2 * text->len + 64);
	for (int i = 0; i < FACTS; i++)
		flow_init(&reader.facts[i], LONGEST_FACT);
	rc = xml_read(text->data, text->len, &events, &reader, &reader.replaced, err);
	if (!rc && !reader.page.out.len)
		rc = err_set(err, ERR_FORMAT, _("no text in the XML"));
	if (!rc)
		keep(text, &reader);
	flow_release(&reader.page);
	for (int i = 0; i < FACTS; i++)
		flow_release(&reader.facts[i]);
	for (int i = 0; i < 3; i++)
		free(reader.language[i]);
	return rc;
}
