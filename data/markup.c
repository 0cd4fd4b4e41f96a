#include "data/markup.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

struct scan {
	const char *at, *end;
	char *to;
	markup_json *see; /* NULL: nobody */
	void *arg;
};

static const char blanks[] = " \t\r\n\f";
static const char json_type[] = "application/ld+json";

static bool is_one_of(char c, const char *set)
{
	return c && strchr(set, c);
}

static const char *past(const char *at, const char *end, const char *set)
{
	while (at < end && is_one_of(*at, set))
		at++;
	return at;
}

static const char *up_to(const char *at, const char *end, const char *set)
{
	while (at < end && !is_one_of(*at, set))
		at++;
	return at;
}

static void copy(struct scan *scan, const char *until)
{
	size_t len = (size_t)(until - scan->at);

	if (scan->to != scan->at)
		memmove(scan->to, scan->at, len);
	scan->to += len;
	scan->at = until;
}

static bool begins(const struct scan *scan, const char *with)
{
	size_t len = strlen(with);

	return (size_t)(scan->end - scan->at) >= len && strncasecmp(scan->at, with, len) == 0;
}

/* Past the next STOP, or to the end. */
static void drop_through(struct scan *scan, const char *stop)
{
	size_t len = strlen(stop);
	const char *found = memmem(scan->at, (size_t)(scan->end - scan->at), stop, len);

	scan->at = found ? found + len : scan->end;
}

/* Any byte may begin a name, and only a value is quoted. */
static const char *past_attribute(const char *at, const char *end)
{
	const char *stop = up_to(at + 1, end, " \t\r\n\f/>="), *value = past(stop, end, blanks);

	if (value == end || *value != '=')
		return stop;
	value = past(value + 1, end, blanks);
	if (value == end || !is_one_of(*value, "\"'"))
		return up_to(value, end, " \t\r\n\f>");
	stop = memchr(value + 1, *value, (size_t)(end - value - 1));
	return stop ? stop + 1 : end;
}

/* A tag whole, its '>' too. True: it ends in "/>". */
static bool copy_tag(struct scan *scan)
{
	bool closed = false;
	const char *next;
	int n = 0;

	copy(scan, up_to(scan->at, scan->end, " \t\r\n\f/>"));
	while ((next = past(scan->at, scan->end, " \t\r\n\f/")) < scan->end && *next != '>') {
		next = past_attribute(next, scan->end);
		if (n++ < MARKUP_MOST_ATTRIBUTES)
			copy(scan, next);
		else
			scan->at = next;
	}
	closed = next < scan->end && next > scan->at && next[-1] == '/';
	copy(scan, next < scan->end ? next + 1 : next);
	return closed;
}

static bool is_tag(const struct scan *scan, const char *name)
{
	const char *after = scan->at + strlen(name);

	return begins(scan, name) && after < scan->end && is_one_of(*after, " \t\r\n\f/>");
}

static void skip_raw(struct scan *scan, const char *end_tag)
{
	while (scan->at < scan->end && !is_tag(scan, end_tag)) {
		const char *tag = memchr(scan->at + 1, '<', (size_t)(scan->end - scan->at - 1));

		scan->at = tag ? tag : scan->end;
	}
}

/* What is no markup whatever it looks like, and the tag that ends it. */
static void drop_raw(struct scan *scan, const char *end_tag)
{
	char *start = scan->to;

	skip_raw(scan, end_tag);
	(void)copy_tag(scan);
	scan->to = start;
}

static void drop_tag(struct scan *scan, const char *end_tag)
{
	char *start = scan->to;
	bool closed = copy_tag(scan), is_json;
	const char *content = scan->at;

	is_json = memmem(start, (size_t)(scan->to - start), json_type, strlen(json_type));
	scan->to = start;
	if (!end_tag || closed)
		return;
	if (!scan->see || !is_json) {
		drop_raw(scan, end_tag);
		return;
	}
	skip_raw(scan, end_tag);
	scan->see(scan->arg, content, (size_t)(scan->at - content));
	drop_raw(scan, end_tag);
}

/* At a '<'. */
static void copy_markup(struct scan *scan)
{
	char next = '\0';

	if (scan->end - scan->at > 1)
		next = scan->at[1];
	if (begins(scan, "<!--"))
		drop_through(scan, "-->");
	else if (next == '!' || next == '?')
		drop_through(scan, ">");
	else if (is_tag(scan, "<script"))
		drop_tag(scan, "</script");
	else if (is_tag(scan, "<style"))
		drop_tag(scan, "</style");
	else if (is_tag(scan, "</body") || is_tag(scan, "</html"))
		drop_tag(scan, NULL);
	else if (next == '/' || isalpha((unsigned char)next))
		(void)copy_tag(scan);
	else
		copy(scan, scan->at + 1);
}

size_t markup_tame(char *out, const char *html, size_t len)
{
	return markup_tame_seeing(out, html, len, NULL, NULL);
}

size_t markup_tame_seeing(char *out, const char *html, size_t len, markup_json *see, void *arg)
{
	struct scan scan = { html, html + len, out, see, arg };

	while (scan.at < scan.end) {
		const char *tag = memchr(scan.at, '<', (size_t)(scan.end - scan.at));

		copy(&scan, tag ? tag : scan.end);
		if (tag)
			copy_markup(&scan);
	}
	return (size_t)(scan.to - out);
}
