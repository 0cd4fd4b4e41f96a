/*
 * sixteen - sixteen bytes at once: every machine has such vectors, or the compiler makes them of
 * words. A comparison gives all ones where it holds.
 */
#ifndef ANALYZE_SIXTEEN_H
#define ANALYZE_SIXTEEN_H

#include <endian.h>
#include <stdint.h>

/* What is compiled once for all machines and once more for those that can do more. */
#define SIXTEEN static inline __attribute__((always_inline))
#if defined(__x86_64__)
#define SIXTEEN_AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt,lzcnt")))
#endif

typedef unsigned char sixteen __attribute__((vector_size(16)));

/* The bytes of two words, of which the lowest come first. */
SIXTEEN sixteen sixteen_of(uint64_t first, uint64_t second)
{
	typedef uint64_t two __attribute__((vector_size(16)));

	return (sixteen)(two) { htole64(first), htole64(second) };
}

SIXTEEN sixteen sixteen_within(sixteen c, unsigned char first, unsigned char last)
{
	return (sixteen)(c - first <= (unsigned char)(last - first));
}

/* A bit for each byte of a comparison, the first the lowest. */
SIXTEEN uint64_t sixteen_bits(sixteen is)
{
#ifdef __SSE2__
	typedef char sixteen_signed __attribute__((vector_size(16)));

	return (uint64_t)__builtin_ia32_pmovmskb128((sixteen_signed)is);
#else
	uint64_t bits = 0;

	for (int i = 0; i < 16; i++)
		bits |= (uint64_t)(is[i] & 1) << i;
	return bits;
#endif
}

/* Of each two bytes the higher one. */
SIXTEEN sixteen sixteen_higher(sixteen a, sixteen b)
{
#if defined(__SSE2__) && !defined(__clang__)
	typedef char sixteen_signed __attribute__((vector_size(16)));

	return (sixteen)__builtin_ia32_pmaxub128((sixteen_signed)a, (sixteen_signed)b);
#else
	sixteen keep = (sixteen)(a > b);

	return (a & keep) | (b & ~keep);
#endif
}

/* Each byte where the one before it was, the last one 0. */
SIXTEEN sixteen sixteen_moved(sixteen a)
{
	return __builtin_shufflevector(a, (sixteen) { 0 }, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
				       13, 14, 15, 16);
}

#endif
