/*
 * measures - arithmetic on the counts of types: how rich a vocabulary is.
 *
 * N tokens, V types, n_i the count of type i, V_k the types that occur k times, ln natural.
 *
 *   tokens types hapax dis   N, V, V_1, V_2
 *   ttr            V / N                            type-token ratio
 *   herdan_c       ln V / ln N                      Herdan 1960
 *   guiraud_r      V / sqrt N                       Guiraud 1954
 *   carroll_cttr   V / sqrt 2N                      Carroll 1964
 *   maas_a2        (ln N - ln V) / (ln N)^2         Maas 1972
 *   dugast_u       (ln N)^2 / (ln N - ln V)         Dugast 1978
 *   yule_k         10^4 (sum k^2 V_k - N) / N^2     Yule 1944
 *   simpson_d      sum n_i (n_i - 1) / (N (N - 1))  Simpson 1949
 *   honore_h       100 ln N / (1 - V_1 / V)         Honoré 1979
 *   brunet_w       N ^ (V ^ -0.165)                 Brunet 1978
 *   entropy        -sum n_i/N log2 n_i/N, bits a token    Shannon 1948
 *   hdd            sum over types of P(it is among 42 tokens drawn) / 42, from N = 42 on;
 *                  P = 1 - C(N - n_i, 42) / C(N, 42)      McCarthy and Jarvis 2007
 *   zipf           the a that maximises the likelihood of p(r) ~ r^-a over the ranks 1..V
 *   mean, sd _token_length    of all tokens, in code points
 *
 * Where a denominator is 0, or there is nothing to measure, a measure is not defined.
 */
#ifndef ANALYZE_MEASURES_H
#define ANALYZE_MEASURES_H

#include "analyze/lengths.h"
#include "analyze/tally.h"
#include "data/measures.h"

/* Fills those above, and where there are curves rank_frequency and tokens, of the FOLDED types. */
void measures_of_counts(struct measures *out, const struct tally *folded);

/* The same in two, where somebody else looks at the tokens anyway: all but the lengths; those. */
void measures_of_spectrum(struct measures *out, const struct tally *folded);
void measures_of_lengths(struct measures *out, const struct lengths *lengths);

#endif
