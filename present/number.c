#include "present/number.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include "data/lang.h"

enum { SIGNIFICANT = 4, MOST_DECIMALS = 6 };

struct number number_of(double value, int decimals)
{
	bool portuguese = strcmp(lang_name(), "pt") == 0;
	struct number number = { "–" };
	char plain[NUMBER_SIZE];
	size_t whole, at = 0;

	if (!isfinite(value) || fabs(value) >= 1e18)
		return number;
	(void)snprintf(plain, sizeof(plain), "%.*f", decimals, fabs(value));
	whole = strcspn(plain, ".");
	if (value < 0)
		number.text[at++] = '-';
	for (size_t i = 0; i < whole; i++) {
		if (i && (whole - i) % 3 == 0)
			number.text[at++] = portuguese ? '.' : ',';
		number.text[at++] = plain[i];
	}
	if (plain[whole])
		number.text[at++] = portuguese ? ',' : '.';
	(void)snprintf(number.text + at, sizeof(number.text) - at, "%s",
		       plain[whole] ? plain + whole + 1 : "");
	return number;
}

struct number number_short(double value)
{
	int digits;

	if (value == floor(value) || !isfinite(value))
		return number_of(value, 0);
	digits = (int)floor(log10(fabs(value))) + 1;
	digits = SIGNIFICANT - digits;
	return number_of(value, digits < 0 ? 0 : digits > MOST_DECIMALS ? MOST_DECIMALS : digits);
}
