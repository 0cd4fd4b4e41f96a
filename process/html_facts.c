#include "process/html_facts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "data/language.h"
#include "data/mem.h"
#include "process/flow.h"
#include "process/html_parser.h"

void facts_release(struct facts *facts)
{
	for (size_t i = 0; i < N_FACTS; i++)
		free(facts->values[i]);
	*facts = (struct facts) { 0 };
}

/* ---- values ---- */

/* On one line; what is too long ends with a character. */
static char *tidy(const char *value, size_t len)
{
	struct flow flow;

	if (len > FACTS_LONGEST) {
		len = FACTS_LONGEST;
		while (len && ((unsigned char)value[len] & 0xc0) == 0x80)
			len--;
	}
	flow_init(&flow, FACTS_LONGEST);
	flow_text(&flow, value, len);
	return buf_take(&flow.out);
}

/* "2019-11-18" of "2019-11-18T12:00Z", "2019/11/18", "20191118". */
static char *day_of(const char *value)
{
	unsigned year, month, day;
	size_t digits = strspn(value, "0123456789");
	const char *format = digits >= 8            ? "%4u%2u%2u"
			     : value[digits] == '/' ? "%4u/%2u/%2u"
						    : "%4u-%2u-%2u";

	if ((digits != 4 && digits < 8) || sscanf(value, format, &year, &month, &day) != 3)
		return NULL;
	if (year < 1000 || !month || month > 12 || !day || day > 31)
		return NULL;
	return xasprintf("%04u-%02u-%02u", year, month, day);
}

static char *worth(enum fact fact, const char *value)
{
	const char *code;

	if (!*value)
		return NULL;
	switch (fact) {
	case FACT_DATE:
		return day_of(value);
	case FACT_LANGUAGE:
		code = language_of_tag(value);
		return code ? xstrdup(code) : NULL;
	case FACT_AUTHOR:
		return strstr(value, "://") ? NULL : xstrdup(value);
	default:
		return xstrdup(value);
	}
}

void facts_add(struct facts *facts, enum fact fact, enum fact_by by, const char *value, size_t len)
{
	char *tidied, *worthy;

	if (facts->values[fact] && facts->by[fact] >= by)
		return;
	tidied = tidy(value, len);
	worthy = tidied ? worth(fact, tidied) : NULL;
	free(tidied);
	if (!worthy)
		return;
	free(facts->values[fact]);
	facts->values[fact] = worthy;
	facts->by[fact] = by;
}

/* ---- elements ---- */

static void see_meta(struct facts *facts, const char **attributes)
{
	static const char *const names[] = { "property", "name", "itemprop", "http-equiv" };
	static const struct {
		const char *name;
		enum fact fact;
		enum fact_by by;
	} known[] = {
		{ "article:author", FACT_AUTHOR, FACT_BY_OPENGRAPH },
		{ "article:published_time", FACT_DATE, FACT_BY_OPENGRAPH },
		{ "author", FACT_AUTHOR, FACT_BY_META },
		{ "book:author", FACT_AUTHOR, FACT_BY_OPENGRAPH },
		{ "book:release_date", FACT_DATE, FACT_BY_OPENGRAPH },
		{ "citation_author", FACT_AUTHOR, FACT_BY_META },
		{ "citation_date", FACT_DATE, FACT_BY_META },
		{ "citation_publication_date", FACT_DATE, FACT_BY_META },
		{ "citation_title", FACT_TITLE, FACT_BY_META },
		{ "content-language", FACT_LANGUAGE, FACT_BY_META },
		{ "date", FACT_DATE, FACT_BY_META },
		{ "datepublished", FACT_DATE, FACT_BY_META },
		{ "dc.creator", FACT_AUTHOR, FACT_BY_META },
		{ "dc.date", FACT_DATE, FACT_BY_META },
		{ "dc.date.issued", FACT_DATE, FACT_BY_META },
		{ "dc.language", FACT_LANGUAGE, FACT_BY_META },
		{ "dc.title", FACT_TITLE, FACT_BY_META },
		{ "dcterms.created", FACT_DATE, FACT_BY_META },
		{ "dcterms.creator", FACT_AUTHOR, FACT_BY_META },
		{ "dcterms.date", FACT_DATE, FACT_BY_META },
		{ "dcterms.language", FACT_LANGUAGE, FACT_BY_META },
		{ "dcterms.title", FACT_TITLE, FACT_BY_META },
		{ "headline", FACT_TITLE, FACT_BY_META },
		{ "og:locale", FACT_LANGUAGE, FACT_BY_OPENGRAPH },
		{ "og:title", FACT_TITLE, FACT_BY_OPENGRAPH },
		{ "parsely-author", FACT_AUTHOR, FACT_BY_META },
		{ "parsely-pub-date", FACT_DATE, FACT_BY_META },
		{ "parsely-title", FACT_TITLE, FACT_BY_META },
		{ "pubdate", FACT_DATE, FACT_BY_META },
		{ "publish-date", FACT_DATE, FACT_BY_META },
		{ "sailthru.author", FACT_AUTHOR, FACT_BY_META },
		{ "sailthru.date", FACT_DATE, FACT_BY_META },
		{ "sailthru.title", FACT_TITLE, FACT_BY_META },
		{ "twitter:title", FACT_TITLE, FACT_BY_META },
	};
	const char *value = html_attribute(attributes, "content"), *name = NULL;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names) && !name; i++)
		name = html_attribute(attributes, names[i]);
	for (size_t i = 0; value && name && i < sizeof(known) / sizeof(*known); i++) {
		if (strcasecmp(name, known[i].name) == 0)
			facts_add(facts, known[i].fact, known[i].by, value, strlen(value));
	}
}

void facts_start(struct facts *facts, const char *name, const char **attributes)
{
	const char *value, *prop;

	if (!attributes)
		return;
	if (strcmp(name, "meta") == 0) {
		see_meta(facts, attributes);
	} else if (strcmp(name, "html") == 0) {
		value = html_attribute(attributes, "lang");
		if (!value)
			value = html_attribute(attributes, "xml:lang");
		if (value)
			facts_add(facts, FACT_LANGUAGE, FACT_BY_LANG, value, strlen(value));
	} else if (strcmp(name, "time") == 0) {
		value = html_attribute(attributes, "datetime");
		prop = html_attribute(attributes, "itemprop");
		if (value && ((prop && strcmp(prop, "datePublished") == 0) ||
			      html_attribute(attributes, "pubdate")))
			facts_add(facts, FACT_DATE, FACT_BY_META, value, strlen(value));
	}
}

void facts_tell(struct facts *facts, struct text *text)
{
	static const char *const by[] = {
		[FACT_BY_TITLE] = "title",         [FACT_BY_META] = "meta",
		[FACT_BY_OPENGRAPH] = "opengraph", [FACT_BY_JSON_LD] = "json-ld",
		[FACT_BY_LANG] = "lang",
	};
	char **values[] = { &text->title, &text->author, &text->date, &text->language };
	const char **bys[] = { &text->title_by, &text->author_by, &text->date_by,
			       &text->language_by };

	for (size_t i = 0; i < N_FACTS; i++) {
		if (!facts->values[i])
			continue;
		free(*values[i]);
		*values[i] = facts->values[i];
		*bys[i] = by[facts->by[i]];
		facts->values[i] = NULL;
	}
}
