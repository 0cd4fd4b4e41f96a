#include "process/opf.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <uthash.h>
#include "data/lang.h"
#include "data/language.h"
#include "data/mem.h"
#include "process/charset.h"
#include "process/flow.h"
#include "process/xml.h"

enum { LONGEST_FACT = 1000 };

static bool is(const char *name, const char *other)
{
	return strcmp(name, other) == 0;
}

static void ignore_text(void *arg, const char *text, size_t len)
{
	(void)arg;
	(void)text;
	(void)len;
}

static void ignore_end(void *arg, const char *name)
{
	(void)arg;
	(void)name;
}

/* ---- names ---- */

static int hex(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *digit = c ? strchr(digits, tolower((unsigned char)c)) : NULL;

	return digit ? (int)(digit - digits) : -1;
}

static void decode_percents(char *text)
{
	char *to = text;

	for (; *text; text++) {
		int high = *text == '%' ? hex(text[1]) : -1;
		int low = high >= 0 ? hex(text[2]) : -1;

		*to++ = low >= 0 ? (char)(high << 4 | low) : *text;
		text += low >= 0 ? 2 : 0;
	}
	*to = '\0';
}

/* In place: no ".", and each ".." takes the step before it away. */
static bool resolve_dots(char *path)
{
	char *to = path, *from = path, *end = path + strlen(path);

	while (from < end) {
		size_t len = strcspn(from, "/");

		if (len == 2 && memcmp(from, "..", 2) == 0) {
			if (to == path)
				return false;
			for (to--; to > path && to[-1] != '/'; to--)
				;
		} else if (len && !(len == 1 && *from == '.')) {
			memmove(to, from, len);
			to += len;
			*to++ = '/';
		}
		from += len + (from[len] == '/');
	}
	if (to > path)
		to--;
	*to = '\0';
	return to > path;
}

char *opf_name(const char *path, const char *href)
{
	const char *slash = *href == '/' ? NULL : strrchr(path, '/');
	char *file = xstrndup(href, strcspn(href, "#?")), *name;

	decode_percents(file);
	name = xasprintf("%.*s%s", slash ? (int)(slash - path) + 1 : 0, path, file);
	free(file);
	if (*name && resolve_dots(name))
		return name;
	free(name);
	return NULL;
}

/* ---- container.xml ---- */

static void see_rootfile(void *arg, const char *name, const char **attributes)
{
	char **path = arg;
	const char *value = xml_attribute(attributes, "full-path");
	const char *type = xml_attribute(attributes, "media-type");

	if (!*path && is(name, "rootfile") && value &&
	    (!type || is(type, "application/oebps-package+xml")))
		*path = opf_name("", value);
}

static int parse(const char *xml, size_t len, const struct xml_reader *reader, void *arg,
		 struct err *err)
{
	bool replaced = false;

	return xml_read(xml, len, reader, arg, &replaced, err);
}

char *opf_path(const char *xml, size_t len, struct err *err)
{
	static const struct xml_reader reader = { see_rootfile, ignore_end, ignore_text };
	char *path = NULL;

	if (parse(xml, len, &reader, &path, err)) {
		free(path);
		return NULL;
	}
	if (!path)
		(void)err_set(err, ERR_FORMAT, _("the EPUB does not say where its contents are"));
	return path;
}

/* ---- encryption.xml ---- */

static void see_method(void *arg, const char *name, const char **attributes)
{
	static const char *const of_fonts[] = { "http://www.idpf.org/2008/embedding",
						"http://ns.adobe.com/pdf/enc#RC" };
	const char *algorithm = xml_attribute(attributes, "Algorithm");

	if (!is(name, "EncryptionMethod"))
		return;
	for (size_t i = 0; algorithm && i < 2; i++) {
		if (is(algorithm, of_fonts[i]))
			return;
	}
	*(bool *)arg = true;
}

bool opf_is_locked(const char *xml, size_t len)
{
	static const struct xml_reader reader = { see_method, ignore_end, ignore_text };
	bool locked = false;

	return parse(xml, len, &reader, &locked, NULL) != 0 || locked;
}

/* ---- the package ---- */

/* A file of the manifest. */
struct item {
	char *id, *href;
	bool is_page;
	UT_hash_handle hh;
};

enum fact { TITLE, AUTHOR, DATE, LANGUAGE, FACTS };

static const char *const fact_names[FACTS] = {
	[TITLE] = "title",
	[AUTHOR] = "creator",
	[DATE] = "date",
	[LANGUAGE] = "language",
};

struct reader {
	struct opf *opf;
	const char *path;
	struct item *items;
	struct flow facts[FACTS];
	bool in_metadata, too_many;
	int fact; /* that is being read; FACTS: none */
};

static bool says(const char *words, const char *word)
{
	size_t len = strlen(word);
	const char *at = words;

	while (at && (at = strstr(at, word))) {
		if ((at == words || isspace((unsigned char)at[-1])) &&
		    (!at[len] || isspace((unsigned char)at[len])))
			return true;
		at += len;
	}
	return false;
}

static void see_item(struct reader *reader, const char **attributes)
{
	const char *id = xml_attribute(attributes, "id"), *href = xml_attribute(attributes, "href");
	const char *type = xml_attribute(attributes, "media-type");
	struct item *item;

	reader->too_many |= HASH_COUNT(reader->items) >= OPF_MOST_PAGES;
	if (!id || !href || reader->too_many)
		return;
	HASH_FIND_STR(reader->items, id, item);
	if (item)
		return;
	item = xcalloc(1, sizeof(*item));
	item->id = xstrdup(id);
	item->href = xstrdup(href);
	item->is_page = type &&
			(strcasecmp(type, "application/xhtml+xml") == 0 ||
			 strcasecmp(type, "text/html") == 0 ||
			 strcasecmp(type, "text/x-oeb1-document") == 0) &&
			!says(xml_attribute(attributes, "properties"), "nav");
	HASH_ADD_KEYPTR(hh, reader->items, item->id, strlen(item->id), item);
}

static void see_itemref(struct reader *reader, const char **attributes)
{
	const char *id = xml_attribute(attributes, "idref");
	const char *linear = xml_attribute(attributes, "linear");
	struct opf *opf = reader->opf;
	struct item *item = NULL;
	char *name;

	if (id)
		HASH_FIND_STR(reader->items, id, item);
	if (!item || !item->is_page || (linear && is(linear, "no")))
		return;
	name = opf_name(reader->path, item->href);
	if (!name)
		return;
	/* A page is read once. */
	item->is_page = false;
	opf->pages = xreallocarray(opf->pages, opf->n + 1, sizeof(*opf->pages));
	opf->pages[opf->n++] = name;
}

/* Of the guide, which has what EPUB 2 calls pages. A place in a page is no page. */
static void see_reference(struct reader *reader, const char **attributes)
{
	const char *type = xml_attribute(attributes, "type");
	const char *href = xml_attribute(attributes, "href");

	if (type && href && strcasecmp(type, "toc") == 0 && !strchr(href, '#') &&
	    !reader->opf->contents)
		reader->opf->contents = opf_name(reader->path, href);
}

static void begin_fact(struct reader *reader, const char *name, const char **attributes)
{
	const char *role = xml_attribute(attributes, "role");
	const char *event = xml_attribute(attributes, "event");

	for (int i = 0; i < FACTS; i++) {
		struct flow *flow = &reader->facts[i];

		if (!is(name, fact_names[i]) || (flow->out.len && i != AUTHOR))
			continue;
		if ((i == AUTHOR && role && !is(role, "aut")) ||
		    (i == DATE && event && !is(event, "publication")))
			continue;
		if (flow->out.len)
			flow_text(flow, "; ", 2);
		reader->fact = i;
	}
}

static void see_start(void *arg, const char *name, const char **attributes)
{
	struct reader *reader = arg;

	if (is(name, "metadata"))
		reader->in_metadata = true;
	else if (is(name, "item"))
		see_item(reader, attributes);
	else if (is(name, "itemref"))
		see_itemref(reader, attributes);
	else if (is(name, "reference"))
		see_reference(reader, attributes);
	else if (reader->in_metadata && reader->fact == FACTS)
		begin_fact(reader, name, attributes);
}

static void see_end(void *arg, const char *name)
{
	struct reader *reader = arg;

	if (is(name, "metadata"))
		reader->in_metadata = false;
	if (reader->fact < FACTS && is(name, fact_names[reader->fact]))
		reader->fact = FACTS;
}

static void see_text(void *arg, const char *text, size_t len)
{
	struct reader *reader = arg;

	if (reader->fact < FACTS)
		flow_text(&reader->facts[reader->fact], text, len);
}

static void take_fact(char **to, const char **by, struct flow *fact)
{
	if (!fact->out.len)
		return;
	*to = buf_take(&fact->out);
	*by = "opf";
}

static void take_facts(struct text *text, struct reader *reader)
{
	const char *language = reader->facts[LANGUAGE].out.len
				       ? language_of_tag(reader->facts[LANGUAGE].out.data)
				       : NULL;

	take_fact(&text->title, &text->title_by, &reader->facts[TITLE]);
	take_fact(&text->author, &text->author_by, &reader->facts[AUTHOR]);
	take_fact(&text->date, &text->date_by, &reader->facts[DATE]);
	if (language) {
		text->language = xstrdup(language);
		text->language_by = "opf";
	}
}

static void release(struct reader *reader)
{
	struct item *item, *next;

	HASH_ITER (hh, reader->items, item, next) {
		HASH_DEL(reader->items, item);
		free(item->id);
		free(item->href);
		free(item);
	}
	for (int i = 0; i < FACTS; i++)
		flow_release(&reader->facts[i]);
}

int opf_read(struct opf *opf, struct text *text, const char *path, struct page *package,
	     struct err *err)
{
	static const struct xml_reader events = { see_start, see_end, see_text };
	struct reader reader = { .opf = opf, .path = path, .fact = FACTS };
	struct text decoded = { 0 };
	int rc;

	*opf = (struct opf) { 0 };
	for (int i = 0; i < FACTS; i++)
		flow_init(&reader.facts[i], LONGEST_FACT);
	rc = charset_decode(&decoded, package, err);
	if (!rc)
		rc = parse(decoded.data, decoded.len, &events, &reader, err);
	if (!rc && reader.too_many)
		rc = err_set(err, ERR_LIMIT, _("more than %d files in the EPUB"), OPF_MOST_PAGES);
	if (!rc)
		take_facts(text, &reader);
	text_release(&decoded);
	release(&reader);
	return rc ? -1 : 0;
}

void opf_release(struct opf *opf)
{
	for (size_t i = 0; i < opf->n; i++)
		free(opf->pages[i]);
	free(opf->pages);
	free(opf->contents);
	*opf = (struct opf) { 0 };
}
