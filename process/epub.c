#include "process/epub.h"

#include <stdlib.h>
#include <string.h>
#include <uthash.h>
#include "data/buf.h"
#include "data/lang.h"
#include "data/mem.h"
#include "data/zip.h"
#include "process/html.h"
#include "process/magic.h"
#include "process/opf.h"

enum { CONTENTS_LINKS = 3 /* fewer are a title that leads back to them */ };

static const char container[] = "META-INF/container.xml", keys[] = "META-INF/encryption.xml";

/* ---- files of the archive ---- */

/* 1: the file called NAME is in BYTES, which the caller releases; 0: there is none; -1: ERR. */
static int read_file(struct buf *bytes, const struct page *page, const char *name, struct err *err)
{
	struct zip *zip = zip_open(page->body, page->len, err);
	const char *other;
	int rc = -1;

	buf_init(bytes, ZIP_RATIO * page->len + ZIP_FREE);
	while (zip && (rc = zip_next(zip, &other, err)) > 0) {
		if (strcmp(other, name) != 0)
			continue;
		rc = zip_read(zip, bytes, err) ? -1 : 1;
		break;
	}
	zip_close(zip);
	return rc;
}

static bool has_container(const struct page *page)
{
	struct zip *zip = zip_open(page->body, page->len, NULL);
	const char *name;
	bool found = false;

	while (zip && !found && zip_next(zip, &name, NULL) > 0)
		found = strcmp(name, container) == 0;
	zip_close(zip);
	return found;
}

bool epub_is(const struct page *page)
{
	static const char type[] = "mimetypeapplication/epub+zip";

	return zip_is(page->body, page->len) &&
	       (magic_at(page, 30, type, sizeof(type) - 1) || has_container(page));
}

/* ---- what is to be read ---- */

static int check_keys(const struct page *page, struct err *err)
{
	struct buf xml;
	int rc = read_file(&xml, page, keys, err);
	bool locked = rc > 0 && opf_is_locked(xml.data ? xml.data : "", xml.len);

	buf_release(&xml);
	if (locked)
		return err_set(err, ERR_FORMAT,
			       _("an encrypted EPUB (DRM): only its shop's reader can read it"));
	return rc < 0 ? -1 : 0;
}

/* The file called NAME, which has to be there, as a page of its own. */
static int read_part(struct page *part, const struct page *page, const char *name, struct err *err)
{
	struct buf bytes;
	int rc = read_file(&bytes, page, name, err);

	if (rc > 0) {
		*part = (struct page) { .source = xstrdup(name), .len = bytes.len };
		part->body = buf_take(&bytes);
	}
	buf_release(&bytes);
	return rc ? rc > 0 ? 0 : -1 : err_set(err, ERR_FORMAT, _("%s is not in the EPUB"), name);
}

static int read_package(struct opf *opf, struct text *text, const struct page *page,
			struct err *err)
{
	struct page part = { 0 };
	char *path = NULL;
	int rc = -1;

	if (check_keys(page, err) || read_part(&part, page, container, err))
		goto out;
	path = opf_path(part.body, part.len, err);
	page_release(&part);
	if (!path || read_part(&part, page, path, err))
		goto out;
	rc = opf_read(opf, text, path, &part, err);
	if (rc)
		(void)err_prefix(err, "%s", path);
out:
	page_release(&part);
	free(path);
	return rc;
}

/* ---- the pages ---- */

/* One of the spine, until its turn comes. */
struct part {
	const char *name;
	struct buf bytes;
	bool found;
	UT_hash_handle hh;
};

/* In one go through the archive, whatever their order in it. */
static int read_parts(struct part *parts, const struct opf *opf, const struct page *page,
		      struct err *err)
{
	struct zip *zip = zip_open(page->body, page->len, err);
	struct part *by_name = NULL, *part;
	const char *name;
	int rc = -1;

	for (size_t i = 0; i < opf->n; i++) {
		parts[i].name = opf->pages[i];
		buf_init(&parts[i].bytes, ZIP_RATIO * page->len + ZIP_FREE);
		HASH_FIND_STR(by_name, parts[i].name, part);
		if (!part)
			HASH_ADD_KEYPTR(hh, by_name, parts[i].name, strlen(parts[i].name),
					&parts[i]);
	}
	while (zip && (rc = zip_next(zip, &name, err)) > 0) {
		HASH_FIND_STR(by_name, name, part);
		if (!part || part->found)
			continue;
		part->found = true;
		if (zip_read(zip, &part->bytes, err)) {
			rc = err_prefix(err, "%s", name);
			break;
		}
	}
	HASH_CLEAR(hh, by_name);
	zip_close(zip);
	return rc;
}

/* What the book has from its first page, unless the package says it. */
static void take_facts(struct text *text, struct text *part)
{
	text->replaced |= part->replaced;
	if (!text->charset_by) {
		memcpy(text->charset, part->charset, sizeof(text->charset));
		text->charset_by = part->charset_by;
	}
	if (!text->language) {
		text->language = part->language;
		text->language_by = part->language_by;
		part->language = NULL;
	}
}

/* Each line but for a heading has a link, and most of what it says are links: notes and indexes have
 * more words that are none. What the book calls so may have other lines, too. */
static bool is_contents(const struct text *page, bool called_so)
{
	size_t lines = 0, len = 0;

	for (size_t i = 0; i < page->len; i++) {
		if (page->data[i] == '\n')
			continue;
		len++;
		lines += i == 0 || page->data[i - 1] == '\n';
	}
	return 2 * page->link_len >= len &&
	       (called_so || (page->links >= CONTENTS_LINKS && page->links + 1 >= lines));
}

static int add_part(struct buf *out, struct text *text, struct part *part, bool called_contents,
		    struct err *err)
{
	struct page page = {
		.source = (char *)part->name,
		.content_type = (char[]) { "application/xhtml+xml" },
		.len = part->bytes.len,
	};
	struct text shown = { 0 };
	size_t before = out->len;
	int rc = -1;

	page.body = buf_take(&part->bytes);
	if (!part->found) {
		(void)err_set(err, ERR_FORMAT, _("%s is not in the EPUB"), part->name);
	} else if (!html_decode(&shown, &page, err)) {
		rc = 0;
		take_facts(text, &shown);
		if (is_contents(&shown, called_contents))
			shown.len = shown.header_len = shown.footer_len = 0;
		if (shown.len && out->len)
			rc = buf_add_text(out, "\n\n", err);
		if (shown.header_len && !text->header_len) {
			text->header_len = out->len + shown.header_len;
			text->footer_len = 0;
		}
		rc |= buf_add(out, shown.data, shown.len, err);
		if (text->footer_len || shown.footer_len)
			text->footer_len = shown.footer_len ? shown.footer_len
							    : text->footer_len + out->len - before;
	}
	text_release(&shown);
	free(page.body);
	return rc;
}

static int read_pages(struct text *text, const struct opf *opf, const struct page *page,
		      struct err *err)
{
	struct part *parts = xcalloc(opf->n + 1, sizeof(*parts));
	struct buf out;
	int rc;

	buf_init(&out, 2 * (ZIP_RATIO * page->len + ZIP_FREE));
	rc = read_parts(parts, opf, page, err);
	for (size_t i = 0; i < opf->n && !rc; i++)
		rc = add_part(&out, text, &parts[i],
			      opf->contents && strcmp(opf->contents, parts[i].name) == 0, err);
	if (!rc && !out.len)
		rc = err_set(err, ERR_FORMAT, _("no text in the EPUB"));
	for (size_t i = 0; i < opf->n; i++)
		buf_release(&parts[i].bytes);
	free(parts);
	if (!rc) {
		text->len = out.len;
		text->data = buf_take(&out);
	}
	buf_release(&out);
	return rc;
}

int epub_decode(struct text *text, struct page *page, struct err *err)
{
	struct opf opf = { 0 };
	int rc = read_package(&opf, text, page, err) || read_pages(text, &opf, page, err);

	opf_release(&opf);
	return rc ? -1 : 0;
}
