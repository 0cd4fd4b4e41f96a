/*
 * classes - which class a character is of, asked of ICU once and then looked up.
 *
 * What the classes are is told by the function that answers: it is asked the first time
 * that a character of the basic plane is met, and every time for the few beyond it.
 */
#ifndef ANALYZE_CLASSES_H
#define ANALYZE_CLASSES_H

#include <stddef.h>
#include <stdint.h>

enum { CLASSES_NEAR = 0x10000, CLASS_UNKNOWN = 0 };

struct classes {
	uint8_t (*of)(uint32_t c); /* never CLASS_UNKNOWN */
	uint8_t near[CLASSES_NEAR];
};

/* The code point at P, well-formed UTF-8, and its length in bytes. */
static inline uint32_t classes_decode(const char *p, size_t *len)
{
	const unsigned char *c = (const unsigned char *)p;

	*len = c[0] < 0x80 ? 1 : c[0] < 0xe0 ? 2 : c[0] < 0xf0 ? 3 : 4;
	switch (*len) {
	case 1:
		return c[0];
	case 2:
		return (c[0] & 31U) << 6 | (c[1] & 63U);
	case 3:
		return (c[0] & 15U) << 12 | (c[1] & 63U) << 6 | (c[2] & 63U);
	default:
		return (c[0] & 7U) << 18 | (c[1] & 63U) << 12 | (c[2] & 63U) << 6 | (c[3] & 63U);
	}
}

/* Where the character that ends at P begins. */
static inline const char *classes_back(const char *p)
{
	do
		p--;
	while (((unsigned char)*p & 0xc0U) == 0x80);
	return p;
}

static inline uint8_t classes_of(struct classes *classes, uint32_t c)
{
	if (c >= CLASSES_NEAR)
		return classes->of(c);
	if (classes->near[c] == CLASS_UNKNOWN)
		classes->near[c] = classes->of(c);
	return classes->near[c];
}

/* Of the character at P, whose length in bytes goes to LEN. */
static inline uint8_t classes_at(struct classes *classes, const char *p, size_t *len)
{
	return classes_of(classes, classes_decode(p, len));
}

#endif
