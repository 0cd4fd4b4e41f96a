/*
 * key - bytes as numbers, the same on every machine, and numbers mixed.
 *
 * What the tally finds its tokens by.
 */
#ifndef ANALYZE_KEY_H
#define ANALYZE_KEY_H

#include <endian.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Both halves of the product: each bit of a and b has its say. Of nothing, nothing. */
static inline uint64_t key_mix(uint64_t a, uint64_t b)
{
	unsigned __int128 product = (unsigned __int128)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t key_load8(const char *data)
{
	uint64_t word;

	memcpy(&word, data, sizeof(word));
	return le64toh(word);
}

/* Fewer than eight bytes, at least one. */
static inline uint64_t key_load_few(const char *data, size_t len)
{
	const unsigned char *bytes = (const unsigned char *)data;
	uint32_t first, last;

	if (len < sizeof(first))
		return bytes[0] | (uint64_t)bytes[len / 2] << len / 2 * 8 |
		       (uint64_t)bytes[len - 1] << (len - 1) * 8;
	memcpy(&first, data, sizeof(first));
	memcpy(&last, data + len - sizeof(last), sizeof(last));
	return le32toh(first) | (uint64_t)le32toh(last) << (len - sizeof(last)) * 8;
}

/* Up to 16 bytes, at least one, and NULs where there are fewer. */
static inline void key_load_words(uint64_t words[2], const char *data, size_t len)
{
	words[0] = len < 8 ? key_load_few(data, len) : key_load8(data);
	words[1] = len > 8 ? key_load8(data + len - 8) >> (16 - len) * 8 : 0;
}

#endif
