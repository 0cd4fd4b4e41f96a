/*
 * plot - a curve of whole numbers on logarithmic axes, from 1 up, as a picture of CHART_WIDTH.
 */
#ifndef PRESENT_PLOT_H
#define PRESENT_PLOT_H

#include <stdio.h>
#include "data/curves.h"

struct plot {
	const char *label, *x_name, *y_name;
	const struct curve *curve;
	double factor, exponent; /* of the line y = factor * x ^ exponent; NaN: none */
};

void plot_write(FILE *out, const struct plot *plot);

/* A curve alone, without numbers, on plain axes from 0 to X_MAX and Y_MAX: for several side by
 * side. */
void plot_small(FILE *out, const char *label, const struct curve *curve, double x_max,
		double y_max);

#endif
