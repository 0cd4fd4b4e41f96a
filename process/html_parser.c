#include "process/html_parser.h"

#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <string.h>
#include "data/lang.h"
#include "process/html_charset.h"

enum { SLICE = 4096 };

struct work {
	htmlParserCtxtPtr parser; /* NULL: none is at work */
	const struct html_events *events;
	void *arg;
};

static void on_start(void *data, const xmlChar *name, const xmlChar **attributes)
{
	struct work *work = data;

	work->events->start(work->arg, (const char *)name, (const char **)attributes);
}

static void on_end(void *data, const xmlChar *name)
{
	struct work *work = data;

	work->events->end(work->arg, (const char *)name);
}

static void on_text(void *data, const xmlChar *bytes, int len)
{
	struct work *work = data;
	const char *text = (const char *)bytes, *end = text + len, *from = text;

	while ((text = memchr(text, '\xc2', (size_t)(end - text)))) {
		const char *meant = html_charset_meant(text, end);

		text++;
		if (!meant)
			continue;
		work->events->text(work->arg, from, (size_t)(text - 1 - from));
		work->events->text(work->arg, meant, strlen(meant));
		from = ++text;
	}
	work->events->text(work->arg, from, (size_t)(end - from));
}

static int begin(struct work *work, struct err *err)
{
	static const xmlSAXHandler sax = {
		.startElement = on_start,
		.endElement = on_end,
		.characters = on_text,
		.ignorableWhitespace = on_text,
	};

	work->parser = htmlCreatePushParserCtxt((xmlSAXHandlerPtr)&sax, work, NULL, 0, NULL,
						XML_CHAR_ENCODING_UTF8);
	if (!work->parser)
		return err_set(err, ERR_FORMAT, _("the HTML parser cannot start"));
	(void)htmlCtxtUseOptions(work->parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
						       HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
						       HTML_PARSE_IGNORE_ENC);
	(void)xmlSwitchEncoding(work->parser, XML_CHAR_ENCODING_UTF8);
	return 0;
}

static void end(struct work *work)
{
	if (!work->parser)
		return;
	(void)htmlParseChunk(work->parser, NULL, 0, 1);
	htmlFreeParserCtxt(work->parser);
	work->parser = NULL;
	work->events->stop(work->arg);
}

/* Some bytes, up to a tag: where too many elements are open the next tag is read as if it were
 * the first of a page. */
static size_t slice(const char *html, size_t len)
{
	const char *tag = len > SLICE ? memchr(html + SLICE, '<', len - SLICE) : NULL;

	return tag ? (size_t)(tag - html) : len;
}

/* An end where nothing is open would be the page's end to the parser. */
static size_t ends_at_start(const char *html, size_t len)
{
	size_t at = 0;

	for (;;) {
		const char *stop;

		while (at < len && isspace((unsigned char)html[at]))
			at++;
		if (len - at < 2 || memcmp(html + at, "</", 2) != 0)
			return at;
		stop = memchr(html + at, '>', len - at);
		at = stop ? (size_t)(stop - html) + 1 : len;
	}
}

int html_parse(const struct html_events *events, void *arg, const char *html, size_t len,
	       struct err *err)
{
	struct work work = { NULL, events, arg };
	size_t n;

	if (len > HTML_LONGEST_PAGE)
		return err_set(err, ERR_LIMIT, _("more than %d bytes of HTML"), HTML_LONGEST_PAGE);
	for (; len; html += n, len -= n) {
		if (work.parser) {
			n = slice(html, len);
			(void)htmlParseChunk(work.parser, html, (int)n, 0);
			if (work.parser->nameNr > HTML_DEEPEST)
				end(&work);
		} else {
			n = ends_at_start(html, len);
			if (begin(&work, err))
				return -1;
		}
	}
	end(&work);
	return 0;
}

const char *html_attribute(const char **attributes, const char *name)
{
	for (; attributes && attributes[0]; attributes += 2) {
		if (strcmp(attributes[0], name) == 0)
			return attributes[1];
	}
	return NULL;
}
