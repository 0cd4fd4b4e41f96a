#include "collect/url.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "tests/fuzz/fuzz.h"

static void is_the_same(int rc, char *url, const char *expected)
{
	assert(rc == 0);
	assert(strcmp(url, expected) == 0);
	free(url);
}

static void check_parts(const char *url)
{
	char *authority = url_authority(url), *host = url_host(url), *target = url_target(url);
	char *printable = url_printable(url), *together = xasprintf("%s%s", authority, target);

	assert(strcmp(printable, together) == 0);
	assert(*host && strstr(authority, host) && !strchr(authority, '@'));
	assert(*target == '/');
	free(authority);
	free(host);
	free(target);
	free(printable);
	free(together);
}

/* As collect/url.h says of it. */
static void check_normalised(const char *url)
{
	char *again = NULL;
	int rc;

	assert(strncmp(url, "http://", 7) == 0 || strncmp(url, "https://", 8) == 0);
	assert(strlen(url) <= URL_MAX);
	for (const char *c = url; *c; c++)
		assert(*c > ' ' && *c < 0x7f && *c != '#');
	rc = url_normalise(&again, url, NULL);
	is_the_same(rc, again, url);
	rc = url_resolve(&again, url, url, NULL);
	is_the_same(rc, again, url);
	rc = url_resolve(&again, url, "", NULL);
	is_the_same(rc, again, url);
	check_parts(url);
}

static void check(int rc, char *url, const struct err *err)
{
	if (rc == 0) {
		check_normalised(url);
		assert(!err->code);
	} else {
		assert(!url);
		assert((err->code == ERR_FORMAT || err->code == ERR_LIMIT) && *err->text);
	}
	free(url);
}

/* Each line is an address, and a reference on the page that the first line is. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = string_of(data, size), *rest = text, *line = strsep(&rest, "\n"), *base = NULL;

	if (url_normalise(&base, line, NULL))
		base = xstrdup("http://a/b/c/d;p?q");
	for (; line; line = strsep(&rest, "\n")) {
		struct err err = { 0 };
		char *url = NULL;
		int rc = url_normalise(&url, line, &err);

		check(rc, url, &err);
		err = (struct err) { 0 };
		url = NULL;
		rc = url_resolve(&url, base, line, &err);
		check(rc, url, &err);
		free(url_printable(line));
	}
	free(base);
	free(text);
	return 0;
}
