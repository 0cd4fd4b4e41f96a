/*
 * leads - what can be told of a character beyond ASCII by its first two bytes, sixteen bytes at a
 * time. Not all there is to tell: ICU is asked where this does not know.
 */
#ifndef ANALYZE_LEADS_H
#define ANALYZE_LEADS_H

#include "analyze/sixteen.h"

SIXTEEN sixteen leads_within(sixteen c, unsigned char first, unsigned char last, sixteen next,
			     unsigned char next_first, unsigned char next_last)
{
	return sixteen_within(c, first, last) & sixteen_within(next, next_first, next_last);
}

/* Of Western Europe: of all but the multiplication and the division sign. */
SIXTEEN sixteen leads_of_latin(sixteen c, sixteen next)
{
	sixteen sign = (sixteen)(next == 0x97) | (sixteen)(next == 0xb7);

	return leads_within(c, 0xc3, 0xc3, next, 0x80, 0xbf) & ~sign;
}

/* Of characters of two bytes: Latin, Greek, Cyrillic, Hebrew, Arabic. */
SIXTEEN sixteen leads_of_two(sixteen c, sixteen next)
{
	return sixteen_within(c, 0xc4, 0xca) | sixteen_within(c, 0xd0, 0xd1) |
	       (sixteen)(c == 0xd3) | (sixteen)(c == 0xda) |
	       leads_within(c, 0xce, 0xce, next, 0xa3, 0xbf) |
	       (leads_within(c, 0xcf, 0xcf, next, 0x80, 0xbf) & ~(sixteen)(next == 0xb6)) |
	       leads_within(c, 0xd7, 0xd7, next, 0x90, 0xaa) |
	       leads_within(c, 0xd8, 0xd8, next, 0xa0, 0xbf) |
	       leads_within(c, 0xd9, 0xd9, next, 0x80, 0x8a);
}

/* Of three: Han, but for the hexagrams and what was once not assigned; Hangul. */
SIXTEEN sixteen leads_of_three(sixteen c, sixteen next)
{
	return sixteen_within(c, 0xe5, 0xe8) | sixteen_within(c, 0xeb, 0xec) |
	       leads_within(c, 0xe4, 0xe4, next, 0x80, 0xb5) |
	       leads_within(c, 0xe4, 0xe4, next, 0xb8, 0xbf) |
	       leads_within(c, 0xe9, 0xe9, next, 0x80, 0xbe);
}

/* Of those Han, which puts no spaces between words. */
SIXTEEN sixteen leads_of_han(sixteen c)
{
	return sixteen_within(c, 0xe4, 0xe9);
}

/* First bytes, a bit each: of all; of letters (L*); of what neither is space nor ends sentences. */
struct leads {
	uint64_t all, letters, inner;
};

SIXTEEN struct leads leads_find(sixteen c)
{
	sixteen next = sixteen_moved(c), three = sixteen_within(c, 0xe0, 0xff);
	struct leads leads = {
		.all = sixteen_bits(sixteen_within(c, 0xc0, 0xff)),
		.letters = sixteen_bits(leads_of_latin(c, next)),
	};
	uint64_t left = leads.all & ~leads.letters, left_three = left & sixteen_bits(three);

	if (left_three) {
		leads.letters |= sixteen_bits(leads_of_three(c, next));
		leads.inner |=
			sixteen_bits(sixteen_within(c, 0xe4, 0xe9) | sixteen_within(c, 0xeb, 0xed));
	}
	if (left & ~left_three) {
		leads.letters |= sixteen_bits(leads_of_two(c, next));
		leads.inner |=
			sixteen_bits(sixteen_within(c, 0xc3, 0xd5) | (sixteen)(c == 0xd7) |
				     sixteen_within(c, 0xd9, 0xda) | sixteen_within(c, 0xdd, 0xde));
	}
	leads.inner |= leads.letters;
	return leads;
}

#endif
