#include "analyze/spectrum.h"

#include <stdlib.h>
#include "data/mem.h"

/* Lower counts, which nearly all types have, are told apart by their number; the others sorted. */
enum { LOW = 1024 };

static int compare_falling(const void *a, const void *b)
{
	const uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

	return (left < right) - (left > right);
}

static void add_row(struct spectrum *spectrum, uint64_t count, uint64_t types)
{
	struct spectrum_row *last = spectrum->rows + spectrum->n;

	if (spectrum->n && last[-1].count == count) {
		last[-1].types += types;
		return;
	}
	*last = (struct spectrum_row) { count, types };
	spectrum->n++;
}

void spectrum_init(struct spectrum *spectrum, const struct tally *tally)
{
	uint64_t low[LOW] = { 0 };
	size_t n_high = 0, n_rows = LOW;
	uint64_t *high;

	*spectrum = (struct spectrum) { .types = tally->n };
	for (size_t i = 0; i < tally->n; i++)
		n_high += tally->rows[i].count >= LOW;
	high = xreallocarray(NULL, n_high, sizeof(*high));
	spectrum->rows = xreallocarray(NULL, n_rows + n_high, sizeof(*spectrum->rows));
	n_high = 0;
	for (size_t i = 0; i < tally->n; i++) {
		uint64_t count = tally->rows[i].count;

		spectrum->tokens += count;
		if (count < LOW)
			low[count]++;
		else
			high[n_high++] = count;
	}
	if (n_high)
		qsort(high, n_high, sizeof(*high), compare_falling);
	for (size_t i = 0; i < n_high; i++)
		add_row(spectrum, high[i], 1);
	for (uint64_t count = LOW - 1; count > 0; count--)
		if (low[count])
			add_row(spectrum, count, low[count]);
	free(high);
}

void spectrum_release(struct spectrum *spectrum)
{
	free(spectrum->rows);
	*spectrum = (struct spectrum) { 0 };
}

uint64_t spectrum_types(const struct spectrum *spectrum, uint64_t count)
{
	for (size_t i = spectrum->n; i-- > 0 && spectrum->rows[i].count <= count;)
		if (spectrum->rows[i].count == count)
			return spectrum->rows[i].types;
	return 0;
}
