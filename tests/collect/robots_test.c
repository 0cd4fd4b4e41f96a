#include "collect/robots.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>
#include "data/buf.h"

/* Of the example in RFC 9309, 5.1, the same shape. */
#define EXAMPLE                                                                                    \
	"User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\n"          \
	"User-Agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\n" \
	"User-Agent: barbot\nUser-Agent: bazbot\nDisallow: /example/page.html\n\n"                 \
	"User-Agent: quxbot\n\nEOF\n"

static const struct {
	const char *name, *robots, *agent, *target;
	bool allowed;
} cases[] = {
	{ "an empty file allows everything", "", "traca", "/a", true },
	{ "a comment alone, too", "# User-agent: *\n#Disallow: /", "traca", "/a", true },
	{ "a rule is a prefix of the path", "User-agent: *\nDisallow: /a", "traca", "/ab/c",
	  false },
	{ "and no more than that", "User-agent: *\nDisallow: /a", "traca", "/b/a", true },
	{ "paths are case-sensitive", "User-agent: *\nDisallow: /A", "traca", "/a", true },
	{ "an empty Disallow forbids nothing", "User-agent: *\nDisallow:", "traca", "/", true },
	{ "an empty Allow allows nothing", "User-agent: *\nAllow:\nDisallow: /", "traca", "/",
	  false },
	{ "a path without a slash matches nothing", "User-agent: *\nDisallow: a", "traca", "/a",
	  true },
	{ "rules before any group are nobody's", "Disallow: /\nUser-agent: *\nDisallow: /b",
	  "traca", "/a", true },
	{ "the last line needs no end", "User-agent: *\nDisallow: /", "traca", "/", false },
	{ "the file itself is always allowed", "User-agent: *\nDisallow: /", "traca", "/robots.txt",
	  true },
	{ "but not what it begins", "User-agent: *\nDisallow: /", "traca", "/robots.txt.gz",
	  false },

	{ "RFC: the longest wins", EXAMPLE, "foobot", "/example/page.html", true },
	{ "RFC: Disallow all, else", EXAMPLE, "foobot", "/example/other.html", false },
	{ "RFC: a group of two, the first", EXAMPLE, "barbot", "/example/page.html", false },
	{ "RFC: a group of two, the second", EXAMPLE, "bazbot", "/example/page.html", false },
	{ "RFC: a group of two, other paths", EXAMPLE, "bazbot", "/example/a.gif", true },
	{ "RFC: a named group without rules allows all", EXAMPLE, "quxbot", "/example/page.html",
	  true },
	{ "RFC: others go by the star", EXAMPLE, "otherbot", "/example/page.html", false },
	{ "RFC: and its end of the path", EXAMPLE, "otherbot", "/a.gif", false },
	{ "RFC: which is the end", EXAMPLE, "otherbot", "/a.gif?b", true },

	{ "our name in any case", "User-agent: TRACA\nDisallow: /", "traca", "/", false },
	{ "and asked for in any case", "User-agent: traca\nDisallow: /", "TraCa", "/", false },
	{ "with a version", "User-agent: traca/1.0\nDisallow: /", "traca", "/", false },
	{ "with words behind it", "User-agent: traca bookworm\nDisallow: /", "traca", "/", false },
	{ "asked for with a version", "User-agent: traca\nDisallow: /", "traca/2.0 (+x)", "/",
	  false },
	{ "a longer name is another's", "User-agent: traca-images\nDisallow: /", "traca", "/",
	  true },
	{ "a shorter one, too", "User-agent: tra\nDisallow: /", "traca", "/", true },
	{ "a name that contains ours", "User-agent: mytraca\nDisallow: /", "traca", "/", true },
	{ "a name that begins with a digit", "User-agent: 360Spider\nDisallow: /", "360spider/1",
	  "/", false },
	{ "which is not every such name", "User-agent: 360Spider\nDisallow: /", "2bot", "/", true },
	{ "our group comes before the star",
	  "User-agent: *\nDisallow: /\nUser-agent: traca\nAllow: /", "traca", "/", true },
	{ "wherever it stands", "User-agent: traca\nDisallow: /a\nUser-agent: *\nDisallow: /",
	  "traca", "/b", true },
	{ "the star's rules are not ours then",
	  "User-agent: *\nDisallow: /a\nUser-agent: traca\nDisallow: /b", "traca", "/a", true },
	{ "our groups are one",
	  "User-agent: traca\nDisallow: /a\nUser-agent: x\nDisallow: /b\nUser-agent: "
	  "Traca/2\nDisallow: /c",
	  "traca", "/a", false },
	{ "our groups are one, the second",
	  "User-agent: traca\nDisallow: /a\nUser-agent: x\nDisallow: /b\nUser-agent: "
	  "Traca/2\nDisallow: /c",
	  "traca", "/c", false },
	{ "the other's is not in it",
	  "User-agent: traca\nDisallow: /a\nUser-agent: x\nDisallow: /b\nUser-agent: "
	  "Traca/2\nDisallow: /c",
	  "traca", "/b", true },
	{ "stars are one, too",
	  "User-agent: *\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: *\nDisallow: /c",
	  "traca", "/a", false },
	{ "a group may name us and the star", "User-agent: *\nUser-agent: traca\nDisallow: /",
	  "traca", "/", false },
	{ "a star with a word behind it", "User-agent: * bots\nDisallow: /", "traca", "/", false },
	{ "a star that is glued is a name", "User-agent: *bot\nDisallow: /", "traca", "/", true },
	{ "an empty name is nobody", "User-agent:\nDisallow: /", "traca", "/", true },

	{ "an empty line does not end a group", "User-agent: traca\n\n\nDisallow: /", "traca", "/",
	  false },
	{ "nor does a comment", "User-agent: traca\n# x\nDisallow: /", "traca", "/", false },
	{ "nor an unknown line", "User-agent: traca\nNoindex: /\nx\n: y\nDisallow: /", "traca", "/",
	  false },
	{ "nor a Sitemap", "User-agent: traca\nSitemap: http://x/\nUser-agent: x\nDisallow: /",
	  "traca", "/", false },
	{ "nor an unknown line between names",
	  "User-agent: traca\nHost: x\nUser-agent: x\nDisallow: /", "traca", "/", false },
	{ "nor a Crawl-delay between names",
	  "User-agent: traca\nCrawl-delay: 9\nUser-agent: *\nDisallow: /", "traca", "/", false },
	{ "a rule does", "User-agent: traca\nDisallow:\nUser-agent: x\nDisallow: /", "traca", "/",
	  true },

	{ "fields in any case", "uSER-aGENT: *\ndISALLOW: /", "traca", "/", false },
	{ "spaces wherever they may be", " User-agent \t:\t * \n  Disallow  :  /a  # b", "traca",
	  "/a", false },
	{ "spaces are not part of the path", "User-agent: *\nDisallow: /a   ", "traca", "/ab",
	  false },
	{ "no space at all", "User-agent:*\nDisallow:/", "traca", "/", false },
	{ "a comment after the path", "User-agent: * # all\nDisallow: /a#b", "traca", "/ac",
	  false },
	{ "a colon in a comment", "User-agent: *\nDisallow # : /", "traca", "/", true },
	{ "a colon in the path", "User-agent: *\nDisallow: /a:b", "traca", "/a:bc", false },
	{ "CR ends a line", "User-agent: *\rDisallow: /a\rDisallow: /b\r", "traca", "/b", false },
	{ "CRLF, too", "User-agent: *\r\nDisallow: /a\r\nDisallow: /b\r\n", "traca", "/b", false },
	{ "and all of them mixed", "User-agent: *\n\r\r\nDisallow: /a\r\n\nDisallow: /b\r", "traca",
	  "/a", false },
	{ "a BOM", "\xef\xbb\xbfUser-agent: *\nDisallow: /", "traca", "/", false },
	{ "a page of HTML", "<html><body>User-agent: *\nDisallow: /</body></html>", "traca", "/",
	  true },

	{ "Allow on a tie", "User-agent: *\nDisallow: /a\nAllow: /a", "traca", "/a", true },
	{ "Allow on a tie, wherever it stands", "User-agent: *\nAllow: /a\nDisallow: /a", "traca",
	  "/a", true },
	{ "the longest wins over Allow", "User-agent: *\nAllow: /a\nDisallow: /ab", "traca", "/ab",
	  false },
	{ "whatever the order", "User-agent: *\nDisallow: /ab\nAllow: /a", "traca", "/ab", false },
	{ "a star counts as an octet", "User-agent: *\nAllow: /page\nDisallow: /*.htm", "traca",
	  "/page.htm", false },
	{ "the end counts, too", "User-agent: *\nDisallow: /\nAllow: /$", "traca", "/", true },
	{ "which allows only the root", "User-agent: *\nDisallow: /\nAllow: /$", "traca", "/a",
	  false },
	{ "octets, not characters", "User-agent: *\nAllow: /*\xc3\xa9\nDisallow: /ab\xc3", "traca",
	  "/ab%C3%A9", true },

	{ "a star is anything", "User-agent: *\nDisallow: /a/*/c", "traca", "/a/b/b/c/d", false },
	{ "or nothing", "User-agent: *\nDisallow: /a*c", "traca", "/ac", false },
	{ "at the start", "User-agent: *\nDisallow: *c", "traca", "/a/c", false },
	{ "at the end it changes nothing", "User-agent: *\nDisallow: /a*", "traca", "/a", false },
	{ "several in a row", "User-agent: *\nDisallow: /a***c", "traca", "/abc", false },
	{ "a star alone", "User-agent: *\nDisallow: *", "traca", "/abc", false },
	{ "what follows a star must be there", "User-agent: *\nDisallow: /a*d", "traca", "/abc",
	  true },
	{ "pieces do not overlap", "User-agent: *\nDisallow: /a*ab*b$", "traca", "/ab", true },
	{ "the end", "User-agent: *\nDisallow: /*.php$", "traca", "/a.php", false },
	{ "and nothing after it", "User-agent: *\nDisallow: /*.php$", "traca", "/a.php?b", true },
	{ "the last of several", "User-agent: *\nDisallow: /*.php$", "traca", "/a.php/b.php",
	  false },
	{ "a whole path", "User-agent: *\nDisallow: /a$", "traca", "/ab", true },
	{ "a star before the end", "User-agent: *\nDisallow: /a*$", "traca", "/ab", false },
	{ "a dollar inside is a dollar", "User-agent: *\nDisallow: /a$b", "traca", "/a$b", false },
	{ "an encoded one at the end, too", "User-agent: *\nDisallow: /a%24", "traca", "/a$b",
	  false },
	{ "which is no end", "User-agent: *\nDisallow: /a%24", "traca", "/a", true },
	{ "an encoded star is a star character", "User-agent: *\nDisallow: /a-%2A.html", "traca",
	  "/a-*.html", false },
	{ "and nothing else", "User-agent: *\nDisallow: /a-%2A.html", "traca", "/a-b.html", true },

	{ "a query is part of the path", "User-agent: *\nDisallow: /a?b=c", "traca", "/a?b=cd",
	  false },
	{ "any query", "User-agent: *\nDisallow: /*?", "traca", "/a/b?", false },
	{ "RFC: an address in a query, encoded",
	  "User-agent: *\nDisallow: /foo/bar?baz=https://foo.bar", "traca",
	  "/foo/bar?baz=https%3A%2F%2Ffoo.bar", false },
	{ "RFC: an address in a query, in the file",
	  "User-agent: *\nDisallow: /foo/bar?baz=https%3A%2F%2Ffoo.bar", "traca",
	  "/foo/bar?baz=https://foo.bar", false },
	{ "RFC: beyond ASCII, in the file", "User-agent: *\nDisallow: /foo/bar/\xe3\x83\x84",
	  "traca", "/foo/bar/%E3%83%84", false },
	{ "RFC: beyond ASCII, in the address", "User-agent: *\nDisallow: /foo/bar/%E3%83%84",
	  "traca", "/foo/bar/\xe3\x83\x84", false },
	{ "RFC: unreserved, encoded", "User-agent: *\nDisallow: /foo/bar/%62%61%7A", "traca",
	  "/foo/bar/baz", false },
	{ "RFC: unreserved, encoded in the address", "User-agent: *\nDisallow: /foo/bar/baz",
	  "traca", "/foo/bar/%62%61%7A", false },
	{ "digits of escapes in any case", "User-agent: *\nDisallow: /%c3%a9", "traca", "/%C3%A9",
	  false },
	{ "an encoded slash is none in a path", "User-agent: *\nDisallow: /a/b", "traca", "/a%2Fb",
	  true },
	{ "but itself", "User-agent: *\nDisallow: /a%2fb", "traca", "/a%2Fb", false },
	{ "after a star it may be in a query", "User-agent: *\nDisallow: /*%2Fb", "traca",
	  "/a?c=%2Fb", false },
	{ "as a slash may", "User-agent: *\nDisallow: /*/b", "traca", "/a?c=/b", false },
	{ "an encoded question mark begins no query", "User-agent: *\nDisallow: /a?b", "traca",
	  "/a%3Fb", true },
	{ "reserved characters, encoded", "User-agent: *\nDisallow: /Special:", "traca",
	  "/Special%3AAll", false },
	{ "reserved characters, encoded in the file", "User-agent: *\nDisallow: /%40x%2B", "traca",
	  "/@x+", false },
	{ "an encoded NUL", "User-agent: *\nDisallow: /a%00b", "traca", "/a%00b", false },
	{ "a percent sign that encodes nothing", "User-agent: *\nDisallow: /100%", "traca",
	  "/100%25", false },
	{ "a half escape at the end", "User-agent: *\nDisallow: /a%4", "traca", "/a%4", false },
};

static void rules_are_understood(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct robots *robots =
			robots_parse(cases[i].robots, strlen(cases[i].robots), cases[i].agent);
		struct robots_verdict verdict;

		print_message("# %s\n", cases[i].name);
		assert_int_equal(robots_allows(robots, cases[i].target, NULL), cases[i].allowed);
		assert_int_equal(robots_allows(robots, cases[i].target, &verdict),
				 cases[i].allowed);
		assert_int_equal(verdict.allowed, cases[i].allowed);
		assert_int_equal(*verdict.line != '\0', verdict.line_number > 0);
		robots_free(robots);
	}
}

static void the_deciding_line_is_told(void **state)
{
	static const char file[] =
		"User-agent: *\r\n\r\n  Disallow: /a*\0b # no\r\nAllow: /\rDisallow: /c";
	struct robots *robots = robots_parse(file, sizeof(file) - 1, "traca");
	struct robots_verdict verdict;

	(void)state;
	assert_false(robots_allows(robots, "/axb", &verdict));
	assert_string_equal(verdict.line, "Disallow: /a*?b # no");
	assert_int_equal(verdict.line_number, 3);
	assert_true(robots_allows(robots, "/d", &verdict));
	assert_string_equal(verdict.line, "Allow: /");
	assert_int_equal(verdict.line_number, 4);
	assert_false(robots_allows(robots, "/c", &verdict));
	assert_int_equal(verdict.line_number, 5);
	assert_true(robots_allows(robots, "/robots.txt", &verdict));
	assert_string_equal(verdict.line, "");
	assert_int_equal(verdict.line_number, 0);
	robots_free(robots);
}

static const struct {
	const char *name, *rules;
	size_t len;
	const char *target;
	bool allowed;
} nuls[] = {
#define RULES(text) "User-agent: *\n" text, sizeof("User-agent: *\n" text) - 1
	{ "what is before it is forbidden", RULES("Disallow: /a\0b"), "/ab", false },
	{ "whatever follows", RULES("Disallow: /a\0b"), "/ax", false },
	{ "and nothing else", RULES("Disallow: /a\0b"), "/b", true },
	{ "nothing before it: all", RULES("Disallow: \0/a"), "/b", false },
	{ "it alone", RULES("Disallow: \0"), "/b", false },
	{ "at the end", RULES("Disallow: /a\0\r\nDisallow: /c"), "/ab", false },
	{ "and the next line is one", RULES("Disallow: /a\0\r\nDisallow: /c"), "/c", false },
	{ "a star before it", RULES("Disallow: /*.\0pdf"), "/a.pdf", false },
	{ "a star may stand for a query", RULES("Disallow: /*/b\0?"), "/a?c%2Fb?", false },
	{ "a blank before it", RULES("Disallow: /a \0"), "/a", false },
	{ "an end before it is none", RULES("Disallow: /a$\0b"), "/a$b", false },
	{ "half an escape before it", RULES("Disallow: /a%2\0F"), "/a%2F", false },
	{ "less than half", RULES("Disallow: /a%\0002F"), "/a%2F", false },
	{ "a whole one", RULES("Disallow: /a%2F\0b"), "/a%2Fb", false },
	{ "the rule weighs as much as without it", RULES("Disallow: /abc\0def\nAllow: /abcd"),
	  "/abcdef", false },
	{ "nothing is allowed by such a rule", RULES("Disallow: /\nAllow: /a\0b"), "/ab", false },
	{ "not even what is before it", RULES("Disallow: /\nAllow: /a\0"), "/a", false },
	{ "in a comment it is a comment", RULES("Disallow: /a#\0b"), "/b", true },
	{ "behind a name", "User-agent: traca\0\nDisallow: /", 30, "/a", false },
	{ "behind everybody's", "User-agent: *\0\nDisallow: /", 26, "/a", false },
};

static void a_nul_never_lets_us_do_more(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(nuls) / sizeof(*nuls); i++) {
		struct robots *robots = robots_parse(nuls[i].rules, nuls[i].len, "traca");

		print_message("# %s\n", nuls[i].name);
		assert_int_equal(robots_allows(robots, nuls[i].target, NULL), nuls[i].allowed);
		robots_free(robots);
	}
}

static void an_empty_file_allows_all(void **state)
{
	struct robots *robots = robots_parse("", 0, "traca");
	struct robots_verdict verdict = { .line = NULL };
	size_t count = 1;

	(void)state;
	assert_true(robots_allows(robots, "/", &verdict));
	assert_string_equal(verdict.line, "");
	assert_true(robots_allows(robots, "/robots.txt", NULL));
	assert_int_equal(robots_delay_ms(robots), -1);
	(void)robots_sitemaps(robots, &count);
	assert_int_equal(count, 0);
	robots_free(robots);
	robots_free(NULL);
}

static const struct {
	const char *name, *robots;
	long ms;
} delays[] = {
	{ "none", "User-agent: *\nDisallow: /", -1 },
	{ "seconds", "User-agent: *\nCrawl-delay: 5", 5000 },
	{ "fractions", "User-agent: *\nCrawl-delay: 0.25", 250 },
	{ "fractions without a zero", "User-agent: *\nCrawl-delay: .5", 500 },
	{ "less than a millisecond is one", "User-agent: *\nCrawl-delay: 0.0001", 1 },
	{ "zero", "User-agent: *\nCrawl-delay: 0", 0 },
	{ "a unit", "User-agent: *\nCrawl-delay: 10s", 10000 },
	{ "a dot and nothing", "User-agent: *\nCrawl-delay: 3.", 3000 },
	{ "the most", "User-agent: *\nCrawl-delay: 300", 300000 },
	{ "more than that", "User-agent: *\nCrawl-delay: 301", 300000 },
	{ "digits without end", "User-agent: *\nCrawl-delay: 99999999999999999999999999999999",
	  300000 },
	{ "a negative one", "User-agent: *\nCrawl-delay: -5", -1 },
	{ "a word", "User-agent: *\nCrawl-delay: slow", -1 },
	{ "nothing", "User-agent: *\nCrawl-delay:", -1 },
	{ "before any group", "Crawl-delay: 5\nUser-agent: *\nDisallow: /", -1 },
	{ "another's", "User-agent: x\nCrawl-delay: 5\n\nUser-agent: *\nDisallow: /", -1 },
	{ "ours before the star's",
	  "User-agent: *\nCrawl-delay: 9\nUser-agent: traca\nCrawl-delay: 3", 3000 },
	{ "the star's is not ours", "User-agent: *\nCrawl-delay: 9\nUser-agent: traca\nAllow: /",
	  -1 },
	{ "the longest of several", "User-agent: *\nCrawl-delay: 3\nCrawl-delay: 7\nCrawl-delay: 5",
	  7000 },
};

static void delays_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(delays) / sizeof(*delays); i++) {
		struct robots *robots =
			robots_parse(delays[i].robots, strlen(delays[i].robots), "traca");

		print_message("# %s\n", delays[i].name);
		assert_int_equal(robots_delay_ms(robots), delays[i].ms);
		assert_true((robots_delay_asked(robots) < 0) == (delays[i].ms < 0));
		robots_free(robots);
	}
}

static void sitemaps_are_listed(void **state)
{
	static const char file[] = "Sitemap: https://a/s.xml\nUser-agent: x\nDisallow: /\n"
				   "SITEMAP : /b.xml # c\nSitemap:\n";
	struct robots *robots = robots_parse(file, sizeof(file) - 1, "traca");
	const char *const *sitemaps;
	size_t count;

	(void)state;
	sitemaps = robots_sitemaps(robots, &count);
	assert_int_equal(count, 2);
	assert_string_equal(sitemaps[0], "https://a/s.xml");
	assert_string_equal(sitemaps[1], "/b.xml");
	robots_free(robots);
}

/* A file of LEN bytes that ends in LAST, after a line that names all. */
static char *long_file(size_t len, const char *last)
{
	static const char first[] = "User-agent: *\n", filler[] = "Disallow: /x\n";
	char *file = malloc(len + 1);

	for (size_t i = 0; i < len; i++)
		file[i] = filler[i % (sizeof(filler) - 1)];
	memcpy(file, first, sizeof(first) - 1);
	file[len - strlen(last) - 1] = '\n';
	memcpy(file + len - strlen(last), last, strlen(last) + 1);
	return file;
}

static void the_first_512_kib_count(void **state)
{
	static const size_t lengths[] = { 500 * 1024, ROBOTS_MAX, ROBOTS_MAX + 13 };
	static const bool allowed[] = { false, true, true };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		/* At the limit the line could go on. */
		char *file = long_file(lengths[i], "Disallow: /last");
		struct robots *robots = robots_parse(file, lengths[i], "traca");

		assert_int_equal(robots_allows(robots, "/last", NULL), allowed[i]);
		assert_false(robots_allows(robots, "/x", NULL));
		robots_free(robots);
		free(file);
	}
}

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void four_thousand_files_take_no_time(void **state)
{
	char *file = long_file(10000, "Disallow: /last");
	double start = seconds();
	unsigned forbidden = 0;

	(void)state;
	for (int i = 0; i < 4000; i++) {
		struct robots *robots = robots_parse(file, 10000, "traca");

		forbidden += !robots_allows(robots, "/last", NULL);
		robots_free(robots);
	}
	print_message("# 4000 files of 10 kB: %.3f s\n", seconds() - start);
	assert_int_equal(forbidden, 4000);
	/* Far above what it takes, so that sanitizers and slow machines pass. */
	assert_true(seconds() - start < 20);
	free(file);
}

/* Stars that would make a backtracking matcher try for years. */
static void hostile_patterns_take_no_time(void **state)
{
	char file[4000] = "User-agent: *\nDisallow: /", target[8000];
	struct robots *robots;
	double start = seconds();

	(void)state;
	for (size_t i = strlen(file); i < 3000; i += 2)
		memcpy(file + i, "*a", 3);
	strcat(file, "*b$\n");
	memset(target, 'a', sizeof(target) - 1);
	target[0] = '/';
	target[sizeof(target) - 1] = '\0';
	robots = robots_parse(file, strlen(file), "traca");
	assert_true(robots_allows(robots, target, NULL));
	target[sizeof(target) - 2] = 'b';
	assert_false(robots_allows(robots, target, NULL));
	assert_true(seconds() - start < 5);
	robots_free(robots);
}

static const struct {
	const char *file, *target;
	bool allowed;
	long delay_ms;
} real[] = {
	{ "robots.20200604.6ec24bd.txt", "/ebooks/55752", true, 5000 },
	{ "robots.20200604.6ec24bd.txt", "/ebooks/search/?query=assis", false, 5000 },
	{ "robots.20200604.6ec24bd.txt", "/cache/epub/55752/pg55752.txt", false, 5000 },
	{ "robots.20200604.6ec24bd.txt", "/dirs/GUTINDEX.ALL", true, 5000 },
	{ "robots.20231104.7073eb5.txt", "/ebooks/search/?query=assis", true, -1 },
	{ "robots.20231105.a092817.txt", "/ebooks/search/?query=assis", true, -1 },
	{ "robots.20240422.b4c5746.txt", "/ebooks/search/?query=assis", false, -1 },
	{ "robots.20240422.b4c5746.txt", "/cache/epub/55752/pg55752.txt", true, -1 },
};

static void real_files_are_read(void **state)
{
	char path[200];

	(void)state;
	if (access("../shared/corpus/html", F_OK))
		skip();
	for (size_t i = 0; i < sizeof(real) / sizeof(*real); i++) {
		struct err err = { 0 };
		struct buf file;
		struct robots *robots;

		(void)snprintf(path, sizeof(path), "../shared/corpus/html/%s", real[i].file);
		print_message("# %s: %s\n", real[i].file, real[i].target);
		buf_init(&file, ROBOTS_MAX);
		assert_int_equal(buf_read_file(&file, path, &err), 0);
		robots = robots_parse(file.data, file.len, "traca");
		assert_int_equal(robots_allows(robots, real[i].target, NULL), real[i].allowed);
		assert_int_equal(robots_delay_ms(robots), real[i].delay_ms);
		robots_free(robots);
		buf_release(&file);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rules_are_understood),
		cmocka_unit_test(the_deciding_line_is_told),
		cmocka_unit_test(a_nul_never_lets_us_do_more),
		cmocka_unit_test(an_empty_file_allows_all),
		cmocka_unit_test(delays_are_read),
		cmocka_unit_test(sitemaps_are_listed),
		cmocka_unit_test(the_first_512_kib_count),
		cmocka_unit_test(four_thousand_files_take_no_time),
		cmocka_unit_test(hostile_patterns_take_no_time),
		cmocka_unit_test(real_files_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
