#include "cmd/values.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "analyze/ngrams.h"
#include "cmd/options.h"
#include "data/lang.h"
#include "data/language.h"
#include "data/mem.h"

enum { MAX_TEXTS = 10000 };

int value_flag(void *to, const char *value)
{
	(void)value;
	*(bool *)to = true;
	return 0;
}

/* A value that will be a header's, or a message's: no control characters. */
int value_text(void *to, const char *value)
{
	for (const char *c = value; *c; c++) {
		if (iscntrl((unsigned char)*c))
			return -1;
	}
	if (!*value)
		return -1;
	*(const char **)to = value;
	return 0;
}

int value_texts(void *to, const char *value)
{
	struct texts *texts = to;

	if (!*value || texts->n == MAX_TEXTS)
		return -1;
	texts->items = xreallocarray(texts->items, texts->n + 1, sizeof(*texts->items));
	texts->items[texts->n++] = value;
	return 0;
}

/* What the program says itself, or what changes how a connection works. */
static bool is_our_header(const char *text, size_t len)
{
	static const char *const ours[] = {
		"accept-encoding",
		"connection",
		"content-length",
		"expect",
		"host",
		"te",
		"trailer",
		"transfer-encoding",
		"upgrade",
		"user-agent",
	};

	for (size_t i = 0; i < sizeof(ours) / sizeof(*ours); i++) {
		if (strlen(ours[i]) == len && strncasecmp(ours[i], text, len) == 0)
			return true;
	}
	return false;
}

/* RFC 9110, 5.1 and 5.5. */
int value_header(void *to, const char *value)
{
	size_t name = strspn(value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789!#$%&'*+-.^_`|~");

	if (!name || value[name] != ':' || is_our_header(value, name))
		return -1;
	for (const char *c = value + name; *c; c++) {
		if (iscntrl((unsigned char)*c) && *c != '\t')
			return -1;
	}
	return value_texts(to, value);
}

int value_amount(void *to, const char *value)
{
	char *end;
	double number = strtod(value, &end);

	if (end == value || *end || !isfinite(number) || number < 0 || number > 1e9)
		return -1;
	*(double *)to = number;
	return 0;
}

int value_count(void *to, const char *value)
{
	char *end;
	long number;

	errno = 0;
	number = strtol(value, &end, 10);
	if (end == value || *end || errno || number < 0 || number > 1000000)
		return -1;
	*(long *)to = number;
	return 0;
}

int value_positive(void *to, const char *value)
{
	long number;

	if (value_count(&number, value) || number == 0)
		return -1;
	*(long *)to = number;
	return 0;
}

int value_ngrams(void *to, const char *value)
{
	long number;

	if (value_positive(&number, value) || number > NGRAMS_MOST)
		return -1;
	*(long *)to = number;
	return 0;
}

/* Neither 0 nor 1. */
int value_ratio(void *to, const char *value)
{
	double number;

	if (value_amount(&number, value) || number <= 0 || number >= 1)
		return -1;
	*(double *)to = number;
	return 0;
}

/* Bytes, with K, M or G for powers of 1024. */
int value_size(void *to, const char *value)
{
	static const char units[] = "KMG";
	char *end;
	double number = strtod(value, &end);
	const char *unit = *end ? strchr(units, toupper((unsigned char)*end)) : NULL;

	if (end == value || (*end && (!unit || end[1])) || !(number >= 1) || number > 1e12)
		return -1;
	for (; unit && unit >= units; unit--)
		number *= 1024;
	*(size_t *)to = (size_t)number;
	return 0;
}

int value_language(void *to, const char *value)
{
	*(const char **)to = language_code(value);
	return *(const char **)to ? 0 : -1;
}

int value_via(void *to, const char *value)
{
	return collect_via_named(to, value);
}

int value_cut(void *to, const char *value)
{
	return process_cut_named(to, value);
}

int value_notes(void *to, const char *value)
{
	return process_notes_named(to, value);
}

int value_part(void *to, const char *value)
{
	return process_part_named(to, value);
}

int value_format(void *to, const char *value)
{
	const struct format *format = present_format_named(value);

	if (!format)
		return -1;
	*(const struct format **)to = format;
	return 0;
}

int value_table(void *to, const char *value)
{
	return table_named(to, value);
}

int value_progress(void *to, const char *value)
{
	return progress_named(to, value);
}

int value_lang(void *to, const char *value)
{
	*(const char **)to = value;
	return lang_set(value);
}

int value_color(void *to, const char *value)
{
	static const char *const names[] = {
		[COLOR_AUTO] = "auto", [COLOR_ALWAYS] = "always", [COLOR_NEVER] = "never"
	};

	for (int i = 0; i < 3; i++) {
		if (strcmp(names[i], value) != 0)
			continue;
		*(enum color *)to = (enum color)i;
		return 0;
	}
	return -1;
}

int value_order(void *to, const char *value)
{
	return present_order_named(to, value);
}

int value_date(void *to, const char *value)
{
	return provenance_date_read(to, value);
}

int value_sort(void *to, const char *value)
{
	return summary_order_named(to, value);
}

int value_totals(void *to, const char *value)
{
	return total_by_named(to, value);
}

int value_scope(void *to, const char *value)
{
	return scope_kind_named(to, value);
}

int value_group_by(void *to, const char *value)
{
	if (strcmp(value, "book") != 0 && strcmp(value, "stage") != 0)
		return -1;
	*(enum group_by *)to = strcmp(value, "book") == 0 ? GROUP_BY_BOOK : GROUP_BY_STAGE;
	return 0;
}

int value_pace_by(void *to, const char *value)
{
	if (strcmp(value, "host") != 0 && strcmp(value, "ip") != 0)
		return -1;
	*(enum pace_by *)to = strcmp(value, "ip") == 0 ? PACE_BY_IP : PACE_BY_HOST;
	return 0;
}
