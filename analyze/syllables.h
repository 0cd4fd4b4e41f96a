/*
 * syllables - by which patterns the words of a language are parted.
 *
 * They are those of the distribution's dictionaries (libhyphen's, in /usr/share/hyphen), which
 * are read once, when their language is first asked for: the one place of this room that reads
 * files. Several threads may ask.
 */
#ifndef ANALYZE_SYLLABLES_H
#define ANALYZE_SYLLABLES_H

#include <stddef.h>
#include "analyze/patterns.h"

struct syllables;

struct syllables *syllables_new(void);
void syllables_free(struct syllables *syllables);

/* Of a language (ISO 639-1; NULL: unknown), borrowed; NULL: there are none. */
const struct patterns *syllables_patterns(struct syllables *syllables, const char *language);

/* Debian's package of the I-th language that was asked for and is missing; NULL: no more. */
const char *syllables_missing(const struct syllables *syllables, size_t i);

#endif
