/*
 * pattern - what a regular expression of the user's (ICU's) matches.
 *
 * Each line is matched by itself, without its line end. Matches of nothing are skipped. A
 * pattern that runs away is stopped: PATTERN_STEPS (about milliseconds) a line, and one more for
 * each KiB of it, which is several times what reading it takes; PATTERN_STACK bytes to go back,
 * so that a match of more than a million characters may be too long.
 */
#ifndef ANALYZE_PATTERN_H
#define ANALYZE_PATTERN_H

#include "analyze/tokenizer.h"

enum { PATTERN_STEPS = 1000, PATTERN_STACK = 8 << 20 };

extern const struct tokenizer_kind pattern_kind;

#endif
