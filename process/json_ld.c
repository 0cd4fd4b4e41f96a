#include "process/json_ld.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "data/markup.h"
#include "data/mem.h"
#include "process/flow.h"
#include "process/html_parser.h"

enum { MOST_NODES = 1000, MOST_AUTHORS = 20 };

static const char *type_of(const json_t *work)
{
	const json_t *type = json_object_get(work, "@type");
	const char *name = json_string_value(json_is_array(type) ? json_array_get(type, 0) : type);

	return name ? name : "";
}

/* Articles, books and the like: an organization has a name, too. */
static bool is_work(const char *type)
{
	static const char *const kinds[] = { "Article",      "Posting", "Book",
					     "CreativeWork", "Recipe",  "Review",
					     "Report",       "WebPage", "Question" };
	size_t len = strlen(type);

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		size_t n = strlen(kinds[i]);

		if (len >= n && strcmp(type + len - n, kinds[i]) == 0)
			return true;
	}
	return false;
}

static void skip_start(void *arg, const char *name, const char **attributes)
{
	(void)arg, (void)name, (void)attributes;
}

static void skip_end(void *arg, const char *name)
{
	(void)arg, (void)name;
}

static void add_text(void *arg, const char *text, size_t len)
{
	flow_text(arg, text, len);
}

static void skip_stop(void *arg)
{
	(void)arg;
}

/* There are pages that write HTML into their JSON: "Q&amp;A", "<b>". */
static void add_plain(struct json_ld *ld, enum fact fact, const char *value)
{
	static const struct html_events events = { skip_start, skip_end, add_text, skip_stop };
	size_t len = strlen(value);
	struct flow flow;
	char *html;

	if (len > FACTS_LONGEST || !strpbrk(value, "&<")) {
		facts_add(ld->facts, fact, FACT_BY_JSON_LD, value, len);
		return;
	}
	html = xstrndup(value, len);
	flow_init(&flow, 2 * len);
	(void)html_parse(&events, &flow, html, markup_tame(html, html, len), NULL);
	facts_add(ld->facts, fact, FACT_BY_JSON_LD, flow.out.data ? flow.out.data : "",
		  flow.out.len);
	flow_release(&flow);
	free(html);
}

static void add(struct json_ld *ld, enum fact fact, const json_t *value)
{
	if (json_is_string(value))
		add_plain(ld, fact, json_string_value(value));
}

static const char *name_of(const json_t *person)
{
	const char *name = json_string_value(json_object_get(person, "name"));

	return name ? name : json_string_value(person);
}

static void add_author(struct json_ld *ld, const json_t *author)
{
	char *names = NULL, *longer;
	size_t n = json_is_array(author) ? json_array_size(author) : 1;

	for (size_t i = 0; i < n && i < MOST_AUTHORS; i++) {
		const char *name =
			name_of(json_is_array(author) ? json_array_get(author, i) : author);

		if (!name || !*name || strlen(name) > FACTS_LONGEST)
			continue;
		longer = names ? xasprintf("%s, %s", names, name) : xstrdup(name);
		free(names);
		names = longer;
	}
	if (names)
		add_plain(ld, FACT_AUTHOR, names);
	free(names);
}

static void read_work(struct json_ld *ld, const json_t *work)
{
	const json_t *title = json_object_get(work, "headline");
	const json_t *body = json_object_get(work, "articleBody");
	const json_t *language = json_object_get(work, "inLanguage");

	/* Names of pages have the site's in them. */
	if (!title && strcmp(type_of(work), "WebPage") != 0)
		title = json_object_get(work, "name");
	add(ld, FACT_TITLE, title);
	add(ld, FACT_DATE, json_object_get(work, "datePublished"));
	add(ld, FACT_LANGUAGE,
	    json_is_object(language) ? json_object_get(language, "alternateName") : language);
	add_author(ld, json_object_get(work, "author"));
	if (json_is_string(body) && (!ld->body || strlen(ld->body) < json_string_length(body))) {
		free(ld->body);
		ld->body = xstrdup(json_string_value(body));
	}
}

/* Those that are looked at yet, and were. */
struct nodes {
	const json_t *items[MOST_NODES];
	size_t n;
};

static void push(struct nodes *nodes, const json_t *node)
{
	if (node && nodes->n < MOST_NODES)
		nodes->items[nodes->n++] = node;
}

static void visit(struct json_ld *ld, const json_t *root)
{
	struct nodes nodes = { { root }, root ? 1 : 0 };

	for (size_t at = 0; at < nodes.n; at++) {
		const json_t *node = nodes.items[at];

		for (size_t i = 0; i < json_array_size(node); i++)
			push(&nodes, json_array_get(node, i));
		if (is_work(type_of(node)))
			read_work(ld, node);
		push(&nodes, json_object_get(node, "@graph"));
		push(&nodes, json_object_get(node, "mainEntity"));
		push(&nodes, json_object_get(node, "mainEntityOfPage"));
	}
}

/* Line ends stand in strings, where JSON has none; and comments and CDATA around it all. */
void json_ld_read(struct json_ld *ld, const char *json, size_t len)
{
	static const char cdata[] = "<![CDATA[";
	const char *end = json + len, *begin;
	json_error_t error;
	json_t *root;
	char *copy;

	if (ld->n++ >= JSON_LD_MOST || len > JSON_LD_LONGEST)
		return;
	begin = memmem(json, len, cdata, strlen(cdata));
	if (begin)
		json = begin + strlen(cdata);
	while (json < end && *json != '{' && *json != '[')
		json++;
	len = (size_t)(end - json);
	copy = xmalloc(len + 1);
	for (size_t i = 0; i < len; i++)
		copy[i] = (char)((unsigned char)json[i] < ' ' ? ' ' : json[i]);
	root = json_loadb(copy, len, JSON_DISABLE_EOF_CHECK, &error);
	free(copy);
	visit(ld, root);
	json_decref(root);
}
