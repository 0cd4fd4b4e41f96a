/*
 * words - the words of a text, as Unicode's annex 29 has them: ICU's root rules.
 *
 * A word is a segment that ICU calls word-like (a rule status other than UBRK_WORD_NONE).
 * Scripts that are written with spaces are read by the rules of the annex over a table of
 * classes; what needs a dictionary (Thai, Khmer, Chinese, Japanese, ...), emoji, and all
 * beyond the basic plane go to ICU, from the word they are in to the next space. Where there
 * is no space for WORDS_STRETCH bytes, such a stretch ends there: ICU's dictionaries take
 * dozens of bytes for each.
 */
#ifndef ANALYZE_WORDS_H
#define ANALYZE_WORDS_H

#include "analyze/tokenizer.h"

enum { WORDS_STRETCH = 1 << 20 };

extern const struct tokenizer_kind words_kind;

#endif
