#include "process/unpack.h"

#include <stdbool.h>
#include <string.h>
#include "data/buf.h"
#include "data/lang.h"
#include "data/mem.h"
#include "data/zip.h"

enum { NAMES_BYTES = 300 /* that an error quotes */ };

/* What is in a zip. */
struct survey {
	size_t files, readable;
	size_t chosen; /* which of the files, from 0 */
	struct buf names;
};

static bool is_readable(const char *path)
{
	static const char *const endings[] = { ".txt",  ".text", ".htm", ".html", ".xhtml",
					       ".epub", ".xml",  ".tei", ".md",   ".gz" };
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;

	if (*name == '.' || zip_name_ends(name, "-readme.txt"))
		return false;
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		if (zip_name_ends(name, endings[i]))
			return true;
	}
	return false;
}

static void quote(struct buf *names, const char *name)
{
	if (names->len)
		(void)buf_add_text(names, ", ", NULL);
	if (buf_add_text(names, name, NULL) && names->len)
		names->len = names->max; /* full: later ones are not quoted either */
}

static int look(struct survey *survey, const struct page *page, struct err *err)
{
	struct zip *zip = zip_open(page->body, page->len, err);
	const char *name;
	int rc = -1;

	for (; zip && (rc = zip_next(zip, &name, err)) > 0; survey->files++) {
		if (!is_readable(name))
			continue;
		if (!survey->readable++)
			survey->chosen = survey->files;
		quote(&survey->names, name);
	}
	zip_close(zip);
	return rc;
}

static int judge(const struct survey *survey, struct err *err)
{
	if (survey->readable > 1)
		return err_set(err, ERR_FORMAT,
			       _("%zu texts in the zip file; unpack the one that is meant: %s"),
			       survey->readable, survey->names.data ? survey->names.data : "...");
	if (!survey->readable && survey->files != 1)
		return err_set(err, ERR_FORMAT, _("no text in the zip file"));
	return 0;
}

static int take(struct page *inner, const struct page *page, size_t chosen, struct err *err)
{
	struct zip *zip = zip_open(page->body, page->len, err);
	const char *name = "";
	struct buf bytes;
	int rc = zip ? 1 : -1;

	buf_init(&bytes, ZIP_RATIO * page->len + ZIP_FREE);
	for (size_t i = 0; rc > 0 && i <= chosen; i++)
		rc = zip_next(zip, &name, err);
	if (rc > 0)
		rc = zip_read(zip, &bytes, err);
	if (!rc) {
		inner->source = xstrdup(name);
		inner->len = bytes.len;
		inner->body = buf_take(&bytes);
	}
	buf_release(&bytes);
	zip_close(zip);
	return rc;
}

int unpack_zip(struct page *inner, const struct page *page, struct err *err)
{
	struct survey survey = { 0 };
	int rc;

	*inner = (struct page) { 0 };
	buf_init(&survey.names, NAMES_BYTES);
	rc = look(&survey, page, err) || judge(&survey, err) ||
	     take(inner, page, survey.chosen, err);
	buf_release(&survey.names);
	return rc ? -1 : 0;
}
