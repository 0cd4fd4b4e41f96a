#include "present/measure_label.h"

#include "data/lang.h"

static const char *const labels[MEASURES] = {
	[MEASURE_TOKENS] = N_("words (tokens)"),
	[MEASURE_TYPES] = N_("distinct words (types)"),
	[MEASURE_HAPAX] = N_("words that occur once (hapax legomena)"),
	[MEASURE_DIS] = N_("words that occur twice (dis legomena)"),
	[MEASURE_TTR] = N_("type-token ratio (TTR)"),
	[MEASURE_HERDAN_C] = N_("Herdan's C"),
	[MEASURE_GUIRAUD_R] = N_("Guiraud's R"),
	[MEASURE_CARROLL_CTTR] = N_("Carroll's CTTR"),
	[MEASURE_MAAS_A2] = N_("Maas' a^2"),
	[MEASURE_DUGAST_U] = N_("Dugast's U"),
	[MEASURE_YULE_K] = N_("Yule's K"),
	[MEASURE_SIMPSON_D] = N_("Simpson's D"),
	[MEASURE_HONORE_H] = N_("Honore's H"),
	[MEASURE_BRUNET_W] = N_("Brunet's W"),
	[MEASURE_ENTROPY] = N_("entropy, bits a word"),
	[MEASURE_MATTR] = N_("moving-average type-token ratio (MATTR)"),
	[MEASURE_MTLD] = N_("measure of textual lexical diversity (MTLD)"),
	[MEASURE_HDD] = N_("hypergeometric diversity (HD-D)"),
	[MEASURE_ZIPF] = N_("Zipf's exponent"),
	[MEASURE_HEAPS_BETA] = N_("Heaps' beta"),
	[MEASURE_HEAPS_K] = N_("Heaps' K"),
	[MEASURE_MEAN_TOKEN_LENGTH] = N_("characters a word, mean"),
	[MEASURE_SD_TOKEN_LENGTH] = N_("characters a word, standard deviation"),
	[MEASURE_MEAN_LINE_LENGTH] = N_("characters a line, mean"),
	[MEASURE_SD_LINE_LENGTH] = N_("characters a line, standard deviation"),
	[MEASURE_SENTENCES] = N_("sentences"),
	[MEASURE_MEAN_SENTENCE_LENGTH] = N_("words a sentence, mean"),
	[MEASURE_SD_SENTENCE_LENGTH] = N_("words a sentence, standard deviation"),
	[MEASURE_WORDS] = N_("words with a letter or digit"),
	[MEASURE_LETTERS] = N_("letters"),
	[MEASURE_LONG_WORDS] = N_("words of more than six letters"),
	[MEASURE_SYLLABLES] = N_("syllables"),
	[MEASURE_ARI] = N_("automated readability index (ARI)"),
	[MEASURE_COLEMAN_LIAU] = N_("Coleman-Liau index"),
	[MEASURE_LIX] = N_("LIX"),
	[MEASURE_RIX] = N_("RIX"),
	[MEASURE_GULPEASE] = N_("Gulpease index"),
	[MEASURE_FLESCH] = N_("Flesch reading ease"),
};

const char *measure_label(enum measure measure)
{
	return labels[measure];
}
