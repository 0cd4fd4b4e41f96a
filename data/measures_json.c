#include "data/measures_json.h"

#include <jansson.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>
#include "data/mem.h"

/* ---- writing ---- */

static json_t *measure(double value, bool is_whole)
{
	if (!isfinite(value))
		return json_null();
	return is_whole ? json_integer((json_int_t)value) : json_real(value);
}

json_t *measures_to_json(const struct measures *measures)
{
	const char *formula = measures->flesch_formula;
	json_t *object = json_object();

	for (int i = 0; i < MEASURES; i++) {
		bool is_whole;
		const char *name = measure_name((enum measure)i, &is_whole);

		(void)json_object_set_new_nocheck(object, name,
						  measure(measures->values[i], is_whole));
	}
	(void)json_object_set_new(object, "flesch_formula",
				  formula ? json_string(formula) : json_null());
	return object;
}

static json_t *pair(uint64_t x, uint64_t y)
{
	return json_pack("[I,I]", (json_int_t)x, (json_int_t)y);
}

static json_t *curve(const struct curve *curve)
{
	json_t *pairs = json_array();

	for (size_t i = 0; i < curve->n; i++)
		(void)json_array_append_new(pairs, pair(curve->points[i].x, curve->points[i].y));
	return pairs;
}

static json_t *histogram(const struct histogram *histogram)
{
	json_t *pairs = json_array();

	for (size_t i = 0; i < HISTOGRAM_BINS; i++)
		if (histogram->bins[i])
			(void)json_array_append_new(pairs, pair(i, histogram->bins[i]));
	return pairs;
}

static json_t *dispersion(const struct dispersion *dispersion)
{
	json_t *words = json_array();

	for (size_t i = 0; i < dispersion->n; i++) {
		const struct dispersion_row *row = &dispersion->rows[i];
		json_t *bins = json_array();

		for (size_t bin = 0; bin < DISPERSION_BINS; bin++)
			(void)json_array_append_new(bins, json_integer(row->bins[bin]));
		(void)json_array_append_new(words,
					    json_pack("{s:s,s:I,s:o}", "token", row->word, "count",
						      (json_int_t)row->count, "bins", bins));
	}
	return words;
}

json_t *curves_to_json(const struct curves *curves)
{
	return json_pack("{s:o,s:o,s:o,s:o,s:o,s:o}", "growth", curve(&curves->growth),
			 "rank_frequency", curve(&curves->rank_frequency), "token_lengths",
			 histogram(&curves->tokens), "line_lengths", histogram(&curves->lines),
			 "sentence_lengths", histogram(&curves->sentences), "dispersion",
			 dispersion(&curves->dispersion));
}

/* ---- reading ---- */

struct measures *measures_from_json(const json_t *json)
{
	struct measures *measures;

	if (!json_is_object(json))
		return NULL;
	measures = measures_new();
	for (int i = 0; i < MEASURES; i++) {
		bool is_whole;
		const char *name = measure_name((enum measure)i, &is_whole);
		const json_t *value = json_object_get(json, name);

		if (json_is_number(value))
			measures->values[i] = json_number_value(value);
	}
	return measures;
}

static uint64_t count_of(const json_t *value)
{
	json_int_t count = json_integer_value(value);

	return count > 0 ? (uint64_t)count : 0;
}

static void read_curve(struct curve *curve, const json_t *pairs)
{
	for (size_t i = 0; i < json_array_size(pairs) && curve->n < CURVE_POINTS; i++) {
		const json_t *pair = json_array_get(pairs, i);

		curve->points[curve->n++] = (struct curve_point) {
			count_of(json_array_get(pair, 0)),
			count_of(json_array_get(pair, 1)),
		};
	}
}

static void read_histogram(struct histogram *histogram, const json_t *pairs)
{
	for (size_t i = 0; i < json_array_size(pairs); i++) {
		const json_t *pair = json_array_get(pairs, i);
		uint64_t bin = count_of(json_array_get(pair, 0));

		if (bin < HISTOGRAM_BINS)
			histogram->bins[bin] = count_of(json_array_get(pair, 1));
	}
}

static void read_dispersion(struct dispersion *dispersion, const json_t *words)
{
	for (size_t i = 0; i < json_array_size(words) && dispersion->n < DISPERSION_WORDS; i++) {
		const json_t *word = json_array_get(words, i);
		const char *token = json_string_value(json_object_get(word, "token"));
		const json_t *bins = json_object_get(word, "bins");
		struct dispersion_row *row = &dispersion->rows[dispersion->n];

		if (!token)
			continue;
		dispersion->n++;
		row->word = xstrdup(token);
		row->count = count_of(json_object_get(word, "count"));
		for (size_t bin = 0; bin < DISPERSION_BINS; bin++)
			row->bins[bin] = (uint32_t)count_of(json_array_get(bins, bin));
	}
}

struct curves *curves_from_json(const json_t *json)
{
	struct curves *curves;

	if (!json_is_object(json))
		return NULL;
	curves = xcalloc(1, sizeof(*curves));
	read_curve(&curves->growth, json_object_get(json, "growth"));
	read_curve(&curves->rank_frequency, json_object_get(json, "rank_frequency"));
	read_histogram(&curves->tokens, json_object_get(json, "token_lengths"));
	read_histogram(&curves->lines, json_object_get(json, "line_lengths"));
	read_histogram(&curves->sentences, json_object_get(json, "sentence_lengths"));
	read_dispersion(&curves->dispersion, json_object_get(json, "dispersion"));
	return curves;
}
