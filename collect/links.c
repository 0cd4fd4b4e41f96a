#include "collect/links.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>
#include "data/lang.h"
#include "data/mem.h"

enum { MOST_LINKS = 1 << 16, LONGEST_LINK = 8192, DEEPEST = 1000, LONGEST_PAGE = 64 << 20 };

struct reader {
	htmlParserCtxtPtr parser;
	struct links *links;
};

static void add_link(struct links *links, char *href)
{
	if (links->n == links->size) {
		links->size = links->size ? 2 * links->size : 64;
		links->hrefs = xreallocarray(links->hrefs, links->size, sizeof(*links->hrefs));
	}
	links->hrefs[links->n++] = href;
}

/* NULL: empty or too long. */
static char *trimmed_copy(const char *text)
{
	static const char blanks[] = " \t\n\r\f";
	size_t len;

	text += strspn(text, blanks);
	len = strlen(text);
	while (len && strchr(blanks, text[len - 1]))
		len--;
	return len && len <= LONGEST_LINK ? xstrndup(text, len) : NULL;
}

static void see_element(void *arg, const xmlChar *name, const xmlChar **attributes)
{
	struct reader *reader = arg;
	struct links *links = reader->links;

	if (reader->parser->nameNr > DEEPEST || links->n == MOST_LINKS) {
		xmlStopParser(reader->parser);
		return;
	}
	for (; attributes && attributes[0]; attributes += 2) {
		char *href;

		if (strcmp((const char *)attributes[0], "href") != 0 || !attributes[1])
			continue;
		href = trimmed_copy((const char *)attributes[1]);
		if (!href)
			continue;
		if (strcmp((const char *)name, "base") != 0)
			add_link(links, href);
		else if (!links->base)
			links->base = href;
		else
			free(href);
	}
}

int links_read(struct links *links, const char *html, size_t len, struct err *err)
{
	xmlSAXHandler events = { .startElement = see_element };
	struct reader reader = { .links = links };

	*links = (struct links) { 0 };
	if (len > LONGEST_PAGE)
		return err_set(err, ERR_LIMIT, _("more than %d bytes of HTML"), LONGEST_PAGE);
	if (!len)
		return 0;
	reader.parser =
		htmlCreatePushParserCtxt(&events, &reader, NULL, 0, NULL, XML_CHAR_ENCODING_NONE);
	if (!reader.parser)
		return err_set(err, ERR_FORMAT, _("the HTML parser cannot start"));
	(void)htmlCtxtUseOptions(reader.parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
							HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
	(void)htmlParseChunk(reader.parser, html, (int)len, 1);
	htmlFreeParserCtxt(reader.parser);
	return 0;
}

void links_release(struct links *links)
{
	for (size_t i = 0; i < links->n; i++)
		free(links->hrefs[i]);
	free(links->hrefs);
	free(links->base);
	*links = (struct links) { 0 };
}
