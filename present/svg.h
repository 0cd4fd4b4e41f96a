/*
 * svg - shapes of a picture, written into a page as they are drawn.
 *
 * Knows no colours: a shape has a class, and the page's style says what that looks like, by day
 * and by night. Lengths are the picture's own units; y grows downwards. TIP is shown to whoever
 * points at the shape, and may be NULL. Texts are anybody's UTF-8.
 */
#ifndef PRESENT_SVG_H
#define PRESENT_SVG_H

#include <stdio.h>

/* LABEL says what is to be seen, to those who cannot see it. */
void svg_begin(FILE *out, double width, double height, const char *class, const char *label);
void svg_end(FILE *out);

void svg_rect(FILE *out, double x, double y, double width, double height, const char *class,
	      const char *tip);
void svg_line(FILE *out, double x1, double y1, double x2, double y2, const char *class);

/* One line from point to point: begin, to, to, ..., end. svg_move lifts the pen. */
void svg_path_begin(FILE *out, const char *class);
void svg_move(FILE *out, double x, double y);
void svg_to(FILE *out, double x, double y);
void svg_across(FILE *out, double length); /* from there, with fewer bytes */
void svg_down(FILE *out, double length);
void svg_path_end(FILE *out);

/* X, Y is the baseline's left end, or with "middle" or "end" in the class's style, that. */
void svg_text(FILE *out, double x, double y, const char *class, const char *text);

/* The same, so many units high. */
void svg_text_sized(FILE *out, double x, double y, double size, const char *class,
		    const char *text);

#endif
