#include "collect/url.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* NULL: refused, and the error holds WORD. */
static const struct {
	const char *name, *url, *normal, *word;
} normalised[] = {
	{ "a plain address stays", "https://example.org/a?b=c", "https://example.org/a?b=c", NULL },
	{ "scheme and host are lower case, the path is not", "HTTP://Example.ORG/A",
	  "http://example.org/A", NULL },
	{ "an empty path is a slash", "http://example.org", "http://example.org/", NULL },
	{ "an empty path before a query, too", "http://example.org?q", "http://example.org/?q",
	  NULL },
	{ "the default port of http is off", "http://example.org:80/", "http://example.org/",
	  NULL },
	{ "the default port of https is off", "https://example.org:443/", "https://example.org/",
	  NULL },
	{ "the default port of the other stays", "https://example.org:80/",
	  "https://example.org:80/", NULL },
	{ "an empty port is off", "http://example.org:/", "http://example.org/", NULL },
	{ "zeroes before a port are off", "http://example.org:0081/", "http://example.org:81/",
	  NULL },
	{ "a port beyond 65535 is refused", "http://example.org:65536/", NULL, "example.org" },
	{ "another port stays", "http://example.org:8080/a", "http://example.org:8080/a", NULL },
	{ "an address of four numbers", "http://127.0.0.1:40123/a", "http://127.0.0.1:40123/a",
	  NULL },
	{ "the same as one number", "http://2130706433/", "http://127.0.0.1/", NULL },
	{ "in hexadecimal and short", "http://0x7f.1/", "http://127.0.0.1/", NULL },
	{ "in octal", "http://0177.0.0.01", "http://127.0.0.1/", NULL },
	{ "an empty query is off", "http://example.org/a?", "http://example.org/a", NULL },
	{ "the fragment is off", "http://example.org/a#b?c", "http://example.org/a", NULL },
	{ "a fragment right after the host", "http://example.org#b", "http://example.org/", NULL },
	{ "dot segments are out", "http://example.org/a/./b/../c", "http://example.org/a/c", NULL },
	{ "dots never climb above the root", "http://example.org/../../a", "http://example.org/a",
	  NULL },
	{ "encoded dots are dots", "http://example.org/a/%2e%2E/b", "http://example.org/b", NULL },
	{ "dots of the query stay", "http://example.org/?a/../b", "http://example.org/?a/../b",
	  NULL },
	{ "unreserved characters are decoded", "http://example.org/%7Ea%2d%5F",
	  "http://example.org/~a-_", NULL },
	{ "reserved ones are not", "http://example.org/a%2fb%3f", "http://example.org/a%2Fb%3F",
	  NULL },
	{ "hex digits are upper case", "http://example.org/%c3%a9", "http://example.org/%C3%A9",
	  NULL },
	{ "bytes beyond ASCII are encoded", "http://example.org/\xc3\xa9",
	  "http://example.org/%C3%A9", NULL },
	{ "a space inside is encoded", "http://example.org/a b?c d",
	  "http://example.org/a%20b?c%20d", NULL },
	{ "white space around is ignored", " \thttp://example.org/a \r\n", "http://example.org/a",
	  NULL },
	{ "what no URL may hold is encoded", "http://example.org/\"<>\\^`{|}",
	  "http://example.org/%22%3C%3E%5C%5E%60%7B%7C%7D", NULL },
	{ "a percent sign that encodes nothing", "http://example.org/100%",
	  "http://example.org/100%25", NULL },
	{ "percent signs never join into a new escape", "http://example.org/%%34%31",
	  "http://example.org/%2541", NULL },
	{ "an encoded NUL stays encoded", "http://example.org/%00", "http://example.org/%00",
	  NULL },
	{ "user and password stay", "http://u:P%40@Example.org/", "http://u:P%40@example.org/",
	  NULL },
	{ "an IPv6 address", "http://[2001:DB8:0::1]:8080/", "http://[2001:db8::1]:8080/", NULL },
	{ "a host beyond ASCII",
	  "http://B\xc3\xbc"
	  "cher.example/",
	  "http://xn--bcher-kva.example/", NULL },
	{ "the same, encoded", "http://b%C3%BCcher.example/", "http://xn--bcher-kva.example/",
	  NULL },
	{ "a host of broken UTF-8", "http://b\xc3.example/", NULL, "b" },
	{ "a full-width slash is no way out of the host",
	  "http://a\xef\xbc\x8f"
	  "b/",
	  NULL, "http" },
	{ "an encoded slash in the host", "http://a%2Fb/", NULL, "http" },
	{ "an encoded NUL in the host", "http://a%00b/", NULL, "http" },
	{ "a turned slash in the host", "http://a\\b/", NULL, "http" },
	{ "a space in the host", "http://a b/", NULL, "http" },
	{ "a line end inside", "http://example.org/a\nb", NULL, "control" },
	{ "an escape sequence", "http://example.org/\033[31m", NULL, "control" },
	{ "a scheme that is not of the web", "ftp://example.org/", NULL, "ftp" },
	{ "a file", "file:///etc/passwd", NULL, "not file" },
	{ "a script", "javascript:alert(1)", NULL, "not javascript" },
	{ "no scheme", "example.org/a", NULL, "example.org/a" },
	{ "nothing", "", NULL, "" },
	{ "no host", "http:///a", NULL, "host" },
	{ "no host but a user", "http://u@/a", NULL, "http" },
	{ "no slashes", "http:example.org", NULL, "http" },
	{ "a password is not in the message", "ftp://u:secret@example.org/", NULL,
	  "ftp://example.org" },
};

static void urls_are_normalised(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(normalised) / sizeof(*normalised); i++) {
		struct err err = { 0 };
		char *once = NULL, *twice = NULL;
		int rc = url_normalise(&once, normalised[i].url, &err);

		print_message("# %s\n", normalised[i].name);
		if (normalised[i].normal) {
			assert_string_equal(err.text, "");
			assert_int_equal(rc, 0);
			assert_string_equal(once, normalised[i].normal);
			assert_int_equal(url_normalise(&twice, once, &err), 0);
			assert_string_equal(twice, once);
			/* This way libcurl looks at it in any case. */
			free(twice);
			assert_int_equal(url_resolve(&twice, once, "", &err), 0);
			assert_string_equal(twice, once);
		} else {
			assert_int_equal(rc, -1);
			assert_null(once);
			assert_int_equal(err.code, ERR_FORMAT);
			assert_non_null(strstr(err.text, normalised[i].word));
			assert_null(strstr(err.text, "secret"));
		}
		free(once);
		free(twice);
	}
}

/* RFC 3986, 5.4: the base is http://a/b/c/d;p?q; fragments are off. */
static const struct {
	const char *reference, *url;
} resolved[] = {
	{ "g", "http://a/b/c/g" },
	{ "./g", "http://a/b/c/g" },
	{ "g/", "http://a/b/c/g/" },
	{ "/g", "http://a/g" },
	{ "//g", "http://g/" },
	{ "?y", "http://a/b/c/d;p?y" },
	{ "g?y", "http://a/b/c/g?y" },
	{ "#s", "http://a/b/c/d;p?q" },
	{ "g#s", "http://a/b/c/g" },
	{ ";x", "http://a/b/c/;x" },
	{ "g;x?y#s", "http://a/b/c/g;x?y" },
	{ "", "http://a/b/c/d;p?q" },
	{ " ", "http://a/b/c/d;p?q" },
	{ ".", "http://a/b/c/" },
	{ "./", "http://a/b/c/" },
	{ "..", "http://a/b/" },
	{ "../g", "http://a/b/g" },
	{ "../..", "http://a/" },
	{ "../../g", "http://a/g" },
	{ "../../../../g", "http://a/g" },
	{ "/./g", "http://a/g" },
	{ "/../g", "http://a/g" },
	{ "g.", "http://a/b/c/g." },
	{ "..g", "http://a/b/c/..g" },
	{ "./../g", "http://a/b/g" },
	{ "./g/.", "http://a/b/c/g/" },
	{ "g/../h", "http://a/b/c/h" },
	{ "g;x=1/../y", "http://a/b/c/y" },
	{ "g?y/../x", "http://a/b/c/g?y/../x" },
	{ "%2e%2e/g", "http://a/b/g" },
	{ "a b", "http://a/b/c/a%20b" },
	{ "//G:80/x", "http://g/x" },
	{ "HTTPS://G/x", "https://g/x" },
	{ "//", NULL },
	{ "///g", NULL },
	{ "g:h", NULL },
	{ "http:g", NULL },
	{ "mailto:a@b.c", NULL },
	{ "data:text/plain,x", NULL },
};

static void references_are_resolved(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(resolved) / sizeof(*resolved); i++) {
		struct err err = { 0 };
		char *url = NULL;
		int rc = url_resolve(&url, "http://a/b/c/d;p?q", resolved[i].reference, &err);

		print_message("# %s\n", resolved[i].reference);
		assert_int_equal(rc, resolved[i].url ? 0 : -1);
		if (resolved[i].url)
			assert_string_equal(url, resolved[i].url);
		else
			assert_int_equal(err.code, ERR_FORMAT);
		free(url);
	}
}

static const struct {
	const char *url, *authority, *host, *target;
	int port;
} parts[] = {
	{ "http://example.org/", "http://example.org", "example.org", "/", 80 },
	{ "https://example.org/", "https://example.org", "example.org", "/", 443 },
	{ "https://example.org:8080/a/b?c=d", "https://example.org:8080", "example.org", "/a/b?c=d",
	  8080 },
	{ "http://u:p@example.org/@x", "http://example.org", "example.org", "/@x", 80 },
	{ "http://u@example.org:81/?a@b:c", "http://example.org:81", "example.org", "/?a@b:c", 81 },
	{ "http://[::1]/a", "http://[::1]", "[::1]", "/a", 80 },
	{ "http://[::1]:8080/a", "http://[::1]:8080", "[::1]", "/a", 8080 },
};

static void urls_have_parts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		char *authority = url_authority(parts[i].url);
		char *host = url_host(parts[i].url);
		char *target = url_target(parts[i].url);

		assert_int_equal(url_port(parts[i].url), parts[i].port);
		assert_string_equal(authority, parts[i].authority);
		assert_string_equal(host, parts[i].host);
		assert_string_equal(target, parts[i].target);
		free(authority);
		free(host);
		free(target);
	}
}

static const struct {
	const char *url, *printable;
} printed[] = {
	{ "http://example.org/a@b", "http://example.org/a@b" },
	{ "http://u:p@example.org/a@b", "http://example.org/a@b" },
	{ "http://u:p@x@example.org:81/", "http://example.org:81/" },
	{ "http:u:p@example.org/", "http:example.org/" },
	{ "http:\\\\u:p@example.org\\x", "http:\\\\example.org\\x" },
	{ " //u:p@example.org/", "//example.org/" },
	{ "./a@b.txt", "./a@b.txt" },
	{ "", "" },
};

static void passwords_are_not_printed(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(printed) / sizeof(*printed); i++) {
		char *text = url_printable(printed[i].url);

		assert_string_equal(text, printed[i].printable);
		free(text);
	}
}

static void schemes_are_seen(void **state)
{
	(void)state;
	assert_true(url_has_scheme("http://x"));
	assert_true(url_has_scheme("svn+ssh://x"));
	assert_false(url_has_scheme("http:/x"));
	assert_false(url_has_scheme("./http://x"));
	assert_false(url_has_scheme("://x"));
	assert_false(url_has_scheme("1http://x"));
	assert_false(url_has_scheme(""));
}

/* Also where encoding makes a short URL long. */
static void long_urls_are_refused(void **state)
{
	struct err err = { 0 };
	char *url = malloc(URL_MAX + 2), *out = NULL;

	(void)state;
	memset(url, 'a', URL_MAX + 1);
	url[URL_MAX + 1] = '\0';
	memcpy(url, "http://h/", 9);
	assert_int_equal(url_normalise(&out, url, &err), -1);
	assert_int_equal(err.code, ERR_LIMIT);
	url[URL_MAX] = '\0';
	assert_int_equal(url_normalise(&out, url, &err), 0);
	free(out);
	memset(url + 9, '"', 4000);
	assert_int_equal(url_normalise(&out, url, &err), -1);
	assert_int_equal(url_resolve(&out, "http://h/", url + 9, &err), -1);
	assert_int_equal(err.code, ERR_LIMIT);
	free(url);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(urls_are_normalised), cmocka_unit_test(references_are_resolved),
		cmocka_unit_test(urls_have_parts),     cmocka_unit_test(passwords_are_not_printed),
		cmocka_unit_test(schemes_are_seen),    cmocka_unit_test(long_urls_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
