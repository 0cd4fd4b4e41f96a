#include "collect/gutenberg.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "collect/links.h"
#include "collect/url.h"
#include "data/lang.h"
#include "data/mem.h"

/* MIRROR without slashes at its end. */
static int base_length(const char *mirror)
{
	size_t len = strlen(mirror);

	while (len && mirror[len - 1] == '/')
		len--;
	return (int)len;
}

char *gutenberg_index_url(const char *mirror)
{
	return xasprintf("%.*s/dirs/GUTINDEX.ALL", base_length(mirror), mirror);
}

char *gutenberg_text_url(const char *mirror, long id)
{
	return xasprintf("%.*s/cache/epub/%ld/pg%ld.txt", base_length(mirror), mirror, id, id);
}

char *gutenberg_landing_url(const char *mirror, long id)
{
	return xasprintf("%.*s/ebooks/%ld", base_length(mirror), mirror, id);
}

static bool is_text(const char *href)
{
	return strstr(href, ".txt") && !strstr(href, "-readme");
}

int gutenberg_landing_text(char **url, const struct page *page, const char *base_url,
			   struct err *err)
{
	struct links links;
	char *base = NULL;
	int rc = -1;

	if (links_read(&links, page->body, page->len, err))
		return -1;
	if (!links.base || url_resolve(&base, base_url, links.base, NULL))
		base = xstrdup(base_url);
	for (size_t i = 0; rc && i < links.n; i++)
		if (is_text(links.hrefs[i]))
			rc = url_resolve(url, base, links.hrefs[i], NULL);
	if (rc) {
		char *where = url_printable(base_url);

		err_set(err, ERR_MISSING, _("%s: no link to a text"), where);
		free(where);
	}
	free(base);
	links_release(&links);
	return rc;
}
