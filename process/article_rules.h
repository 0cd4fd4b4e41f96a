/*
 * article_rules - the rules by which an article is found, by name. Each can be left out: a bench
 * does, to see what each is worth.
 */
#ifndef PROCESS_ARTICLE_RULES_H
#define PROCESS_ARTICLE_RULES_H

enum article_rule {
	ARTICLE_NAMES =
		1 << 0, /* a class that says "entry-content", <article>, <main>: it weighs */
	ARTICLE_HINTS = 1 << 1,  /* what says that it is a menu, a share bar, a caption, ... goes */
	ARTICLE_NESTED = 1 << 2, /* an <article> in an <article> is another one */
	ARTICLE_AROUND = 1 << 3, /* what is around the best, and as much text, is the article */
	ARTICLE_LINKS = 1 << 4,  /* blocks that are mostly links go */
	ARTICLE_TITLE = 1 << 5,  /* so do the title, and what is above it */
	ARTICLE_ENDS = 1 << 6,   /* so do headings under which nothing follows */

	ARTICLE_ALL = (1 << 7) - 1,
};

#endif
