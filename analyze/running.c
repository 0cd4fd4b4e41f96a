#include "analyze/running.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "data/mem.h"

enum { GROWTH_POINTS = 100, HEAPS_LEAST = 1000 };

/* Of MTLD, in one direction. */
struct factors {
	uint64_t begin, at; /* of the factor that is being read; of the next token */
	uint64_t types;     /* in it */
	uint64_t full;      /* factors that ended */
};

struct running {
	uint32_t *last; /* of each type: where it was seen last, from 1; 0: not yet */
	size_t n_tokens, n_types, window;
	double threshold;
	uint64_t window_types; /* the types of each window, summed over the windows */
	struct factors forth, back;
	uint64_t types; /* so far */
	struct curve growth;
};

struct running *running_new(size_t n_tokens, size_t n_types, const struct running_options *options)
{
	struct running *running = xcalloc(1, sizeof(*running));
	size_t window = options->window > 0 ? (size_t)options->window : RUNNING_WINDOW;

	running->last = xcalloc(n_types, sizeof(*running->last));
	running->n_tokens = n_tokens;
	running->n_types = n_types;
	running->window = window < n_tokens ? window : n_tokens;
	running->threshold = options->threshold > 0 ? options->threshold : RUNNING_THRESHOLD;
	return running;
}

void running_free(struct running *running)
{
	if (running)
		free(running->last);
	free(running);
}

/* In how many windows the token at AT, whose type was last seen at LAST - 1, is the first of its
 * type: those that begin after LAST - 1, at AT at the latest, and in which it lies. */
static inline uint64_t windows_begun(const struct running *running, uint64_t at, uint64_t last)
{
	uint64_t first = at + 1 > running->window ? at + 1 - running->window : 0;
	uint64_t past = running->n_tokens - running->window + 1;

	first = last > first ? last : first;
	past = at + 1 < past ? at + 1 : past;
	return past > first ? past - first : 0;
}

/* Whether the ratio of TYPES to TOKENS is below THRESHOLD. Dividing takes long: it is done only
 * where multiplying, whose error is below 2^-20, leaves it open. */
static inline bool is_below(double types, double tokens, double threshold)
{
	const double doubt = 1e-5;
	double above = types - threshold * tokens;

	return above < doubt && (above < -doubt || types / tokens < threshold);
}

static inline void factor_add(struct factors *factors, uint64_t last, double threshold)
{
	uint64_t at = factors->at++;

	factors->types += last <= factors->begin;
	if (is_below((double)factors->types, (double)(at + 1 - factors->begin), threshold)) {
		factors->full++;
		factors->begin = at + 1;
		factors->types = 0;
	}
}

/* Where the next point of the curve is; UINT64_MAX: nowhere. A short text has fewer. */
static uint64_t next_point(const struct running *running, uint64_t after)
{
	uint64_t j = running->n_tokens ? (after * GROWTH_POINTS) / running->n_tokens + 1
				       : GROWTH_POINTS + 1;

	while (j <= GROWTH_POINTS && running->n_tokens * j / GROWTH_POINTS <= after)
		j++;
	return j <= GROWTH_POINTS ? running->n_tokens * j / GROWTH_POINTS : UINT64_MAX;
}

void running_forth(struct running *running, const uint32_t *types, size_t n)
{
	struct factors factors = running->forth;
	uint64_t point = next_point(running, factors.at), windows = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t last = running->last[types[i]];
		uint64_t at = factors.at;

		running->last[types[i]] = (uint32_t)at + 1;
		running->types += last == 0;
		windows += windows_begun(running, at, last);
		factor_add(&factors, last, running->threshold);
		if (at + 1 == point) {
			running->growth.points[running->growth.n++] =
				(struct curve_point) { point, running->types };
			point = next_point(running, point);
		}
	}
	running->window_types += windows;
	running->forth = factors;
}

void running_back(struct running *running, const uint32_t *types, size_t n)
{
	struct factors factors = running->back;

	if (factors.at == 0)
		memset(running->last, 0, running->n_types * sizeof(*running->last));
	while (n-- > 0) {
		uint32_t last = running->last[types[n]];

		running->last[types[n]] = (uint32_t)factors.at + 1;
		factor_add(&factors, last, running->threshold);
	}
	running->back = factors;
}

/* NaN where there are no factors. */
static double mtld_of(const struct running *running, const struct factors *factors)
{
	uint64_t left = factors->at - factors->begin;
	double full = (double)factors->full;

	if (left)
		full += (1 - (double)factors->types / (double)left) / (1 - running->threshold);
	return full > 0 ? (double)factors->at / full : NAN;
}

static void measure_growth(const struct curve *growth, double *values)
{
	double mean_x = 0, mean_y = 0, xx = 0, xy = 0, n = (double)growth->n;

	for (size_t i = 0; i < growth->n; i++) {
		mean_x += log((double)growth->points[i].x) / n;
		mean_y += log((double)growth->points[i].y) / n;
	}
	for (size_t i = 0; i < growth->n; i++) {
		double x = log((double)growth->points[i].x) - mean_x;

		xx += x * x;
		xy += x * (log((double)growth->points[i].y) - mean_y);
	}
	values[MEASURE_HEAPS_BETA] = xy / xx;
	values[MEASURE_HEAPS_K] = exp(mean_y - xy / xx * mean_x);
}

void running_measure(const struct running *running, struct measures *out)
{
	double windows = (double)(running->n_tokens - running->window + 1);

	if (running->n_tokens)
		out->values[MEASURE_MATTR] =
			(double)running->window_types / (windows * (double)running->window);
	out->values[MEASURE_MTLD] =
		(mtld_of(running, &running->forth) + mtld_of(running, &running->back)) / 2;
	if (running->n_tokens >= HEAPS_LEAST)
		measure_growth(&running->growth, out->values);
	if (out->curves)
		out->curves->growth = running->growth;
}
