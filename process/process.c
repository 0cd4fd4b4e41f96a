#include "process/process.h"

#include <stdlib.h>
#include <string.h>
#include "data/lang.h"
#include "data/mem.h"
#include "process/article_rules.h"
#include "process/header.h"
#include "process/html.h"
#include "process/kind.h"
#include "process/language.h"
#include "process/letters.h"

static const char *const cuts[] = {
	[CUT_AUTO] = "auto",
	[CUT_CLASSIC] = "classic",
	[CUT_NONE] = "none",
};

const char *process_cut_name(enum cut cut)
{
	return cuts[cut];
}

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

int process_part_named(enum part *part, const char *name)
{
	if (strcmp(name, "article") != 0 && strcmp(name, "all") != 0)
		return -1;
	*part = strcmp(name, "all") == 0 ? PART_ALL : PART_ARTICLE;
	return 0;
}

int process_notes_named(bool *drop_notes, const char *name)
{
	if (strcmp(name, "keep") != 0 && strcmp(name, "drop") != 0)
		return -1;
	*drop_notes = strcmp(name, "drop") == 0;
	return 0;
}

/* CR CR LF is one line end, though two for the cuts of old. */
static void halve_line_ends(struct text *text)
{
	const char *at = text->data, *end = at + text->len, *stop;
	char *to = text->data;

	for (; at < end; at = stop + 1 + (end - stop > 1 && stop[1] == '\n')) {
		stop = memchr(at, '\n', (size_t)(end - at));
		stop = stop ? stop : end;
		memmove(to, at, (size_t)(stop - at));
		to += stop - at;
		if (stop < end)
			*to++ = '\n';
	}
	text->len = (size_t)(to - text->data);
	*to = '\0';
}

static size_t mend_letters(char *text, size_t len, const struct process_options *options)
{
	const size_t whole = len;
	char next = text[whole];

	if (options->repair)
		len = letters_repair(text, len);
	if (options->drop_invisible)
		len = letters_drop_invisible(text, len);
	text[whole] = next;
	return len;
}

/* What is to be done to the letters of the whole file: header, book and footer each for itself, so
 * that it is known where they meet. */
static void mend(struct text *text, const struct process_options *options)
{
	size_t parts[] = { text->header_len, text->len - text->header_len - text->footer_len,
			   text->footer_len };
	char *from = text->data, *to = from;

	for (size_t i = 0; i < 3; i++) {
		size_t len = parts[i];

		memmove(to, from, len);
		parts[i] = mend_letters(to, len, options);
		from += len;
		to += parts[i];
	}
	*to = '\0';
	text->len = (size_t)(to - text->data);
	text->header_len = parts[0];
	text->footer_len = parts[2];
}

static void keep(struct text *text, const struct cut_result *cut,
		 const struct process_options *options)
{
	enum cut_notes notes = !options->drop_notes              ? CUT_NOTES_KEEP
			       : strcmp(text->kind, "text") == 0 ? CUT_NOTES_APART
								 : CUT_NOTES_PARAGRAPH;

	text->found = cut->found;
	text->cut_rule = cut->rule;
	text->warning = text->warning ? text->warning : cut->warning;
	text->first_line = cut->first_line;
	text->last_line = cut->last_line;
	text->of_lines = cut->of_lines;
	text->len = cut->end - cut->start;
	memmove(text->data, text->data + cut->start, text->len);
	if (options->cut == CUT_AUTO)
		text->len = cut_inside(text->data, text->len, notes, &text->dropped_lines);
	text->data = xreallocarray(text->data, text->len + 1, 1);
	text->data[text->len] = '\0';
}

enum {
	DEEPEST = 2, /* archives around a page */
	PACKED = 4, /* nothing makes an archive so many times smaller unless it was made for that */
	SMALL = 1 << 20, /* or is as small as this */
};

/* What PAGE, of KIND, is around takes the place of INNER, which may be PAGE itself. */
static int unpack(struct page *inner, struct text *out, const struct page *page,
		  const struct kind **kind, struct err *err)
{
	size_t most = PACKED * page->len + SMALL;
	struct page next;
	char *within;

	if ((*kind)->unpack(&next, page, err))
		return -1;
	within = xasprintf("%s%s%s: %s", out->within ? out->within : "", out->within ? ", " : "",
			   (*kind)->name, next.source);
	free(out->within);
	out->within = within;
	page_release(inner);
	*inner = next;
	*kind = kind_of(inner, &out->kind_by);
	if ((*kind)->is_packed && inner->len > most)
		return err_set(err, ERR_LIMIT, _("decompresses to more than %d times its size"),
			       PACKED);
	return 0;
}

/* A book is cut by its marks. */
static bool is_article(const struct page *page, const struct process_options *options)
{
	static const char *const marks[] = { "*** START OF TH", "id=\"pg-header\"",
					     "id=\"pg-machine-header\"" };
	bool is_book = false;

	if (options->part == PART_ALL || (options->part == PART_USUAL && !options->crawled))
		return false;
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		is_book |= memmem(page->body, page->len, marks[i], strlen(marks[i])) != NULL;
	return !is_book;
}

static int read_html(struct text *out, struct page *page, const struct process_options *options,
		     struct err *err)
{
	bool drop_notes = options->drop_notes && options->cut == CUT_AUTO;

	return html_read(out, page, is_article(page, options) ? ARTICLE_ALL : 0, drop_notes, err);
}

static int decode(struct text *out, struct page *page, const struct process_options *options,
		  struct err *err)
{
	const struct kind *kind = kind_of(page, &out->kind_by);
	struct page inner = { 0 };
	int depth = 0, rc = 0;

	for (; kind->unpack && !rc; depth++)
		rc = depth < DEEPEST
			     ? unpack(&inner, out, depth ? &inner : page, &kind, err)
			     : err_set(err, ERR_LIMIT,
				       _("archives within archives, more than %d deep"), DEEPEST);
	out->kind = kind->name;
	if (!rc && kind->refusal)
		rc = err_set(err, ERR_FORMAT, "%s", _(kind->refusal));
	else if (!rc && kind->decode == html_decode)
		rc = read_html(out, depth ? &inner : page, options, err);
	else if (!rc)
		rc = kind->decode(out, depth ? &inner : page, err);
	if (rc && inner.source && *inner.source)
		(void)err_prefix(err, "%s", inner.source);
	page_release(&inner);
	return rc;
}

static void count_words(struct text *out, const struct cut_result *cut, const struct lines *whole)
{
	const struct lines kept = { whole->text + cut->start, cut->end - cut->start };

	out->words_whole = lines_words(whole);
	out->words = lines_words(&kept);
}

/* Declared and detected both stay. */
static void find_language(struct text *out)
{
	struct language language;

	if (!language_detect(&language, out->data, out->len))
		return;
	out->language_detected = language.code;
	out->language_percent = language.percent;
	if (out->language)
		return;
	out->language = xstrdup(language.code);
	out->language_by = "detected";
}

int process_page(struct text *out, struct page *page, const struct process_options *options,
		 struct err *err)
{
	struct cut_result cut;
	struct lines lines;
	bool is_marked;

	*out = (struct text) { 0 };
	out->source = page->source ? xstrdup(page->source) : NULL;
	memcpy(out->sha256, page->sha256, sizeof(out->sha256));
	if (decode(out, page, options, err)) {
		struct text refused = { .kind = out->kind, .kind_by = out->kind_by };

		text_release(out);
		*out = refused;
		return -1;
	}
	if (out->doubled && options->cut == CUT_AUTO && strcmp(out->kind, "text") == 0)
		halve_line_ends(out);
	if (options->repair || options->drop_invisible)
		mend(out, options);
	lines = (struct lines) { out->data, out->len };
	/* A page of the web, or of another library, is Gutenberg's only where its marks are in it. */
	is_marked = strcmp(out->kind, "text") == 0 || out->header_len || cut_header_end(&lines);
	if (is_marked)
		header_read(out);
	cut_find(&cut, options->cut, &lines,
		 (struct cut_edges) { out->header_len, out->footer_len });
	if (options->explain)
		count_words(out, &cut, &lines);
	if (cut.found && (!is_marked || options->crawled))
		cut.warning = NULL;
	keep(out, &cut, options);
	if (options->languages)
		find_language(out);
	return 0;
}
