#include "process/charset_guess.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>
#include <uchardet/uchardet.h>
#include "process/utf8.h"

enum {
	DETECT_BYTES = 65536, /* more than enough to guess from */
	LOOK_AT = 4096,       /* for UTF-16 */
};

/* What no text is without: line ends, spaces, the points and commas of China and Japan. */
static bool is_common(unsigned unit)
{
	return unit == '\n' || unit == '\r' || unit == ' ' || unit == 0x3001 || unit == 0x3002 ||
	       unit == 0xff0c;
}

bool guess_wide(struct charset *charset, const char *bytes, size_t len)
{
	const unsigned char *p = (const unsigned char *)bytes;
	size_t units = (len < LOOK_AT ? len : (size_t)LOOK_AT) / 2, i;
	size_t common[2] = { 0 }, nuls = 0, most;
	bool is_big;

	if (len % 2 || !memchr(p, '\0', 2 * units))
		return false;
	for (i = 0; i < units; i++, p += 2) {
		common[0] += is_common(p[0] | (unsigned)p[1] << 8);
		common[1] += is_common(p[1] | (unsigned)p[0] << 8);
		nuls += !p[0] && !p[1];
	}
	is_big = common[1] > common[0];
	most = common[is_big];
	if (nuls || most < 2 || 50 * most < units || 10 * common[!is_big] > most)
		return false;
	return charset_named(charset, is_big ? "UTF-16BE" : "UTF-16LE", 8);
}

/* The lines that hold more than ASCII say all there is to know, until there are enough. */
static void feed(uchardet_t detector, const char *bytes, size_t len)
{
	const char *end = bytes + len, *line, *next;
	size_t fed = 0;

	if (len <= DETECT_BYTES) {
		uchardet_handle_data(detector, bytes, len);
		return;
	}
	for (line = bytes; line < end && fed < DETECT_BYTES; line = next) {
		size_t room = (size_t)(end - line) < DETECT_BYTES ? (size_t)(end - line)
								  : (size_t)DETECT_BYTES;

		next = memchr(line, '\n', room);
		next = next ? next + 1 : line + room;
		if (!utf8_non_ascii(line, (size_t)(next - line)))
			continue;
		uchardet_handle_data(detector, line, (size_t)(next - line));
		fed += (size_t)(next - line);
	}
}

static bool is_letter(char c)
{
	return isalpha((unsigned char)c) || (unsigned char)c >= 0xc0;
}

/* What a detector takes for its better known kin: a byte that is a letter only there stands
 * between letters. */
static void look_closer(struct charset *charset, const char *bytes, size_t len)
{
	static const struct {
		const char *name, *kin, *letters;
	} rows[] = {
		{ "KOI8-R", "KOI8-U", "\xa4\xa6\xa7\xad\xb4\xb6\xb7\xbd" },
		{ "ISO-8859-1", "ISO-8859-15", "\xa6\xa8\xb4\xb8\xbc\xbd\xbe" },
	};
	const char *last = bytes + len - 1, *p;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (strcmp(charset->name, rows[i].name) != 0)
			continue;
		for (p = bytes + 1; p < last; p++) {
			if (*p & 0x80 && strchr(rows[i].letters, *p) && is_letter(p[-1]) &&
			    is_letter(p[1]))
				break;
		}
		if (p < last)
			(void)charset_named(charset, rows[i].kin, strlen(rows[i].kin));
	}
}

/* Western Europe on machines that had its letters where there are none since: DOS and the old Mac.
 * What stands between small letters is one. */
static bool is_old_western(struct charset *charset, const char *bytes, size_t len)
{
	const unsigned char *p = (const unsigned char *)bytes, *last = p + len - 1;
	size_t low = 0, high = 0, dos = 0, mac = 0;
	const char *name;

	for (p++; p < last; p++) {
		if (*p < 0x80 || !islower(p[-1]) || !islower(p[1]) || *p == 0x92)
			continue;
		low += *p < 0xa0;
		high += *p >= 0xc0;
		dos += *p <= 0x86;
		mac += (*p >= 0x8d && *p <= 0x8f) || (*p >= 0x99 && *p <= 0x9f);
	}
	name = dos > mac ? "IBM850" : "macintosh";
	return low > 8 && low > 2 * high && charset_named(charset, name, strlen(name));
}

/* What it is taken for. */
static bool may_be_old(const char *name)
{
	static const char *const names[] = { "windows-1252", "ISO-8859-1", "ISO-8859-15", "IBM852",
					     "x-mac-centraleurroman" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (strcmp(name, names[i]) == 0)
			return true;
	}
	return false;
}

bool guess_charset(struct charset *charset, const char *bytes, size_t len)
{
	uchardet_t detector = uchardet_new();
	const char *found;
	bool known;

	feed(detector, bytes, len);
	uchardet_data_end(detector);
	found = uchardet_get_charset(detector);
	/* Romanian: in the same places, and nobody used it. */
	if (strcmp(found, "ISO-8859-16") == 0)
		found = "ISO-8859-2";
	known = charset_named(charset, found, strlen(found)) && charset->kind != CHARSET_ASCII &&
		charset->kind != CHARSET_UTF8 && charset->kind != CHARSET_WIDE;
	uchardet_delete(detector);
	if (!known || may_be_old(charset->name))
		known = is_old_western(charset, bytes, len) || known;
	if (known)
		look_closer(charset, bytes, len);
	return known;
}

bool guess_has_escapes(const char *bytes, size_t len)
{
	return len && memmem(bytes, len, "\x1b$", 2);
}
