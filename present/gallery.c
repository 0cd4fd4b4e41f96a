#include "present/gallery.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "data/lang.h"
#include "data/mem.h"
#include "present/markup.h"

/* Where a picture's part of the page lies in the temporary file. */
struct part {
	size_t place;
	long start, end;
};

struct gallery {
	FILE *spool;
	struct part *parts;
	size_t n, size;
};

static const char style[] =
	":root{color-scheme:light dark;--ground:#f6f4ef;--ink:#23201b;--quiet:#6f695f;"
	"--card:#fff;--mat:#eceae4;--line:#e0dcd3}"
	"@media(prefers-color-scheme:dark){:root{--ground:#161513;--ink:#ece8e1;--quiet:#9d968a;"
	"--card:#211f1c;--mat:#2a2824;--line:#34312c}}"
	"*{box-sizing:border-box}"
	"body{margin:0 auto;max-width:110rem;padding:clamp(1rem,3vw,3rem);"
	"background:var(--ground);color:var(--ink);font:1rem/1.4 system-ui,sans-serif}"
	"h1{margin:0 0 1.5rem;font-size:1.5rem;font-weight:600;letter-spacing:-.01em}"
	"ul{display:grid;grid-template-columns:repeat(auto-fill,minmax(clamp(9rem,28vw,15rem),1fr))"
	";"
	"gap:clamp(.75rem,1.5vw,1.5rem);margin:0;padding:0;list-style:none}"
	"figure{margin:0;height:100%;display:flex;flex-direction:column;overflow:hidden;"
	"background:var(--card);border:1px solid var(--line);border-radius:.75rem}"
	"figure a{display:block;background:var(--mat)}"
	"figure a:focus-visible{outline:3px solid Highlight;outline-offset:-3px}"
	"img{display:block;width:100%;aspect-ratio:4/3;object-fit:scale-down}"
	"figcaption{padding:.6rem .85rem .7rem;overflow-wrap:anywhere}"
	"figcaption small{display:block;color:var(--quiet);font-size:.8rem;"
	"font-variant-numeric:tabular-nums}";

/* ---- writing HTML ---- */

/* A relative path as a URL: what is neither unreserved nor a slash is encoded. */
static void put_path(FILE *out, const char *path)
{
	for (; *path; path++) {
		bool plain = (*path >= 'a' && *path <= 'z') || (*path >= 'A' && *path <= 'Z') ||
			     (*path >= '0' && *path <= '9') || strchr("-._~/", *path);

		(void)fprintf(out, plain ? "%c" : "%%%02X", (unsigned char)*path);
	}
}

/* ---- a picture ---- */

static void put_size(FILE *out, size_t bytes)
{
	static const char *const units[] = { "B", "kB", "MB", "GB" };
	double size = (double)bytes;
	int unit = 0;

	for (; size >= 999.5 && unit < 3; unit++)
		size /= 1000;
	(void)fprintf(out, unit && size < 9.95 ? "%.1f %s" : "%.0f %s", size, units[unit]);
}

/* "image/svg+xml" is SVG to people. */
static void put_kind(FILE *out, const char *type)
{
	const char *kind = strchr(type, '/') + 1;

	if (strncmp(kind, "x-", 2) == 0)
		kind += 2;
	for (; *kind && *kind != '+'; kind++)
		(void)fputc(*kind >= 'a' && *kind <= 'z' ? *kind - 'a' + 'A' : *kind, out);
}

static void put_figure(FILE *out, const struct picture *picture)
{
	(void)fprintf(out, "<li><figure><a href=\"");
	markup_string(out, picture->url);
	(void)fprintf(out, "\" rel=\"noopener noreferrer\"><img src=\"");
	if (picture->file) {
		put_path(out, picture->file);
	} else {
		(void)fprintf(out, "data:%s;base64,", picture->type);
		markup_base64(out, picture->body, picture->len);
	}
	(void)fprintf(out, "\" alt=\"");
	markup_string(out, picture->name);
	(void)fprintf(out, "\" loading=\"lazy\" decoding=\"async\"></a><figcaption>");
	markup_string(out, picture->name);
	(void)fprintf(out, "<small>");
	put_kind(out, picture->type);
	(void)fprintf(out, " · ");
	put_size(out, picture->len);
	(void)fprintf(out, "</small></figcaption></figure></li>\n");
}

/* ---- the page ---- */

static void put_head(FILE *out, size_t n)
{
	char *title = xasprintf(lang_plural("%zu picture", "%zu pictures", n), n);

	(void)fprintf(out,
		      "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
		      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		      "img-src 'self' file: data:; base-uri 'none'; form-action 'none'; style-src ",
		      lang_name());
	markup_hash(out, style, sizeof(style) - 1);
	(void)fprintf(out,
		      "\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
		      "<meta name=\"viewport\" content=\"width=device-width\">\n"
		      "<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n<h1>%s</h1>\n<ul>\n",
		      title, style, title);
	free(title);
}

static int copy_part(FILE *out, FILE *from, const struct part *part)
{
	char bytes[16384];
	size_t left = (size_t)(part->end - part->start);

	if (fseek(from, part->start, SEEK_SET))
		return -1;
	while (left) {
		size_t got = fread(bytes, 1, left < sizeof(bytes) ? left : sizeof(bytes), from);

		if (!got || fwrite(bytes, 1, got, out) != got)
			return -1;
		left -= got;
	}
	return 0;
}

static int by_place(const void *a, const void *b)
{
	size_t left = ((const struct part *)a)->place, right = ((const struct part *)b)->place;

	return (left > right) - (left < right);
}

struct gallery *gallery_new(struct err *err)
{
	struct gallery *gallery = xcalloc(1, sizeof(*gallery));

	gallery->spool = tmpfile();
	if (gallery->spool)
		return gallery;
	err_errno(err, ERR_IO, _("a temporary file cannot be made"));
	free(gallery);
	return NULL;
}

void gallery_free(struct gallery *gallery)
{
	if (!gallery)
		return;
	(void)fclose(gallery->spool);
	free(gallery->parts);
	free(gallery);
}

int gallery_add(struct gallery *gallery, size_t place, const struct picture *picture,
		struct err *err)
{
	struct part part = { .place = place, .start = ftell(gallery->spool) };

	put_figure(gallery->spool, picture);
	part.end = ftell(gallery->spool);
	if (ferror(gallery->spool) || part.start < 0 || part.end < 0)
		return err_errno(err, ERR_IO, _("a temporary file cannot be written"));
	if (gallery->n == gallery->size) {
		gallery->size = gallery->size ? 2 * gallery->size : 64;
		gallery->parts =
			xreallocarray(gallery->parts, gallery->size, sizeof(*gallery->parts));
	}
	gallery->parts[gallery->n++] = part;
	return 0;
}

size_t gallery_count(const struct gallery *gallery)
{
	return gallery->n;
}

int gallery_write(struct gallery *gallery, FILE *out, struct err *err)
{
	int rc = 0;

	if (gallery->n)
		qsort(gallery->parts, gallery->n, sizeof(*gallery->parts), by_place);
	put_head(out, gallery->n);
	for (size_t i = 0; !rc && i < gallery->n; i++)
		rc = copy_part(out, gallery->spool, &gallery->parts[i]);
	(void)fprintf(out, "</ul>\n</body>\n</html>\n");
	if (rc || fflush(out) || ferror(out))
		return err_errno(err, ERR_IO, _("the gallery cannot be written"));
	return 0;
}
