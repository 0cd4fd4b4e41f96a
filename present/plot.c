#include "present/plot.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include "data/mem.h"
#include "present/charts.h"
#include "present/number.h"
#include "present/svg.h"

enum { LEFT = 52, RIGHT = 10, TOP = 26, BOTTOM = 40, HEIGHT = 284, SMALL_STEP = 4 };

/* Where on the picture the plane of the numbers lies. */
struct frame {
	double left, top, width, height;
	double x_decades, y_decades; /* the axes go from 1 to ten to this */
};

static double x_of(const struct frame *frame, double x)
{
	return frame->left + frame->width * log10(fmax(x, 1)) / frame->x_decades;
}

static double y_of(const struct frame *frame, double y)
{
	return frame->top + frame->height * (1 - log10(fmax(y, 1)) / frame->y_decades);
}

static double decades_of(double most)
{
	return fmax(1, log10(fmax(most, 1)));
}

/* "10.000" and "100.000" need too much room beside each other: 10 mil is not shorter, 10⁵ is. */
static void put_tick(FILE *out, double x, double y, const char *class, int decade)
{
	static const char *const powers[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
	char *text = decade < 4 ? xasprintf("%s", number_of(pow(10, decade), 0).text)
				: xasprintf("10%s", powers[decade < 10 ? decade : 9]);

	svg_text(out, x, y, class, text);
	free(text);
}

static void put_axes(FILE *out, const struct frame *frame, const struct plot *plot)
{
	double bottom = frame->top + frame->height;

	for (int i = 0; i <= (int)floor(frame->x_decades + 1e-9); i++) {
		double x = frame->left + frame->width * i / frame->x_decades;

		svg_line(out, x, frame->top, x, bottom, "grid");
		put_tick(out, x, bottom + 16, "m", i);
	}
	for (int i = 0; i <= (int)floor(frame->y_decades + 1e-9); i++) {
		double y = bottom - frame->height * i / frame->y_decades;

		svg_line(out, frame->left, y, frame->left + frame->width, y, "grid");
		put_tick(out, frame->left - 6, y + 4, "e", i);
	}
	svg_text(out, frame->left + frame->width / 2, HEIGHT - 6, "m q", plot->x_name);
	svg_text(out, 2, 12, "q", plot->y_name);
}

/* Only as far as it runs within the frame. */
static void put_fit(FILE *out, const struct frame *frame, const struct plot *plot)
{
	double from = 1, to = pow(10, frame->x_decades), most = pow(10, frame->y_decades);
	double at_one, at_most;

	if (!isfinite(plot->factor) || !isfinite(plot->exponent) || plot->factor <= 0 ||
	    plot->exponent == 0)
		return;
	at_one = pow(1 / plot->factor, 1 / plot->exponent);
	at_most = pow(most / plot->factor, 1 / plot->exponent);
	from = fmax(from, fmin(at_one, at_most));
	to = fmin(to, fmax(at_one, at_most));
	if (from >= to)
		return;
	svg_line(out, x_of(frame, from), y_of(frame, plot->factor * pow(from, plot->exponent)),
		 x_of(frame, to), y_of(frame, plot->factor * pow(to, plot->exponent)), "fit");
}

/* Strokes of no length with round ends: a tenth of the bytes of circles. */
static void put_dots(FILE *out, const struct frame *frame, const struct curve *curve)
{
	svg_path_begin(out, "dots");
	for (size_t i = 0; i < curve->n; i++) {
		svg_move(out, x_of(frame, (double)curve->points[i].x),
			 y_of(frame, (double)curve->points[i].y));
		svg_across(out, 0);
	}
	svg_path_end(out);
}

static double highest(const struct curve *curve)
{
	double most = 1;

	for (size_t i = 0; i < curve->n; i++)
		most = fmax(most, (double)curve->points[i].y);
	return most;
}

void plot_write(FILE *out, const struct plot *plot)
{
	const struct curve *curve = plot->curve;
	struct frame frame = { .left = LEFT,
			       .top = TOP,
			       .width = CHART_WIDTH - LEFT - RIGHT,
			       .height = HEIGHT - TOP - BOTTOM };

	frame.x_decades = decades_of(curve->n ? (double)curve->points[curve->n - 1].x : 1);
	frame.y_decades = decades_of(highest(curve));
	svg_begin(out, CHART_WIDTH, HEIGHT, "plot", plot->label);
	put_axes(out, &frame, plot);
	put_fit(out, &frame, plot);
	put_dots(out, &frame, curve);
	svg_end(out);
}

void plot_small(FILE *out, const char *label, const struct curve *curve, double x_max, double y_max)
{
	enum { WIDTH = 120, SMALL_HEIGHT = 72, EDGE = 4 };
	const double width = WIDTH - 2 * EDGE, height = SMALL_HEIGHT - 2 * EDGE;

	svg_begin(out, WIDTH, SMALL_HEIGHT, "small", label);
	svg_rect(out, EDGE, EDGE, width, height, "ground", NULL);
	svg_path_begin(out, "line");
	svg_move(out, EDGE, EDGE + height);
	for (size_t i = 0; i < curve->n; i += SMALL_STEP)
		svg_to(out, EDGE + width * (double)curve->points[i].x / fmax(x_max, 1),
		       EDGE + height * (1 - (double)curve->points[i].y / fmax(y_max, 1)));
	svg_path_end(out);
	svg_end(out);
}
