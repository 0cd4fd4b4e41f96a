#include "process/process.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "data/lang.h"
#include "data/mem.h"
#include "process/charset.h"
#include "process/header.h"

static const char *const cuts[] = {
	[CUT_AUTO] = "auto",
	[CUT_CLASSIC] = "classic",
	[CUT_NONE] = "none",
};

int process_cut_named(enum cut *cut, const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(cuts) / sizeof(*cuts); i++) {
		if (strcmp(cuts[i], name) != 0)
			continue;
		*cut = (enum cut)i;
		return 0;
	}
	return -1;
}

static bool starts_with(const char **p, const char *end, const char *start)
{
	size_t len = strlen(start);

	if ((size_t)(end - *p) < len || strncasecmp(*p, start, len) != 0)
		return false;
	*p += len;
	return true;
}

static bool skip(const char **p, const char *end, const char *first, const char *last)
{
	const char *found;

	if (!starts_with(p, end, first))
		return false;
	found = memmem(*p, (size_t)(end - *p), last, strlen(last));
	*p = found ? found + strlen(last) : end;
	return true;
}

/* Error pages are sent as text too, so it is the text that tells. */
static bool is_html(const struct text *text)
{
	static const char *const tags[] = { "<!doctype html", "<html", "<head", "<title", "<body" };
	const char *p = text->data, *end = p + text->len;
	size_t i;

	do
		p = line_skip_space((struct line) { p, (size_t)(end - p) }).text;
	while (skip(&p, end, "<?xml", "?>") || skip(&p, end, "<!--", "-->"));
	for (i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		if (starts_with(&p, end, tags[i]))
			return true;
	return false;
}

static void keep(struct text *text, const struct cut_result *cut)
{
	text->found = cut->found;
	text->cut_rule = cut->rule;
	text->warning = cut->warning;
	text->first_line = cut->first_line;
	text->last_line = cut->last_line;
	text->of_lines = cut->of_lines;
	text->len = cut->end - cut->start;
	memmove(text->data, text->data + cut->start, text->len);
	text->data = xreallocarray(text->data, text->len + 1, 1);
	text->data[text->len] = '\0';
}

int process_page(struct text *out, const struct page *page, const struct process_options *options,
		 struct err *err)
{
	struct cut_result cut;

	*out = (struct text) { 0 };
	out->source = page->source ? xstrdup(page->source) : NULL;
	memcpy(out->sha256, page->sha256, sizeof(out->sha256));
	if (charset_decode(out, page, err))
		goto fail;
	if (is_html(out)) {
		err_set(err, ERR_FORMAT, _("an HTML page where a text should be"));
		goto fail;
	}
	header_read(out);
	cut_find(&cut, options->cut, &(struct lines) { out->data, out->len });
	keep(out, &cut);
	return 0;
fail:
	text_release(out);
	return -1;
}
