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

static const uint8_t *skip_ascii(const uint8_t *p, const uint8_t *end)
{
	while (end - p >= 8 && utf8_ascii_8(p))
		p += 8;
	while (p < end && *p < 0x80)
		p++;
	return p;
}

struct utf8_census utf8_count(const char *bytes, size_t len)
{
	const uint8_t *p = (const uint8_t *)bytes, *end = p + len;
	struct utf8_census census = { 0 };

	while (p < end && census.ill_formed <= PLAINLY_NOT + 4 * census.sequences) {
		const uint8_t *start = p = skip_ascii(p, end);

		while (p < end && *p >= 0x80) {
			int n = sequence(p, end);

			census.sequences += n > 0;
			census.ill_formed += n < 0;
			p += n > 0 ? n : -n;
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
