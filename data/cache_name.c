#include "data/cache_name.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "data/buf.h"
#include "data/lang.h"
#include "data/mem.h"
#include "data/page.h"

enum {
	LONGEST_NAME = 200,  /* file systems take 255, and a suffix must fit in */
	LONGEST_PATH = 1000, /* PATH_MAX is 4096, and so much of a URL can be read */
	KEPT_OF_LONG = 100,
};

/* Letters, digits and these stay; shells and people can read them. */
static const char in_host[] = "-.:[]";
static const char in_path[] = "-._~%+=@:&()!'";
static const char in_query[] = "-._~%+=@:&()!'?";

/* A part of a URL, not terminated. */
struct part {
	const char *text;
	size_t len;
};

struct parts {
	struct part scheme, user, host, port, target;
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static struct part part_until(const char *text, size_t len, char end)
{
	const char *found = len ? memchr(text, end, len) : NULL;

	return (struct part) { text, found ? (size_t)(found - text) : len };
}

/* The port begins at the first colon after the host, which may be an address in brackets. */
static void split_host(struct parts *parts, const char *text, size_t len)
{
	size_t brackets = *text == '[' ? part_until(text, len, ']').len : 0;

	parts->host = part_until(text + brackets, len - brackets, ':');
	parts->host = (struct part) { text, brackets + parts->host.len };
	if (parts->host.len < len)
		parts->port =
			(struct part) { text + parts->host.len + 1, len - parts->host.len - 1 };
}

static int split(struct parts *parts, const char *url)
{
	const char *colon = strstr(url, "://"), *start, *at;
	size_t len;

	if (!colon || !is_letter(*url))
		return -1;
	*parts = (struct parts) { .scheme = { url, (size_t)(colon - url) } };
	start = colon + 3;
	len = strcspn(start, "/?#");
	parts->target = (struct part) { start + len, strlen(start + len) };
	at = memrchr(start, '@', len);
	if (at) {
		parts->user = (struct part) { start, (size_t)(at + 1 - start) };
		len -= parts->user.len;
		start = at + 1;
	}
	split_host(parts, start, len);
	for (size_t i = 0; i < parts->port.len; i++)
		if (!is_digit(parts->port.text[i]))
			return -1;
	return parts->host.len ? 0 : -1;
}

/* A dot at the start would hide the file or climb, a dash look like an option. */
static void add_name(struct buf *out, struct part name, const char *plain)
{
	static const char digits[] = "0123456789ABCDEF";

	for (size_t i = 0; i < name.len; i++) {
		char c = name.text[i];
		char escape[3] = { ',', digits[(unsigned char)c >> 4], digits[c & 15] };
		bool stays = is_letter(c) || is_digit(c) || (c && strchr(plain, c));

		if (i == 0 && (c == '.' || c == '-'))
			stays = false;
		(void)buf_add(out, stays ? &c : escape, stays ? 1 : 3, NULL);
	}
}

static void add_hash(struct buf *out, const char *mark, const char *text, size_t len)
{
	struct page bytes = { .body = (char *)text, .len = len };

	page_hash(&bytes);
	(void)buf_add_text(out, mark, NULL);
	(void)buf_add_text(out, bytes.sha256, NULL);
}

static void cut(struct buf *out, size_t start, struct part whole)
{
	if (out->len - start > KEPT_OF_LONG)
		out->len = start + KEPT_OF_LONG;
	add_hash(out, ",cut", whole.text, whole.len);
}

/* https is the rule, other schemes are named; see the header. */
static void add_host(struct buf *out, const struct parts *parts)
{
	const struct part *scheme = &parts->scheme, *user = &parts->user;

	add_name(out, parts->host, in_host);
	if (scheme->len != 5 || memcmp(scheme->text, "https", 5) != 0) {
		(void)buf_add_text(out, "_", NULL);
		add_name(out, *scheme, "");
	}
	if (parts->port.text) {
		(void)buf_add_text(out, "_", NULL);
		add_name(out, parts->port, "");
	}
	if (user->len)
		add_hash(out, ",user", user->text, user->len + parts->host.len);
	if (out->len > LONGEST_NAME)
		cut(out, 0,
		    (struct part) { scheme->text, (size_t)(parts->target.text - scheme->text) });
	(void)buf_add_text(out, "/", NULL);
}

/* Returns false where it is too long for a name of its own. */
static bool add_folder(struct buf *out, struct part segment)
{
	size_t start = out->len;

	add_name(out, segment, in_path);
	if (out->len == start || memchr(out->data + start, '.', out->len - start))
		(void)buf_add_text(out, ",dir", NULL);
	(void)buf_add_text(out, "/", NULL);
	return out->len - start <= LONGEST_NAME;
}

static bool add_file(struct buf *out, struct part segment, struct part query)
{
	size_t start = out->len;

	add_name(out, segment, in_path);
	if (query.text) {
		(void)buf_add_text(out, "?", NULL);
		add_name(out, query, in_query);
	}
	if (out->len == start)
		(void)buf_add_text(out, ",index", NULL);
	else if (!query.text && !memchr(out->data + start, '.', out->len - start))
		(void)buf_add_text(out, ",file", NULL);
	return out->len - start <= LONGEST_NAME && out->len <= LONGEST_PATH;
}

static void add_target(struct buf *out, struct part target)
{
	size_t host_len = out->len;
	struct part path = part_until(target.text, target.len, '?');
	struct part query = { 0 }, segment;
	bool fits = true;

	if (path.len < target.len)
		query = (struct part) { path.text + path.len + 1, target.len - path.len - 1 };
	if (path.len && *path.text == '/')
		path = (struct part) { path.text + 1, path.len - 1 };
	for (segment = part_until(path.text, path.len, '/'); segment.len < path.len;
	     segment = part_until(path.text, path.len, '/')) {
		fits = add_folder(out, segment) && fits;
		path.text += segment.len + 1;
		path.len -= segment.len + 1;
	}
	if (add_file(out, segment, query) && fits)
		return;
	out->len = host_len;
	add_name(out, segment, in_path);
	cut(out, host_len, target);
}

char *cache_name(const char *url, struct err *err)
{
	struct parts parts;
	struct buf out;

	if (split(&parts, url)) {
		err_set(err, ERR_FORMAT, _("what is no URL has no place in the cache"));
		return NULL;
	}
	/* Room for whatever it becomes: at most five bytes a byte, two hashes and the marks. */
	buf_init(&out, 5 * strlen(url) + 512);
	add_host(&out, &parts);
	add_target(&out, parts.target);
	out.data[out.len] = '\0';
	return buf_take(&out);
}
