/* Numbers as the reader of a report writes them. */
#include "present/number.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>
#include "data/lang.h"

static const struct {
	const char *name;
	double value;
	int decimals; /* -1: as many as say something */
	const char *english, *portuguese;
} cases[] = {
	{ "nought", 0, 0, "0", "0" },
	{ "below a thousand nothing parts it", 999, 0, "999", "999" },
	{ "thousands", 1000, 0, "1,000", "1.000" },
	{ "millions", 1234567, 0, "1,234,567", "1.234.567" },
	{ "decimals", 1234.5, 2, "1,234.50", "1.234,50" },
	{ "less than nought", -1234.5, 1, "-1,234.5", "-1.234,5" },
	{ "rounded up to a thousand", 999.96, 1, "1,000.0", "1.000,0" },
	{ "four digits say something", 0.123456, -1, "0.1235", "0,1235" },
	{ "also of small ones", 0.00123456, -1, "0.001235", "0,001235" },
	{ "large ones need no decimals", 12345.6, -1, "12,346", "12.346" },
	{ "whole ones neither", 12, -1, "12", "12" },
	{ "what is not defined is a dash", NAN, -1, "–", "–" },
	{ "what has no end, too", INFINITY, 0, "–", "–" },
	{ "and what would need a line of its own", 1e300, 0, "–", "–" },
};

static struct number number(size_t i)
{
	return cases[i].decimals < 0 ? number_short(cases[i].value)
				     : number_of(cases[i].value, cases[i].decimals);
}

static void numbers(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		(void)lang_set("en");
		if (strcmp(number(i).text, cases[i].english) != 0)
			fail_msg("%s: %s", cases[i].name, number(i).text);
		(void)lang_set("pt");
		if (strcmp(number(i).text, cases[i].portuguese) != 0)
			fail_msg("%s: %s", cases[i].name, number(i).text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(numbers) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
