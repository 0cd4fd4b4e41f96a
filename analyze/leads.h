/*
 * leads - what can be told of a character by its first two bytes, sixteen bytes at a time.
 *
 * Not all there is to tell: ICU is asked where this does not know. Of UTF-8 beyond ASCII.
 */
#ifndef ANALYZE_LEADS_H
#define ANALYZE_LEADS_H

#include "analyze/sixteen.h"

SIXTEEN sixteen leads_within(sixteen c, unsigned char first, unsigned char last, sixteen next,
			     unsigned char next_first, unsigned char next_last)
{
	return sixteen_within(c, first, last) & sixteen_within(next, next_first, next_last);
}

/* First bytes of letters (L*) of Western Europe. */
SIXTEEN sixteen leads_of_latin(sixteen c)
{
	sixteen next = sixteen_moved(c), sign = (sixteen)(next == 0x97) | (sixteen)(next == 0xb7);

	return leads_within(c, 0xc3, 0xc3, next, 0x80, 0xbf) & ~sign;
}

/* First bytes of letters (L*): of Latin, Greek, Cyrillic, Hebrew, Arabic, Han, Hangul. */
SIXTEEN sixteen leads_of_letters(sixteen c)
{
	sixteen next = sixteen_moved(c);
	sixteen all = sixteen_within(c, 0xc4, 0xca) | sixteen_within(c, 0xd0, 0xd1) |
		      (sixteen)(c == 0xd3) | (sixteen)(c == 0xda) | sixteen_within(c, 0xe5, 0xe8) |
		      sixteen_within(c, 0xeb, 0xec);
	/* The multiplication sign, the division sign; hexagrams; what was once not assigned. */
	sixteen most = (sixteen_within(c, 0xc3, 0xc3) & ~(sixteen)(next == 0x97)) |
		       (sixteen_within(c, 0xcf, 0xcf) & ~(sixteen)(next == 0xb6)) |
		       (sixteen_within(c, 0xe4, 0xe4) & ~(sixteen)(next == 0xb6)) |
		       (sixteen_within(c, 0xe9, 0xe9) & ~(sixteen)(next == 0xbf));

	most &= sixteen_within(next, 0x80, 0xbf) & ~(sixteen)(next == 0xb7);
	return all | most | leads_within(c, 0xce, 0xce, next, 0xa3, 0xbf) |
	       leads_within(c, 0xd7, 0xd7, next, 0x90, 0xaa) |
	       leads_within(c, 0xd8, 0xd8, next, 0xa0, 0xbf) |
	       leads_within(c, 0xd9, 0xd9, next, 0x80, 0x8a);
}

/* Of those the ones of Han, which puts no spaces between words. */
SIXTEEN sixteen leads_of_han(sixteen c)
{
	return sixteen_within(c, 0xe4, 0xe9);
}

/* First bytes of characters that are no white space, and that no sentence can end at. */
SIXTEEN sixteen leads_of_inner(sixteen c)
{
	return sixteen_within(c, 0xc3, 0xd5) | (sixteen)(c == 0xd7) |
	       sixteen_within(c, 0xd9, 0xda) | sixteen_within(c, 0xdd, 0xde) |
	       sixteen_within(c, 0xe4, 0xe9) | sixteen_within(c, 0xeb, 0xed);
}

#endif
