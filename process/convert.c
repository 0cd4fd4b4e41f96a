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
	/* of books */
	{ "isolatin1", "ISO-8859-1" },
	{ "isolatin2", "ISO-8859-2" },
	{ "isolatin9", "ISO-8859-15" },
	{ "codepage1250", "windows-1250" },
	{ "codepage1251", "windows-1251" },
	{ "codepage1252", "windows-1252" },
	{ "ansi", "windows-1252" },
	{ "uhc", "windows-949" },
	{ "macroman", "macintosh" },
	/* of the web, as browsers read them */
	{ "xunicode20utf8", "UTF-8" },
	{ "csiso88596e", "ISO-8859-6" },
	{ "csiso88596i", "ISO-8859-6" },
	{ "csiso88598e", "ISO-8859-8" },
	{ "csiso88598i", "ISO-8859-8" },
	{ "visual", "ISO-8859-8" },
	{ "logical", "ISO-8859-8" },
	{ "koi", "KOI8-R" },
	{ "koi8ru", "KOI8-U" },
	{ "dos874", "TIS-620" },
	{ "iso885911", "TIS-620" },
	{ "windows874", "TIS-620" },
	{ "xcp1250", "windows-1250" },
	{ "xcp1251", "windows-1251" },
	{ "xcp1252", "windows-1252" },
	{ "xcp1253", "windows-1253" },
	{ "xcp1254", "windows-1254" },
	{ "xcp1255", "windows-1255" },
	{ "xcp1256", "windows-1256" },
	{ "xcp1257", "windows-1257" },
	{ "xcp1258", "windows-1258" },
	{ "xmacukrainian", "x-mac-cyrillic" },
	{ "chinese", "GB2312" },
	{ "csiso58gb231280", "GB2312" },
	{ "gb231280", "GB2312" },
	{ "isoir58", "GB2312" },
	{ "xgbk", "GBK" },
	{ "cnbig5", "Big5" },
	{ "xxbig5", "Big5" },
	{ "unicodefffe", "UTF-16BE" },
	{ "unicodefeff", "UTF-16LE" },
	{ "unicode", "UTF-16LE" },
	{ "csunicode", "UTF-16LE" },
	{ "iso10646ucs2", "UTF-16LE" },
	{ "ucs2", "UTF-16LE" },
	{ "utf16", "UTF-16LE" },
};

/* ICU's own substitute is sometimes U+001A; ours is always U+FFFD. */
static void U_CALLCONV replace(const void *context, UConverterToUnicodeArgs *args,
			       const char *bytes, int32_t len, UConverterCallbackReason reason,
			       UErrorCode *status)
{
	static const UChar replacement = 0xfffd;
	/* ICU has it const, and it is ours. */
	struct charset_damage *const *damage = context;

	(void)bytes;
	(void)len;
	if (reason > UCNV_IRREGULAR)
		return;
	(*damage)->replaced++;
	*status = U_ZERO_ERROR;
	ucnv_cbToUWriteUChars(args, &replacement, 1, 0, status);
}

static UConverter *open_converter(const char *name, struct charset_damage *const *damage)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *converter = ucnv_open(name, &status);

	if (U_SUCCESS(status))
		ucnv_setToUCallBack(converter, replace, damage, NULL, NULL, &status);
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
	struct charset_damage ignored, *const damage = &ignored;
	UConverter *converter = open_converter(name, &damage);
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

bool charset_superset(struct charset *superset, const struct charset *charset)
{
	static const char *const names[][2] = {
		{ "ISO-8859-1", "windows-1252" },  { "ISO-8859-9", "windows-1254" },
		{ "GB2312", "GB18030" },           { "GBK", "GB18030" },
		{ "Shift_JIS", "windows-31j" },    { "EUC-KR", "windows-949" },
		{ "Big5", "Big5-HKSCS" },          { "ISO-8859-2", "windows-1250" },
		{ "ISO-8859-7", "windows-1253" },  { "ISO-8859-8", "windows-1255" },
		{ "ISO-8859-13", "windows-1257" },
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (ucnv_compareNames(charset->name, names[i][0]) == 0)
			return charset_named(superset, names[i][1], strlen(names[i][1]));
	}
	return false;
}

struct cell {
	char utf8[4];
	uint8_t len;
	uint8_t replaced, control; /* 0 or 1 */
};

static void fill_cell(struct cell *cell, UConverter *converter, struct charset_damage *damage,
		      int byte)
{
	UErrorCode status = U_ZERO_ERROR;
	const char source = (char)byte;
	UChar unit[4] = { 0 };
	int32_t n, len = 0;

	damage->replaced = 0;
	n = ucnv_toUChars(converter, unit, 4, &source, 1, &status);
	if (U_FAILURE(status) || n != 1) {
		unit[0] = 0xfffd;
		damage->replaced = 1;
	}
	cell->replaced = damage->replaced != 0;
	cell->control = unit[0] >= 0x80 && unit[0] < 0xa0;
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
			   struct charset_damage *damage)
{
	const unsigned char *end = p + len;
	size_t replaced = 0, controls = 0;
	bool more;

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
			replaced += cell->replaced;
			controls += cell->control;
		}
	}
	damage->replaced += replaced;
	damage->controls += controls;
	return to;
}

static int convert_bytes(struct buf *out, UConverter *converter, struct charset_damage *damage,
			 const char *bytes, size_t len, struct err *err)
{
	struct cell table[256];
	size_t done, n;
	int i;

	for (i = 0; i < 256; i++)
		fill_cell(&table[i], converter, damage, i);
	*damage = (struct charset_damage) { 0 };
	for (done = 0; done < len; done += n) {
		char *to = buf_reserve(out, 3 * STEP + sizeof(table->utf8), err);

		if (!to)
			return -1;
		n = len - done < STEP ? len - done : STEP;
		to = convert_block(to, table, (const unsigned char *)bytes + done, n, damage);
		out->len = (size_t)(to - out->data);
	}
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
		    struct charset_damage *damage, struct err *err)
{
	UConverter *converter = open_converter(charset->name, &damage);
	int rc;

	*damage = (struct charset_damage) { 0 };
	if (!converter)
		return err_set(err, ERR_FORMAT, _("cannot convert from %s"), charset->name);
	if (charset->kind == CHARSET_BYTE)
		rc = convert_bytes(out, converter, damage, bytes, len, err);
	else
		rc = convert_any(out, converter, bytes, len, err);
	ucnv_close(converter);
	return rc;
}
