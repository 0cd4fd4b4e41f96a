/*
 * article_tree - a page as elements and the texts between them, to be walked more than once.
 *
 *   events (process/html_parser) -> tree -> events again, of what is kept
 *
 * Flat arrays in the page's order: a subtree is a range, and a walk needs no stack. What changes
 * nothing (<b>, <span>) has no place in it unless something is said of it. Memory: at most 8 bytes
 * for each byte of the page, and ARTICLE_MOST_ELEMENTS elements: what begins after that is text of
 * the last one. Pure.
 */
#ifndef PROCESS_ARTICLE_TREE_H
#define PROCESS_ARTICLE_TREE_H

#include <stdbool.h>
#include <stdint.h>
#include "data/buf.h"
#include "process/html_parser.h"

enum { ARTICLE_MOST_ELEMENTS = 1 << 24 };
enum tag_trait {
	TAG_BLOCK = 1 << 0, /* a paragraph ends where it begins, and where it ends */
	TAG_LINK = 1 << 1,
	TAG_BREAK = 1 << 2,
	TAG_PARAGRAPH = 1 << 3, /* holds text, not paragraphs */
	TAG_HEADING = 1 << 4,
	TAG_LIST = 1 << 5,
	TAG_ITEM = 1 << 6,
	TAG_QUOTE = 1 << 7,
	TAG_MAIN = 1 << 8, /* the page says where its text is */
	TAG_ARTICLE = 1 << 9,
	TAG_NEVER = 1 << 10, /* nothing in it is the page's text: it is not in the tree */
	TAG_ROOT = 1 << 11,
};

struct element {
	uint32_t parent, end;        /* the elements within are those from the next to before end */
	uint32_t first_run, end_run; /* likewise its texts */
	uint16_t hints;              /* enum hint, of process/article_hints */
	uint16_t tag;                /* an index, see tree_name and tree_traits */
};

struct article_tree {
	struct element *elements; /* the first one is around all others */
	uint32_t *runs;           /* where each text begins in TEXT; one more at the end */
	size_t n, size, n_runs, runs_size;
	struct buf text;
	uint32_t open;        /* while it is built */
	bool broken;          /* an element has begun or ended since the last text */
	size_t never, unseen; /* open: of TAG_NEVER and within, and without a place */
};

void tree_init(struct article_tree *tree, size_t page_len);
void tree_release(struct article_tree *tree);

/* For html_parse, or from another's events; tree_finish after the last one. */
void tree_start(struct article_tree *tree, const char *name, const char **attributes);
void tree_end(struct article_tree *tree);
void tree_text(struct article_tree *tree, const char *bytes, size_t len);
void tree_stop(struct article_tree *tree);
void tree_finish(struct article_tree *tree);

unsigned tree_traits(const struct article_tree *tree, uint32_t element);
const char *tree_name(const struct article_tree *tree, uint32_t element);
const char *tree_run(const struct article_tree *tree, uint32_t run, size_t *len);

enum walk_step { WALK_OVER, WALK_START, WALK_END, WALK_TEXT };

/* From { 0 } to the end of the first element. */
struct walk {
	enum walk_step step;
	uint32_t open;         /* where we are, or what begins or ends */
	uint32_t shown;        /* with WALK_TEXT: this one */
	uint32_t element, run; /* the next ones */
};

enum walk_step walk_next(struct walk *walk, const struct article_tree *tree);
/* After WALK_START: neither what is in it, nor its end. */
void walk_skip(struct walk *walk, const struct article_tree *tree);

#endif
