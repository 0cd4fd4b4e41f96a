/*
 * article_hints - what a page says an element is: by its class and id, its role, its microdata.
 *
 * A name is the words in it ("entry-content", "shareBar", "post__meta"); a table says what a word
 * speaks for. A word after "has", "with", "no" speaks of something else. Pure.
 */
#ifndef PROCESS_ARTICLE_HINTS_H
#define PROCESS_ARTICLE_HINTS_H

enum hint {
	HINT_CHROME =
		1 << 0, /* menus, footers, sidebars, cookie notices: the site's, not the page's */
	HINT_COMMENT = 1 << 1, /* what readers say */
	HINT_RELATED = 1 << 2, /* other pages */
	HINT_SOCIAL = 1 << 3,  /* share, follow, subscribe */
	HINT_AD = 1 << 4,
	HINT_ABOUT = 1 << 5, /* by whom, when, in which category */
	HINT_CAPTION = 1 << 6,
	HINT_HEADER = 1 << 7,
	HINT_ASIDE = 1 << 8,
	HINT_HIDDEN = 1 << 9,
	HINT_TEXT = 1 << 10, /* "content", "post": here is text */
	HINT_BODY = 1 << 11, /* "entry-content": it is the article's */

	HINTS_AGAINST = HINT_TEXT - 1,
};

/* ATTRIBUTES: name, value (NULL: none), ..., NULL. */
unsigned hints_of(const char **attributes);

#endif
