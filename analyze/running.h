/*
 * running - what needs the running text: how its types follow each other.
 *
 *   mattr       mean ratio of types to tokens over all windows of so many tokens; of the whole
 *               text where it has no more      Covington and McFall 2010
 *   mtld        N / factors, the mean of both directions. A factor ends where the ratio of types
 *               to tokens in it falls below the threshold; what is left counts
 *               (1 - ratio) / (1 - threshold)  McCarthy and Jarvis 2010
 *   heaps_k, heaps_beta    V(n) = K n^beta: least squares of ln V(n) on ln n at
 *               n = floor(N j / 100), j = 1..100, from N = 1000 on    Heaps 1978
 *   growth      the curve of those points
 *
 * The text is numbers, one a token: which type it is. It may come in pieces, forth and then back.
 */
#ifndef ANALYZE_RUNNING_H
#define ANALYZE_RUNNING_H

#include <stddef.h>
#include <stdint.h>
#include "data/measures.h"

enum { RUNNING_WINDOW = 500 };
#define RUNNING_THRESHOLD 0.72

struct running_options {
	long window;      /* tokens; 0: RUNNING_WINDOW */
	double threshold; /* below 1; 0: RUNNING_THRESHOLD */
};

struct running;

/* A text of N_TOKENS tokens, at most 2^32 - 1, of the types 0 to N_TYPES - 1. */
struct running *running_new(size_t n_tokens, size_t n_types, const struct running_options *options);
void running_free(struct running *running);

/* The next N tokens. */
void running_forth(struct running *running, const uint32_t *types, size_t n);

/* Once all have gone forth: the same pieces, the last one first. */
void running_back(struct running *running, const uint32_t *types, size_t n);

/* Once all have come back. */
void running_measure(const struct running *running, struct measures *out);

#endif
