#include <string.h>
#include "data/lang.h"
#include "present/html.h"

/* What is said of words, and of whatever else is counted. */
static const char *const terms[][2] = {
	{ N_("%s words, %s visible characters"), N_("%s tokens, %s visible characters") },
	{ N_("%s distinct"), N_("%s distinct ones") },
	{ N_("Words"), N_("Tokens") },
	{ N_("words"), N_("tokens") },
	{ N_("word"), N_("token") },
	{ N_("Words (tokens)"), N_("Tokens") },
	{ N_("Distinct words (types)"), N_("Distinct tokens (types)") },
	{ N_("Words that occur once"), N_("Tokens that occur once") },
	{ N_("Characters a word"), N_("Characters a token") },
	{ N_("Most used word"), N_("Most used token") },
	{ N_("Most used words"), N_("Most used tokens") },
	{ N_("Most used words, without function words"),
	  N_("Most used tokens, without function words") },
	{ N_("Longest word"), N_("Longest token") },
	{ N_("Word cloud"), N_("Token cloud") },
	{ N_("the area of a word goes with its count"),
	  N_("the area of a token goes with its count") },
	{ N_("rank of the word"), N_("rank of the token") },
	{ N_("words read"), N_("tokens read") },
	{ N_("distinct words"), N_("distinct tokens") },
	{ N_("Where words occur"), N_("Where tokens occur") },
	{ N_("characters a word; %s in the mean"), N_("characters a token; %s in the mean") },
	{ N_("Lengths of words"), N_("Lengths of tokens") },
	{ N_("distinct words against words read, all on the same axes: up to %s of %s"),
	  N_("distinct tokens against tokens read, all on the same axes: up to %s of %s") },
	{ N_("1 minus the cosine of the counts of each book's %zu most used words: the stronger "
	     "the "
	     "colour, the nearer; the tree joins the nearest first"),
	  N_("1 minus the cosine of the counts of each book's %zu most used tokens: the stronger "
	     "the "
	     "colour, the nearer; the tree joins the nearest first") },
	{ N_("words (tokens)"), N_("tokens") },
	{ N_("distinct words (types)"), N_("distinct tokens (types)") },
	{ N_("words that occur once (hapax legomena)"),
	  N_("tokens that occur once (hapax legomena)") },
	{ N_("words that occur twice (dis legomena)"),
	  N_("tokens that occur twice (dis legomena)") },
	{ N_("entropy, bits a word"), N_("entropy, bits a token") },
	{ N_("characters a word, mean"), N_("characters a token, mean") },
	{ N_("characters a word, standard deviation"),
	  N_("characters a token, standard deviation") },
};

static bool counts_words(const struct summary *summary)
{
	const char *name = token_rules_name(&summary->tokens);

	return strcmp(name, "visible") == 0 || strcmp(name, "words") == 0;
}

const char *html_term(const struct html_book *books, size_t n, const char *of_words)
{
	bool words = true;

	for (size_t i = 0; i < n; i++)
		words &= counts_words(books[i].summary);
	for (size_t i = 0; i < sizeof(terms) / sizeof(*terms) && !words; i++) {
		if (strcmp(terms[i][0], of_words) == 0)
			return _(terms[i][1]);
	}
	return _(of_words);
}
