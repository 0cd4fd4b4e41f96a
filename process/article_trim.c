#include "process/article_trim.h"

#include <ctype.h>
#include <string.h>

enum { LONGEST_TITLE = 400, SHORTEST_TITLE = 8, MOST_RUNS = 100 };

/* Letters and digits only, as pages disagree about the rest. */
static size_t bare(char *out, const char *text, size_t len, size_t n)
{
	for (size_t i = 0; i < len && n < LONGEST_TITLE; i++) {
		if (isalnum((unsigned char)text[i]) || (unsigned char)text[i] >= 0x80)
			out[n++] = (char)tolower((unsigned char)text[i]);
	}
	out[n] = '\0';
	return n;
}

static bool says(const struct article_tree *tree, uint32_t heading, const char *title)
{
	const struct element *element = &tree->elements[heading];
	char text[LONGEST_TITLE + 1];
	uint32_t stop = element->end_run;
	size_t n = 0, len;

	/* Headings may stand in headings. */
	if (stop - element->first_run > MOST_RUNS)
		stop = element->first_run + MOST_RUNS;
	for (uint32_t run = element->first_run; run < stop; run++) {
		const char *bytes = tree_run(tree, run, &len);

		n = bare(text, bytes, len, n);
	}
	return n >= SHORTEST_TITLE && 2 * n > strlen(title) && strstr(title, text);
}

/* The next element that is kept, from AT on; *END is the end of what is kept there. */
static uint32_t next_kept(const struct measure *measures, const struct article_tree *tree,
			  uint32_t at, uint32_t *end)
{
	while (at < tree->n) {
		if (measures[at].fate == FATE_DROPPED) {
			at = tree->elements[at].end;
			continue;
		}
		if (at >= *end && measures[at].fate == FATE_KEPT)
			*end = tree->elements[at].end;
		if (at < *end)
			return at;
		at++;
	}
	return at;
}

static void drop_above(struct measure *measures, const struct article_tree *tree, uint32_t heading)
{
	uint32_t end = 0, at = 0;

	while ((at = next_kept(measures, tree, at, &end)) < heading) {
		if (tree->elements[at].end <= heading)
			measures[at].fate = FATE_DROPPED;
		at++;
	}
}

void trim_title(struct measure *measures, const struct article_tree *tree, const char *title)
{
	char bare_title[LONGEST_TITLE + 1];
	uint32_t end = 0, at;
	float above = 0;
	bool found = false;

	(void)bare(bare_title, title ? title : "", title ? strlen(title) : 0, 0);
	for (at = 0; (at = next_kept(measures, tree, at, &end)) < tree->n; at++) {
		above += measures[at].own;
		if (!(tree_traits(tree, at) & TAG_HEADING))
			continue;
		above -= measures[at].own;
		if (!says(tree, at, bare_title) &&
		    (found || strcmp(tree_name(tree, at), "h1") != 0))
			continue;
		if (!found && above <= 0)
			drop_above(measures, tree, at);
		measures[at].fate = FATE_DROPPED;
		found = true;
	}
}

void trim_end(struct measure *measures, const struct article_tree *tree)
{
	uint32_t end = 0, last = 0, at;

	for (at = 0; (at = next_kept(measures, tree, at, &end)) < tree->n; at++) {
		if (measures[at].own > 0 && !(tree_traits(tree, at) & TAG_HEADING))
			last = at;
	}
	end = 0;
	for (at = 0; (at = next_kept(measures, tree, at, &end)) < tree->n; at++) {
		if (at > last && tree_traits(tree, at) & TAG_HEADING)
			measures[at].fate = FATE_DROPPED;
	}
}
