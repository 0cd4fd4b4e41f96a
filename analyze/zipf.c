#include "analyze/zipf.h"

#include <math.h>

/* Terms that are added one by one; from there on five of the formula are enough for 1e-15. */
enum { HEAD = 40 };

static const double highest = 64; /* two types, one of them 2^32 times: 32 */

/* (A + B ln r) r^-p: closed under differentiation. */
struct term {
	double a, b, p;
};

static double value_at(const struct term *term, double r)
{
	return (term->a + term->b * log(r)) * pow(r, -term->p);
}

static struct term derivative(const struct term *term)
{
	return (struct term) { term->b - term->p * term->a, -term->p * term->b, term->p + 1 };
}

/* The integral of e^zu over u from 0 to 1. */
static double exponential(double z)
{
	return fabs(z) < 1e-10 ? 1 + z / 2 : expm1(z) / z;
}

/* The integral of u e^zu over u from 0 to 1. */
static double ramp(double z)
{
	double sum = 0, power = 1;

	if (fabs(z) > 1)
		return (exp(z) * (z - 1) + 1) / (z * z);
	for (int k = 0; k < 20; k++) {
		sum += power / (k + 2);
		power *= z / (k + 1);
	}
	return sum;
}

/* Of a term from FROM to TO; over t = ln r, where it is (A + B t) e^((1 - p) t). */
static double integral(const struct term *term, double from, double to)
{
	double start = log(from), length = log(to) - start, slope = 1 - term->p;
	double z = slope * length;

	return exp(slope * start) * length *
	       ((term->a + term->b * start) * exponential(z) + term->b * length * ramp(z));
}

/* Over r = FROM, ..., TO. */
static double sum_of(const struct term *term, double from, double to)
{
	/* B_2k / (2k)! */
	static const double weights[] = { 1.0 / 12, -1.0 / 720, 1.0 / 30240, -1.0 / 1209600,
					  1.0 / 47900160 };
	double sum = integral(term, from, to) + (value_at(term, from) + value_at(term, to)) / 2;
	struct term odd = derivative(term);

	for (size_t k = 0; k < sizeof(weights) / sizeof(*weights); k++) {
		struct term even = derivative(&odd);

		sum += weights[k] * (value_at(&odd, to) - value_at(&odd, from));
		odd = derivative(&even);
	}
	return sum;
}

/* The mean of ln r under p. */
static double mean_log(double exponent, double types)
{
	const struct term plain = { 1, 0, exponent }, with_log = { 0, 1, exponent };
	double sum = 0, log_sum = 0;

	for (int r = 1; r < HEAD && r <= types; r++) {
		double power = pow(r, -exponent);

		sum += power;
		log_sum += power * log(r);
	}
	if (types >= HEAD) {
		sum += sum_of(&plain, HEAD, types);
		log_sum += sum_of(&with_log, HEAD, types);
	}
	return log_sum / sum;
}

/* The sum of ln r over FIRST <= r < PAST. */
static double sum_of_logs(uint64_t first, uint64_t past)
{
	double sum = 0;
	int sign; /* lgamma's own is one variable for all threads */

	if (past - first > HEAD)
		return lgamma_r((double)past, &sign) - lgamma_r((double)first, &sign);
	for (; first < past; first++)
		sum += log((double)first);
	return sum;
}

/* What it is in the text. */
static double mean_log_of(const struct spectrum *spectrum)
{
	uint64_t rank = 1;
	double sum = 0;

	for (size_t i = 0; i < spectrum->n; i++) {
		uint64_t past = rank + spectrum->rows[i].types;

		sum += (double)spectrum->rows[i].count * sum_of_logs(rank, past);
		rank = past;
	}
	return sum / (double)spectrum->tokens;
}

/* The secant's next step where it stays between LOW and HIGH, else their middle. */
double zipf_exponent(const struct spectrum *spectrum)
{
	double types = (double)spectrum->types, wanted, low = 0, high = highest;
	double x = 1, y, last_x = 0, last_y;

	if (spectrum->types < 2)
		return NAN;
	wanted = mean_log_of(spectrum);
	last_y = mean_log(last_x, types) - wanted;
	if (last_y <= 0)
		return 0; /* all as frequent */
	for (int i = 0; i < 100 && high - low > 1e-13; i++) {
		double next;

		y = mean_log(x, types) - wanted;
		if (y > 0)
			low = x;
		else
			high = x;
		next = x - y * (x - last_x) / (y - last_y);
		if (fabs(next - x) < 1e-14 * x)
			return next;
		last_x = x;
		last_y = y;
		x = next > low && next < high ? next : (low + high) / 2;
	}
	return x;
}
