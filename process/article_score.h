/*
 * article_score - how much of a page's running text is in each of its elements, and which of
 * them is its article.
 *
 * A paragraph counts as much as it has text that is no link, less where it has no punctuation. It
 * counts in full for the element around it, and less and less for those further out: so the one
 * that holds most of the paragraphs directly has the most. What the page itself says of an element
 * (process/article_hints) weighs in. Memory: 28 bytes an element. Pure.
 */
#ifndef PROCESS_ARTICLE_SCORE_H
#define PROCESS_ARTICLE_SCORE_H

#include <stdbool.h>
#include "process/article_rules.h"
#include "process/article_tree.h"

enum fate { FATE_OUT, FATE_KEPT, FATE_DROPPED };

struct measure {
	float mass;             /* of the running text in it */
	float score;            /* the same, as seen from here: less of what is further in */
	float own;              /* of what is its own text, in no block within */
	uint32_t len, link_len; /* bytes that are no space */
	uint32_t around;        /* the innermost block */
	uint16_t breaks;        /* <br> in its own text */
	uint8_t fate;
};

/* Measured, nothing dropped; the caller's to free(). */
struct measure *score_new(const struct article_tree *tree);

/* FATE_DROPPED, by hints; those elements that hold most of the text are not. */
void score_drop(struct measure *measures, const struct article_tree *tree, unsigned hints,
		bool nested);

/* The element that is the article, or holds most of it; 0: none stands out. */
uint32_t score_best(const struct measure *measures, const struct article_tree *tree,
		    unsigned rules);

#endif
