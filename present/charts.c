#include "present/charts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "data/lang.h"
#include "data/mem.h"
#include "present/label.h"
#include "present/number.h"
#include "present/svg.h"

enum {
	NAME_COLUMNS = 14, /* of a terminal: more of a name is not shown */
	NAME_WIDTH = 112,
	COUNT_WIDTH = 56,
	ROW = 20,
	BAR = 13,
};

static void put_name(FILE *out, double y, const char *name)
{
	char *text = label_cut(label_new(name), NAME_COLUMNS);

	svg_text(out, NAME_WIDTH - 8, y, "e", text);
	free(text);
}

static uint64_t highest(const struct chart_item *items, size_t n)
{
	uint64_t most = 1;

	for (size_t i = 0; i < n; i++)
		most = items[i].count > most ? items[i].count : most;
	return most;
}

void chart_bars(FILE *out, const char *label, const struct chart_item *items, size_t n)
{
	const double room = CHART_WIDTH - NAME_WIDTH - COUNT_WIDTH;
	double most = (double)highest(items, n);

	svg_begin(out, CHART_WIDTH, (double)(n * ROW), "bars", label);
	for (size_t i = 0; i < n; i++) {
		double y = (double)(i * ROW), width = room * (double)items[i].count / most;

		put_name(out, y + 14, items[i].name);
		svg_rect(out, NAME_WIDTH, y + (ROW - BAR) / 2.0, fmax(width, 1), BAR, "bar", NULL);
		svg_text(out, NAME_WIDTH + width + 6, y + 14, "n",
			 number_of((double)items[i].count, 0).text);
	}
	svg_end(out);
}

/* ---- columns ---- */

enum { COLUMNS_HEIGHT = 200, COLUMNS_ROOM = 150, COLUMNS_TOP = 16 };

/* About five numbers below the columns. */
static size_t step_of(size_t n)
{
	static const size_t steps[] = { 1, 2, 5, 10, 20, 25, 50, 100 };
	size_t i = 0;

	while (i + 1 < sizeof(steps) / sizeof(*steps) && n / steps[i] > 8)
		i++;
	return steps[i];
}

void chart_lengths(FILE *out, const char *label, const char *x_name, const uint64_t *counts,
		   size_t n)
{
	const double bottom = COLUMNS_TOP + COLUMNS_ROOM;
	double width = n ? (double)CHART_WIDTH / (double)n : 1;
	size_t step = step_of(n);
	uint64_t most = 1;

	for (size_t i = 0; i < n; i++)
		most = counts[i] > most ? counts[i] : most;
	svg_begin(out, CHART_WIDTH, COLUMNS_HEIGHT, "columns", label);
	for (size_t i = 0; i < n; i++) {
		double height = COLUMNS_ROOM * (double)counts[i] / (double)most;
		char *tip = xasprintf("%zu: %s", i + 1, number_of((double)counts[i], 0).text);

		if (counts[i])
			svg_rect(out, (double)i * width + width * .08, bottom - fmax(height, 1),
				 width * .84, fmax(height, 1), "bar", tip);
		if ((i + 1) % step == 0 || i == 0)
			svg_text(out, ((double)i + .5) * width, bottom + 15, "m",
				 number_of((double)i + 1, 0).text);
		free(tip);
	}
	svg_line(out, 0, bottom, CHART_WIDTH, bottom, "axis");
	svg_text(out, CHART_WIDTH / 2.0, COLUMNS_HEIGHT - 3, "m q", x_name);
	svg_end(out);
}

/* ---- strips ---- */

enum { STRIP = 22, STRIP_MARK = 14, SHADES = 4 };

/* From 1, where it occurs once, to SHADES. */
static unsigned shade_of(uint32_t times, uint32_t most)
{
	return most <= 1 ? SHADES : 1 + (unsigned)((SHADES - 1) * (double)(times - 1) / (most - 1));
}

static void put_strip(FILE *out, const struct chart_strip *strip, size_t n_bins, double y)
{
	const double room = CHART_WIDTH - NAME_WIDTH - 1;
	double width = room / (double)n_bins;
	uint32_t most = 0;

	for (size_t i = 0; i < n_bins; i++)
		most = strip->bins[i] > most ? strip->bins[i] : most;
	svg_rect(out, NAME_WIDTH, y + 3, room, STRIP_MARK, "ground", NULL);
	for (unsigned shade = 1; shade <= SHADES; shade++) {
		char class[] = { 's', (char)('0' + shade), '\0' };

		svg_path_begin(out, class);
		for (size_t i = 0; i < n_bins; i++) {
			double x = NAME_WIDTH + ((double)i + .5) * width;

			if (!strip->bins[i] || shade_of(strip->bins[i], most) != shade)
				continue;
			svg_move(out, x, y + 3);
			svg_down(out, STRIP_MARK);
		}
		svg_path_end(out);
	}
}

void chart_strips(FILE *out, const char *label, const struct chart_strip *strips, size_t n,
		  size_t n_bins)
{
	svg_begin(out, CHART_WIDTH, (double)(n * STRIP) + 18, "strips", label);
	for (size_t i = 0; i < n; i++) {
		put_name(out, (double)(i * STRIP) + 15, strips[i].name);
		put_strip(out, &strips[i], n_bins, (double)(i * STRIP));
	}
	svg_text(out, NAME_WIDTH, (double)(n * STRIP) + 14, "q", _("beginning"));
	svg_text(out, CHART_WIDTH - 1, (double)(n * STRIP) + 14, "e q", _("end"));
	svg_end(out);
}
