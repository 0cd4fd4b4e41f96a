#include "process/well_formed.h"

#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif
#include "process/utf8.h"

#if defined(__x86_64__)
#define AVX2 __attribute__((target("avx2")))

enum { WIDE = 32 };

/* What may be wrong with two bytes in a row. A table has, for each half of the first byte and for
 * the upper half of the second, what that half allows to be wrong: what all three allow, is. */
enum {
	TOO_SHORT = 1,    /* a lead, and no trail after it */
	TOO_LONG = 2,     /* ASCII, and a trail */
	OVERLONG_3 = 4,   /* e0 80 to e0 9f */
	TOO_LARGE = 8,    /* f4 90 and up, f5 and up */
	SURROGATE = 16,   /* ed a0 and up */
	OVERLONG_2 = 32,  /* c0, c1 */
	OVERLONG_4 = 64,  /* f0 80 to f0 8f; and f5 80 and up */
	TWO_TRAILS = 128, /* right only after a lead of three or four */
	ANY_LOW = TOO_SHORT | TOO_LONG | TWO_TRAILS,
	BEYOND = ANY_LOW | TOO_LARGE | OVERLONG_4,
};

AVX2 static inline __m256i look_up(const uint8_t table[16], __m256i halves)
{
	__m128i once = _mm_loadu_si128((const __m128i *)(const void *)table);

	return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(once), halves);
}

AVX2 static inline __m256i upper(__m256i bytes)
{
	return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(15));
}

AVX2 static inline __m256i wrong_pairs(__m256i first, __m256i second)
{
	enum { T = TOO_LONG, U = TWO_TRAILS, S = TOO_SHORT, ALL = T | OVERLONG_2 | U };
	static const uint8_t first_upper[16] = {
		[0 ... 7] = T,
		[8 ... 11] = U,
		[12] = S | OVERLONG_2,
		[13] = S,
		[14] = S | OVERLONG_3 | SURROGATE,
		[15] = S | TOO_LARGE | OVERLONG_4,
	};
	static const uint8_t first_lower[16] = {
		[0] = ANY_LOW | OVERLONG_2 | OVERLONG_3 | OVERLONG_4,
		[1] = ANY_LOW | OVERLONG_2,
		[2 ... 3] = ANY_LOW,
		[4] = ANY_LOW | TOO_LARGE,
		[5 ... 12] = BEYOND,
		[13] = BEYOND | SURROGATE,
		[14 ... 15] = BEYOND,
	};
	static const uint8_t second_upper[16] = {
		[0 ... 7] = S,
		[8] = ALL | OVERLONG_3 | OVERLONG_4,
		[9] = ALL | OVERLONG_3 | TOO_LARGE,
		[10 ... 11] = ALL | SURROGATE | TOO_LARGE,
		[12 ... 15] = S,
	};
	__m256i lower = _mm256_and_si256(first, _mm256_set1_epi8(15));

	return _mm256_and_si256(_mm256_and_si256(look_up(first_upper, upper(first)),
						 look_up(first_lower, lower)),
				look_up(second_upper, upper(second)));
}

/* Of the 32 bytes of NOW, after those of BEFORE; not zero where any is wrong. */
AVX2 static inline __m256i wrong(__m256i before, __m256i now)
{
	__m256i across = _mm256_permute2x128_si256(before, now, 0x21);
	__m256i back1 = _mm256_alignr_epi8(now, across, 15);
	__m256i back2 = _mm256_alignr_epi8(now, across, 14);
	__m256i back3 = _mm256_alignr_epi8(now, across, 13);
	/* The upper bit is set where a third or fourth byte must be. */
	__m256i third = _mm256_subs_epu8(back2, _mm256_set1_epi8((char)(0xe0 - 0x80)));
	__m256i fourth = _mm256_subs_epu8(back3, _mm256_set1_epi8((char)(0xf0 - 0x80)));
	__m256i must = _mm256_and_si256(_mm256_or_si256(third, fourth),
					_mm256_set1_epi8((char)TWO_TRAILS));

	return _mm256_xor_si256(must, wrong_pairs(back1, now));
}

AVX2 static bool well_formed_avx2(const char *bytes, size_t len)
{
	__m256i before = _mm256_setzero_si256(), all = before, now;
	char rest[WIDE] = { 0 };
	size_t i = 0;

	for (; len - i >= WIDE; i += WIDE) {
		now = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + i));
		/* ASCII after ASCII. */
		if (_mm256_movemask_epi8(_mm256_or_si256(now, before)))
			all = _mm256_or_si256(all, wrong(before, now));
		before = now;
	}
	/* The NULs after the end are no trails. */
	memcpy(rest, bytes + i, len - i);
	now = _mm256_loadu_si256((const __m256i *)(const void *)rest);
	all = _mm256_or_si256(all, wrong(before, now));
	return _mm256_testz_si256(all, all);
}
#endif

bool well_formed(const char *bytes, size_t len)
{
#if defined(__x86_64__)
	if (__builtin_cpu_supports("avx2"))
		return well_formed_avx2(bytes, len);
#endif
	return !utf8_count(bytes, len).ill_formed;
}
