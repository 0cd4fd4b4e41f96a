/*
 * readability - how hard a text is to read, by the formulas that schools and libraries use.
 *
 * Of the vocabulary, never of the running text. A token's letters are its letters and digits (L*,
 * Nd): what stands around them or between does not count. A word is a token that has one; a long
 * word has more than six. W words, L letters, S sentences (prose.h), Y syllables (parting.h;
 * each run of letters and apostrophes is counted for itself, digits have none):
 *
 *   words letters long_words syllables    W, L, those longer than six, Y
 *   ari            4.71 L/W + 0.5 W/S - 21.43       Smith and Senter 1967
 *   coleman_liau   5.88 L/W - 29.6 S/W - 15.8       Coleman and Liau 1975
 *   lix            W/S + 100 long/W                 Björnsson 1968
 *   rix            long/S                           Anderson 1983
 *   gulpease       89 + (300 S - 10 L)/W            Lucisano and Piemontese 1988
 *   flesch         a - b W/S - c Y/W, where flesch_formula says whose a, b, c:
 *      pt 248.835 1.015 84.6  Martins, Ghiraldelo, Nunes and Oliveira 1996
 *      en 206.835 1.015 84.6  Flesch 1948
 *      es 206.84  1.02  60    Fernández Huerta 1959, W/S as he must have meant it
 *      fr 207     1.015 73.6  Kandel and Moles 1958
 *      de 180     1     58.5  Amstad 1978
 *      it 217     1.3   60    Franchina and Vacca 1986
 *
 * Not defined: all of them below 100 words, without a sentence, and where more than half of the
 * letters are of scripts that put no spaces between words (Han, Kana, Thai ...); flesch and
 * syllables where the language is unknown, another, or its patterns are not there.
 */
#ifndef ANALYZE_READABILITY_H
#define ANALYZE_READABILITY_H

#include "analyze/syllables.h"
#include "analyze/tally.h"
#include "data/measures.h"

/* And the lengths of tokens, on the way. OUT has the sentences already; the types are well-formed UTF-8. LANGUAGE and SYLLABLES may be NULL. */
void readability_measure(struct measures *out, const struct tally *folded, const char *language,
			 struct syllables *syllables);

#endif
