#include "collect/robots.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <utarray.h>
#include "collect/robots_path.h"
#include "data/mem.h"

/* A piece of the file, not terminated. */
struct slice {
	const char *text;
	size_t len;
};

struct rule {
	bool allow;
	bool ours, any; /* of a group that names us, of one that names "*" */
	struct slice path, line;
	size_t line_number;
	size_t weight;
	struct robots_pattern pattern;
};

struct robots {
	struct rule *rules; /* those that count, the deciding one first */
	size_t rule_count;
	const char **sitemaps;
	size_t sitemap_count;
	char *text; /* all patterns, lines and sitemaps */
	double delay;
};

struct parser {
	struct slice token;
	UT_array rules;    /* struct rule */
	UT_array sitemaps; /* struct slice */
	bool naming;       /* the last line that counts was a User-agent */
	bool ours, any;    /* whom the group at hand names */
	bool named;        /* some group names us */
	double our_delay, any_delay;
};

enum field { FIELD_AGENT, FIELD_ALLOW, FIELD_DISALLOW, FIELD_DELAY, FIELD_SITEMAP, FIELD_UNKNOWN };

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static struct slice trim(const char *text, size_t len)
{
	while (len && is_blank(*text)) {
		text++;
		len--;
	}
	while (len && is_blank(text[len - 1]))
		len--;
	return (struct slice) { text, len };
}

static size_t length_until(struct slice slice, char end)
{
	const char *found = slice.len ? memchr(slice.text, end, slice.len) : NULL;

	return found ? (size_t)(found - slice.text) : slice.len;
}

/* RFC 9309, 2.2.1: letters, "-" and "_". Some crawlers begin with a digit all the same. */
static struct slice product_token(const char *text, size_t len)
{
	size_t i = 0;

	while (i < len && (is_letter(text[i]) || text[i] == '-' || text[i] == '_'))
		i++;
	if (i == 0)
		while (i < len && !is_blank(text[i]) && text[i] != '/')
			i++;
	return (struct slice) { text, i };
}

static enum field field_of(struct slice name)
{
	static const char *const names[] = { [FIELD_AGENT] = "user-agent",
					     [FIELD_ALLOW] = "allow",
					     [FIELD_DISALLOW] = "disallow",
					     [FIELD_DELAY] = "crawl-delay",
					     [FIELD_SITEMAP] = "sitemap" };

	for (size_t i = 0; i < FIELD_UNKNOWN; i++)
		if (strlen(names[i]) == name.len && strncasecmp(names[i], name.text, name.len) == 0)
			return (enum field)i;
	return FIELD_UNKNOWN;
}

/* A group may begin with several names. */
static void see_agent(struct parser *parser, struct slice value)
{
	struct slice token = product_token(value.text, value.len);

	if (!parser->naming)
		parser->ours = parser->any = false;
	parser->naming = true;
	if (value.len && *value.text == '*' &&
	    (value.len == 1 || is_blank(value.text[1]) || !value.text[1]))
		parser->any = true;
	else if (token.len && token.len == parser->token.len &&
		 strncasecmp(token.text, parser->token.text, token.len) == 0)
		parser->ours = parser->named = true;
}

/* Where a NUL stands in a rule nobody knows what was meant: it never lets us do more than the rule
 * without it. All is forbidden that begins with what stands before it (and before a star, which may
 * stand for a query), and nothing allowed. */
static void end_at_nul(struct rule *rule)
{
	struct slice *path = &rule->path;
	size_t len = length_until(*path, '\0');

	if (len == path->len)
		return;
	len = length_until((struct slice) { path->text, len }, '*');
	/* An end or blanks that were none, and half of an escape. */
	while (len && (path->text[len - 1] == '$' || path->text[len - 1] == '%' ||
		       is_blank(path->text[len - 1]) || (len > 1 && path->text[len - 2] == '%')))
		len--;
	if (len == 0 && !rule->allow)
		*path = (struct slice) { "/", 1 };
	else
		path->len = rule->allow ? 0 : len;
}

static void see_rule(struct parser *parser, struct rule *rule)
{
	parser->naming = false;
	rule->weight = robots_path_weight(rule->path.text, rule->path.len);
	end_at_nul(rule);
	if (rule->path.len && (parser->ours || parser->any))
		utarray_push_back(&parser->rules, rule);
}

/* For those whom the group has named so far: of names that follow we do not know that they are
 * meant, though rules further down are theirs too. The longest of several counts. */
static void see_delay(struct parser *parser, struct slice value)
{
	double seconds = 0, unit = 1;
	size_t i = 0;

	for (; i < value.len && is_digit(value.text[i]) && seconds < 1e15; i++)
		seconds = seconds * 10 + (value.text[i] - '0');
	if (i + 1 < value.len && value.text[i] == '.' && is_digit(value.text[i + 1]))
		for (i++; i < value.len && is_digit(value.text[i]) && unit > 1e-9; i++)
			seconds += (value.text[i] - '0') * (unit /= 10);
	if (i == 0)
		return;
	if (parser->ours && seconds > parser->our_delay)
		parser->our_delay = seconds;
	if (parser->any && seconds > parser->any_delay)
		parser->any_delay = seconds;
}

static void see_line(struct parser *parser, struct slice line, size_t number)
{
	size_t before_comment = length_until(line, '#');
	size_t colon = length_until((struct slice) { line.text, before_comment }, ':');
	struct slice value;
	struct rule rule = { .line_number = number, .ours = parser->ours, .any = parser->any };

	if (colon == before_comment)
		return;
	value = trim(line.text + colon + 1, before_comment - colon - 1);
	switch (field_of(trim(line.text, colon))) {
	case FIELD_AGENT:
		see_agent(parser, value);
		break;
	case FIELD_ALLOW:
		rule.allow = true;
		/* fall through */
	case FIELD_DISALLOW:
		rule.path = value;
		rule.line = trim(line.text, line.len);
		see_rule(parser, &rule);
		break;
	case FIELD_DELAY:
		see_delay(parser, value);
		break;
	case FIELD_SITEMAP:
		if (value.len)
			utarray_push_back(&parser->sitemaps, &value);
		break;
	case FIELD_UNKNOWN:
		break;
	}
}

/* CR, LF and CRLF end a line. A line that ROBOTS_MAX cuts could say the contrary of the whole. */
static void see_lines(struct parser *parser, const char *data, size_t len)
{
	size_t end = 0, number = 1;

	if (len >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0)
		end = 3;
	for (size_t start = end; start < len; start = end) {
		while (end < len && data[end] != '\n' && data[end] != '\r')
			end++;
		if (end >= ROBOTS_MAX)
			return;
		see_line(parser, (struct slice) { data + start, end - start }, number++);
		end += end + 1 < len && data[end] == '\r' && data[end + 1] == '\n' ? 2 : 1;
	}
}

static struct robots *new_robots(void)
{
	struct robots *robots = xcalloc(1, sizeof(*robots));

	robots->delay = -1;
	return robots;
}

/* Of two rules the one to be asked first. */
static int by_weight(const void *first, const void *second)
{
	const struct rule *a = first, *b = second;

	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	if (a->allow != b->allow)
		return a->allow ? -1 : 1;
	return a->line_number < b->line_number ? -1 : 1;
}

/* Terminated, so that no NUL may stand in it. */
static char *put_text(char *out, struct slice slice)
{
	for (size_t i = 0; i < slice.len; i++)
		*out++ = slice.text[i] ? slice.text[i] : '?';
	*out++ = '\0';
	return out;
}

static char *keep_rule(char *out, struct rule *rule)
{
	const char *line = out;

	out = put_text(out, rule->line);
	rule->line.text = line;
	rule->pattern = robots_pattern_write(out, rule->path.text, rule->path.len);
	rule->path.text = NULL;
	return out + rule->pattern.len;
}

/* The rules that count, and all sitemaps, out of the file into memory of our own. */
static void keep(struct robots *robots, const struct parser *parser)
{
	const struct rule *rules = (const struct rule *)parser->rules.d;
	const struct slice *sitemaps = (const struct slice *)parser->sitemaps.d;
	size_t size = 0;
	char *out;

	robots->rules = xcalloc(parser->rules.i, sizeof(*robots->rules));
	robots->sitemaps = xcalloc(parser->sitemaps.i, sizeof(*robots->sitemaps));
	for (size_t i = 0; i < parser->rules.i; i++) {
		if (!(parser->named ? rules[i].ours : rules[i].any))
			continue;
		robots->rules[robots->rule_count++] = rules[i];
		size += rules[i].line.len + 1 + 3 * rules[i].path.len;
	}
	for (size_t i = 0; i < parser->sitemaps.i; i++)
		size += sitemaps[i].len + 1;
	robots->text = out = xmalloc(size);
	for (size_t i = 0; i < robots->rule_count; i++)
		out = keep_rule(out, &robots->rules[i]);
	for (size_t i = 0; i < parser->sitemaps.i; i++) {
		robots->sitemaps[robots->sitemap_count++] = out;
		out = put_text(out, sitemaps[i]);
	}
	qsort(robots->rules, robots->rule_count, sizeof(*robots->rules), by_weight);
	robots->delay = parser->named ? parser->our_delay : parser->any_delay;
}

struct robots *robots_parse(const char *data, size_t len, const char *product)
{
	static const UT_icd rule = { sizeof(struct rule), NULL, NULL, NULL };
	static const UT_icd slice = { sizeof(struct slice), NULL, NULL, NULL };
	struct parser parser = { .token = product_token(product, strlen(product)),
				 .our_delay = -1,
				 .any_delay = -1 };
	struct robots *robots = new_robots();

	utarray_init(&parser.rules, &rule);
	utarray_init(&parser.sitemaps, &slice);
	see_lines(&parser, data, len);
	keep(robots, &parser);
	utarray_done(&parser.rules);
	utarray_done(&parser.sitemaps);
	return robots;
}

void robots_free(struct robots *robots)
{
	if (!robots)
		return;
	free(robots->rules);
	free(robots->sitemaps);
	free(robots->text);
	free(robots);
}

static const struct rule *deciding_rule(const struct robots *robots, const char *target)
{
	size_t len = strlen(target);
	char *path = xmalloc(6 * len), *query = path + 3 * len;
	size_t path_len = robots_target_write(path, target, len, false);
	size_t query_len = robots_target_write(query, target, len, true);
	const struct rule *found = NULL;

	for (size_t i = 0; !found && i < robots->rule_count; i++) {
		const struct rule *rule = &robots->rules[i];

		if (rule->pattern.in_query
			    ? robots_pattern_matches(&rule->pattern, query, query_len)
			    : robots_pattern_matches(&rule->pattern, path, path_len))
			found = rule;
	}
	free(path);
	return found;
}

bool robots_allows(const struct robots *robots, const char *target, struct robots_verdict *verdict)
{
	const struct rule *rule = NULL;
	bool itself = strcmp(target, "/robots.txt") == 0;

	if (!itself && robots->rule_count)
		rule = deciding_rule(robots, target);
	if (verdict)
		*verdict = (struct robots_verdict) {
			.allowed = !rule || rule->allow,
			.line = rule ? rule->line.text : "",
			.line_number = rule ? rule->line_number : 0,
		};
	return !rule || rule->allow;
}

int64_t robots_delay_ms(const struct robots *robots)
{
	if (robots->delay < 0)
		return -1;
	if (robots->delay * 1000 >= ROBOTS_MAX_DELAY_MS)
		return ROBOTS_MAX_DELAY_MS;
	return (int64_t)ceil(robots->delay * 1000);
}

double robots_delay_asked(const struct robots *robots)
{
	return robots->delay;
}

const char *const *robots_sitemaps(const struct robots *robots, size_t *count)
{
	*count = robots->sitemap_count;
	return robots->sitemaps;
}
