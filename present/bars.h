/*
 * bars - what is most used, as bars on a terminal.
 *
 *   que  ██████████████████████▋ 2,556
 *   a    ██████████████████████  2,490
 *
 * In eighths of a column where the terminal is UTF-8, else in '#'.
 */
#ifndef PRESENT_BARS_H
#define PRESENT_BARS_H

#include <stdbool.h>
#include <stdio.h>
#include "data/err.h"
#include "data/summary.h"

struct bars {
	int columns; /* of the terminal */
	bool blocks; /* it shows the characters of Unicode */
	bool color;
};

/* As the locale's name in the environment has it. */
bool bars_know_unicode(void);

/* SUMMARY has the tables BARS_TABLES. */
#define BARS_TABLES (1U << TABLE_SEQUENCES_FOLDED | 1U << TABLE_CHARACTERS_FOLDED)

int bars_write(FILE *out, const struct summary *summary, const struct bars *bars, struct err *err);

#endif
