#include "data/cache_name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const struct {
	const char *name, *url, *file;
} cases[] = {
	{ "a book is where one would look for it",
	  "https://www.gutenberg.org/cache/epub/55752/pg55752.txt",
	  "www.gutenberg.org/cache/epub/55752/pg55752.txt" },
	{ "http and the port are told", "http://127.0.0.1:8080/robots.txt",
	  "127.0.0.1_http_8080/robots.txt" },
	{ "an IPv6 address", "http://[::1]:8080/a.txt", "[::1]_http_8080/a.txt" },
	{ "a file without a dot is marked", "https://h/ebooks/55752", "h/ebooks/55752,file" },
	{ "a folder with a dot, too", "https://h/v1.0/a.txt", "h/v1.0,dir/a.txt" },
	{ "the root has a name", "https://h/", "h/,index" },
	{ "a trailing slash is the index of a folder", "https://h/a/", "h/a/,index" },
	{ "slashes without anything between", "https://h//a.b", "h/,dir/a.b" },
	{ "a query is part of the name", "https://h/s?q=a+b&n=1", "h/s?q=a+b&n=1" },
	{ "a query holds no folders", "https://h/s?u=http://x/..", "h/s?u=http:,2F,2Fx,2F.." },
	{ "an empty query is one", "https://h/s?", "h/s?" },
	{ "percent-encoding stays", "https://h/a%2F..%2Fb.c%00", "h/a%2F..%2Fb.c%00" },
	{ "dots do not climb", "https://h/../../etc/passwd",
	  "h/,2E.,dir/,2E.,dir/etc/passwd,file" },
	{ "nor as a host", "https://../x", ",2E./x,file" },
	{ "a hidden file is seen", "https://h/.git", "h/,2Egit,file" },
	{ "a dash is no option", "https://h/-rf/-x.y", "h/,2Drf/,2Dx.y" },
	{ "our comma is nobody else's", "https://h/a,file", "h/a,2Cfile,file" },
	{ "line ends and escape sequences", "https://h/a\n\033b.c", "h/a,0A,1Bb.c" },
	{ "bytes beyond ASCII", "https://h/\xc3\xa9.txt", "h/,C3,A9.txt" },
	{ "a low line in the host is no port", "https://h_80/a.b", "h,5F80/a.b" },
	{ "no URL", "a/b", NULL },
	{ "no scheme", "://h/", NULL },
	{ "no host", "https:///etc/passwd", NULL },
	{ "a port that is none", "https://h:http/", NULL },
};

static void names_are_readable(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct err err = { 0 };
		char *file = cache_name(cases[i].url, &err);

		print_message("# %s\n", cases[i].name);
		if (cases[i].file) {
			assert_non_null(file);
			assert_string_equal(file, cases[i].file);
		} else {
			assert_null(file);
			assert_int_equal(err.code, ERR_FORMAT);
		}
		free(file);
	}
}

static void passwords_are_in_no_name(void **state)
{
	char *user = cache_name("https://ana:segredo@h/a.b", NULL);
	char *other = cache_name("https://ana:outro@h/a.b", NULL);

	(void)state;
	assert_null(strstr(user, "segredo"));
	assert_memory_equal(user, "h,user", 6);
	assert_string_not_equal(user, other);
	free(user);
	free(other);
}

static void assert_safe(const char *name)
{
	for (size_t len; *name; name += len + (name[len] == '/')) {
		len = strcspn(name, "/");
		assert_in_range(len, 1, 240);
		assert_true(*name != '.' && *name != '-');
		for (size_t i = 0; i < len; i++)
			assert_in_range(name[i], 0x21, 0x7e);
	}
}

static void long_names_are_cut(void **state)
{
	char url[9000] = "https://h/", *a, *b;

	(void)state;
	/* One long name; the difference is at its end. */
	memset(url + 10, '"', 5000);
	a = cache_name(url, NULL);
	url[5009] = '\'';
	b = cache_name(url, NULL);
	assert_safe(a);
	assert_true(strlen(a) < 300);
	assert_string_not_equal(a, b);
	free(a);
	free(b);
	/* Many short ones. */
	for (size_t i = 10; i < 8000; i += 2)
		memcpy(url + i, "x/", 3);
	a = cache_name(url, NULL);
	assert_safe(a);
	assert_true(strlen(a) < 300);
	free(a);
	/* A host. */
	memset(url + 8, 'h', 4000);
	a = cache_name(url, NULL);
	assert_safe(a);
	assert_true(strlen(a) < 500);
	free(a);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_listed(char **names, size_t count, const char *name)
{
	return bsearch(&name, names, count, sizeof(*names), by_text) != NULL;
}

/* No folder of NAME is a file, and none is its facts. */
static void assert_no_file_above(char **names, size_t count, const char *name)
{
	char copy[2000];

	for (const char *slash = strchr(name, '/'); slash; slash = strchr(slash + 1, '/')) {
		(void)snprintf(copy, sizeof(copy), "%.*s", (int)(slash - name), name);
		assert_false(is_listed(names, count, copy));
		assert_null(strstr(copy, CACHE_NAME_FACTS));
	}
	(void)snprintf(copy, sizeof(copy), "%s%s", name, CACHE_NAME_FACTS);
	assert_false(is_listed(names, count, copy));
	assert_string_not_equal(name, CACHE_NAME_TEMPORARY);
}

/* All URLs of two segments and a query made of what is likely to clash. */
static void no_two_urls_share_a_file(void **state)
{
	static const char *const hosts[] = {
		"https://h",      "http://h",      "https://h:80",    "http://h:443",
		"https://h_http", "https://u@h",   "https://h:8",     "https://,tmp",
		"https://h,user", "https://[::1]", "https://[::1]:1",
	};
	static const char *const names[] = {
		"",     "a",      "A",     "a.b",    "a,file",   "a.b,file", "a,dir", "a.b,dir",
		",dir", ",index", ",json", "a,json", "a.b,json", "a%2Fb",    "a%2C",  "%2C",
		".",    "..",     ",2E",   ".a",     "a?b",      "a,3Fb",
	};
	static const char *const ends[] = { "",      "?",   "?b",     "?a.b", "?/b",
					    "?,2Fb", "?b?", "?,file", "/" };
	enum {
		HOSTS = sizeof(hosts) / sizeof(*hosts),
		NAMES = sizeof(names) / sizeof(*names),
		ENDS = sizeof(ends) / sizeof(*ends),
	};
	char **urls = calloc(2 * HOSTS * NAMES * NAMES * ENDS, sizeof(*urls));
	char **files = urls + HOSTS * NAMES * NAMES * ENDS;
	size_t count = 0, unique = 0;
	char url[200];

	(void)state;
	for (size_t i = 0; i < (size_t)HOSTS * NAMES * NAMES * ENDS; i++) {
		(void)snprintf(url, sizeof(url), "%s/%s/%s%s", hosts[i % HOSTS],
			       names[i / HOSTS % NAMES], names[i / HOSTS / NAMES % NAMES],
			       ends[i / HOSTS / NAMES / NAMES]);
		urls[count++] = strdup(url);
	}
	/* "a?b" and "?b" after "a" make some URLs twice. */
	qsort(urls, count, sizeof(*urls), by_text);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || strcmp(urls[i], urls[i - 1]) != 0)
			files[unique++] = cache_name(urls[i], NULL);
	qsort(files, unique, sizeof(*files), by_text);
	for (size_t i = 0; i < unique; i++) {
		assert_safe(files[i]);
		if (i)
			assert_string_not_equal(files[i], files[i - 1]);
		assert_no_file_above(files, unique, files[i]);
	}
	for (size_t i = 0; i < count; i++)
		free(urls[i]);
	for (size_t i = 0; i < unique; i++)
		free(files[i]);
	free(urls);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_readable),
		cmocka_unit_test(passwords_are_in_no_name),
		cmocka_unit_test(long_names_are_cut),
		cmocka_unit_test(no_two_urls_share_a_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
