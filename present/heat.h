/*
 * heat - the distances between books as a picture: a field for each pair, and the tree beside it.
 */
#ifndef PRESENT_HEAT_H
#define PRESENT_HEAT_H

#include <stdio.h>
#include "present/likeness.h"

/* Where the fields begin, and how large one is, in the units of the picture. */
enum { HEAT_LEFT = 300 };
double heat_field_size(size_t n);

/* NAMES[i] is what book i is called. The darker a field, the nearer the two. */
void heat_write(FILE *out, const char *label, const struct likeness *likeness,
		const char *const *names);

#endif
