#include "process/convert.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include "data/lang.h"
#include "process/utf8.h"

enum { LABEL_MAX = 64, STEP = 65536 };

/* What ICU does not know by this name. */
static const struct {
	const char *label, *name;
} aliases[] = {
	{ "isolatin1", "ISO-8859-1" },      { "isolatin2", "ISO-8859-2" },
	{ "isolatin9", "ISO-8859-15" },     { "codepage1250", "windows-1250" },
	{ "codepage1251", "windows-1251" }, { "codepage1252", "windows-1252" },
	{ "ansi", "windows-1252" },         { "uhc", "windows-949" },
	{ "macroman", "macintosh" },
};

struct note {
	bool *replaced;
};

/* ICU's own substitute is sometimes U+001A; ours is always U+FFFD. */
static void U_CALLCONV replace(const void *context, UConverterToUnicodeArgs *args,
			       const char *bytes, int32_t len, UConverterCallbackReason reason,
			       UErrorCode *status)
{
	static const UChar replacement = 0xfffd;
	const struct note *note = context;

	(void)bytes;
	(void)len;
	if (reason > UCNV_IRREGULAR)
		return;
	*note->replaced = true;
	*status = U_ZERO_ERROR;
	ucnv_cbToUWriteUChars(args, &replacement, 1, 0, status);
}

static UConverter *open_converter(const char *name, const struct note *note)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *converter = ucnv_open(name, &status);

	if (U_SUCCESS(status))
		ucnv_setToUCallBack(converter, replace, note, NULL, NULL, &status);
	if (U_SUCCESS(status))
		return converter;
	ucnv_close(converter);
	return NULL;
}

static bool reads_ascii(UConverter *converter)
{
	static const char sample[] = "09 AZ az\n";
	UErrorCode status = U_ZERO_ERROR;
	UChar got[2 * sizeof(sample)];
	int32_t i, n = ucnv_toUChars(converter, got, 2 * sizeof(sample), sample, -1, &status);

	if (U_FAILURE(status) || n != (int32_t)sizeof(sample) - 1)
		return false;
	for (i = 0; i < n; i++)
		if (got[i] != (UChar)sample[i])
			return false;
	return true;
}

static enum charset_kind kind_of(const char *name)
{
	bool ignored = false;
	const struct note note = { &ignored };
	UConverter *converter = open_converter(name, &note);
	enum charset_kind kind = CHARSET_UNKNOWN;

	if (!converter)
		return CHARSET_UNKNOWN;
	if (strncmp(name, "UTF-16", 6) == 0 || strncmp(name, "UTF-32", 6) == 0)
		kind = CHARSET_WIDE;
	else if (ucnv_getType(converter) == UCNV_UTF7 || !reads_ascii(converter))
		kind = CHARSET_UNKNOWN;
	else if (ucnv_getType(converter) == UCNV_US_ASCII)
		kind = CHARSET_ASCII;
	else if (ucnv_getType(converter) == UCNV_UTF8)
		kind = CHARSET_UTF8;
	else
		kind = ucnv_getMaxCharSize(converter) == 1 ? CHARSET_BYTE : CHARSET_MULTI;
	ucnv_close(converter);
	return kind;
}

static bool known(struct charset *charset, const char *label)
{
	UErrorCode mime = U_ZERO_ERROR, iana = U_ZERO_ERROR;
	const char *name;
	size_t i;

	for (i = 0; i < sizeof(aliases) / sizeof(*aliases); i++)
		if (ucnv_compareNames(label, aliases[i].label) == 0)
			label = aliases[i].name;
	name = ucnv_getStandardName(label, "MIME", &mime);
	if (!name || U_FAILURE(mime))
		name = ucnv_getStandardName(label, "IANA", &iana);
	if (!name || U_FAILURE(iana))
		return false;
	charset->kind = kind_of(name);
	(void)snprintf(charset->name, sizeof(charset->name), "%s", name);
	return charset->kind != CHARSET_UNKNOWN;
}

bool charset_named(struct charset *charset, const char *label, size_t len)
{
	static const char between[] = " \t()/";
	char text[LABEL_MAX + 1];

	*charset = (struct charset) { 0 };
	if (len > LABEL_MAX || memchr(label, '\0', len))
		return false;
	memcpy(text, label, len);
	text[len] = '\0';
	len = strcspn(text, ",;");
	text[len] = '\0';
	if (known(charset, text))
		return true;
	/* "Unicode UTF-8", "ISO-646-US (US-ASCII)": the last word says it best. */
	while (len) {
		while (len && strchr(between, text[len - 1]))
			text[--len] = '\0';
		while (len && !strchr(between, text[len - 1]))
			len--;
		if (known(charset, text + len))
			return true;
		text[len] = '\0';
	}
	return false;
}

struct cell {
	char utf8[4];
	uint8_t len;
	bool replaced;
};

static void fill_cell(struct cell *cell, UConverter *converter, const struct note *note, int byte)
{
	UErrorCode status = U_ZERO_ERROR;
	const char source = (char)byte;
	UChar unit[4] = { 0 };
	int32_t n, len = 0;

	*note->replaced = false;
	n = ucnv_toUChars(converter, unit, 4, &source, 1, &status);
	if (U_FAILURE(status) || n != 1) {
		unit[0] = 0xfffd;
		*note->replaced = true;
	}
	cell->replaced = *note->replaced;
	if (unit[0] < 0x80) {
		cell->utf8[len++] = (char)unit[0];
	} else if (unit[0] < 0x800) {
		cell->utf8[len++] = (char)(0xc0 | unit[0] >> 6);
		cell->utf8[len++] = (char)(0x80 | (unit[0] & 0x3f));
	} else {
		cell->utf8[len++] = (char)(0xe0 | unit[0] >> 12);
		cell->utf8[len++] = (char)(0x80 | (unit[0] >> 6 & 0x3f));
		cell->utf8[len++] = (char)(0x80 | (unit[0] & 0x3f));
	}
	cell->len = (uint8_t)len;
}

static char *convert_block(char *to, const struct cell *table, const unsigned char *p, size_t len,
			   bool *replaced)
{
	const unsigned char *end = p + len;
	bool any = false, more;

	while (p < end) {
		while (end - p >= 8 && utf8_ascii_8(p)) {
			memcpy(to, p, 8);
			to += 8;
			p += 8;
		}
		/* To the next byte that may begin eight of ASCII. */
		for (more = true; more && p < end; more = p < end && *p >= 0x80) {
			const struct cell *cell = &table[*p++];

			memcpy(to, cell->utf8, sizeof(cell->utf8));
			to += cell->len;
			any |= cell->replaced;
		}
	}
	*replaced |= any;
	return to;
}

static int convert_bytes(struct buf *out, UConverter *converter, const struct note *note,
			 const char *bytes, size_t len, struct err *err)
{
	struct cell table[256];
	bool replaced = false;
	size_t done, n;
	int i;

	for (i = 0; i < 256; i++)
		fill_cell(&table[i], converter, note, i);
	for (done = 0; done < len; done += n) {
		char *to = buf_reserve(out, 3 * STEP + sizeof(table->utf8), err);

		if (!to)
			return -1;
		n = len - done < STEP ? len - done : STEP;
		to = convert_block(to, table, (const unsigned char *)bytes + done, n, &replaced);
		out->len = (size_t)(to - out->data);
	}
	*note->replaced = replaced;
	return 0;
}

static int convert_any(struct buf *out, UConverter *from, const char *bytes, size_t len,
		       struct err *err)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *utf8 = ucnv_open("UTF-8", &status);
	UChar pivot[1024], *pivot_source = pivot, *pivot_target = pivot;
	const char *source = bytes;
	UBool first = true;

	do {
		char *room = buf_reserve(out, STEP, err), *to = room;

		if (!room) {
			ucnv_close(utf8);
			return -1;
		}
		status = U_ZERO_ERROR;
		ucnv_convertEx(utf8, from, &to, room + STEP, &source, bytes + len, pivot,
			       &pivot_source, &pivot_target, pivot + 1024, first, true, &status);
		out->len += (size_t)(to - room);
		first = false;
	} while (status == U_BUFFER_OVERFLOW_ERROR);
	ucnv_close(utf8);
	return U_SUCCESS(status) ? 0 : err_set(err, ERR_FORMAT, "%s", u_errorName(status));
}

int charset_convert(struct buf *out, const struct charset *charset, const char *bytes, size_t len,
		    bool *replaced, struct err *err)
{
	const struct note note = { replaced };
	UConverter *converter = open_converter(charset->name, &note);
	int rc;

	*replaced = false;
	if (!converter)
		return err_set(err, ERR_FORMAT, _("cannot convert from %s"), charset->name);
	if (charset->kind == CHARSET_BYTE)
		rc = convert_bytes(out, converter, &note, bytes, len, err);
	else
		rc = convert_any(out, converter, bytes, len, err);
	ucnv_close(converter);
	return rc;
}
