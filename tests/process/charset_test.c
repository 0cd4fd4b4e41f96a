#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "data/mem.h"
#include "process/charset.h"
#include "process/convert.h"

#define BYTES(text) text, sizeof(text) - 1
#define BAD "\xef\xbf\xbd"
#define E8 "\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9"

static const struct {
	const char *name, *bytes;
	size_t len;
	const char *content_type;
	const char *text;
	size_t text_len;
	const char *charset, *by;
	bool replaced;
} cases[] = {
	{ "an empty file is ASCII", BYTES(""), NULL, BYTES(""), "US-ASCII", "utf-8", false },
	{ "a UTF-8 mark decides and is taken away", BYTES("\xef\xbb\xbf\xc3\xa9"),
	  "text/plain; charset=iso-8859-1", BYTES("\xc3\xa9"), "UTF-8", "bom", false },
	{ "U+FEFF inside stays", BYTES("a\xef\xbb\xbf"), NULL, BYTES("a\xef\xbb\xbf"), "UTF-8",
	  "utf-8", false },
	{ "a UTF-16LE mark decides", BYTES("\xff\xfe\xe9\x00\x3d\xd8\x00\xde"), NULL,
	  BYTES("\xc3\xa9\xf0\x9f\x98\x80"), "UTF-16LE", "bom", false },
	{ "a UTF-16BE mark decides", BYTES("\xfe\xff\x00\xe9\x00\n"), NULL, BYTES("\xc3\xa9\n"),
	  "UTF-16BE", "bom", false },
	{ "a UTF-32LE mark is not one of UTF-16", BYTES("\xff\xfe\0\0\xe9\0\0\0\n\0\0\0"), NULL,
	  BYTES("\xc3\xa9\n"), "UTF-32LE", "bom", false },
	{ "a UTF-32BE mark decides", BYTES("\0\0\xfe\xff\0\1\xf6\0"), NULL,
	  BYTES("\xf0\x9f\x98\x80"), "UTF-32BE", "bom", false },
	{ "half a surrogate pair is replaced", BYTES("\xfe\xff\xd8\x3d\x00\x61"), NULL,
	  BYTES(BAD "a"), "UTF-16BE", "bom", true },
	{ "HTTP comes before the book's own line",
	  BYTES("Character set encoding: ISO-8859-1\n\xe8"), "text/plain; charset=windows-1251",
	  BYTES("Character set encoding: ISO-8859-1\n\xd0\xb8"), "windows-1251", "http", false },
	{ "HTTP's charset may be quoted, whatever the case", BYTES("\xe9"),
	  "Text/Plain; Charset=\"ISO-8859-1\"", BYTES("\xc3\xa9"), "ISO-8859-1", "http", false },
	{ "HTTP says UTF-8, and what is not becomes U+FFFD", BYTES("a\xe9z"),
	  "text/plain; charset=utf-8", BYTES("a" BAD "z"), "UTF-8", "http", true },
	{ "HTTP says UTF-8, and nothing is", BYTES("\xe9 \xe9 \xe9"), "text/plain; charset=utf-8",
	  BYTES("\xc3\xa9 \xc3\xa9 \xc3\xa9"), "windows-1252", "default", false },
	{ "HTTP says UTF-8, the book and the bytes do not",
	  BYTES("Character set encoding: ISO-8859-1\n\xe9"), "text/plain; charset=utf-8",
	  BYTES("Character set encoding: ISO-8859-1\n\xc3\xa9"), "ISO-8859-1", "declared", false },
	{ "HTTP says ASCII of what is not", BYTES("\xc3\xa9"), "text/plain; charset=us-ascii",
	  BYTES("\xc3\xa9"), "UTF-8", "utf-8", false },
	{ "a charset nobody knows is no charset", BYTES("\xe9"), "text/plain; charset=x-nobody",
	  BYTES("\xc3\xa9"), "windows-1252", "default", false },
	{ "the book's own line", BYTES("Title: X\r\n\r\nCharacter set encoding: CP-1251\r\n\xe8"),
	  NULL, BYTES("Title: X\n\nCharacter set encoding: CP-1251\n\xd0\xb8"), "windows-1251",
	  "declared", false },
	{ "ISO-8859-1 with quotes is windows-1252", BYTES("Character set encoding: Latin-1\n\x93"),
	  NULL, BYTES("Character set encoding: Latin-1\n\xe2\x80\x9c"), "windows-1252", "declared",
	  false },
	{ "ISO-8859-1 without is what it says", BYTES("Character set encoding: Latin-1\n\xe9"),
	  NULL, BYTES("Character set encoding: Latin-1\n\xc3\xa9"), "ISO-8859-1", "declared",
	  false },
	{ "a charset in which most bytes mean nothing",
	  BYTES("Character set encoding: Big5\n\xe9 \xe9 \xe9 \xe9"), NULL,
	  BYTES("Character set encoding: Big5\n\xc3\xa9 \xc3\xa9 \xc3\xa9 \xc3\xa9"),
	  "windows-1252", "default", false },
	{ "UTF-16 without its mark", BYTES("a\0\xe9\0\r\0\n\0"), "text/plain; charset=utf-8",
	  BYTES("a\xc3\xa9\n"), "UTF-16LE", "utf-16", false },
	{ "the other way round", BYTES("\0a\x04\x10\0\r\0\n"), NULL, BYTES("a\xd0\x90\n"),
	  "UTF-16BE", "utf-16", false },
	{ "XML says what it is", BYTES("<?xml version='1.0' encoding='koi8-r'?>\xc1"), NULL,
	  BYTES("<?xml version='1.0' encoding='koi8-r'?>\xd0\xb0"), "KOI8-R", "xml", false },
	{ "Japanese in seven bits", BYTES("\x1b$B$\"\x1b(B"), NULL, BYTES("\xe3\x81\x82"),
	  "ISO-2022-JP", "detected", false },
	{ "the book says ISO-8859-1 and is UTF-8",
	  BYTES("Character set encoding: ISO-8859-1\n\xc3\xa9"), NULL,
	  BYTES("Character set encoding: ISO-8859-1\n\xc3\xa9"), "UTF-8", "utf-8", false },
	{ "the book says ASCII and is not", BYTES("Character set encoding: ASCII\n\xe9"), NULL,
	  BYTES("Character set encoding: ASCII\n\xc3\xa9"), "windows-1252", "default", false },
	{ "the book says ASCII and is", BYTES("Character set encoding: US-ASCII\n"), NULL,
	  BYTES("Character set encoding: US-ASCII\n"), "US-ASCII", "declared", false },
	{ "the book says UTF-8, with a slip", BYTES("Character set encoding: UTF8\n\xc3\xa9\xe9"),
	  NULL, BYTES("Character set encoding: UTF8\n\xc3\xa9" BAD), "UTF-8", "declared", true },
	{ "a double-byte charset", BYTES("Character set encoding: Big5\n\xa4\xa4\xa4\xe5"), NULL,
	  BYTES("Character set encoding: Big5\n\xe4\xb8\xad\xe6\x96\x87"), "Big5", "declared",
	  false },
	{ "a line that ASCII can read is not UTF-16", BYTES("Character set encoding: UTF-16\n"),
	  NULL, BYTES("Character set encoding: UTF-16\n"), "US-ASCII", "utf-8", false },
	{ "strict UTF-8 needs no one to say so", BYTES("\xe4\xb8\xad"), NULL, BYTES("\xe4\xb8\xad"),
	  "UTF-8", "utf-8", false },
	{ "a few bytes are not enough to guess from", BYTES("\x93\xe9\x94"), NULL,
	  BYTES("\xe2\x80\x9c\xc3\xa9\xe2\x80\x9d"), "windows-1252", "default", false },
	{ "CRLF, CR and LF end a line", BYTES("a\r\nb\rc\nd"), NULL, BYTES("a\nb\nc\nd"),
	  "US-ASCII", "utf-8", false },
	{ "CR CR LF ends two", BYTES("a\r\r\nb\r"), NULL, BYTES("a\n\nb\n"), "US-ASCII", "utf-8",
	  false },
	{ "NULs are characters", BYTES("a\0b\xe9"), NULL, BYTES("a\0b\xc3\xa9"), "windows-1252",
	  "default", false },
};

static void bytes_become_text(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *body = xmalloc(cases[i].len + 1); /* sanitizers see reads past the end */
		struct page page = { .body = body, .len = cases[i].len };
		struct text text = { 0 };

		memcpy(body, cases[i].bytes, cases[i].len);
		page.content_type = (char *)cases[i].content_type;
		assert_int_equal(charset_decode(&text, &page, NULL), 0);
		free(page.body);
		if (strcmp(text.charset, cases[i].charset) != 0 ||
		    strcmp(text.charset_by, cases[i].by) != 0 || text.len != cases[i].text_len ||
		    memcmp(text.data, cases[i].text, text.len) != 0 ||
		    text.replaced != cases[i].replaced)
			fail_msg("%s: %s by %s, %zu bytes: %s", cases[i].name, text.charset,
				 text.charset_by, text.len, text.data);
		text_release(&text);
	}
}

/* Table 3-8 to 3-11 of the Unicode standard and the edges of table 3-7. */
static const struct {
	const char *name, *bytes, *text;
} ill_formed[] = {
	{ "overlong forms, byte by byte", "\xc3\xa9\xc0\xaf\xe0\x80\xbf\xf0\x81\x82\x41",
	  "\xc3\xa9" BAD BAD BAD BAD BAD BAD BAD BAD "A" },
	{ "surrogates, byte by byte", "\xc3\xa9\xed\xa0\x80\xed\xbf\xbf\xed\xaf\x41",
	  "\xc3\xa9" BAD BAD BAD BAD BAD BAD BAD BAD "A" },
	{ "beyond U+10FFFF, byte by byte", "\xc3\xa9\xf4\x91\x92\x93\xff\x41\x80\xbf\x42",
	  "\xc3\xa9" BAD BAD BAD BAD BAD "A" BAD BAD "B" },
	{ "truncated sequences, one each", "\xc3\xa9\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41",
	  "\xc3\xa9" BAD BAD BAD BAD "A" },
	{ "the end cuts a sequence", "a\xf0\x9f\x98", "a" BAD },
	{ "the last of the well-formed", "\xf4\x8f\xbf\xbf\xed\x9f\xbf\xee\x80\x80",
	  "\xf4\x8f\xbf\xbf\xed\x9f\xbf\xee\x80\x80" },
	{ "after eight and more of ASCII", "abcdefghijklm\xe9nopqrstuvwxyz",
	  "abcdefghijklm" BAD "nopqrstuvwxyz" },
};

static void each_maximal_subpart_becomes_one_replacement(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(ill_formed) / sizeof(*ill_formed); i++) {
		struct page page = { .body = xstrdup(ill_formed[i].bytes),
				     .len = strlen(ill_formed[i].bytes),
				     .content_type = (char[]) { "text/plain; charset=utf-8" } };
		struct text text = { 0 };

		assert_int_equal(charset_decode(&text, &page, NULL), 0);
		if (strcmp(text.data, ill_formed[i].text) != 0)
			fail_msg("%s: %s", ill_formed[i].name, text.data);
		text_release(&text);
		free(page.body);
	}
}

static const struct {
	const char *label, *name;
} labels[] = {
	{ "UTF8", "UTF-8" },
	{ "Unicode UTF-8", "UTF-8" },
	{ "CP-1251", "windows-1251" },
	{ "Latin-4", "ISO-8859-4" },
	{ "ISO Latin-1", "ISO-8859-1" },
	{ "iso-latin-1", "ISO-8859-1" },
	{ "ISO-8859-1 ", "ISO-8859-1" },
	{ "ISO-646-US (US-ASCII)", "US-ASCII" },
	{ "us-ascii", "US-ASCII" },
	{ "ASCII", "US-ASCII" },
	{ "ASCII, with a few ISO-8859-1 characters", "US-ASCII" },
	{ "Windows Codepage 1252", NULL },
	{ "Codepage-1252", "windows-1252" },
	{ "MAC-CYRILLIC", "x-mac-cyrillic" },
	{ "KOI8-R", "KOI8-R" },
	{ "GB2312", "GB2312" },
	{ "Shift_JIS", "Shift_JIS" },
	{ "", NULL },
	{ "()", NULL },
	{ "x-nobody", NULL },
	{ "ebcdic-cp-us", NULL },
	{ "UTF-7", NULL },
};

static void charsets_are_named_as_people_write_them(void **state)
{
	struct charset charset;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(labels) / sizeof(*labels); i++) {
		bool known = charset_named(&charset, labels[i].label, strlen(labels[i].label));

		if (known != !!labels[i].name ||
		    (known && strcmp(charset.name, labels[i].name) != 0))
			fail_msg("%s: %s", labels[i].label, known ? charset.name : "unknown");
	}
}

/* The labels of the WHATWG's Encoding Standard, but for those of what ICU does not convert. */
static const struct {
	const char *name, *labels;
} web[] = {
	{ "UTF-8", "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8" },
	{ "IBM866", "866 cp866 csibm866 ibm866" },
	{ "ISO-8859-2", "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 "
			"iso_8859-2:1987 l2 latin2" },
	{ "ISO-8859-3", "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 "
			"iso_8859-3:1988 l3 latin3" },
	{ "ISO-8859-4", "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 "
			"iso_8859-4:1988 l4 latin4" },
	{ "ISO-8859-5", "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 "
			"iso_8859-5 iso_8859-5:1988" },
	{ "ISO-8859-6",
	  "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 "
	  "iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 "
	  "iso_8859-6:1987" },
	{ "ISO-8859-7", "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 "
			"iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek" },
	{ "ISO-8859-8",
	  "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 "
	  "iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual csiso88598i iso-8859-8-i "
	  "logical" },
	{ "ISO-8859-10", "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6" },
	{ "ISO-8859-13", "iso-8859-13 iso8859-13 iso885913" },
	{ "ISO-8859-14", "iso-8859-14 iso8859-14 iso885914" },
	{ "ISO-8859-15", "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9" },
	{ "KOI8-R", "cskoi8r koi koi8 koi8-r koi8_r" },
	{ "KOI8-U", "koi8-ru koi8-u" },
	{ "macintosh", "csmacintosh mac macintosh x-mac-roman" },
	{ "TIS-620", "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874" },
	{ "windows-1250", "cp1250 windows-1250 x-cp1250" },
	{ "windows-1251", "cp1251 windows-1251 x-cp1251" },
	{ "ISO-8859-1",
	  "cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 "
	  "iso_8859-1:1987 l1 latin1" },
	{ "US-ASCII", "ansi_x3.4-1968 ascii us-ascii" },
	{ "windows-1252", "cp1252 windows-1252 x-cp1252" },
	{ "windows-1253", "cp1253 windows-1253 x-cp1253" },
	{ "ISO-8859-9", "csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 "
			"iso_8859-9:1989 l5 latin5" },
	{ "windows-1254", "cp1254 windows-1254 x-cp1254" },
	{ "windows-1255", "cp1255 windows-1255 x-cp1255" },
	{ "windows-1256", "cp1256 windows-1256 x-cp1256" },
	{ "windows-1257", "cp1257 windows-1257 x-cp1257" },
	{ "windows-1258", "cp1258 windows-1258 x-cp1258" },
	{ "x-mac-cyrillic", "x-mac-cyrillic x-mac-ukrainian" },
	{ "GB2312", "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58" },
	{ "GBK", "gbk x-gbk" },
	{ "GB18030", "gb18030" },
	{ "Big5", "big5 cn-big5 csbig5 x-x-big5" },
	{ "Big5-HKSCS", "big5-hkscs" },
	{ "EUC-JP", "cseucpkdfmtjapanese euc-jp x-euc-jp" },
	{ "ISO-2022-JP", "csiso2022jp iso-2022-jp" },
	{ "Shift_JIS", "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis" },
	{ "EUC-KR", "cseuckr euc-kr" },
	{ "KSC_5601", "csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 "
		      "ksc_5601 windows-949" },
	{ "UTF-16BE", "unicodefffe utf-16be" },
	{ "UTF-16LE", "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le" },
};

static void charsets_have_the_names_of_the_web(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(web) / sizeof(*web); i++) {
		const char *label = web[i].labels;
		struct charset charset;
		size_t len;

		for (; *label; label += len + strspn(label + len, " ")) {
			len = strcspn(label, " ");
			if (!charset_named(&charset, label, len) ||
			    strcmp(charset.name, web[i].name) != 0)
				fail_msg("%s: '%s'", label, charset.name);
		}
	}
}

/* A page of 100 lines of Latin-1, more than is needed to guess. */
static void enough_bytes_are_guessed_from(void **state)
{
	static const char line[] = "O coração não é a razão, e a razão já não é o coração.\n";
	char *body = xmalloc(100 * sizeof(line));
	struct page page = { .body = body };
	struct text text = { 0 };
	const char *p;
	int i;

	(void)state;
	for (i = 0; i < 100; i++)
		for (p = line; *p; p++)
			body[page.len++] = (unsigned char)*p == 0xc3 ? (char)(*++p | 0x40) : *p;
	assert_int_equal(charset_decode(&text, &page, NULL), 0);
	assert_string_equal(text.charset_by, "detected");
	assert_memory_equal(text.data, line, sizeof(line) - 1);
	text_release(&text);
	free(page.body);
}

/* Converters work in blocks: what they do at the seams must not show. */
static void long_texts_have_no_seams(void **state)
{
	static const char *const types[] = { "text/plain; charset=iso-8859-1",
					     "text/plain; charset=big5" };
	enum { N = 300001 };
	char *body = xmalloc(N);
	struct page page = { .body = body, .len = N };
	struct text text = { 0 };
	size_t i, k;

	(void)state;
	for (i = 0; i < N; i++)
		body[i] = i % 6 < 4 ? 'a' : '\xa4';
	for (k = 0; k < 2; k++) {
		page.content_type = (char *)types[k];
		assert_int_equal(charset_decode(&text, &page, NULL), 0);
		assert_int_equal(text.len, k == 0 ? 8 * (N / 6) + 1 : 7 * (N / 6) + 1);
		assert_memory_equal(text.data, k == 0 ? "aaaa\xc2\xa4" : "aaaa\xe4\xb8", 6);
		assert_memory_equal(text.data, text.data + (k == 0 ? 8 : 7),
				    text.len - (k == 0 ? 8 : 7));
		text_release(&text);
	}
	free(body);
}

static void a_book_that_says_utf_8_and_is_all_but_is_not_believed(void **state)
{
	static const char body[] = "Character set encoding: UTF-8\n" E8 E8 E8 E8 E8 E8 E8 E8 E8;
	struct page page = { .body = xstrdup(body), .len = sizeof(body) - 1 };
	struct text text = { 0 };

	(void)state;
	assert_int_equal(charset_decode(&text, &page, NULL), 0);
	assert_string_not_equal(text.charset, "UTF-8");
	assert_false(text.replaced);
	text_release(&text);
	free(page.body);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_become_text),
		cmocka_unit_test(each_maximal_subpart_becomes_one_replacement),
		cmocka_unit_test(charsets_are_named_as_people_write_them),
		cmocka_unit_test(charsets_have_the_names_of_the_web),
		cmocka_unit_test(enough_bytes_are_guessed_from),
		cmocka_unit_test(long_texts_have_no_seams),
		cmocka_unit_test(a_book_that_says_utf_8_and_is_all_but_is_not_believed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
