/*
 * language - which language a text is written in, by its letters and words: CLD2.
 *
 * The library (Debian's libcld2-0) is looked for when a text is first asked about: who asks about
 * none does not wait for it, nor needs it. Once there it stays: 0.7 ms and 2 MB, then 0.4 ms a text.
 * About 12 KB of a text are looked at, in six places. No network.
 */
#ifndef PROCESS_LANGUAGE_H
#define PROCESS_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

struct language {
	const char *code; /* static: ISO 639-1 where there is one, else 639-3 */
	int percent;      /* of the letters looked at are in it */
};

/* False: nothing that CLD2 would vouch for, or no CLD2. TEXT is well-formed UTF-8. */
bool language_detect(struct language *language, const char *text, size_t len);

/* Whether CLD2 is there. */
bool language_can_detect(void);

#endif
