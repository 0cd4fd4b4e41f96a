#include "process/utf8.h"

enum { PLAINLY_NOT = 4096 };

static inline bool is_trail(uint8_t byte)
{
	return (byte & 0xc0) == 0x80;
}

/* Length of the sequence at P, whose first byte is not ASCII; where it is ill-formed,
 * minus the length of its maximal subpart. */
static inline int sequence(const uint8_t *p, const uint8_t *end)
{
	uint8_t lead = p[0], low = 0x80, high = 0xbf;
	int len, i;

	if (lead >= 0xc2 && lead <= 0xdf)
		return end - p > 1 && is_trail(p[1]) ? 2 : -1;
	if (lead >= 0xe0 && lead <= 0xef) {
		len = 3;
		low = lead == 0xe0 ? 0xa0 : low;
		high = lead == 0xed ? 0x9f : high;
	} else if (lead >= 0xf0 && lead <= 0xf4) {
		len = 4;
		low = lead == 0xf0 ? 0x90 : low;
		high = lead == 0xf4 ? 0x8f : high;
	} else {
		return -1;
	}
	if (end - p < 2 || p[1] < low || p[1] > high)
		return -1;
	for (i = 2; i < len; i++)
		if (end - p <= i || !is_trail(p[i]))
			return -i;
	return len;
}

/* Sixteen bytes at once, by the vectors of GCC and clang: whatever the machine has for them. */
typedef uint8_t wide __attribute__((vector_size(16)));

enum { WIDE = sizeof(wide), CHUNK = 255 * WIDE }; /* so many counts fit a byte */

static inline wide load(const uint8_t *p)
{
	wide bytes;

	memcpy(&bytes, p, WIDE);
	return bytes;
}

static inline bool any(wide bytes)
{
	uint64_t halves[2];

	memcpy(halves, &bytes, WIDE);
	return halves[0] | halves[1];
}

static const uint8_t *skip_ascii(const uint8_t *p, const uint8_t *end)
{
	while (end - p >= 4 * WIDE &&
	       !any((load(p) | load(p + WIDE) | load(p + 2 * WIDE) | load(p + 3 * WIDE)) & 0x80))
		p += 4 * WIDE;
	while (end - p >= 8 && utf8_ascii_8(p))
		p += 8;
	while (p < end && *p < 0x80)
		p++;
	return p;
}

/* Table 3-7, for sixteen bytes that follow three more: who must be a trail is one and no other is;
 * what may follow the leads that are choosy. */
static inline wide wrong(const uint8_t *p)
{
	wide b = load(p), b1 = load(p - 1), b2 = load(p - 2), b3 = load(p - 3);
	wide must = (wide)(b1 >= 0xc0) | (wide)(b2 >= 0xe0) | (wide)(b3 >= 0xf0);

	return (must ^ (wide)((b & 0xc0) == 0x80)) | (wide)((b & 0xfe) == 0xc0) | (wide)(b > 0xf4) |
	       ((wide)(b1 == 0xe0) & (wide)(b < 0xa0)) | ((wide)(b1 == 0xed) & (wide)(b > 0x9f)) |
	       ((wide)(b1 == 0xf0) & (wide)(b < 0x90)) | ((wide)(b1 == 0xf4) & (wide)(b > 0x8f));
}

/* Past well-formed sequences, not necessarily all; the three bytes before P are well-formed, too. */
static const uint8_t *skip_well_formed(const uint8_t *p, const uint8_t *end)
{
	const uint8_t *start = p;

	while (end - p >= WIDE && ((p[-1] < 0x80 && !any(load(p) & 0x80)) || !any(wrong(p))))
		p += WIDE;
	if (p == start)
		return p;
	if (p[-1] >= 0xc0)
		return p - 1;
	if (p[-2] >= 0xe0)
		return p - 2;
	return p[-3] >= 0xf0 ? p - 3 : p;
}

/* How many of the bytes are LEAST or more. */
static size_t count_from(const uint8_t *p, const uint8_t *end, uint8_t least)
{
	size_t n = 0;

	while (end - p >= WIDE) {
		const uint8_t *stop = p + (end - p < CHUNK ? (end - p) / WIDE * WIDE : CHUNK);
		wide counts = { 0 };

		for (; p < stop; p += WIDE)
			counts -= (wide)(load(p) >= least);
		for (int i = 0; i < WIDE; i++)
			n += counts[i];
	}
	for (; p < end; p++)
		n += *p >= least;
	return n;
}

/* The same as below, for what is well-formed; returns where it ends, or nearly so. */
static const uint8_t *count_well_formed(struct utf8_census *census, const uint8_t *p,
					const uint8_t *end)
{
	const uint8_t *start = p;

	/* In pieces that stay near. */
	p = skip_well_formed(p, end - p < CHUNK ? end : p + CHUNK);
	census->non_ascii += count_from(start, p, 0x80);
	census->sequences += count_from(start, p, 0xc0);
	return p;
}

size_t utf8_non_ascii(const char *bytes, size_t len)
{
	return count_from((const uint8_t *)bytes, (const uint8_t *)bytes + len, 0x80);
}

struct utf8_census utf8_count(const char *bytes, size_t len)
{
	const uint8_t *p = (const uint8_t *)bytes, *end = p + len;
	const uint8_t *sound = p; /* from here on nothing was ill-formed */
	struct utf8_census census = { 0 };

	while (p < end && census.ill_formed <= PLAINLY_NOT + 4 * census.sequences) {
		const uint8_t *start = p = skip_ascii(p, end);

		if (p - sound >= 3)
			start = p = count_well_formed(&census, p, end);

		while (p < end && *p >= 0x80) {
			int n = sequence(p, end);

			census.sequences += n > 0;
			census.ill_formed += n < 0;
			p += n > 0 ? n : -n;
			if (n < 0)
				sound = p;
		}
		census.non_ascii += (size_t)(p - start);
	}
	return census;
}

size_t utf8_repair(char *out, const char *bytes, size_t len)
{
	const uint8_t *p = (const uint8_t *)bytes, *end = p + len;
	char *to = out;

	while (p < end) {
		const uint8_t *start = p;
		int n = 0;

		while (p < end && n >= 0) {
			p = skip_ascii(p, end);
			n = p < end ? sequence(p, end) : 0;
			p += n > 0 ? n : 0;
		}
		memcpy(to, start, (size_t)(p - start));
		to += p - start;
		if (n < 0) {
			memcpy(to, "\xef\xbf\xbd", 3);
			to += 3;
			p -= n;
		}
	}
	return (size_t)(to - out);
}
