#include "process/charset.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "data/mem.h"
#include "process/charset_guess.h"
#include "process/claims.h"
#include "process/convert.h"
#include "process/utf8.h"

enum {
	DETECT_FROM = 64, /* non-ASCII bytes that are enough to guess from */
	SLIPS = 3,        /* that are enough where nothing is UTF-8 */
	LOOK_AT = 65536,  /* for line ends */
};

static const struct {
	const char *mark, *name;
	size_t len;
	enum charset_kind kind;
} marks[] = {
	{ "\xef\xbb\xbf", "UTF-8", 3, CHARSET_UTF8 },
	{ "\xff\xfe\0\0", "UTF-32LE", 4, CHARSET_WIDE },
	{ "\0\0\xfe\xff", "UTF-32BE", 4, CHARSET_WIDE },
	{ "\xff\xfe", "UTF-16LE", 2, CHARSET_WIDE },
	{ "\xfe\xff", "UTF-16BE", 2, CHARSET_WIDE },
};

/* A page on its way. */
struct reading {
	struct text *text;
	struct page *page;
	const char *bytes; /* of the page, behind the mark */
	size_t len;
	struct utf8_census census;
};

/* ---- the text ---- */

/* Copies with CRLF, CR and LF all as LF; TO may be before or at FROM. Returns the bytes written. */
static size_t copy_lines(char *to, const char *from, size_t len)
{
	const char *end = from + len, *cr;
	char *start = to;

	while (from < end) {
		cr = memchr(from, '\r', (size_t)(end - from));
		if (!cr)
			cr = end;
		if (to != from)
			memmove(to, from, (size_t)(cr - from));
		to += cr - from;
		from = cr;
		if (from < end) {
			*to++ = '\n';
			from += end - from > 1 && from[1] == '\n' ? 2 : 1;
		}
	}
	return (size_t)(to - start);
}

/* Text mode, twice: more of its line ends are CR CR LF than are not. */
static bool is_doubled(const char *bytes, size_t len)
{
	const char *at = bytes, *end = bytes + (len < LOOK_AT ? len : LOOK_AT);
	size_t doubled = 0, all = 0;

	for (; (at = memchr(at, '\n', (size_t)(end - at))); at++) {
		all++;
		doubled += at - bytes >= 2 && at[-1] == '\r' && at[-2] == '\r';
	}
	return doubled > all / 2;
}

/* DATA, of which LEN bytes are read, is the text's from now on. */
static void take_text(struct text *text, char *data, const char *from, size_t len)
{
	text->doubled = is_doubled(from, len);
	text->data = data;
	text->len = copy_lines(data, from, len);
	text->data[text->len] = '\0';
}

static void name(struct text *text, const char *charset, const char *by)
{
	(void)snprintf(text->charset, sizeof(text->charset), "%s", charset);
	text->charset_by = by;
}

static void read_utf8(struct reading *reading)
{
	struct page *page = reading->page;
	char *repaired;
	size_t len;

	if (!reading->census.ill_formed) {
		char *body = page->body;

		page->body = NULL;
		page->len = 0;
		take_text(reading->text, body, reading->bytes, reading->len);
		return;
	}
	repaired = xmalloc(3 * reading->len + 1);
	len = utf8_repair(repaired, reading->bytes, reading->len);
	take_text(reading->text, repaired, repaired, len);
	reading->text->replaced = true;
}

/* So many bytes mean nothing that it is not what it is said to be. */
static bool is_damaged(const struct reading *reading, const struct charset *charset,
		       const struct charset_damage *damage)
{
	size_t n = damage->replaced + damage->controls;

	return charset->kind != CHARSET_WIDE && n > 2 &&
	       20 * n > utf8_non_ascii(reading->bytes, reading->len);
}

static int convert(struct buf *out, const struct reading *reading, const struct charset *charset,
		   struct charset_damage *damage, struct err *err)
{
	buf_init(out, 4 * reading->len + (1 << 20));
	if (!charset_convert(out, charset, reading->bytes, reading->len, damage, err))
		return 0;
	buf_release(out);
	return -1;
}

/* 1: read; 0: it is not what it is said to be, and MUST is false. */
static int read_legacy(struct reading *reading, const struct charset *charset, const char *by,
		       bool must, struct err *err)
{
	struct charset_damage damage, less;
	struct charset meant = *charset, superset;
	struct buf buf, other;
	size_t len;
	char *data;

	if (convert(&buf, reading, charset, &damage, err))
		return -1;
	if (damage.replaced + damage.controls && charset_superset(&superset, charset) &&
	    !convert(&other, reading, &superset, &less, NULL)) {
		bool better = less.replaced + less.controls < damage.replaced + damage.controls;

		buf_release(better ? &buf : &other);
		meant = better ? superset : meant;
		damage = better ? less : damage;
		buf = better ? other : buf;
	}
	if (!must && is_damaged(reading, &meant, &damage)) {
		buf_release(&buf);
		return 0;
	}
	len = buf.len;
	data = buf_take(&buf);
	take_text(reading->text, data, data, len);
	reading->text->replaced = damage.replaced > 0;
	name(reading->text, meant.name, by);
	return 1;
}

/* ---- what the bytes say ---- */

static bool has_mark(struct reading *reading, struct charset *charset)
{
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		size_t len = marks[i].len;

		if (reading->len < len || memcmp(reading->bytes, marks[i].mark, len) != 0)
			continue;
		*charset = (struct charset) { .kind = marks[i].kind };
		(void)snprintf(charset->name, sizeof(charset->name), "%s", marks[i].name);
		reading->bytes += len;
		reading->len -= len;
		return true;
	}
	return false;
}

/* ---- the choice ---- */

/* A page of accents, and none of the few that a Western language has between its letters. */
static bool is_no_western(const struct reading *reading, const struct charset *charset)
{
	static const char *const western[] = { "ISO-8859-1", "ISO-8859-15", "windows-1252" };
	size_t i, n = 0;

	for (i = 0; i < sizeof(western) / sizeof(*western); i++) {
		if (strcmp(charset->name, western[i]) == 0)
			n = utf8_non_ascii(reading->bytes, reading->len);
	}
	return n >= DETECT_FROM && n > reading->len / 3;
}

/* Without a look at what would become of the bytes. STRICT: not a slip in UTF-8 is let pass. */
static bool contradicts(const struct reading *reading, const struct charset *charset, bool strict)
{
	const struct utf8_census *census = &reading->census;

	switch (charset->kind) {
	case CHARSET_ASCII:
		return census->non_ascii > 0;
	case CHARSET_UTF8:
		return strict ? census->ill_formed > 0
			      : census->ill_formed >= (census->sequences ? DETECT_FROM : SLIPS) &&
					census->ill_formed > census->sequences;
	case CHARSET_WIDE:
		return reading->len % 2;
	default:
		return (census->sequences > 0 && !census->ill_formed) ||
		       is_no_western(reading, charset);
	}
}

/* As read_legacy, of any charset but one that contradicts the bytes. */
static int read_as(struct reading *reading, const struct charset *charset, const char *by,
		   bool must, struct err *err)
{
	if (charset->kind != CHARSET_UTF8 && charset->kind != CHARSET_ASCII)
		return read_legacy(reading, charset, by, must, err);
	read_utf8(reading);
	name(reading->text, charset->name, by);
	return 1;
}

/* The first claim that the bytes bear out; if none, the first that they nearly do. 0: none. */
static int read_claimed(struct reading *reading, const struct claim *claims, size_t n,
			struct err *err)
{
	for (int strict = 1; strict >= 0; strict--) {
		for (size_t i = 0; i < n; i++) {
			const struct claim *claim = &claims[i];
			int rc;

			if ((!strict && claim->charset.kind != CHARSET_UTF8) ||
			    contradicts(reading, &claim->charset, strict))
				continue;
			rc = read_as(reading, &claim->charset, claim->by, false, err);
			if (rc)
				return rc;
		}
	}
	return 0;
}

/* What nobody claims, or nobody who is right. */
static int read_unclaimed(struct reading *reading, struct err *err)
{
	static const struct charset ascii = { CHARSET_ASCII, "US-ASCII" },
				    utf8 = { CHARSET_UTF8, "UTF-8" },
				    fallback = { CHARSET_BYTE, "windows-1252" };
	const struct utf8_census *census = &reading->census;
	struct charset charset;
	int rc = 0;

	if (!census->non_ascii && guess_has_escapes(reading->bytes, reading->len) &&
	    guess_charset(&charset, reading->bytes, reading->len))
		return read_as(reading, &charset, "detected", true, err);
	if (!census->ill_formed)
		return read_as(reading, census->non_ascii ? &utf8 : &ascii, "utf-8", true, err);
	if (census->non_ascii >= DETECT_FROM &&
	    guess_charset(&charset, reading->bytes, reading->len))
		rc = read_as(reading, &charset, "detected", false, err);
	return rc ? rc : read_as(reading, &fallback, "default", true, err);
}

static int decode(struct reading *reading, const struct claim *claims, size_t n, struct err *err)
{
	struct charset charset;
	int rc;

	if (has_mark(reading, &charset))
		return read_as(reading, &charset, "bom", true, err);
	if (guess_wide(&charset, reading->bytes, reading->len))
		return read_as(reading, &charset, "utf-16", true, err);
	rc = read_claimed(reading, claims, n, err);
	return rc ? rc : read_unclaimed(reading, err);
}

static int decode_page(struct text *text, struct page *page, bool is_html, struct err *err)
{
	struct reading reading = { .text = text, .page = page };
	struct claim claims[CLAIMS_MOST];
	size_t n;

	if (!page->body)
		page->body = xstrdup("");
	reading.bytes = page->body;
	reading.len = page->len;
	n = claims_read(claims, page, is_html);
	reading.census = utf8_count(reading.bytes, reading.len);
	if (decode(&reading, claims, n, err) < 0)
		return -1;
	if (n && strcmp(claims[0].charset.name, text->charset) != 0)
		(void)snprintf(text->charset_declared, sizeof(text->charset_declared), "%s",
			       claims[0].charset.name);
	return 0;
}

int charset_decode(struct text *text, struct page *page, struct err *err)
{
	return decode_page(text, page, false, err);
}

int charset_decode_html(struct text *text, struct page *page, struct err *err)
{
	return decode_page(text, page, true, err);
}

bool charset_looks_wide(const char *bytes, size_t len)
{
	struct charset charset;

	return guess_wide(&charset, bytes, len);
}
