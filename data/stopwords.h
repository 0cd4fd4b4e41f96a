/*
 * stopwords - the words that hold sentences together, in a few languages: articles, pronouns,
 * prepositions, conjunctions, auxiliary verbs. Pure.
 */
#ifndef DATA_STOPWORDS_H
#define DATA_STOPWORDS_H

#include <stdbool.h>
#include <stddef.h>

/* LANGUAGE is an ISO 639-1 code or NULL; false: nobody knows its stop words. */
bool stopwords_know(const char *language);

/* WORD, lower-cased, with or without punctuation around it. What has no letters or digits is one,
 * too: it is no word at all. */
bool stopwords_have(const char *language, const char *word, size_t len);

#endif
