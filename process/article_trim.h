/*
 * article_trim - what stands at the two ends of an article and is not its text: title and what is
 * above it, headings under which nothing follows. Pure.
 */
#ifndef PROCESS_ARTICLE_TRIM_H
#define PROCESS_ARTICLE_TRIM_H

#include "process/article_score.h"

/* Of what is FATE_KEPT drops headings that say TITLE (or NULL), and the first <h1>; where no
 * paragraph stands above it, also what does. */
void trim_title(struct measure *measures, const struct article_tree *tree, const char *title);

/* Headings after the last paragraph. */
void trim_end(struct measure *measures, const struct article_tree *tree);

#endif
