#include "collect/template.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "data/buf.h"
#include "data/lang.h"
#include "data/mem.h"

enum { MOST_DIGITS = 15, DAYS_OF_400_YEARS = 146097 };

enum kind { LIST, NUMBERS, LETTERS, DAYS };

/* What stands between two braces, and the text before them. */
struct group {
	char *before;
	enum kind kind;
	char **items;        /* of a list */
	int64_t first, step; /* of a range; days since 1970-01-01 */
	int width;           /* of a number, zeros in front */
	size_t n;
};

struct template
{
	struct group *groups; /* TEMPLATE_MOST_GROUPS at most */
	size_t n_groups;
	char *after; /* the last group */
	size_t count;
};

/* A part of the text, not terminated. */
struct span {
	const char *text;
	size_t len;
};

/* ---- dates ---- */

static bool is_leap(int64_t year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int64_t days_of_year(int64_t year)
{
	return is_leap(year) ? 366 : 365;
}

static int days_of_month(int64_t year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

/* Years have four digits: the loops are short. */
static int64_t day_of(int64_t year, int month, int day)
{
	int64_t days = day - 1;

	for (int64_t before = 1970; before < year; before++)
		days += days_of_year(before);
	for (int64_t after = year; after < 1970; after++)
		days -= days_of_year(after);
	for (int before = 1; before < month; before++)
		days += days_of_month(year, before);
	return days;
}

static void add_date(struct buf *out, int64_t day)
{
	int64_t year = 1970 + day / DAYS_OF_400_YEARS * 400;
	char text[64];
	int month = 1;

	for (day %= DAYS_OF_400_YEARS; day < 0; day += days_of_year(year))
		year--;
	for (; day >= days_of_year(year); year++)
		day -= days_of_year(year);
	for (; day >= days_of_month(year, month); month++)
		day -= days_of_month(year, month);
	(void)snprintf(text, sizeof(text), "%04d-%02d-%02d", (int)year, month, (int)day + 1);
	(void)buf_add_text(out, text, NULL);
}

/* ---- the ends of a range ---- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool read_digits(int64_t *number, const char *text, size_t len)
{
	*number = 0;
	if (!len || len > MOST_DIGITS)
		return false;
	for (size_t i = 0; i < len; i++) {
		if (!is_digit(text[i]))
			return false;
		*number = *number * 10 + (text[i] - '0');
	}
	return true;
}

static bool read_number(int64_t *number, struct span span)
{
	bool negative = span.len && *span.text == '-';

	if (!read_digits(number, span.text + negative, span.len - negative))
		return false;
	if (negative)
		*number = -*number;
	return true;
}

static bool looks_like_date(struct span span)
{
	return span.len == 10 && is_digit(*span.text) && span.text[4] == '-' && span.text[7] == '-';
}

static bool read_date(int64_t *day, struct span span)
{
	int64_t year, month, of_month;

	if (!read_digits(&year, span.text, 4) || !read_digits(&month, span.text + 5, 2) ||
	    !read_digits(&of_month, span.text + 8, 2) || month < 1 || month > 12 || of_month < 1 ||
	    of_month > days_of_month(year, (int)month))
		return false;
	*day = day_of(year, (int)month, (int)of_month);
	return true;
}

static bool is_letter(struct span span)
{
	return span.len == 1 && ((*span.text >= 'a' && *span.text <= 'z') ||
				 (*span.text >= 'A' && *span.text <= 'Z'));
}

/* Zeros in front are wanted where one of the ends has them. */
static int width_of(struct span span)
{
	size_t sign = span.len && *span.text == '-';

	return span.len > sign + 1 && span.text[sign] == '0' ? (int)span.len : 0;
}

static int read_ends(struct group *group, int64_t *last, struct span from, struct span to,
		     struct err *err)
{
	if (looks_like_date(from) && looks_like_date(to)) {
		group->kind = DAYS;
		if (!read_date(&group->first, from) || !read_date(last, to))
			return err_set(err, ERR_USAGE, _("there is no such date"));
		return 0;
	}
	if (is_letter(from) && is_letter(to)) {
		group->kind = LETTERS;
		group->first = (unsigned char)*from.text;
		*last = (unsigned char)*to.text;
		return (*from.text & 0x20) == (*to.text & 0x20)
			       ? 0
			       : err_set(err, ERR_USAGE, _("letters of one case, please"));
	}
	group->kind = NUMBERS;
	group->width = width_of(from) > width_of(to) ? width_of(from) : width_of(to);
	if (group->width && (int)from.len > group->width)
		group->width = (int)from.len;
	if (group->width && (int)to.len > group->width)
		group->width = (int)to.len;
	if (read_number(&group->first, from) && read_number(last, to))
		return 0;
	return err_set(err, ERR_USAGE,
		       _("a range goes from a number, a date or a letter to another one"));
}

/* ---- what stands between two braces ---- */

/* The first ".." in SPAN; NULL: there is none. */
static const char *dots_in(struct span span)
{
	return span.len < 2 ? NULL : memmem(span.text, span.len, "..", 2);
}

static int read_range(struct group *group, struct span span, struct err *err)
{
	const char *end = span.text + span.len, *dots = dots_in(span), *more;
	struct span from = { span.text, (size_t)(dots - span.text) };
	struct span to = { dots + 2, (size_t)(end - dots - 2) };
	int64_t last, step = 1, distance;

	more = dots_in(to);
	if (more) {
		to.len = (size_t)(more - to.text);
		if (!read_digits(&step, more + 2, (size_t)(end - more - 2)) || step == 0)
			return err_set(err, ERR_USAGE, _("a step is a whole number from 1"));
	}
	if (read_ends(group, &last, from, to, err))
		return -1;
	distance = last > group->first ? last - group->first : group->first - last;
	group->step = last < group->first ? -step : step;
	/* The template's own count is checked later. */
	group->n = (size_t)(distance / step) + 1;
	return 0;
}

/* TEXT without the backslashes that protect. */
static char *plain_text(struct span span)
{
	char *text = xmalloc(span.len + 1), *to = text;

	for (size_t i = 0; i < span.len; i++) {
		if (span.text[i] == '\\' && i + 1 < span.len && strchr("{},\\", span.text[i + 1]))
			i++;
		*to++ = span.text[i];
	}
	*to = '\0';
	return text;
}

/* Where the first of SIGNS stands that no backslash protects; the length: none does. */
static size_t find_sign(struct span span, const char *signs)
{
	for (size_t i = 0; i < span.len; i++) {
		if (span.text[i] == '\\' && i + 1 < span.len)
			i++;
		else if (strchr(signs, span.text[i]))
			return i;
	}
	return span.len;
}

static void read_list(struct group *group, struct span span)
{
	group->kind = LIST;
	for (;;) {
		size_t comma = find_sign(span, ",");
		group->items = xreallocarray(group->items, group->n + 1, sizeof(*group->items));
		group->items[group->n++] = plain_text((struct span) { span.text, comma });
		if (comma == span.len)
			return;
		span = (struct span) { span.text + comma + 1, span.len - comma - 1 };
	}
}

static int read_group(struct group *group, struct span span, struct err *err)
{
	if (find_sign(span, ",") < span.len) {
		read_list(group, span);
		return 0;
	}
	if (dots_in(span))
		return read_range(group, span, err);
	return err_set(err, ERR_USAGE,
		       _("neither a list (a,b) nor a range (1..9); \\{ is a brace that means "
			 "itself"));
}

/* ---- the whole ---- */

static int add_group(struct template *template, struct span before, struct span inside,
		     struct err *err)
{
	struct group *group;

	if (template->n_groups == TEMPLATE_MOST_GROUPS)
		return err_set(err, ERR_LIMIT, _("more than %d pairs of braces"),
			       TEMPLATE_MOST_GROUPS);
	template->groups =
		xreallocarray(template->groups, template->n_groups + 1, sizeof(*template->groups));
	group = &template->groups[template->n_groups++];
	*group = (struct group) { 0 };
	group->before = plain_text(before);
	if (read_group(group, inside, err))
		return err_prefix(err, "{%.*s}", (int)(inside.len < 60 ? inside.len : 60),
				  inside.text);
	if (group->n > TEMPLATE_MOST / template->count)
		return err_set(err, ERR_LIMIT, _("more than %d URLs"), TEMPLATE_MOST);
	template->count *= group->n;
	return 0;
}

static int read_groups(struct template *template, struct span rest, struct err *err)
{
	for (;;) {
		struct span before = { rest.text, find_sign(rest, "{}") }, inside;
		size_t end;

		if (before.len == rest.len)
			break;
		inside = (struct span) { rest.text + before.len + 1, rest.len - before.len - 1 };
		end = find_sign(inside, "{}");
		if (rest.text[before.len] == '}' || end == inside.len)
			return err_set(err, ERR_USAGE,
				       _("a brace without its other one; \\{ or \\} is one that "
					 "means itself"));
		if (inside.text[end] == '{')
			return err_set(err, ERR_USAGE, _("braces within braces"));
		rest = (struct span) { inside.text + end + 1, inside.len - end - 1 };
		inside.len = end;
		if (add_group(template, before, inside, err))
			return -1;
	}
	template->after = plain_text(rest);
	return 0;
}

struct template *template_new(const char *text, struct err *err)
{
	struct template *template = xcalloc(1, sizeof(*template));
	struct span whole = { text, strnlen(text, TEMPLATE_LONGEST + 1) };
	int rc;

	template->count = 1;
	if (whole.len > TEMPLATE_LONGEST)
		rc = err_set(err, ERR_LIMIT, _("the address is too long"));
	else
		rc = read_groups(template, whole, err);
	if (rc == 0)
		return template;
	template_free(template);
	return NULL;
}

void template_free(struct template *template)
{
	if (!template)
		return;
	for (size_t i = 0; i < template->n_groups; i++) {
		struct group *group = &template->groups[i];

		for (size_t j = 0; group->items && j < group->n; j++)
			free(group->items[j]);
		free(group->items);
		free(group->before);
	}
	free(template->groups);
	free(template->after);
	free(template);
}

size_t template_count(const struct template *template)
{
	return template->count;
}

static void add_value(struct buf *out, const struct group *group, size_t index)
{
	int64_t value = group->first + group->step * (int64_t)index;
	char text[32];

	switch (group->kind) {
	case LIST:
		(void)buf_add_text(out, group->items[index], NULL);
		break;
	case DAYS:
		add_date(out, value);
		break;
	case LETTERS:
		text[0] = (char)value;
		(void)buf_add(out, text, 1, NULL);
		break;
	case NUMBERS:
		(void)snprintf(text, sizeof(text), "%0*lld", group->width, (long long)value);
		(void)buf_add_text(out, text, NULL);
	}
}

char *template_text(const struct template *template, size_t index)
{
	size_t combinations = template->count;
	struct buf out;

	assert(index < template->count);
	/* Room for whatever it becomes: a value is not longer than its braces, or 16 bytes. */
	buf_init(&out, TEMPLATE_LONGEST + 16 * TEMPLATE_MOST_GROUPS);
	for (size_t i = 0; i < template->n_groups; i++) {
		const struct group *group = &template->groups[i];

		combinations /= group->n;
		(void)buf_add_text(&out, group->before, NULL);
		add_value(&out, group, index / combinations % group->n);
	}
	(void)buf_add_text(&out, template->after, NULL);
	return out.data ? buf_take(&out) : xstrdup("");
}
