#include "process/xml.h"

#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <uthash.h>
#include "data/lang.h"
#include "data/mem.h"

enum {
	HEAD = 8192,       /* bytes that the root element is looked for in */
	LONGEST = 1 << 30, /* the parser's own numbers end at 2^31 */
	MOST_ATTRIBUTES = 1000,
	MOST_ENTITIES = 10000,
	ENTITY_BYTES = 1000, /* an entity that stands for more is none */
};

/* ---- what is at the beginning ---- */

/* What of the beginning is ASCII: UTF-16 without its NULs, and without marks. */
static char *head_of(const struct page *page)
{
	size_t len = page->len < HEAD ? page->len : (size_t)HEAD, n = 0;
	char *head = xmalloc(len + 1);

	for (size_t i = 0; i < len; i++) {
		if (page->body[i] > 0)
			head[n++] = page->body[i];
	}
	head[n] = '\0';
	return head;
}

/* Past a declaration, comments and instructions; a document type may have its own in brackets. */
static const char *skip_prolog(const char *p)
{
	for (;;) {
		const char *bracket, *stop;

		p += strspn(p, " \t\r\n\f\v");
		stop = strncmp(p, "<?", 2) == 0     ? strstr(p, "?>")
		       : strncmp(p, "<!--", 4) == 0 ? strstr(p, "-->")
		       : strncmp(p, "<!", 2) == 0   ? strchr(p, '>')
						    : NULL;
		if (!stop)
			return p;
		bracket = strncmp(p, "<!D", 3) == 0 ? strchr(p, '[') : NULL;
		if (bracket && bracket < stop) {
			stop = strstr(bracket, "]>");
			if (!stop)
				return p;
		}
		p = strchr(stop, '>') + 1;
	}
}

bool xml_root(char *name, size_t size, bool *declared, const struct page *page)
{
	char *head = head_of(page);
	const char *p = head + strspn(head, " \t\r\n\f\v");
	size_t len;

	*declared = strncasecmp(p, "<?xml", 5) == 0;
	p = skip_prolog(p);
	p += *p == '<';
	len = p > head && p[-1] == '<' && (isalpha((unsigned char)*p) || *p == '_')
		      ? strcspn(p, " \t\r\n/><")
		      : 0;
	if (len && memchr(p, ':', len)) {
		const char *local = (const char *)memchr(p, ':', len) + 1;

		len -= (size_t)(local - p);
		p = local;
	}
	if (len >= size)
		len = size - 1;
	memcpy(name, p, len);
	name[len] = '\0';
	free(head);
	return len > 0;
}

/* ---- the parser at work ---- */

/* An entity of the file's own. */
struct entity {
	char *name;
	xmlEntity entity; /* as the parser takes one that needs no more reading */
	UT_hash_handle hh;
};

struct parse {
	const struct xml_reader *reader;
	void *arg;
	struct entity *entities;
	xmlEntity of_html;
	char value[8];
	bool replaced;
	xmlParserCtxtPtr parser;
	int line; /* of the first trouble, which the others follow from */
	char trouble[200];
};

static const char *local(const char *name)
{
	const char *colon = strncmp(name, "xml:", 4) == 0 ? NULL : strchr(name, ':');

	return colon ? colon + 1 : name;
}

const char *xml_attribute(const char **attributes, const char *name)
{
	for (; attributes && attributes[0]; attributes += 2) {
		if (strcmp(local(attributes[0]), name) == 0)
			return attributes[1];
	}
	return NULL;
}

static void see_start(void *arg, const xmlChar *name, const xmlChar **attributes)
{
	const struct parse *parse = arg;

	parse->reader->start(parse->arg, local((const char *)name), (const char **)attributes);
}

static void see_end(void *arg, const xmlChar *name)
{
	const struct parse *parse = arg;

	parse->reader->end(parse->arg, local((const char *)name));
}

static void see_text(void *arg, const xmlChar *text, int len)
{
	const struct parse *parse = arg;

	parse->reader->text(parse->arg, (const char *)text, (size_t)len);
}

static xmlEntity literal(const xmlChar *name, char *content)
{
	return (xmlEntity) {
		.type = XML_ENTITY_DECL,
		.name = name,
		.content = BAD_CAST content,
		.length = (int)strlen(content),
		.etype = XML_INTERNAL_PREDEFINED_ENTITY,
	};
}

static void see_entity(void *arg, const xmlChar *name, int type, const xmlChar *public_id,
		       const xmlChar *system_id,
		       xmlChar *content) /* NOLINT(readability-non-const-parameter) */
{
	struct parse *parse = arg;
	const char *text = (const char *)content;
	struct entity *entity;

	(void)public_id;
	(void)system_id;
	HASH_FIND_STR(parse->entities, (const char *)name, entity);
	if (entity || type != XML_INTERNAL_GENERAL_ENTITY || !text || strpbrk(text, "<&") ||
	    strlen(text) > ENTITY_BYTES || HASH_COUNT(parse->entities) >= MOST_ENTITIES)
		return;
	entity = xcalloc(1, sizeof(*entity));
	entity->name = xstrdup((const char *)name);
	entity->entity = literal(BAD_CAST entity->name, xstrdup(text));
	HASH_ADD_KEYPTR(hh, parse->entities, entity->name, strlen(entity->name), entity);
}

static xmlEntityPtr find_entity(void *arg, const xmlChar *name)
{
	struct parse *parse = arg;
	xmlEntityPtr predefined = xmlGetPredefinedEntity(name);
	const htmlEntityDesc *of_html;
	struct entity *entity;
	int len;

	if (predefined)
		return predefined;
	HASH_FIND_STR(parse->entities, (const char *)name, entity);
	/* Where they are declared it asks for them to keep more of them there. */
	if (entity || parse->parser->inSubset)
		return entity ? &entity->entity : NULL;
	of_html = htmlEntityLookup(name);
	parse->replaced |= !of_html;
	len = xmlCopyCharMultiByte(BAD_CAST parse->value, of_html ? (int)of_html->value : 0xfffd);
	parse->value[len] = '\0';
	parse->of_html = literal(name, parse->value);
	return &parse->of_html;
}

static void forget_entities(struct parse *parse)
{
	struct entity *entity, *next;

	HASH_ITER (hh, parse->entities, entity, next) {
		HASH_DEL(parse->entities, entity);
		free(entity->name);
		free(entity->entity.content);
		xmlFree(entity->entity.orig); /* the parser's */
		free(entity);
	}
}

/* The parser compares each attribute of an element with all before it. */
static bool has_many_attributes(const char *xml, size_t len)
{
	const char *end = xml + len;

	for (const char *p = xml; (p = memchr(p, '<', (size_t)(end - p)));) {
		size_t n = 0;
		char quote = 0;

		if (++p < end && (*p == '!' || *p == '?'))
			continue;
		for (; p < end && *p != '<' && (quote || *p != '>'); p++) {
			n += !quote && *p == '=';
			if (quote ? *p == quote : *p == '"' || *p == '\'')
				quote = quote ? 0 : *p;
		}
		if (n > MOST_ATTRIBUTES)
			return true;
	}
	return false;
}

static void see_error(void *arg, const char *format, ...)
{
	static const char nowhere[] = " line 0"; /* where no tree is built */
	struct parse *parse = arg;
	va_list args;
	char *at;

	if (*parse->trouble)
		return;
	va_start(args, format);
	(void)vsnprintf(parse->trouble, sizeof(parse->trouble), format, args);
	va_end(args);
	parse->trouble[strcspn(parse->trouble, "\n")] = '\0';
	at = strstr(parse->trouble, nowhere);
	if (at)
		memmove(at, at + sizeof(nowhere) - 1, strlen(at + sizeof(nowhere) - 1) + 1);
	parse->line = parse->parser->input ? parse->parser->input->line : 0;
}

/* What the parser's usual complaints begin with, and mean. */
static const struct {
	const char *beginning, *meaning;
} troubles[] = {
	{ "Opening and ending tag mismatch", N_("an element ends that is not the open one") },
	{ "Premature end of data", N_("it ends within an element") },
	{ "Extra content at the end", N_("something follows the last element") },
	{ "AttValue length too long", N_("an attribute is too long") },
	{ "AttValue", N_("the value of an attribute is not in quotes") },
	{ "Unescaped '<' not allowed", N_("a \"<\" in the value of an attribute") },
	{ "Specification mandates value", N_("an attribute has no value") },
	{ "attributes construct error", N_("an attribute is not well written") },
	{ "Couldn't find end of Start Tag", N_("a tag does not end") },
	{ "expected '>'", N_("a tag does not end") },
	{ "StartTag: invalid element name", N_("a \"<\" that begins no tag") },
	{ "Start tag expected", N_("it does not begin with an element") },
	{ "Document is empty", N_("there is nothing in it") },
	{ "EntityRef: expecting", N_("an \"&\" that begins no entity") },
	{ "xmlParseEntityRef: no name", N_("an \"&\" that begins no entity") },
	{ "PCDATA invalid Char", N_("a character that no XML may have") },
};

static const char *meaning(const char *trouble)
{
	for (size_t i = 0; i < sizeof(troubles) / sizeof(*troubles); i++) {
		if (strncmp(trouble, troubles[i].beginning, strlen(troubles[i].beginning)) == 0)
			return _(troubles[i].meaning);
	}
	return trouble;
}

static int complain(const struct parse *parse, struct err *err)
{
	if (strstr(parse->trouble, "Excessive depth"))
		return err_set(err, ERR_LIMIT, _("more than %u elements within each other"),
			       xmlParserMaxDepth);
	return err_set(err, ERR_FORMAT, _("the XML is not well-formed, line %d: %s"), parse->line,
		       meaning(parse->trouble));
}

int xml_read(const char *xml, size_t len, const struct xml_reader *reader, void *arg,
	     bool *replaced, struct err *err)
{
	static const xmlSAXHandler events = {
		.initialized = 1, /* names come whole, with their prefixes */
		.startElement = see_start,
		.endElement = see_end,
		.characters = see_text,
		.cdataBlock = see_text,
		.ignorableWhitespace = see_text,
		.entityDecl = see_entity,
		.getEntity = find_entity,
		.error = see_error,
	};
	struct parse parse = { .reader = reader, .arg = arg };
	xmlParserCtxtPtr parser;
	int rc = 0;

	if (len > LONGEST)
		return err_set(err, ERR_LIMIT, _("more than %d bytes of XML"), LONGEST);
	if (has_many_attributes(xml, len))
		return err_set(err, ERR_LIMIT, _("more than %d attributes of one element"),
			       MOST_ATTRIBUTES);
	parser = xmlCreateMemoryParserCtxt(xml, (int)len);
	if (!parser)
		return err_set(err, ERR_FORMAT, _("the XML parser cannot start"));
	parse.parser = parser;
	(void)xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
	*parser->sax = events;
	parser->userData = &parse;
	(void)xmlParseDocument(parser);
	if (!parser->wellFormed)
		rc = complain(&parse, err);
	xmlFreeDoc(parser->myDoc); /* of entities, where it did not come to the end */
	xmlFreeParserCtxt(parser);
	*replaced |= parse.replaced;
	forget_entities(&parse);
	return rc;
}
