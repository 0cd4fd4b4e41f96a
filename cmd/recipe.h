/*
 * recipe - how numbers are made: what the options ask of the analysis, and the words that say so.
 */
#ifndef CMD_RECIPE_H
#define CMD_RECIPE_H

#include <stdbool.h>

struct options;

/* The tables that are printed: a bit 1 << enum table for each. Of the books: those that each of
 * them has to keep for that. */
unsigned recipe_tables(const struct options *options);
unsigned recipe_book_tables(const struct options *options);

/* Measures are wanted: they are shown, or to be kept. */
bool recipe_measures(const struct options *options);
bool recipe_curves(const struct options *options);

/* The provenance of summaries is wanted. */
bool recipe_proves(const struct options *options);

/* The options that numbers depend on, as words of a command line. The caller's to free(). */
char *recipe_words(const struct options *options);

#endif
