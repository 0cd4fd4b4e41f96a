#include "process/article_tree.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "data/mem.h"
#include "process/article_hints.h"

/* In order. What is not here is neither a block nor a link. */
static const struct tag {
	const char *name;
	unsigned traits, hints;
} tags[] = {
	{ "", TAG_BLOCK | TAG_ROOT, 0 },
	{ "a", TAG_LINK, 0 },
	{ "address", TAG_BLOCK, HINT_ABOUT },
	{ "article", TAG_BLOCK | TAG_MAIN | TAG_ARTICLE, 0 },
	{ "aside", TAG_BLOCK, HINT_ASIDE },
	{ "audio", TAG_NEVER, 0 },
	{ "blockquote", TAG_BLOCK | TAG_QUOTE, 0 },
	{ "body", TAG_BLOCK | TAG_ROOT, 0 },
	{ "br", TAG_BREAK, 0 },
	{ "button", TAG_NEVER, 0 },
	{ "canvas", TAG_NEVER, 0 },
	{ "caption", TAG_BLOCK, HINT_CAPTION },
	{ "center", TAG_BLOCK, 0 },
	{ "datalist", TAG_NEVER, 0 },
	{ "dd", TAG_BLOCK | TAG_ITEM, 0 },
	{ "details", TAG_BLOCK, 0 },
	{ "dialog", TAG_BLOCK, HINT_CHROME },
	{ "dir", TAG_BLOCK | TAG_LIST, 0 },
	{ "div", TAG_BLOCK, 0 },
	{ "dl", TAG_BLOCK | TAG_LIST, 0 },
	{ "dt", TAG_BLOCK | TAG_ITEM, 0 },
	{ "embed", TAG_NEVER, 0 },
	{ "fieldset", TAG_BLOCK, 0 },
	{ "figcaption", TAG_BLOCK, HINT_CAPTION },
	{ "figure", TAG_BLOCK, 0 },
	{ "footer", TAG_BLOCK, HINT_CHROME },
	{ "form", TAG_BLOCK, 0 },
	{ "h1", TAG_BLOCK | TAG_HEADING, 0 },
	{ "h2", TAG_BLOCK | TAG_HEADING, 0 },
	{ "h3", TAG_BLOCK | TAG_HEADING, 0 },
	{ "h4", TAG_BLOCK | TAG_HEADING, 0 },
	{ "h5", TAG_BLOCK | TAG_HEADING, 0 },
	{ "h6", TAG_BLOCK | TAG_HEADING, 0 },
	{ "head", TAG_BLOCK | TAG_ROOT, 0 },
	{ "header", TAG_BLOCK, HINT_HEADER },
	{ "hgroup", TAG_BLOCK, 0 },
	{ "hr", TAG_BLOCK, 0 },
	{ "html", TAG_BLOCK | TAG_ROOT, 0 },
	{ "iframe", TAG_NEVER, 0 },
	{ "legend", TAG_BLOCK, 0 },
	{ "li", TAG_BLOCK | TAG_ITEM, 0 },
	{ "listing", TAG_BLOCK | TAG_PARAGRAPH, 0 },
	{ "main", TAG_BLOCK | TAG_MAIN, 0 },
	{ "menu", TAG_BLOCK | TAG_LIST, HINT_CHROME },
	{ "meter", TAG_NEVER, 0 },
	{ "nav", TAG_BLOCK, HINT_CHROME },
	{ "noembed", TAG_NEVER, 0 },
	{ "noframes", TAG_NEVER, 0 },
	{ "noscript", TAG_NEVER, 0 },
	{ "object", TAG_NEVER, 0 },
	{ "ol", TAG_BLOCK | TAG_LIST, 0 },
	{ "p", TAG_BLOCK | TAG_PARAGRAPH, 0 },
	{ "pre", TAG_BLOCK | TAG_PARAGRAPH, 0 },
	{ "progress", TAG_NEVER, 0 },
	{ "script", TAG_NEVER, 0 },
	{ "search", TAG_BLOCK, HINT_CHROME },
	{ "section", TAG_BLOCK, 0 },
	{ "select", TAG_NEVER, 0 },
	{ "style", TAG_NEVER, 0 },
	{ "summary", TAG_BLOCK, 0 },
	{ "svg", TAG_NEVER, 0 },
	{ "table", TAG_BLOCK, 0 },
	{ "tbody", TAG_BLOCK, 0 },
	{ "td", TAG_BLOCK | TAG_ITEM, 0 },
	{ "template", TAG_NEVER, 0 },
	{ "textarea", TAG_NEVER, 0 },
	{ "tfoot", TAG_BLOCK, 0 },
	{ "th", TAG_BLOCK | TAG_ITEM, 0 },
	{ "thead", TAG_BLOCK, 0 },
	{ "title", TAG_NEVER, 0 },
	{ "tr", TAG_BLOCK, 0 },
	{ "ul", TAG_BLOCK | TAG_LIST, 0 },
	{ "video", TAG_NEVER, 0 },
	{ "xmp", TAG_BLOCK | TAG_PARAGRAPH, 0 },
	{ "~", 0, 0 }, /* any other, of which something is said */
};

enum { N_TAGS = sizeof(tags) / sizeof(*tags), OTHER = N_TAGS - 1 };

static int compare(const void *name, const void *tag)
{
	return strcmp(name, ((const struct tag *)tag)->name);
}

static uint16_t tag_of(const char *name)
{
	const struct tag *found = bsearch(name, tags, OTHER, sizeof(*tags), compare);

	return found ? (uint16_t)(found - tags) : OTHER;
}

/* ---- building ---- */

static struct element *append(struct article_tree *tree, uint16_t tag)
{
	struct element *element;

	if (tree->n == tree->size) {
		tree->size = tree->size ? 2 * tree->size : 256;
		tree->elements = xreallocarray(tree->elements, tree->size, sizeof(*tree->elements));
	}
	element = &tree->elements[tree->n++];
	*element = (struct element) { .parent = tree->open, .tag = tag };
	element->end = (uint32_t)tree->unseen;
	element->first_run = (uint32_t)tree->n_runs;
	tree->open = (uint32_t)(tree->n - 1);
	tree->broken = true;
	tree->unseen = 0;
	return element;
}

static void mark_run(struct article_tree *tree)
{
	if (tree->n_runs + 1 >= tree->runs_size) {
		tree->runs_size = tree->runs_size ? 2 * tree->runs_size : 256;
		tree->runs = xreallocarray(tree->runs, tree->runs_size, sizeof(*tree->runs));
	}
	tree->runs[tree->n_runs++] = (uint32_t)tree->text.len;
}

void tree_init(struct article_tree *tree, size_t page_len)
{
	*tree = (struct article_tree) { 0 };
	buf_init(&tree->text, 2 * page_len + 64);
	(void)append(tree, 0);
}

void tree_release(struct article_tree *tree)
{
	free(tree->elements);
	free(tree->runs);
	buf_release(&tree->text);
	*tree = (struct article_tree) { 0 };
}

/* While an element is open, its end is how many of no place were open around it. */
static void close_open(struct article_tree *tree)
{
	struct element *element = &tree->elements[tree->open];

	tree->unseen = element->end;
	element->end = (uint32_t)tree->n;
	element->end_run = (uint32_t)tree->n_runs;
	tree->open = element->parent;
	tree->broken = true;
}

void tree_start(struct article_tree *tree, const char *name, const char **attributes)
{
	uint16_t tag = tag_of(name);
	unsigned hints;

	if (tree->never || tags[tag].traits & TAG_NEVER) {
		tree->never++;
		return;
	}
	hints = tags[tag].hints | (attributes ? hints_of(attributes) : 0);
	if (tags[tag].traits & TAG_ROOT)
		hints = 0;
	if ((tag == OTHER && !hints) || tree->n >= ARTICLE_MOST_ELEMENTS)
		tree->unseen++;
	else
		append(tree, tag)->hints = (uint16_t)hints;
}

void tree_end(struct article_tree *tree)
{
	if (tree->never)
		tree->never--;
	else if (tree->unseen)
		tree->unseen--;
	else if (tree->open)
		close_open(tree);
}

void tree_text(struct article_tree *tree, const char *bytes, size_t len)
{
	if (tree->never || !len || tree->text.len + len > tree->text.max)
		return;
	if (tree->broken)
		mark_run(tree);
	tree->broken = false;
	(void)buf_add(&tree->text, bytes, len, NULL);
}

void tree_stop(struct article_tree *tree)
{
	tree->never = 0;
	while (tree->open)
		close_open(tree);
	tree->unseen = 0;
}

void tree_finish(struct article_tree *tree)
{
	tree_stop(tree);
	close_open(tree);
	mark_run(tree);
	tree->n_runs--;
}

/* ---- reading ---- */

unsigned tree_traits(const struct article_tree *tree, uint32_t element)
{
	return tags[tree->elements[element].tag].traits;
}

const char *tree_name(const struct article_tree *tree, uint32_t element)
{
	uint16_t tag = tree->elements[element].tag;

	return tag == OTHER ? "span" : tags[tag].name;
}

const char *tree_run(const struct article_tree *tree, uint32_t run, size_t *len)
{
	*len = tree->runs[run + 1] - tree->runs[run];
	return tree->text.data + tree->runs[run];
}

enum walk_step walk_next(struct walk *walk, const struct article_tree *tree)
{
	const struct element *open, *next;

	if (walk->step == WALK_OVER || (walk->step == WALK_END && !walk->open))
		return walk->step = walk->element++ ? WALK_OVER : WALK_START;
	if (walk->step == WALK_END)
		walk->open = tree->elements[walk->open].parent;
	open = &tree->elements[walk->open];
	next = &tree->elements[walk->element];
	if (walk->run < (walk->element < open->end ? next->first_run : open->end_run)) {
		walk->shown = walk->run++;
		walk->step = WALK_TEXT;
	} else if (walk->element < open->end) {
		walk->open = walk->element++;
		walk->step = WALK_START;
	} else {
		walk->step = WALK_END;
	}
	return walk->step;
}

void walk_skip(struct walk *walk, const struct article_tree *tree)
{
	const struct element *skipped = &tree->elements[walk->open];

	walk->element = skipped->end;
	walk->run = skipped->end_run;
	walk->step = WALK_END;
}
