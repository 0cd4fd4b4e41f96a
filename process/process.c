#include "process/process.h"

#include <stdlib.h>
#include <string.h>
#include "data/mem.h"
#include "process/charset.h"
#include "process/header.h"
#include "process/html.h"

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

int process_page(struct text *out, struct page *page, const struct process_options *options,
		 struct err *err)
{
	struct cut_result cut;
	struct lines lines;
	bool is_html = html_is(page), is_marked;

	*out = (struct text) { 0 };
	out->source = page->source ? xstrdup(page->source) : NULL;
	memcpy(out->sha256, page->sha256, sizeof(out->sha256));
	if (is_html ? html_decode(out, page, err) : charset_decode(out, page, err))
		goto fail;
	lines = (struct lines) { out->data, out->len };
	/* A page of the web is the library's only where its marks stand in it. */
	is_marked = !is_html || cut_header_end(&lines);
	if (is_marked)
		header_read(out);
	cut_find(&cut, options->cut, &lines);
	keep(out, &cut);
	if (out->found && !is_marked)
		out->warning = NULL;
	return 0;
fail:
	text_release(out);
	return -1;
}
