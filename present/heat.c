#include "present/heat.h"

#include <math.h>
#include <stdlib.h>
#include "data/mem.h"
#include "present/label.h"
#include "present/svg.h"

enum { SHADES = 9, NAME_COLUMNS = 40, TREE_WIDTH = 110, WIDTH = 720, GAP = 8, LARGEST = 26 };

/* Field (0, 0) is at the top left of the field's plane. */
struct plane {
	double left, size; /* of one field, both ways */
};

static double nearest(const struct likeness *likeness)
{
	double least = 1;

	for (size_t i = 0; i + 1 < likeness->n; i++)
		least = fmin(least, likeness->joins[i].distance);
	return least;
}

static double farthest(const struct likeness *likeness)
{
	double most = 0;

	for (size_t i = 0; i < likeness->n * likeness->n; i++)
		most = fmax(most, likeness->distances[i]);
	return most;
}

/* From 1, far, to SHADES, the same. */
static int shade_of(double distance, double least, double most)
{
	/* Where none is nearer than another: how near they are. */
	double share = most > least ? (most - distance) / (most - least) : 1 - distance;

	return 1 + (int)fmin(fmax(share, 0) * SHADES, SHADES - 1);
}

static void put_fields(FILE *out, const struct likeness *likeness, const struct plane *plane,
		       int shade)
{
	double least = nearest(likeness), most = farthest(likeness), size = plane->size;
	char class[] = { 'h', (char)('0' + shade), '\0' };
	size_t n = likeness->n;

	/* A line as thick as a field: half the bytes of a rectangle. */
	(void)fprintf(out, "<g stroke-width=\"%.2f\">", size * .96);
	svg_path_begin(out, class);
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < n; j++) {
			double at =
				likeness->distances[likeness->order[i] * n + likeness->order[j]];

			if (i == j || shade_of(at, least, most) != shade)
				continue;
			svg_move(out, plane->left + (double)j * size, ((double)i + .5) * size);
			svg_across(out, .96 * size);
		}
	}
	svg_path_end(out);
	(void)fputs("</g>", out);
}

/* As many columns of a name as there is room between the tree and the fields. */
static void put_names(FILE *out, const struct likeness *likeness, double size,
		      const char *const *names)
{
	const double letter = .58, below = .35; /* its width, and its base, of its height */
	double height = fmin(12, size * .9), room = HEAT_LEFT - TREE_WIDTH - 2 * GAP;

	for (size_t i = 0; i < likeness->n; i++) {
		char *name = label_cut(label_new(names[likeness->order[i]]),
				       (int)fmin(room / (letter * height), NAME_COLUMNS));

		svg_text_sized(out, HEAT_LEFT - GAP, ((double)i + .5) * size + below * height,
			       height, "e", name);
		free(name);
	}
}

/* From the leaves, at the right, to the one root at the left. */
static void put_tree(FILE *out, const struct likeness *likeness, double size)
{
	size_t n = likeness->n;
	double most = n > 1 ? likeness->joins[n - 2].distance : 1;
	double *heights = xcalloc(2 * n, sizeof(*heights)), *xs = xcalloc(2 * n, sizeof(*xs));

	for (size_t i = 0; i < n; i++) {
		heights[likeness->order[i]] = ((double)i + .5) * size;
		xs[likeness->order[i]] = TREE_WIDTH;
	}
	svg_path_begin(out, "tree");
	for (size_t i = 0; i + 1 < n; i++) {
		const struct likeness_join *join = &likeness->joins[i];
		double x = TREE_WIDTH - (TREE_WIDTH - 4) * (most > 0 ? join->distance / most : 0);

		svg_move(out, xs[join->left], heights[join->left]);
		svg_to(out, x, heights[join->left]);
		svg_to(out, x, heights[join->right]);
		svg_to(out, xs[join->right], heights[join->right]);
		xs[n + i] = x;
		heights[n + i] = (heights[join->left] + heights[join->right]) / 2;
	}
	svg_path_end(out);
	free(heights);
	free(xs);
}

double heat_field_size(size_t n)
{
	return n ? fmin((double)(WIDTH - HEAT_LEFT) / (double)n, LARGEST) : LARGEST;
}

void heat_write(FILE *out, const char *label, const struct likeness *likeness,
		const char *const *names)
{
	struct plane plane = { .left = HEAT_LEFT, .size = heat_field_size(likeness->n) };

	svg_begin(out, plane.left + plane.size * (double)likeness->n,
		  plane.size * (double)likeness->n, "heat", label);
	put_tree(out, likeness, plane.size);
	put_names(out, likeness, plane.size, names);
	for (int shade = 1; shade <= SHADES; shade++)
		put_fields(out, likeness, &plane, shade);
	svg_end(out);
}
