/*
 * number - numbers as the reader of a report writes them: 60,549.25 or 60.549,25.
 */
#ifndef PRESENT_NUMBER_H
#define PRESENT_NUMBER_H

enum { NUMBER_SIZE = 48 };

struct number {
	char text[NUMBER_SIZE];
};

/* With so many decimals; a dash where it is no number. */
struct number number_of(double value, int decimals);

/* With so many digits that it says something: 4 significant ones, or all of a whole number. */
struct number number_short(double value);

#endif
