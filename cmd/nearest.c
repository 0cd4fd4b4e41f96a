#include "cmd/nearest.h"

#include <string.h>

enum { LONGEST = 31, MOST = 3 };

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int edits_between(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b);
	int rows[3][LONGEST + 1], *above = rows[0], *row = rows[1], *twice = rows[2];

	if (n > LONGEST || m > LONGEST)
		return MOST + 1;
	for (size_t j = 0; j <= m; j++)
		row[j] = (int)j;
	for (size_t i = 1; i <= n; i++) {
		int *oldest = twice;

		twice = above;
		above = row;
		row = oldest;
		row[0] = (int)i;
		for (size_t j = 1; j <= m; j++) {
			row[j] = least(least(above[j], row[j - 1]) + 1,
				       above[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				row[j] = least(row[j], twice[j - 2] + 1);
		}
	}
	return least(row[m], MOST + 1);
}

void nearest_offer(struct nearest *nearest, const char *name)
{
	int edits = edits_between(nearest->word, name);

	if (edits > MOST || (size_t)edits * 3 > strlen(nearest->word))
		return;
	if (nearest->name && edits >= nearest->edits)
		return;
	nearest->name = name;
	nearest->edits = edits;
}
