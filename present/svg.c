#include "present/svg.h"

#include <math.h>
#include "present/markup.h"

/* With a tenth at most: half of a page's bytes are coordinates. */
static void put(FILE *out, double number)
{
	double tenths = round(number * 10);

	if (fmod(tenths, 10) == 0)
		(void)fprintf(out, "%.0f", tenths / 10 + 0.0);
	else
		(void)fprintf(out, "%.1f", tenths / 10);
}

static void put_attribute(FILE *out, const char *name, double number)
{
	(void)fprintf(out, " %s=\"", name);
	put(out, number);
	(void)fputc('"', out);
}

static void put_class(FILE *out, const char *class)
{
	if (class)
		(void)fprintf(out, " class=\"%s\"", class);
}

/* Closes what NAME opened. */
static void put_tip(FILE *out, const char *name, const char *tip)
{
	if (!tip) {
		(void)fputs("/>", out);
		return;
	}
	(void)fputs("><title>", out);
	markup_string(out, tip);
	(void)fprintf(out, "</title></%s>", name);
}

void svg_begin(FILE *out, double width, double height, const char *class, const char *label)
{
	(void)fprintf(out, "<svg viewBox=\"0 0 ");
	put(out, width);
	(void)fputc(' ', out);
	put(out, height);
	(void)fprintf(out, "\" role=\"img\" aria-label=\"");
	markup_string(out, label);
	(void)fputc('"', out);
	put_class(out, class);
	(void)fputc('>', out);
}

void svg_end(FILE *out)
{
	(void)fputs("</svg>\n", out);
}

void svg_rect(FILE *out, double x, double y, double width, double height, const char *class,
	      const char *tip)
{
	(void)fputs("<rect", out);
	put_attribute(out, "x", x);
	put_attribute(out, "y", y);
	put_attribute(out, "width", width);
	put_attribute(out, "height", height);
	put_class(out, class);
	put_tip(out, "rect", tip);
}

void svg_line(FILE *out, double x1, double y1, double x2, double y2, const char *class)
{
	svg_path_begin(out, class);
	svg_move(out, x1, y1);
	svg_to(out, x2, y2);
	svg_path_end(out);
}

void svg_path_begin(FILE *out, const char *class)
{
	(void)fputs("<path", out);
	put_class(out, class);
	(void)fputs(" d=\"", out);
}

static void put_step(FILE *out, char step, double x, double y)
{
	(void)fputc(step, out);
	put(out, x);
	(void)fputc(' ', out);
	put(out, y);
}

void svg_move(FILE *out, double x, double y)
{
	put_step(out, 'M', x, y);
}

void svg_to(FILE *out, double x, double y)
{
	put_step(out, 'L', x, y);
}

void svg_across(FILE *out, double length)
{
	(void)fputc('h', out);
	put(out, length);
}

void svg_down(FILE *out, double length)
{
	(void)fputc('v', out);
	put(out, length);
}

void svg_path_end(FILE *out)
{
	(void)fputs("\"/>", out);
}

void svg_text(FILE *out, double x, double y, const char *class, const char *text)
{
	svg_text_sized(out, x, y, 0, class, text);
}

void svg_text_sized(FILE *out, double x, double y, double size, const char *class, const char *text)
{
	(void)fputs("<text", out);
	put_attribute(out, "x", x);
	put_attribute(out, "y", y);
	if (size > 0)
		put_attribute(out, "font-size", size);
	put_class(out, class);
	(void)fputc('>', out);
	markup_string(out, text);
	(void)fputs("</text>", out);
}
