#include "analyze/pattern.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uregex.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>
#include "analyze/regex_library.h"
#include "data/lang.h"
#include "data/mem.h"

enum { LONGEST = 10000 };

struct pattern {
	URegularExpression *icu;
	UText *text; /* opened anew for each line */
};

/* What is wrong with a pattern, in words. */
static const char *reason(UErrorCode status)
{
	switch (status) {
	case U_REGEX_MISMATCHED_PAREN:
		return _("a parenthesis without its other half");
	case U_REGEX_MISSING_CLOSE_BRACKET:
		return _("a [ without its ]");
	case U_REGEX_BAD_ESCAPE_SEQUENCE:
		return _("no such escape");
	case U_REGEX_BAD_INTERVAL:
	case U_REGEX_MAX_LT_MIN:
	case U_REGEX_NUMBER_TOO_BIG:
		return _("numbers in {} that will not do");
	case U_REGEX_LOOK_BEHIND_LIMIT:
		return _("(?<= must not be of any length");
	case U_REGEX_INVALID_RANGE:
		return _("a range that ends before it begins");
	case U_REGEX_INVALID_BACK_REF:
	case U_REGEX_INVALID_CAPTURE_GROUP_NAME:
		return _("no such group");
	case U_REGEX_PROPERTY_SYNTAX:
	case U_ILLEGAL_ARGUMENT_ERROR:
		return _("no such property");
	case U_REGEX_RULE_SYNTAX:
		return _("a sign out of place");
	default:
		return u_errorName(status);
	}
}

/* AT: how many units of WIDE are good. */
static int complain(const UChar *wide, int32_t at, UErrorCode status, struct err *err)
{
	char *good = xmalloc(3 * (size_t)at + 1);
	UErrorCode ignored = U_ZERO_ERROR;

	u_strToUTF8(good, 3 * at + 1, NULL, wide, at, &ignored);
	err_set(err, ERR_USAGE, _("the pattern is wrong at character %d, after '%s': %s"), (int)at,
		good, reason(status));
	free(good);
	return -1;
}

static int open_icu(struct pattern *pattern, const char *text, struct err *err)
{
	UChar wide[LONGEST];
	UErrorCode status = U_ZERO_ERROR;
	UParseError where = { .offset = 0 };
	int32_t len;

	if (regex_library_load(err))
		return -1;
	u_strFromUTF8(wide, LONGEST, &len, text, -1, &status);
	if (U_FAILURE(status))
		return err_set(err, ERR_USAGE, _("the pattern is not UTF-8, or too long"));
	pattern->icu = uregex_open(wide, len, 0, &where, &status);
	if (U_FAILURE(status))
		return complain(wide, where.offset < 0 || where.offset > len ? len : where.offset,
				status, err);
	uregex_setStackLimit(pattern->icu, PATTERN_STACK, &status);
	return U_SUCCESS(status) ? 0 : complain(wide, len, status, err);
}

static void pattern_free(void *self)
{
	struct pattern *pattern = self;

	if (pattern->icu)
		uregex_close(pattern->icu);
	utext_close(pattern->text);
	free(pattern);
}

static void *pattern_new(const char *argument, struct err *err)
{
	struct pattern *pattern;

	if (!*argument) {
		err_set(err, ERR_USAGE, _("a regular expression must follow 'pattern:'"));
		return NULL;
	}
	pattern = xcalloc(1, sizeof(*pattern));
	if (open_icu(pattern, argument, err)) {
		pattern_free(pattern);
		return NULL;
	}
	return pattern;
}

static int stopped(UErrorCode status, const char *line, size_t len, struct err *err)
{
	enum { SHOWN = 40 };
	int shown = (int)(len < SHOWN ? len : SHOWN);

	U8_TRUNCATE_IF_INCOMPLETE(line, 0, shown);
	if (status == U_REGEX_TIME_OUT || status == U_REGEX_STACK_OVERFLOW)
		return err_set(err, ERR_LIMIT,
			       _("the pattern takes too long, or too much memory, in the line "
				 "that begins '%.*s'"),
			       shown, line);
	return err_set(err, ERR_IO, _("ICU cannot match the pattern: %s"), u_errorName(status));
}

static int read_line(struct pattern *pattern, const char *line, size_t len, struct batch *out,
		     struct err *err)
{
	UErrorCode status = U_ZERO_ERROR;
	size_t most = PATTERN_STEPS + len / 1024;

	pattern->text = utext_openUTF8(pattern->text, line, (int64_t)len, &status);
	uregex_setUText(pattern->icu, pattern->text, &status);
	/* ICU's clock goes on from match to match. */
	uregex_setTimeLimit(pattern->icu, (int32_t)(most < INT32_MAX ? most : INT32_MAX), &status);
	while (uregex_findNext(pattern->icu, &status)) {
		int64_t start = uregex_start64(pattern->icu, 0, &status);
		int64_t end = uregex_end64(pattern->icu, 0, &status);

		if (end > start && batch_add(out, line + start, (size_t)(end - start), err))
			return -1;
	}
	return U_SUCCESS(status) ? 0 : stopped(status, line, len, err);
}

static int pattern_read(void *self, const char *data, size_t len, struct batch *out,
			struct err *err)
{
	const char *p = data, *end = data + len, *line_end;

	for (; p < end; p = line_end + 1) {
		line_end = memchr(p, '\n', (size_t)(end - p));
		if (!line_end)
			line_end = end;
		if (read_line(self, p, (size_t)(line_end - p), out, err))
			return -1;
	}
	return 0;
}

const struct tokenizer_kind pattern_kind = {
	.name = "pattern",
	.takes_argument = true,
	.new = pattern_new,
	.read = pattern_read,
	.free = pattern_free,
};
