#include "data/cache_name.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "collect/url.h"
#include "tests/fuzz/fuzz.h"

enum { MOST = 8 };

static bool ends_in(const char *text, const char *end)
{
	size_t len = strlen(text), end_len = strlen(end);

	return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

/* Below the cache's folder, in one way only, and nothing to shells and file systems. */
static void check_name(const char *name)
{
	char *copy = xstrdup(name), *rest = copy, *part;

	assert(strlen(name) < 2048);
	assert(!ends_in(name, CACHE_NAME_FACTS));
	assert(strncmp(name, CACHE_NAME_TEMPORARY, strlen(CACHE_NAME_TEMPORARY)) != 0);
	while ((part = strsep(&rest, "/"))) {
		assert(*part && *part != '.' && *part != '-');
		assert(strlen(part) <= 240);
	}
	for (const char *c = name; *c; c++)
		assert(*c > ' ' && *c < 0x7f && !strchr("\\\"$`*|<>;", *c));
	free(copy);
}

/* Neither is the other, nor a folder of it. */
static void keep_apart(const char *a, const char *b)
{
	size_t len = strlen(a);

	assert(strncmp(a, b, len) != 0 || (b[len] && b[len] != '/'));
}

/* Each line is a URL. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = string_of(data, size), *rest = text, *line;
	char *urls[MOST], *names[MOST];
	size_t n = 0;

	while (n < MOST && (line = strsep(&rest, "\n"))) {
		names[n] = cache_name(line, NULL);
		if (names[n])
			check_name(names[n]);
		free(names[n]);
		if (url_normalise(&urls[n], line, NULL))
			continue;
		names[n] = cache_name(urls[n], NULL);
		assert(names[n]);
		check_name(names[n]);
		n++;
	}
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++)
			if (strcmp(urls[i], urls[j]) != 0)
				keep_apart(names[i], names[j]);
	while (n) {
		free(urls[--n]);
		free(names[n]);
	}
	free(text);
	return 0;
}
