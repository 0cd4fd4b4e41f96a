#include "present/likeness.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "data/mem.h"

static double product(const struct likeness_book *a, const struct likeness_book *b)
{
	double sum = 0;

	for (size_t i = 0, j = 0; i < a->n && j < b->n;) {
		int order = token_compare(&a->rows[i]->token, &b->rows[j]->token);

		if (order == 0)
			sum += (double)a->rows[i]->count * (double)b->rows[j]->count;
		i += order <= 0;
		j += order >= 0;
	}
	return sum;
}

static double norm(const struct likeness_book *book)
{
	double sum = 0;

	for (size_t i = 0; i < book->n; i++)
		sum += (double)book->rows[i]->count * (double)book->rows[i]->count;
	return sqrt(sum);
}

static void measure(struct likeness *out, const struct likeness_book *books)
{
	size_t n = out->n;
	double *norms = xreallocarray(NULL, n ? n : 1, sizeof(*norms));

	for (size_t i = 0; i < n; i++)
		norms[i] = norm(&books[i]);
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < i; j++) {
			double both = norms[i] * norms[j];
			double cosine = both > 0 ? product(&books[i], &books[j]) / both : 0;

			out->distances[i * n + j] = fmin(fmax(1 - cosine, 0), 1);
			out->distances[j * n + i] = out->distances[i * n + j];
		}
	}
	free(norms);
}

/* ---- the tree ---- */

/* Which groups there still are, how many books are in each, and how far apart they are. */
struct groups {
	size_t n;
	size_t *nodes, *sizes;
	double *distances; /* n * n */
};

static void find_nearest(const struct groups *groups, size_t *left, size_t *right)
{
	double least = INFINITY;

	*left = 0;
	*right = 1;
	for (size_t i = 0; i < groups->n; i++) {
		for (size_t j = i + 1; j < groups->n; j++) {
			double distance = groups->distances[i * groups->n + j];

			if (groups->sizes[i] && groups->sizes[j] && distance < least) {
				least = distance;
				*left = i;
				*right = j;
			}
		}
	}
}

/* RIGHT goes up in LEFT. */
static void join(struct groups *groups, size_t left, size_t right)
{
	size_t n = groups->n;
	double a = (double)groups->sizes[left], b = (double)groups->sizes[right];

	for (size_t i = 0; i < n; i++) {
		double mean = (a * groups->distances[left * n + i] +
			       b * groups->distances[right * n + i]) /
			      (a + b);

		groups->distances[left * n + i] = mean;
		groups->distances[i * n + left] = mean;
	}
	groups->sizes[left] += groups->sizes[right];
	groups->sizes[right] = 0;
}

/* The leaves below NODE, from left to right: depth first, without recursion. */
static void put_in_order(struct likeness *out)
{
	size_t *stack = xreallocarray(NULL, out->n + 1, sizeof(*stack));
	size_t depth = 0, at = 0;

	if (out->n)
		stack[depth++] = out->n > 1 ? 2 * out->n - 2 : 0;
	while (depth) {
		size_t node = stack[--depth];

		if (node < out->n) {
			out->order[at++] = node;
		} else {
			stack[depth++] = out->joins[node - out->n].right;
			stack[depth++] = out->joins[node - out->n].left;
		}
	}
	free(stack);
}

static void build_tree(struct likeness *out)
{
	size_t n = out->n, cells = n * n;
	struct groups groups = { .n = n };

	groups.nodes = xreallocarray(NULL, n ? n : 1, sizeof(*groups.nodes));
	groups.sizes = xreallocarray(NULL, n ? n : 1, sizeof(*groups.sizes));
	groups.distances = xreallocarray(NULL, cells ? cells : 1, sizeof(*groups.distances));
	if (cells)
		memcpy(groups.distances, out->distances, cells * sizeof(*groups.distances));
	for (size_t i = 0; i < n; i++) {
		groups.nodes[i] = i;
		groups.sizes[i] = 1;
	}
	for (size_t i = 0; i + 1 < n; i++) {
		size_t left, right;

		find_nearest(&groups, &left, &right);
		out->joins[i] = (struct likeness_join) { groups.nodes[left], groups.nodes[right],
							 groups.distances[left * n + right] };
		join(&groups, left, right);
		groups.nodes[left] = n + i;
	}
	free(groups.nodes);
	free(groups.sizes);
	free(groups.distances);
}

void likeness_find(struct likeness *out, const struct likeness_book *books, size_t n)
{
	*out = (struct likeness) { .n = n };
	out->distances = xcalloc(n ? n * n : 1, sizeof(*out->distances));
	out->order = xcalloc(n ? n : 1, sizeof(*out->order));
	out->joins = xcalloc(n ? n : 1, sizeof(*out->joins));
	measure(out, books);
	build_tree(out);
	put_in_order(out);
}

void likeness_release(struct likeness *likeness)
{
	free(likeness->distances);
	free(likeness->order);
	free(likeness->joins);
	*likeness = (struct likeness) { 0 };
}
