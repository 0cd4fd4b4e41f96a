#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "data/mem.h"
#include "present/charts.h"
#include "present/label.h"
#include "present/svg.h"

enum { CLOUD_HEIGHT = 240, CLOUD_COLUMNS = 24, CLOUD_TURNS = 2400 };

/* Sizes of letters. */
static const double smallest = 11, largest = 46;

struct box {
	double x, y, width, height; /* x, y: the middle */
};

/* Of a letter that is 1 high, in the widest of the fonts that may be there. */
static double width_of(unsigned char c)
{
	static const char narrow[] = "fijlrtI.,:;'!|()[]- ", wide[] = "mwMW@%=+_<>&";

	if (strchr(narrow, c))
		return .42;
	return strchr(wide, c) ? 1 : c >= '0' && c <= '9' ? .66 : c >= 'A' && c <= 'Z' ? .78 : .62;
}

/* Letters beyond ASCII by the columns they take. */
static double width_of_name(const char *name, int columns)
{
	double width = 0;

	for (; *name; name++) {
		if ((unsigned char)*name >= 0x80)
			continue;
		width += width_of((unsigned char)*name);
		columns--;
	}
	return width + .7 * columns;
}

static bool overlap(const struct box *a, const struct box *b)
{
	return fabs(a->x - b->x) * 2 < a->width + b->width &&
	       fabs(a->y - b->y) * 2 < a->height + b->height;
}

static bool is_free(const struct box *box, const struct box *others, size_t n)
{
	if (box->x - box->width / 2 < 0 || box->x + box->width / 2 > CHART_WIDTH ||
	    box->y - box->height / 2 < 0 || box->y + box->height / 2 > CLOUD_HEIGHT)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (overlap(box, &others[i]))
			return false;
	}
	return true;
}

/* Outwards on a flat spiral until there is room. False: there is none. */
static bool find_place(struct box *box, const struct box *others, size_t n)
{
	for (int turn = 0; turn < CLOUD_TURNS; turn++) {
		double angle = turn * .35, radius = turn * .11;

		box->x = CHART_WIDTH / 2.0 + radius * cos(angle);
		box->y = CLOUD_HEIGHT / 2.0 + radius * .6 * sin(angle);
		if (is_free(box, others, n))
			return true;
	}
	return false;
}

/* Area goes with the count, so the size with its root. */
static double size_of(uint64_t count, uint64_t least, uint64_t most)
{
	double low = sqrt((double)least), high = sqrt((double)most);

	return high > low ? smallest + (largest - smallest) * (sqrt((double)count) - low) /
					       (high - low)
			  : (smallest + largest) / 2;
}

void chart_cloud(FILE *out, const char *label, const struct chart_item *items, size_t n)
{
	struct box *boxes = xreallocarray(NULL, n ? n : 1, sizeof(*boxes));
	size_t placed = 0;

	svg_begin(out, CHART_WIDTH, CLOUD_HEIGHT, "cloud", label);
	for (size_t i = 0; i < n; i++) {
		double size = size_of(items[i].count, items[n - 1].count, items[0].count);
		char *name = label_new(items[i].name);
		int columns;
		bool whole = label_fit(name, CLOUD_COLUMNS, &columns) == strlen(name);

		boxes[placed] = (struct box) { .width = (width_of_name(name, columns) + .2) * size,
					       .height = size * 1.1 };
		if (whole && find_place(&boxes[placed], boxes, placed)) {
			svg_text_sized(out, boxes[placed].x, boxes[placed].y + size * .32, size,
				       placed % 3 == 0   ? "m a"
				       : placed % 3 == 1 ? "m b"
							 : "m",
				       name);
			placed++;
		}
		free(name);
	}
	svg_end(out);
	free(boxes);
}
