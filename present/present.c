#include "present/present.h"

#include <string.h>
#include "data/lang.h"
#include "data/mem.h"
#include "present/format.h"

static const struct format *const formats[] = {
	&format_text, &format_table, &format_json, &format_ndjson,
	&format_csv,  &format_tsv,   &format_html,
};

static int index_of(const char *const *names, int n, const char *name)
{
	for (int i = 0; i < n; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return -1;
}

const struct format *present_format_named(const char *name)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++)
		if (strcmp(formats[i]->name, name) == 0)
			return formats[i];
	return NULL;
}

struct present_needs present_needs(const struct format *format)
{
	return format->needs;
}

const struct format *present_guarded(const struct format *format)
{
	return format->guarded ? format->guarded : format;
}

const struct format *present_curved(const struct format *format)
{
	return format->curved ? format->curved : format;
}

const struct format *present_proven(const struct format *format)
{
	return format->proven ? format->proven : format;
}

int present_order_named(enum order *order, const char *name)
{
	static const char *const names[] = { [ORDER_COUNT] = "count", [ORDER_TOKEN] = "token" };
	int i = index_of(names, 2, name);

	if (i < 0)
		return -1;
	*order = (enum order)i;
	return 0;
}

const char *present_title(const struct summary *summary)
{
	if (summary->title)
		return summary->title;
	return summary->source ? summary->source : "?";
}

char *present_total_title(const struct summary *summary)
{
	unsigned long n = summary->books;

	if (summary->total_by == TOTAL_BY_AUTHOR && summary->author)
		return xasprintf(lang_plural("%lu book by '%s'", "%lu books by '%s'", n), n,
				 summary->author);
	if (summary->total_by == TOTAL_BY_AUTHOR)
		return xasprintf(
			lang_plural("%lu book by nobody known", "%lu books by nobody known", n), n);
	if (summary->total_by == TOTAL_BY_LANGUAGE && summary->language)
		return xasprintf(lang_plural("%lu book in the language '%s'",
					     "%lu books in the language '%s'", n),
				 n, summary->language);
	if (summary->total_by == TOTAL_BY_LANGUAGE)
		return xasprintf(lang_plural("%lu book in an unknown language",
					     "%lu books in an unknown language", n),
				 n);
	return xasprintf(lang_plural("%lu book", "%lu books", n), n);
}

static int cannot_write(struct err *err)
{
	return err_errno(err, ERR_IO, _("the output cannot be written"));
}

int present_goes_on(FILE *out, struct err *err)
{
	return ferror(out) ? cannot_write(err) : 0;
}

int present_check(FILE *out, struct err *err)
{
	return ferror(out) || fflush(out) ? cannot_write(err) : 0;
}

static void write_if_any(FILE *out, const char *text)
{
	if (text)
		(void)fputs(text, out);
}

int present(FILE *out, const struct format *format, const struct summary *const *summaries,
	    size_t n, struct err *err)
{
	if (format->write_all)
		return format->write_all(out, summaries, n, err);
	write_if_any(out, format->before);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			write_if_any(out, format->between);
		if (format->write(out, summaries[i], err) || present_goes_on(out, err))
			return -1;
	}
	write_if_any(out, format->after);
	return present_check(out, err);
}
