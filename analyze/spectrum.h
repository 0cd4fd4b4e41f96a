/*
 * spectrum - how many types occur how often: all that a measure of richness needs of a vocabulary.
 */
#ifndef ANALYZE_SPECTRUM_H
#define ANALYZE_SPECTRUM_H

#include <stddef.h>
#include <stdint.h>
#include "analyze/tally.h"

struct spectrum_row {
	uint64_t count; /* k */
	uint64_t types; /* V_k, at least 1 */
};

struct spectrum {
	struct spectrum_row *rows; /* the highest count first: by rank */
	size_t n;
	uint64_t tokens, types;
};

void spectrum_init(struct spectrum *spectrum, const struct tally *tally);
void spectrum_release(struct spectrum *spectrum);

/* V_k */
uint64_t spectrum_types(const struct spectrum *spectrum, uint64_t count);

#endif
