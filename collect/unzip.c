#include "collect/unzip.h"

#include <stdbool.h>
#include <stdlib.h>
#include "data/lang.h"
#include "data/mem.h"
#include "data/page.h"
#include "data/zip.h"

static int read_files(struct buf *text, struct zip *zip, struct err *err)
{
	const char *name;
	bool found = false;
	int rc;

	while ((rc = zip_next(zip, &name, err)) > 0) {
		if (!zip_name_ends(name, ".txt") || zip_name_ends(name, "-readme.txt"))
			continue;
		if (found)
			return err_set(err, ERR_FORMAT, _("more than one text in the zip file"));
		found = true;
		if (zip_read(zip, text, err))
			return -1;
	}
	if (!rc && !found)
		return err_set(err, ERR_FORMAT, _("no text in the zip file"));
	return rc;
}

int unzip_text(struct buf *text, const char *zip, size_t len, struct err *err)
{
	struct zip *opened = zip_open(zip, len, err);
	int rc = opened ? read_files(text, opened, err) : -1;

	zip_close(opened);
	return rc;
}

int unzip_page(struct page *page, size_t max, struct err *err)
{
	struct buf text;

	buf_init(&text, max);
	if (unzip_text(&text, page->body, page->len, err)) {
		buf_release(&text);
		return -1;
	}
	free(page->body);
	free(page->content_type);
	page->len = text.len;
	page->body = buf_take(&text);
	page->content_type = xstrdup("text/plain");
	return 0;
}
