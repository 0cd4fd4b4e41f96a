/*
 * article - the main text of a page, and nothing else.
 *
 *   tree -> measures -> the best element and what goes with it -> events, of what is kept
 *
 * Rules have names (process/article_rules); ARCHITECTURE.md has what each wins. However deep the
 * markup, there is no recursion; memory is at most 20 bytes for each byte of the page. Pure.
 */
#ifndef PROCESS_ARTICLE_H
#define PROCESS_ARTICLE_H

#include <stdbool.h>
#include "process/article_tree.h"
#include "process/html_parser.h"

/* The article of TREE, which stays; TITLE is the page's or NULL. False: nothing stands out, and
 * EVENTS have seen nothing. */
bool article_show(const struct article_tree *tree, const char *title, unsigned rules,
		  const struct html_events *events, void *arg);

#endif
