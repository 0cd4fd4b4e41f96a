#include "process/kind.h"

#include <string.h>
#include <strings.h>
#include "data/lang.h"
#include "data/zip.h"
#include "process/charset.h"
#include "process/epub.h"
#include "process/gunzip.h"
#include "process/html.h"
#include "process/magic.h"
#include "process/tei.h"
#include "process/unpack.h"
#include "process/xml.h"

static const char *is_epub(const struct page *page)
{
	return epub_is(page) ? "content" : NULL;
}

static const char *is_zip(const struct page *page)
{
	return zip_is(page->body, page->len) ? "content" : NULL;
}

static const char *is_gzip(const struct page *page)
{
	return magic_at(page, 0, "\x1f\x8b\x08", 3) ? "content" : NULL;
}

static bool is_named_html(const char *name)
{
	return zip_name_ends(name, ".html") || zip_name_ends(name, ".htm") ||
	       zip_name_ends(name, ".xhtml");
}

static const char *is_html(const struct page *page)
{
	struct page typed = *page;

	if (page_is_html(page))
		return "content";
	if (page->content_type || !page->source || !is_named_html(page->source))
		return html_is(page) ? "type" : NULL;
	typed.content_type = (char[]) { "text/html" };
	return html_is(&typed) ? "name" : NULL;
}

static const char *is_tei(const struct page *page)
{
	return tei_is(page) ? "content" : NULL;
}

/* Markup without a declaration, too, where everybody writes it so. */
static const char *is_xml(const struct page *page)
{
	char root[32];
	bool declared;

	if (!xml_root(root, sizeof(root), &declared, page))
		return NULL;
	return declared || strcmp(root, "svg") == 0 || strcmp(root, "rss") == 0 ||
			       strcmp(root, "feed") == 0
		       ? "content"
		       : NULL;
}

/* In order: what is an EPUB is a zip, too, and XHTML is XML. */
static const struct kind kinds[] = {
	{ .name = "epub", .is = is_epub, .decode = epub_decode, .is_packed = true },
	{ .name = "zip", .is = is_zip, .unpack = unpack_zip, .is_packed = true },
	{ .name = "gzip", .is = is_gzip, .unpack = gunzip_page, .is_packed = true },
	{ .name = "html", .is = is_html, .decode = html_decode },
	{ .name = "tei", .is = is_tei, .decode = tei_decode },
	{ .name = "xml",
	  .is = is_xml,
	  .refusal = N_("XML of a kind that is not read: TEI and XHTML are") },
};

static const struct kind plain = { .name = "text", .decode = charset_decode };

/* "type" or "name" where either says that it is text; else nothing in it says otherwise. */
static const char *why_plain(const struct page *page)
{
	if (page->content_type)
		return strncasecmp(page->content_type, "text/", 5) == 0 ? "type" : "content";
	return page->source && zip_name_ends(page->source, ".txt") ? "name" : "content";
}

const struct kind *kind_of(const struct page *page, const char **why)
{
	const struct page whole = {
		.source = page->source,
		.content_type = page->content_type,
		.body = page->body ? page->body : (char[]) { "" },
		.len = page->len,
	};
	const struct kind *found = magic_of(&whole);

	*why = "content";
	if (found)
		return found;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		*why = kinds[i].is(&whole);
		if (*why)
			return &kinds[i];
	}
	found = magic_of_binary(&whole, why);
	if (found)
		return found;
	*why = why_plain(&whole);
	return &plain;
}
