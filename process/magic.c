#include "process/magic.h"

#include <string.h>
#include <strings.h>
#include "data/lang.h"
#include "data/zip.h"
#include "process/charset.h"

enum {
	SAMPLE = 4096, /* bytes of the beginning, middle and end */
	DENSE = 20,    /* one control character in so many is more than a text has */
};

static const struct kind kinds[] = {
	{ .name = "pdf", .refusal = N_("a PDF: convert it to text first, e.g. with pdftotext") },
	{ .name = "postscript",
	  .refusal = N_("a PostScript file: convert it to text first, e.g. with ps2ascii") },
	{ .name = "djvu",
	  .refusal = N_("a DjVu file: convert it to text first, e.g. with djvutxt") },
	{ .name = "rtf", .refusal = N_("an RTF file: save it as plain text first") },
	{ .name = "word",
	  .refusal = N_("a Word or other Office document: save it as plain text first") },
	{ .name = "opendocument",
	  .refusal = N_("an OpenDocument file: save it as plain text first") },
	{ .name = "kindle",
	  .refusal = N_("a Kindle book: convert it to EPUB first, e.g. with ebook-convert") },
	{ .name = "image", .refusal = N_("an image: there is no text in it") },
	{ .name = "audio", .refusal = N_("a sound recording: there is no text in it") },
	{ .name = "video", .refusal = N_("a video: there is no text in it") },
	{ .name = "font", .refusal = N_("a font: there is no text in it") },
	{ .name = "program", .refusal = N_("a program: there is no text in it") },
	{ .name = "database", .refusal = N_("a database: there is no text in it") },
	{ .name = "archive",
	  .refusal = N_("an archive of a kind that is not read: unpack it first") },
	{ .name = "binary", .refusal = N_("looks like binary data") },
};

/* What a file begins with, from byte AT on. */
static const struct {
	const char *kind;
	size_t at;
	const char *bytes;
	size_t len;
} beginnings[] = {
#define BYTES(text) (text), sizeof(text) - 1
	{ "pdf", 0, BYTES("%PDF-") },
	{ "postscript", 0, BYTES("%!PS") },
	{ "djvu", 0, BYTES("AT&TFORM") },
	{ "rtf", 0, BYTES("{\\rtf") },
	{ "word", 0, BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") },
	{ "opendocument", 30, BYTES("mimetypeapplication/vnd.oasis.opendocument") },
	{ "word", 30, BYTES("[Content_Types].xml") },
	{ "kindle", 60, BYTES("BOOKMOBI") },
	{ "kindle", 60, BYTES("TEXtREAd") },
	{ "image", 0, BYTES("\x89PNG\r\n\x1a\n") },
	{ "image", 0, BYTES("\xff\xd8\xff") },
	{ "image", 0, BYTES("GIF87a") },
	{ "image", 0, BYTES("GIF89a") },
	{ "image", 0, BYTES("II*\0") },
	{ "image", 0, BYTES("MM\0*") },
	{ "image", 0, BYTES("8BPS\0") },
	{ "image", 0, BYTES("\0\0\1\0") },
	{ "image", 8, BYTES("WEBPVP8") },
	{ "image", 4, BYTES("ftypavif") },
	{ "image", 4, BYTES("ftypheic") },
	{ "audio", 0, BYTES("ID3\2") },
	{ "audio", 0, BYTES("ID3\3") },
	{ "audio", 0, BYTES("ID3\4") },
	{ "audio", 0, BYTES("OggS\0") },
	{ "audio", 0, BYTES("fLaC\0") },
	{ "audio", 8, BYTES("WAVEfmt ") },
	{ "audio", 4, BYTES("ftypM4A") },
	{ "video", 4, BYTES("ftyp") },
	{ "video", 0, BYTES("\x1a\x45\xdf\xa3") },
	{ "video", 8, BYTES("AVI LIST") },
	{ "font", 0, BYTES("wOFF") },
	{ "font", 0, BYTES("wOF2") },
	{ "font", 0, BYTES("\0\1\0\0\0") },
	{ "program", 0,
	  BYTES("\x7f"
		"ELF") },
	{ "program", 0, BYTES("MZ\x90\0") },
	{ "program", 0, BYTES("\0asm") },
	{ "program", 0, BYTES("\xca\xfe\xba\xbe") },
	{ "program", 0, BYTES("\xcf\xfa\xed\xfe") },
	{ "database", 0, BYTES("SQLite format 3\0") },
	{ "archive", 0, BYTES("7z\xbc\xaf\x27\x1c") },
	{ "archive", 0, BYTES("Rar!\x1a\7") },
	{ "archive", 0,
	  BYTES("\xfd"
		"7zXZ\0") },
	{ "archive", 0, BYTES("\x28\xb5\x2f\xfd") },
	{ "archive", 4, BYTES("1AY&SY") },
	{ "archive", 0, BYTES("\x1f\x9d") },
	{ "archive", 0, BYTES("!<arch>\n") },
	{ "archive", 257, BYTES("ustar") },
};

/* What the server, or the ending of its name, says of data that is binary. */
static const struct {
	const char *kind, *type, *ending;
} claims[] = {
	{ "pdf", "application/pdf", ".pdf" },
	{ "word", "application/msword", ".doc" },
	{ "word", "application/vnd.ms-", ".xls" },
	{ "word", "application/vnd.openxmlformats", ".docx" },
	{ "kindle", "application/x-mobi", ".mobi" },
	{ "kindle", "application/vnd.amazon", ".azw3" },
	{ "image", "image/", ".bmp" },
	{ "audio", "audio/", ".mp3" },
	{ "video", "video/", ".mpg" },
	{ "font", "font/", ".ttf" },
	{ "program", "application/x-executable", ".exe" },
	{ "archive", "application/x-tar", ".tar" },
	{ "archive", "application/x-brotli", ".br" },
};

static const struct kind *kind_named(const char *name)
{
	const struct kind *kind = kinds;

	while (strcmp(kind->name, name) != 0)
		kind++;
	return kind;
}

bool magic_at(const struct page *page, size_t at, const char *magic, size_t len)
{
	return page->len >= at + len && memcmp(page->body + at, magic, len) == 0;
}

/* UTF-16 and UTF-32 are full of NULs. */
static bool is_wide(const struct page *page)
{
	return magic_at(page, 0, "\xff\xfe", 2) || magic_at(page, 0, "\xfe\xff", 2) ||
	       magic_at(page, 0, "\0\0\xfe\xff", 4) ||
	       (page->content_type && (strcasestr(page->content_type, "charset=utf-16") ||
				       strcasestr(page->content_type, "charset=\"utf-16") ||
				       strcasestr(page->content_type, "charset=utf-32") ||
				       strcasestr(page->content_type, "charset=\"utf-32")));
}

/* Control characters that no text has; ESC is part of some character sets. */
static size_t count_controls(const char *bytes, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)bytes[i];

		n += (c < 0x20 && (c < '\t' || c > '\r') && c != 0x1a && c != 0x1b) || c == 0x7f;
	}
	return n;
}

static bool is_binary(const struct page *page)
{
	size_t third = page->len / 3, len = third < SAMPLE ? third : (size_t)SAMPLE, n = 0;

	if (is_wide(page) || charset_looks_wide(page->body, page->len))
		return false;
	if (page->len <= 3 * (size_t)SAMPLE)
		return count_controls(page->body, page->len) > page->len / DENSE;
	for (size_t at = 0; at <= page->len - len; at += (page->len - len) / 2)
		n += count_controls(page->body + at, len);
	return n > 3 * len / DENSE;
}

const struct kind *magic_of(const struct page *page)
{
	for (size_t i = 0; i < sizeof(beginnings) / sizeof(*beginnings); i++) {
		if (magic_at(page, beginnings[i].at, beginnings[i].bytes, beginnings[i].len))
			return kind_named(beginnings[i].kind);
	}
	return NULL;
}

const struct kind *magic_of_binary(const struct page *page, const char **why)
{
	const char *type = page->content_type, *name = page->source;

	if (!is_binary(page))
		return NULL;
	for (size_t i = 0; i < sizeof(claims) / sizeof(*claims); i++) {
		bool by_type =
			type && strncasecmp(type, claims[i].type, strlen(claims[i].type)) == 0;

		*why = by_type ? "type" : "name";
		if (by_type || (!type && name && zip_name_ends(name, claims[i].ending)))
			return kind_named(claims[i].kind);
	}
	*why = "content";
	return kind_named("binary");
}
