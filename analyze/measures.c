#include "analyze/measures.h"

#include <math.h>
#include "analyze/spectrum.h"
#include "analyze/vocabulary.h"
#include "analyze/zipf.h"

enum { DRAWN = 42 };

/* NaN where B is 0. */
static double ratio(double a, double b)
{
	return b != 0 ? a / b : NAN;
}

static void measure_ratios(double *values, double tokens, double types, double hapax)
{
	double log_n = log(tokens), log_v = log(types);

	values[MEASURE_TTR] = ratio(types, tokens);
	values[MEASURE_HERDAN_C] = ratio(log_v, log_n);
	values[MEASURE_GUIRAUD_R] = ratio(types, sqrt(tokens));
	values[MEASURE_CARROLL_CTTR] = ratio(types, sqrt(2 * tokens));
	values[MEASURE_MAAS_A2] = ratio(log_n - log_v, log_n * log_n);
	values[MEASURE_DUGAST_U] = ratio(log_n * log_n, log_n - log_v);
	values[MEASURE_HONORE_H] = ratio(100 * log_n, 1 - ratio(hapax, types));
	values[MEASURE_BRUNET_W] = types > 0 ? pow(tokens, pow(types, -0.165)) : NAN;
}

static void measure_sums(double *values, const struct spectrum *spectrum)
{
	double n = (double)spectrum->tokens, pairs = 0, entropy = 0;

	for (size_t i = 0; i < spectrum->n; i++) {
		double k = (double)spectrum->rows[i].count, types = (double)spectrum->rows[i].types;

		pairs += types * k * (k - 1);
		entropy += types * k * log2(n / k);
	}
	values[MEASURE_YULE_K] = ratio(1e4 * pairs, n * n);
	values[MEASURE_SIMPSON_D] = ratio(pairs, n * (n - 1));
	values[MEASURE_ENTROPY] = ratio(entropy, n);
}

/* That a type which occurs COUNT times is among those drawn: the complement of a product of
 * 1 - COUNT / (N - j), built up from below so that nothing is lost where it is small. */
static double chance(double count, const double *inverse, double tokens)
{
	double drawn = 0;

	if (count > tokens - DRAWN)
		return 1;
	for (int j = 0; j < DRAWN; j++)
		drawn += (1 - drawn) * count * inverse[j];
	return drawn;
}

static double hdd_of(const struct spectrum *spectrum)
{
	double n = (double)spectrum->tokens, inverse[DRAWN], sum = 0;

	if (spectrum->tokens < DRAWN)
		return NAN;
	for (int j = 0; j < DRAWN; j++)
		inverse[j] = 1 / (n - j);
	for (size_t i = 0; i < spectrum->n; i++)
		sum += (double)spectrum->rows[i].types *
		       chance((double)spectrum->rows[i].count, inverse, n);
	return sum / DRAWN;
}

/* The first ranks all, then each a 16th higher than the last: evenly on a logarithmic scale. */
static void draw_ranks(struct curve *curve, const struct spectrum *spectrum)
{
	uint64_t rank = 1, first = 1;

	for (size_t i = 0; i < spectrum->n; i++) {
		uint64_t past = first + spectrum->rows[i].types;

		for (; rank < past && curve->n < CURVE_POINTS - 1; rank += 1 + rank / 16)
			curve->points[curve->n++] =
				(struct curve_point) { rank, spectrum->rows[i].count };
		first = past;
	}
	if (spectrum->types && curve->points[curve->n - 1].x < spectrum->types)
		curve->points[curve->n++] =
			(struct curve_point) { spectrum->types,
					       spectrum->rows[spectrum->n - 1].count };
}

void measures_of_lengths(struct measures *out, const struct lengths *lengths)
{
	out->values[MEASURE_MEAN_TOKEN_LENGTH] = lengths_mean(lengths);
	out->values[MEASURE_SD_TOKEN_LENGTH] = lengths_sd(lengths);
}

void measures_of_spectrum(struct measures *out, const struct tally *folded)
{
	struct spectrum spectrum;
	double *values = out->values;

	spectrum_init(&spectrum, folded);
	values[MEASURE_TOKENS] = (double)spectrum.tokens;
	values[MEASURE_TYPES] = (double)spectrum.types;
	values[MEASURE_HAPAX] = (double)spectrum_types(&spectrum, 1);
	values[MEASURE_DIS] = (double)spectrum_types(&spectrum, 2);
	measure_ratios(values, values[MEASURE_TOKENS], values[MEASURE_TYPES],
		       values[MEASURE_HAPAX]);
	measure_sums(values, &spectrum);
	values[MEASURE_HDD] = hdd_of(&spectrum);
	values[MEASURE_ZIPF] = zipf_exponent(&spectrum);
	if (out->curves)
		draw_ranks(&out->curves->rank_frequency, &spectrum);
	spectrum_release(&spectrum);
}

void measures_of_counts(struct measures *out, const struct tally *folded)
{
	struct lengths lengths = { .histogram = out->curves ? &out->curves->tokens : NULL };

	measures_of_spectrum(out, folded);
	for (size_t i = 0; i < folded->n; i++)
		lengths_add(&lengths, vocabulary_length(folded->rows[i].token),
			    folded->rows[i].count);
	measures_of_lengths(out, &lengths);
}
