#include "analyze/tally.h"

#include <assert.h>
#include <endian.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif
#include "analyze/bucket.h"
#include "analyze/key.h"
#include "data/mem.h"

enum {
	FIRST_BUCKETS = 256,
	GROUP = 64,
	HEAD = 16,
	SETTLE_AFTER = 1 << 30, /* tokens that surely fit into the counts of a bucket */
};

/*
 * Where a token is sought. The first 16 bytes of a token, and NULs where there are fewer, are
 * two words; key = first ^ key_mix(second, secret) and tail = second say the same, and the key of a
 * token of up to eight bytes is the token. Tokens of more bytes, or that end in NUL, are odd:
 * their key is a hash, and what their tail is, is not UTF-8.
 */
struct probe {
	uint64_t key, tail;
	struct tally_bucket *bucket;
};

/* In the row of a bucket: its token has a tail. */
enum { LONG = 31 };
static const uint32_t ROW = (1U << LONG) - 1;

static const uint64_t odd_tail = UINT64_MAX;

/* Where no key is, not even 0: those who are odd seem to be sought here. */
static const _Alignas(sizeof(struct tally_bucket)) struct tally_bucket nowhere = {
	.keys = { 1, 1, 1, 1 },
};

void tally_release(struct tally *tally)
{
	free(tally->rows);
	free(tally->tails);
	free(tally->memory);
	arena_release(&tally->arena);
	*tally = (struct tally) { .portable = tally->portable };
}

/* The address is not known to who writes a text, so none can be made to collide. */
static void choose_secrets(struct tally *tally)
{
	uint64_t seed = (uint64_t)(uintptr_t)tally->memory;

	for (int i = 0; i < 2; i++) {
		seed = key_mix(seed ^ 0x9e3779b97f4a7c15, 0xd1b54a32d192ed03);
		tally->secrets[i] = seed | 1;
	}
}

static inline struct tally_bucket *bucket_of(const struct tally *tally, uint64_t key)
{
	return &tally->buckets[key * tally->secrets[1] >> tally->shift];
}

static inline bool is_odd(struct token token)
{
	return token.len > HEAD || !token.data[token.len - 1];
}

static uint64_t hash_odd(const struct tally *tally, struct token token)
{
	uint64_t hash = token.len;

	for (size_t i = 0; i < token.len; i += HEAD) {
		size_t left = token.len - i;
		uint64_t words[2] = { 0 };

		memcpy(words, token.data + i, left < HEAD ? left : HEAD);
		hash = key_mix(words[0] ^ hash ^ tally->secrets[0], words[1] ^ tally->secrets[1]);
	}
	return hash ? hash : 1;
}

static struct probe probe_of(const struct tally *tally, struct token token)
{
	uint64_t words[2] = { 0 };
	struct probe probe;

	if (!token.len || is_odd(token)) {
		probe = (struct probe) { .key = hash_odd(tally, token), .tail = odd_tail };
	} else {
		words[0] =
			token.len < 8 ? key_load_few(token.data, token.len) : key_load8(token.data);
		if (token.len > 8)
			words[1] = key_load8(token.data + token.len - 8) >> (HEAD - token.len) * 8;
		probe.key = words[0] ^ key_mix(words[1], tally->secrets[0]);
		probe.tail = words[1];
	}
	/* Of a billion billion tokens one has none; it is counted as odd. */
	if (!probe.key)
		probe = (struct probe) { .key = 1, .tail = odd_tail };
	probe.bucket = bucket_of(tally, probe.key);
	return probe;
}

static bool is_same(const struct tally *tally, uint32_t row, const struct probe *probe,
		    struct token token)
{
	const struct token *other = &tally->rows[row].token;

	if (tally->tails[row] != probe->tail)
		return false;
	return probe->tail != odd_tail ||
	       (other->len == token.len && memcmp(other->data, token.data, token.len) == 0);
}

struct place {
	struct tally_bucket *bucket;
	int way;
};

/* Where the token is, or a free place for it. */
static struct place seek(const struct tally *tally, const struct probe *probe, struct token token)
{
	struct tally_bucket *bucket = probe->bucket, *end = tally->buckets + tally->n_buckets;

	for (;;) {
		unsigned same = ways_portable(bucket, probe->key);
		unsigned free_ways = ways_portable(bucket, 0);

		for (; same; same &= same - 1) {
			int way = __builtin_ctz(same);

			if (is_same(tally, bucket->rows[way] & ROW, probe, token))
				return (struct place) { bucket, way };
		}
		if (free_ways)
			return (struct place) { bucket, __builtin_ctz(free_ways) };
		if (++bucket == end)
			bucket = tally->buckets;
	}
}

static void put(struct tally *tally, struct place place, const struct probe *probe, size_t row)
{
	tally->tails[row] = probe->tail;
	place.bucket->keys[place.way] = probe->key;
	place.bucket->rows[place.way] = (uint32_t)row | (uint32_t)(probe->tail != 0) << LONG;
}

/* Where it is, or is from now on. */
static struct place find(struct tally *tally, const struct probe *probe, struct token token)
{
	struct place place = seek(tally, probe, token);

	if (!place.bucket->keys[place.way]) {
		token.data = arena_copy(&tally->arena, token.data, token.len);
		tally->rows[tally->n] = (struct tally_row) { .token = token };
		put(tally, place, probe, tally->n++);
	}
	return place;
}

static void resize(struct tally *tally, size_t n_buckets)
{
	enum { LINE = sizeof(struct tally_bucket) };
	size_t n = n_buckets * WAYS * 3 / 4;

	tally_settle(tally);
	free(tally->memory);
	tally->memory = xcalloc(n_buckets + 1, LINE);
	tally->buckets = (void *)((char *)tally->memory + (-(uintptr_t)tally->memory & (LINE - 1)));
	tally->n_buckets = n_buckets;
	tally->shift = 64 - __builtin_ctzll(n_buckets);
	if (!tally->rows)
		choose_secrets(tally);
	tally->rows = xreallocarray(tally->rows, n, sizeof(*tally->rows));
	tally->tails = xreallocarray(tally->tails, n, sizeof(*tally->tails));
	/* In this order, so that those that came first, which are the most used, are found first. */
	for (size_t i = 0; i < tally->n; i++) {
		struct token token = tally->rows[i].token;
		struct probe probe = probe_of(tally, token);

		put(tally, seek(tally, &probe, token), &probe, i);
	}
}

size_t tally_guess(size_t size)
{
	enum { A_BOOK = 1 << 19, LEAST_BYTES = 8, FACTOR = 24 };
	size_t most = size / LEAST_BYTES;
	size_t guess = (size_t)(FACTOR * sqrt((double)(size < A_BOOK ? size : A_BOOK)));

	return guess < most ? guess : most;
}

/* At most three quarters of the places are taken, and there is a row for each that may be. */
void tally_reserve(struct tally *tally, size_t n)
{
	size_t n_buckets = tally->n_buckets ? tally->n_buckets : FIRST_BUCKETS;

	while (tally->n + n > n_buckets * WAYS * 3 / 4)
		n_buckets *= 2;
	assert(n_buckets * WAYS <= (size_t)1 << 32);
	if (n_buckets != tally->n_buckets)
		resize(tally, n_buckets);
}

size_t tally_add(struct tally *tally, struct token token, uint64_t count)
{
	struct probe probe;
	struct place place;
	size_t row;

	tally_reserve(tally, 1);
	probe = probe_of(tally, token);
	place = find(tally, &probe, token);
	row = place.bucket->rows[place.way] & ROW;
	tally->rows[row].count += count;
	return row;
}

int64_t tally_find(const struct tally *tally, struct token token)
{
	struct probe probe;
	struct place place;

	if (!tally->n_buckets)
		return -1;
	probe = probe_of(tally, token);
	place = seek(tally, &probe, token);
	return place.bucket->keys[place.way] ? (int64_t)(place.bucket->rows[place.way] & ROW) : -1;
}

/* Without a branch on the length of the token, as nobody can predict that. */
static inline struct probe quick_probe(const struct tally *tally, struct token token)
{
	static const _Alignas(2 * HEAD) unsigned char ones_and_zeros[2 * HEAD] = {
		255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
	};
	uint64_t words[2], mask[2], key;

	memcpy(words, token.data, HEAD);
	memcpy(mask, ones_and_zeros + HEAD - token.len, HEAD);
	words[0] = le64toh(words[0] & mask[0]);
	words[1] = le64toh(words[1] & mask[1]);
	key = words[0] ^ key_mix(words[1], tally->secrets[0]);
	return (struct probe) { key, words[1], bucket_of(tally, key) };
}

/* First all places are asked of the memory, then, when they have come, looked at. */
static inline void aim(struct probe *probes, const struct tally *tally, const struct token *tokens,
		       size_t n, const char *end)
{
	const char *last = end ? end - HEAD : NULL; /* that HEAD bytes may be read from */
	const struct tally copy = *tally;

	for (size_t i = 0; i < n; i++) {
		struct token token = tokens[i];

		if (__builtin_expect(token.data > last || is_odd(token), false)) {
			probes[i].bucket = (struct tally_bucket *)&nowhere;
			probes[i].key = 0;
			continue;
		}
		probes[i] = quick_probe(&copy, token);
		__builtin_prefetch(probes[i].bucket);
	}
}

/* Another token of the same key was counted in place of it: once in so many billion billions. */
static void recount(struct tally *tally, const struct probe *probe, struct token token,
		    uint32_t *which)
{
	struct place place = { .bucket = probe->bucket };

	while ((place.bucket->rows[place.way] & ROW) != *which)
		place.way++;
	place.bucket->counts[place.way]--;
	place = find(tally, probe, token);
	place.bucket->counts[place.way]++;
	*which = place.bucket->rows[place.way] & ROW;
}

/* The tails of long tokens lie elsewhere: they, too, are asked for, and looked at afterwards. */
static inline __attribute__((always_inline)) void
count_group(struct tally *tally, const struct token *tokens, size_t n, const char *end,
	    uint32_t *which, unsigned (*ways)(const struct tally_bucket *bucket, uint64_t key))
{
	struct probe probes[GROUP];
	unsigned char longs[GROUP + 1];
	size_t n_longs = 0;

	tally_reserve(tally, n);
	aim(probes, tally, tokens, n, end);
	for (size_t i = 0; i < n; i++) {
		struct place place = { .bucket = probes[i].bucket };
		unsigned bits = ways(place.bucket, probes[i].key);
		uint32_t is_long = probes[i].tail != 0, row;

		place.way = __builtin_ctz(bits | 1U << (WAYS - 1));
		row = place.bucket->rows[place.way] ^ is_long << LONG;
		if (__builtin_expect(!bits || row > ROW || !probes[i].key, false)) {
			if (!probes[i].key)
				probes[i] = probe_of(tally, tokens[i]);
			place = find(tally, &probes[i], tokens[i]);
			row = place.bucket->rows[place.way] & ROW;
			is_long = 0;
		}
		__builtin_prefetch(&tally->tails[row & -is_long]);
		place.bucket->counts[place.way]++;
		which[i] = row;
		longs[n_longs] = (unsigned char)i;
		n_longs += is_long;
	}
	for (size_t i = 0; i < n_longs; i++) {
		size_t at = longs[i];

		if (__builtin_expect(tally->tails[which[at]] != probes[at].tail, false))
			recount(tally, &probes[at], tokens[at], &which[at]);
	}
}

static void count_portable(struct tally *tally, const struct token *tokens, size_t n,
			   const char *end, uint32_t *which)
{
	count_group(tally, tokens, n, end, which, ways_portable);
}

#if defined(__x86_64__)
#define AVX2 __attribute__((target("avx2,bmi,popcnt")))

AVX2 static inline unsigned ways_avx2(const struct tally_bucket *bucket, uint64_t key)
{
	__m256i keys = _mm256_load_si256((const __m256i *)(const void *)bucket->keys);
	__m256i same = _mm256_cmpeq_epi64(_mm256_set1_epi64x((long long)key), keys);

	return (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(same));
}

AVX2 static void count_avx2(struct tally *tally, const struct token *tokens, size_t n,
			    const char *end, uint32_t *which)
{
	count_group(tally, tokens, n, end, which, ways_avx2);
}
#endif

static void count_any(struct tally *tally, const struct token *tokens, size_t n, const char *end,
		      uint32_t *which)
{
#if defined(__x86_64__)
	if (!tally->portable && __builtin_cpu_supports("avx2")) {
		count_avx2(tally, tokens, n, end, which);
		return;
	}
#endif
	count_portable(tally, tokens, n, end, which);
}

void tally_add_each(struct tally *tally, const struct token *tokens, size_t n, const char *end,
		    uint32_t *which)
{
	uint32_t unasked[GROUP];

	for (size_t size; n; n -= size, tokens += size) {
		size = n < GROUP ? n : GROUP;
		if (tally->unsettled > SETTLE_AFTER)
			tally_settle(tally);
		tally->unsettled += size;
		count_any(tally, tokens, size, end, which ? which : unasked);
		which = which ? which + size : NULL;
	}
}

void tally_settle(struct tally *tally)
{
	for (size_t i = 0; i < tally->n_buckets; i++) {
		struct tally_bucket *bucket = &tally->buckets[i];

		for (int way = 0; way < WAYS; way++) {
			tally->rows[bucket->rows[way] & ROW].count += bucket->counts[way];
			bucket->counts[way] = 0;
		}
	}
	tally->unsettled = 0;
}
