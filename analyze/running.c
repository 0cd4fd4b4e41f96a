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

/* Where the next stretch ends that begins at AT and is to end before PAST: at the next point of the
 * curve; and at the token that the last window begins with. */
static uint64_t stretch_end(const struct running *running, uint64_t at, uint64_t point,
			    uint64_t past)
{
	uint64_t last_begin = running->n_tokens - running->window + 1;

	past = point < past ? point : past;
	return at < last_begin && last_begin < past ? last_begin : past;
}

/* Tokens up to PAST, among which no window begins after the last one, or all do. */
static void read_stretch(struct running *running, struct factors *out, const uint32_t *types,
			 uint64_t past)
{
	struct factors factors = *out;
	uint32_t *last = running->last;
	uint64_t windows = 0, new = 0, window = running->window;
	double threshold = running->threshold;
	bool is_end = past > running->n_tokens - running->window + 1;

	for (; factors.at < past; types++) {
		uint64_t at = factors.at, seen = last[*types];

		last[*types] = (uint32_t)at + 1;
		new += seen == 0;
		windows += is_end                   ? windows_begun(running, at, seen)
			   : at + 1 - seen < window ? at + 1 - seen
						    : window;
		factor_add(&factors, seen, threshold);
	}
	running->types += new;
	running->window_types += windows;
	*out = factors;
}

void running_forth(struct running *running, const uint32_t *types, size_t n)
{
	uint64_t at = running->forth.at, past = at + n, point = next_point(running, at);

	while (at < past) {
		uint64_t end = stretch_end(running, at, point, past);

		read_stretch(running, &running->forth, types, end);
		types += end - at;
		at = end;
		if (at == point) {
			running->growth.points[running->growth.n++] =
				(struct curve_point) { point, running->types };
			point = next_point(running, point);
		}
	}
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
